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
from institutions.forms.filings import FilingForm, ReviewForm, SettleRemarksForm, series_in, typed_in
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
from institutions.forms.zombies import ClearForm

__all__ = [
    "AbsentForm",
    "AddPaperForm",
    "AnswerForm",
    "AreaForm",
    "CensusForm",
    "CensusReportForm",
    "CensusWorkbookForm",
    "ClearForm",
    "CloseForm",
    "CorrectPaperForm",
    "CrossSiteForm",
    "DateInput",
    "DecisionForm",
    "DeskRoomForm",
    "DocumentsForm",
    "EntryForm",
    "FiguresForm",
    "FilingForm",
    "GiveUpForm",
    "InstitutionForm",
    "LeavingForm",
    "ManyResultsForm",
    "MatchForm",
    "MergeForm",
    "NewPaperForm",
    "NumberReasonForm",
    "ObjectionForm",
    "PaperAnswerForm",
    "PlanForm",
    "PointsForm",
    "ProposeResultForm",
    "RequestAnswerForm",
    "RequestForm",
    "ReviewForm",
    "RoomForm",
    "SelfScoreForm",
    "SendBackForm",
    "ServingListForm",
    "SettleForm",
    "SettleRemarksForm",
    "SiteForm",
    "TeacherForm",
    "WhyForm",
    "WorkbookForm",
    "series_in",
    "typed_in",
]
