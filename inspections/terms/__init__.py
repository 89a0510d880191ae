"""The words of inspections; one file a subject."""

from inspections.terms.anomalies import URGENT_ANOMALIES, AnomalyAnswer, AnomalyKind, AnomalyState
from inspections.terms.campaigns import CampaignState, TargetSource
from inspections.terms.cases import (
    ONCE,
    OPEN_CASES,
    SHOWN_TO_INSTITUTION,
    WITHOUT_PENALTY,
    CaseState,
    Stage,
    StepKind,
)
from inspections.terms.documents import TO_SERVE, DocumentKind, ServiceManner
from inspections.terms.draws import DrawnResult, DrawState, Point
from inspections.terms.findings import (
    CONFIRMED_STATES,
    OPEN_ORDERS,
    Failure,
    FindingState,
    OrderState,
    StopKind,
)
from inspections.terms.handovers import (
    OPEN_HANDOVERS,
    AppealKind,
    AppealState,
    HandoverOutcome,
    HandoverState,
    HazardKind,
)
from inspections.terms.lawful import Source, Unannounced
from inspections.terms.measures import Answerable, Measure, Severity
from inspections.terms.phone import UploadKind
from inspections.terms.risk import OF_COMPLAINTS, RiskItem, RiskLevel
from inspections.terms.topics import Topic
from inspections.terms.visits import InspectionState, Outcome, PartState, VisitKind, VisitState
from institutions.terms import Group

__all__ = [
    "CONFIRMED_STATES",
    "OF_COMPLAINTS",
    "ONCE",
    "OPEN_CASES",
    "OPEN_HANDOVERS",
    "OPEN_ORDERS",
    "SHOWN_TO_INSTITUTION",
    "TO_SERVE",
    "URGENT_ANOMALIES",
    "WITHOUT_PENALTY",
    "AnomalyAnswer",
    "AnomalyKind",
    "AnomalyState",
    "Answerable",
    "AppealKind",
    "AppealState",
    "CampaignState",
    "CaseState",
    "DocumentKind",
    "DrawState",
    "DrawnResult",
    "Failure",
    "FindingState",
    "Group",
    "HandoverOutcome",
    "HandoverState",
    "HazardKind",
    "InspectionState",
    "Measure",
    "OrderState",
    "Outcome",
    "PartState",
    "Point",
    "RiskItem",
    "RiskLevel",
    "ServiceManner",
    "Severity",
    "Source",
    "Stage",
    "StepKind",
    "StopKind",
    "TargetSource",
    "Topic",
    "Unannounced",
    "UploadKind",
    "VisitKind",
    "VisitState",
]
