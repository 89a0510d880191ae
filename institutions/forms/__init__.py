"""What people type about institutions, one file a subject."""

from institutions.forms.annual import ManyResultsForm, ReportForm, ResultForm
from institutions.forms.dates import DateInput
from institutions.forms.filings import FilingForm, NoteForm
from institutions.forms.imports import WorkbookForm
from institutions.forms.institutions import InstitutionForm
from institutions.forms.papers import (
    AddPaperForm,
    CorrectPaperForm,
    NewPaperForm,
    PaperAnswerForm,
    RequestAnswerForm,
    RequestForm,
    WhyForm,
)
from institutions.forms.sites import CrossSiteForm, DeskRoomForm, GiveUpForm, RoomForm, SiteForm

__all__ = [
    "AddPaperForm",
    "CorrectPaperForm",
    "CrossSiteForm",
    "DateInput",
    "DeskRoomForm",
    "FilingForm",
    "GiveUpForm",
    "InstitutionForm",
    "ManyResultsForm",
    "NewPaperForm",
    "NoteForm",
    "PaperAnswerForm",
    "ReportForm",
    "RequestAnswerForm",
    "RequestForm",
    "ResultForm",
    "RoomForm",
    "SiteForm",
    "WhyForm",
    "WorkbookForm",
]
