"""Which figures hold for a complaint."""

from datetime import date

from complaints.rules import clocks
from complaints.rules.clocks import ComplaintTerms, UrgentTerms
from portal.rulebook.services import InForce, first_in_force


def terms_in_force(kind: str, *, urgent: bool, on: date, district_id: int | None) -> InForce[ComplaintTerms]:
    """The kind's own figure where an administrator set one, else the general one. Clause: D2."""
    general = UrgentTerms if urgent else ComplaintTerms
    return first_in_force(clocks.figure_of(kind, urgent=urgent), general, on=on, district_id=district_id)
