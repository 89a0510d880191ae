"""What the rule would propose for an institution, with the figures in force: reads only. Clauses: P1–P7."""

from datetime import date

from inspections.rules.deadlines import RectificationTerms
from inspections.rules.ladder import LadderTerms
from inspections.rules.whatif import Case, Foreseen, foresee
from inspections.terms import Answerable, Group, Severity
from institutions.models import Institution
from portal.rulebook.services import in_force
from portal.workdays.services import calendar


def foresee_for(
    institution: Institution,
    *,
    group: Group,
    answerable: Answerable,
    severity: Severity,
    on: date,
    confirmed_before: int,
    more: int,
) -> list[Foreseen]:
    """What now, and what each of `more` times after it would bring, by the figures of that day. Nothing is written."""
    district = institution.district_id
    return foresee(
        Case(group, answerable, severity, on),
        confirmed_before=confirmed_before,
        more=more,
        ladder_terms=in_force(LadderTerms, on=on, district_id=district).figure,
        terms=in_force(RectificationTerms, on=on, district_id=district).figure,
        calendar=calendar(),
    )
