"""An object in a district for every address of penalty cases."""

from collections.abc import Callable
from typing import Any

from portal.regions.models import District
from tests.access.samples.inspections.handovers import finding
from tests.factories.inspections import ConfirmedFindingFactory
from tests.factories.institutions import InstitutionFactory
from tests.factories.procedure import notice, open_case


def case(district: District) -> dict[str, Any]:
    """One whose notice is served."""
    made = open_case(ConfirmedFindingFactory(institution=InstitutionFactory(district=district)))
    notice(made)
    return {"pk": made.pk}


CASES = ("case", "case_step", "case_hearing", "case_review", "case_officers", "case_close", "my_case")
SAMPLES: dict[str, Callable[[District], dict[str, Any]]] = {
    **dict.fromkeys(CASES, case),
    "case_new": finding,
}
