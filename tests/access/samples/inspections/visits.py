"""An object in a district for every address of inspections that takes parameters."""

from collections.abc import Callable
from typing import Any

from inspections.models import VisitPart
from portal.regions.models import District
from tests.factories.inspections import FindingFactory, JointInspectionFactory, OrderFactory
from tests.factories.institutions import InstitutionFactory


def inspection(district: District) -> dict[str, Any]:
    """An open inspection by education and fire."""
    return {"pk": JointInspectionFactory(institution=InstitutionFactory(district=district)).pk}


def part(district: District) -> dict[str, Any]:
    """The fire department's part of one."""
    pk = inspection(district)["pk"]
    return {"pk": VisitPart.objects.get(visit__joint_inspection=pk, department="fire").pk}


def finding(district: District) -> dict[str, Any]:
    """A finding to be confirmed."""
    return {"pk": FindingFactory(institution=InstitutionFactory(district=district)).pk}


def order(district: District) -> dict[str, Any]:
    """An order served today."""
    institution = InstitutionFactory(district=district)
    return {"pk": OrderFactory(decision__finding__institution=institution).pk}


SAMPLES: dict[str, Callable[[District], dict[str, Any]]] = {
    **dict.fromkeys(("detail", "close", "cancel"), inspection),
    "part": part,
    **dict.fromkeys(("finding", "confirm", "dismiss", "decide", "lift"), finding),
    **dict.fromkeys(("order", "report", "extend", "reinspect", "withdraw", "my_order"), order),
}
