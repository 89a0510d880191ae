"""An object in a district for every address of the risk picture and of anomalies that takes parameters."""

from collections.abc import Callable
from typing import Any

from portal.regions.models import District
from tests.factories.institutions import InstitutionFactory
from tests.factories.risk import AnomalyFactory


def institution(district: District) -> dict[str, Any]:
    """An institution in the district's first street."""
    return {"code": InstitutionFactory(district=district, street=district.streets.first()).code}


def anomaly(district: District) -> dict[str, Any]:
    """A report of the district's first street."""
    return {"pk": AnomalyFactory(district=district).pk}


SAMPLES: dict[str, Callable[[District], dict[str, Any]]] = {
    "risk_of": institution,
    "anomaly": anomaly,
    "anomaly_answer": anomaly,
}
