"""What people type about institutions, one file a subject."""

from institutions.forms.annual import ManyResultsForm, ReportForm, ResultForm
from institutions.forms.dates import DateInput
from institutions.forms.filings import FilingForm, NoteForm
from institutions.forms.imports import WorkbookForm
from institutions.forms.institutions import InstitutionForm

__all__ = [
    "DateInput",
    "FilingForm",
    "InstitutionForm",
    "ManyResultsForm",
    "NoteForm",
    "ReportForm",
    "ResultForm",
    "WorkbookForm",
]
