"""What people type about institutions, one file a subject."""

from institutions.forms.annual import (
    AbsentForm,
    AnswerForm,
    DocumentsForm,
    FiguresForm,
    ManyResultsForm,
    ObjectionForm,
    PointsForm,
    ProposeResultForm,
    SelfScoreForm,
    SendBackForm,
)
from institutions.forms.dates import DateInput
from institutions.forms.filings import FilingForm, NoteForm
from institutions.forms.imports import WorkbookForm
from institutions.forms.institutions import InstitutionForm
from institutions.forms.zombies import ClearForm

__all__ = [
    "AbsentForm",
    "AnswerForm",
    "ClearForm",
    "DateInput",
    "DocumentsForm",
    "FiguresForm",
    "FilingForm",
    "InstitutionForm",
    "ManyResultsForm",
    "NoteForm",
    "ObjectionForm",
    "PointsForm",
    "ProposeResultForm",
    "SelfScoreForm",
    "SendBackForm",
    "WorkbookForm",
]
