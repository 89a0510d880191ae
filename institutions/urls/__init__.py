"""Where institutions live; one file a subject. The register comes last: its addresses take any code."""

from institutions.urls import (
    annual,
    census,
    filings,
    imports,
    licences,
    papers,
    register,
    registration,
    serving,
    sites,
    standards,
    teachers,
)

PARTS = (
    licences,
    imports,
    registration,
    filings,
    annual,
    standards,
    teachers,
    serving,
    papers,
    sites,
    census,
    register,
)


def _all(audience: str) -> list:
    return [pattern for part in PARTS for pattern in getattr(part, f"{audience}_urlpatterns", [])]


public_urlpatterns = _all("public")
desk_urlpatterns = _all("desk")
my_urlpatterns = _all("my")
api_urlpatterns = _all("api")
