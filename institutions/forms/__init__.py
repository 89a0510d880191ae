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
from institutions.forms.serving import MatchForm, ServingListForm
from institutions.forms.sites import CrossSiteForm, DeskRoomForm, GiveUpForm, RoomForm, SiteForm
from institutions.forms.teachers import LeavingForm, NumberReasonForm, TeacherForm

__all__ = [
    "AddPaperForm",
    "CorrectPaperForm",
    "CrossSiteForm",
    "DateInput",
    "DeskRoomForm",
    "FilingForm",
    "GiveUpForm",
    "InstitutionForm",
    "LeavingForm",
    "ManyResultsForm",
    "MatchForm",
    "NewPaperForm",
    "NoteForm",
    "NumberReasonForm",
    "PaperAnswerForm",
    "ReportForm",
    "RequestAnswerForm",
    "RequestForm",
    "ResultForm",
    "RoomForm",
    "ServingListForm",
    "SiteForm",
    "TeacherForm",
    "WhyForm",
    "WorkbookForm",
]
