"""Who may see what, and what each page needs; one file a subject."""

from inspections.queries.anomalies import AnomalyQuerySet
from inspections.queries.appeals import AppealQuerySet, WithdrawalQuerySet
from inspections.queries.campaigns import CampaignQuerySet, CampaignTargetQuerySet
from inspections.queries.cases import CaseQuerySet
from inspections.queries.decisions import DecisionQuerySet
from inspections.queries.documents import DocumentQuerySet, ServiceQuerySet
from inspections.queries.draws import DrawnTargetQuerySet, DrawQuerySet, InterestQuerySet
from inspections.queries.findings import FindingQuerySet, TeachingStopQuerySet
from inspections.queries.handovers import HandoverQuerySet
from inspections.queries.hazards import HazardStopQuerySet
from inspections.queries.orders import OrderQuerySet, ReportQuerySet
from inspections.queries.phone import PhoneUploadQuerySet
from inspections.queries.risk import RiskPictureQuerySet
from inspections.queries.sweeps import SweepPlaceQuerySet, SweepRecordQuerySet, SweepRoundQuerySet
from inspections.queries.territory import districts_of, of_the_team, streets_of_actor, territory
from inspections.queries.visits import JointInspectionQuerySet, VisitPartQuerySet, VisitQuerySet

__all__ = [
    "AnomalyQuerySet",
    "AppealQuerySet",
    "CampaignQuerySet",
    "CampaignTargetQuerySet",
    "CaseQuerySet",
    "DecisionQuerySet",
    "DocumentQuerySet",
    "DrawQuerySet",
    "DrawnTargetQuerySet",
    "FindingQuerySet",
    "HandoverQuerySet",
    "HazardStopQuerySet",
    "InterestQuerySet",
    "JointInspectionQuerySet",
    "OrderQuerySet",
    "PhoneUploadQuerySet",
    "ReportQuerySet",
    "RiskPictureQuerySet",
    "ServiceQuerySet",
    "SweepPlaceQuerySet",
    "SweepRecordQuerySet",
    "SweepRoundQuerySet",
    "TeachingStopQuerySet",
    "VisitPartQuerySet",
    "VisitQuerySet",
    "WithdrawalQuerySet",
    "districts_of",
    "of_the_team",
    "streets_of_actor",
    "territory",
]
