"""What people type about institutions, one file a subject."""

from institutions.forms.annual import ManyResultsForm, ReportForm, ResultForm
from institutions.forms.dates import DateInput
from institutions.forms.filings import FilingForm, NoteForm
from institutions.forms.imports import WorkbookForm
from institutions.forms.institutions import InstitutionForm
from institutions.forms.serving import MatchForm, ServingListForm
from institutions.forms.teachers import LeavingForm, NumberReasonForm, TeacherForm

__all__ = [
    "DateInput",
    "FilingForm",
    "InstitutionForm",
    "LeavingForm",
    "ManyResultsForm",
    "MatchForm",
    "NoteForm",
    "NumberReasonForm",
    "ReportForm",
    "ResultForm",
    "ServingListForm",
    "TeacherForm",
    "WorkbookForm",
]
