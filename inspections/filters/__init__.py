"""Filters of the staff lists; one file a subject."""

from inspections.filters.anomalies import AnomalyFilter
from inspections.filters.burden import BurdenFilter
from inspections.filters.campaigns import CampaignFilter, TargetFilter
from inspections.filters.documents import DocumentFilter
from inspections.filters.draws import DrawFilter, InterestFilter, PublicDrawFilter
from inspections.filters.findings import FindingFilter
from inspections.filters.handovers import DecisionFilter, HandoverFilter
from inspections.filters.institutions import OfInstitutions
from inspections.filters.orders import OrderFilter
from inspections.filters.risk import RiskFilter
from inspections.filters.sweeps import SweepPlaceFilter, SweepRoundFilter
from inspections.filters.visits import InspectionFilter

__all__ = [
    "AnomalyFilter",
    "BurdenFilter",
    "CampaignFilter",
    "DecisionFilter",
    "DocumentFilter",
    "DrawFilter",
    "FindingFilter",
    "HandoverFilter",
    "InspectionFilter",
    "InterestFilter",
    "OfInstitutions",
    "OrderFilter",
    "PublicDrawFilter",
    "RiskFilter",
    "SweepPlaceFilter",
    "SweepRoundFilter",
    "TargetFilter",
]
