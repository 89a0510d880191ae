"""What people type about institutions, one file a subject."""

from institutions.forms.annual import ManyResultsForm, ReportForm, ResultForm
from institutions.forms.dates import DateInput
from institutions.forms.filings import FilingForm, ReviewForm, SettleForm, series_in, typed_in
from institutions.forms.imports import WorkbookForm
from institutions.forms.institutions import InstitutionForm

__all__ = [
    "DateInput",
    "FilingForm",
    "InstitutionForm",
    "ManyResultsForm",
    "ReportForm",
    "ResultForm",
    "ReviewForm",
    "SettleForm",
    "WorkbookForm",
    "series_in",
    "typed_in",
]
