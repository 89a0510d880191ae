"""Where inspections, findings and orders live; one file a subject."""

from inspections.urls import (
    campaigns,
    cases,
    documents,
    draws,
    findings,
    handovers,
    lawful,
    orders,
    phone,
    risk,
    sweeps,
    visits,
)

PARTS = (campaigns, sweeps, risk, cases, handovers, documents, lawful, draws, phone, visits, findings, orders)


def _all(audience: str) -> list:
    return [pattern for part in PARTS for pattern in getattr(part, f"{audience}_urlpatterns", [])]


public_urlpatterns = _all("public")
desk_urlpatterns = _all("desk")
my_urlpatterns = _all("my")
api_urlpatterns = _all("api")
