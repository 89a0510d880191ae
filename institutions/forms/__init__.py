"""What people type about institutions, one file a subject."""

from institutions.forms.annual import ManyResultsForm, ReportForm, ResultForm
from institutions.forms.census import (
    AreaForm,
    CensusForm,
    CensusReportForm,
    CensusWorkbookForm,
    CloseForm,
    DecisionForm,
    EntryForm,
    MergeForm,
    PlanForm,
    SettleForm,
)
from institutions.forms.dates import DateInput
from institutions.forms.filings import FilingForm, NoteForm
from institutions.forms.imports import WorkbookForm
from institutions.forms.institutions import InstitutionForm

__all__ = [
    "AreaForm",
    "CensusForm",
    "CensusReportForm",
    "CensusWorkbookForm",
    "CloseForm",
    "DateInput",
    "DecisionForm",
    "EntryForm",
    "FilingForm",
    "InstitutionForm",
    "ManyResultsForm",
    "MergeForm",
    "NoteForm",
    "PlanForm",
    "ReportForm",
    "ResultForm",
    "SettleForm",
    "WorkbookForm",
]
