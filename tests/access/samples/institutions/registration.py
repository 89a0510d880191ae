"""One object a parameter of the addresses of access to an institution's side."""

from typing import Any

from portal.regions.models import District
from tests.access.samples.institutions.register import an_institution


def an_invitation(district: District) -> dict[str, Any]:
    """A link that invites nobody."""
    return {"who": "MA", "token": "none"}


SAMPLES = {
    "access": an_institution,
    "access_link": an_institution,
    "access_end": an_institution,
    "invitation": an_invitation,
}
