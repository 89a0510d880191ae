"""An object in a district for every address of ladders, handovers, appeals and urgent stops."""

import uuid
from collections.abc import Callable
from typing import Any

from django.utils import timezone

from inspections.models import HazardStop
from portal.accounts.models import User
from portal.regions.models import District
from tests.access.samples.inspections.visits import part
from tests.factories.handovers import HandoverFactory
from tests.factories.inspections import ConfirmedFindingFactory, DecisionFactory, TeachingStopFactory
from tests.factories.institutions import InstitutionFactory


def ladder(district: District) -> dict[str, Any]:
    """An institution."""
    return {"code": InstitutionFactory(district=district).code}


def handover(district: District) -> dict[str, Any]:
    """One sent today."""
    institution = InstitutionFactory(district=district)
    return {"pk": HandoverFactory(decision__finding__institution=institution).pk}


def finding(district: District) -> dict[str, Any]:
    """One that counts."""
    return {"pk": ConfirmedFindingFactory(institution=InstitutionFactory(district=district)).pk}


def decision(district: District) -> dict[str, Any]:
    """Rectify by a deadline."""
    return {"pk": DecisionFactory(finding__institution=InstitutionFactory(district=district)).pk}


def hazard(district: District) -> dict[str, Any]:
    """Teaching stopped by two officers."""
    stop = TeachingStopFactory(decision__finding__institution=InstitutionFactory(district=district))
    officers = [
        User.objects.create_user(username=f"hazard-{uuid.uuid4().hex[:8]}", name="检查员") for _n in "12"
    ]
    made = HazardStop.objects.create(
        finding=stop.decision.finding,
        institution=stop.institution,
        kind="premises",
        text="承重墙开裂。",
        since=timezone.now(),
        officer=officers[0],
        companion=officers[1],
        client_id=uuid.uuid4(),
    )
    return {"pk": made.pk}


APPEALS = ("appeals", "appeal_new", "appeal_close", "decision_withdraw", "decision_taken_down", "my_decision")
HANDOVERS = ("handover", "handover_accept", "handover_return", "handover_answer", "handover_again")
SAMPLES: dict[str, Callable[[District], dict[str, Any]]] = {
    "ladder": ladder,
    **dict.fromkeys(HANDOVERS, handover),
    "handover_new": finding,
    **dict.fromkeys(APPEALS, decision),
    "hazard_new": part,
    "hazard": hazard,
}
