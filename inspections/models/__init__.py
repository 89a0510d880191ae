"""Joint inspections with their visits, findings with their decisions, and orders; one file an aggregate."""

from inspections.models.anomalies import Anomaly
from inspections.models.appeals import Appeal, Withdrawal
from inspections.models.campaigns import Campaign, CampaignTarget
from inspections.models.cases import CaseStep, PenaltyCase
from inspections.models.documents import EnforcementDocument, ServiceOfDocument
from inspections.models.draws import Draw, DrawnInspector, DrawnTarget, InterestDeclaration
from inspections.models.findings import Decision, Finding, TeachingStop
from inspections.models.handovers import Handover
from inspections.models.hazards import HazardStop
from inspections.models.joint import JointInspection, TeamMember
from inspections.models.orders import OrderExtension, RectificationOrder, RectificationReport
from inspections.models.phone import PhoneUpload, UploadPiece
from inspections.models.risk import RiskPicture
from inspections.models.sweeps import SweepPlace, SweepRecord, SweepRound
from inspections.models.visits import ItemResult, Visit, VisitPart

__all__ = [
    "Anomaly",
    "Appeal",
    "Campaign",
    "CampaignTarget",
    "CaseStep",
    "Decision",
    "Draw",
    "DrawnInspector",
    "DrawnTarget",
    "EnforcementDocument",
    "Finding",
    "Handover",
    "HazardStop",
    "InterestDeclaration",
    "ItemResult",
    "JointInspection",
    "OrderExtension",
    "PenaltyCase",
    "PhoneUpload",
    "RectificationOrder",
    "RectificationReport",
    "RiskPicture",
    "ServiceOfDocument",
    "SweepPlace",
    "SweepRecord",
    "SweepRound",
    "TeachingStop",
    "TeamMember",
    "UploadPiece",
    "Visit",
    "VisitPart",
    "Withdrawal",
]
