"""Drawing the risk picture anew, district by district. Clause: S10."""

from datetime import date

from django.db import transaction

from inspections.figures.risk_facts import risk_facts
from inspections.models import RiskPicture
from inspections.rules.risk import RiskFacts, RiskTerms, risk_level, risk_points, weigh_risk
from portal.regions.models import District
from portal.rulebook.services import InForce, in_force

BATCH = 1000
DRAWN = ["points", "level", "lines", "rule_version", "drawn_on", "points_before", "changed_on"]


def risk_terms(district_id: int, on: date) -> InForce[RiskTerms]:
    """The points in force in a district on a day. Clause: S10."""
    return in_force(RiskTerms, on=on, district_id=district_id)


def draw_one(pk: int, facts: RiskFacts, terms: InForce[RiskTerms], today: date) -> RiskPicture:
    """The picture of one institution, not kept. Clause: S10."""
    lines = weigh_risk(facts, terms.figure)
    points = risk_points(lines)
    return RiskPicture(
        institution_id=pk,
        points=points,
        level=risk_level(points, terms.figure),
        lines=[[line.item, line.times, line.counted, line.each] for line in lines],
        rule_version=terms.version,
        drawn_on=today,
        changed_on=today,
    )


def redraw_all(today: date) -> int:
    """Draw every district's picture; how many institutions changed. Doing it twice changes nothing twice."""
    return sum(redraw(pk, today) for pk in District.objects.values_list("pk", flat=True))


@transaction.atomic
def redraw(district_id: int, today: date) -> int:
    """Draw one district's picture anew: who is gone leaves it, who changed says since when. Clause: S10."""
    terms = risk_terms(district_id, today)
    drawn = {
        pk: draw_one(pk, facts, terms, today)
        for pk, facts in risk_facts(district_id, today, terms.figure).items()
    }
    before = {
        row.pk: row
        for row in RiskPicture.objects.select_for_update()
        .filter(institution__district=district_id)
        .iterator(chunk_size=BATCH)
    }
    RiskPicture.objects.filter(pk__in=before.keys() - drawn.keys()).delete()
    changed = [_since(row, before.get(pk)) for pk, row in drawn.items() if _differs(row, before.get(pk))]
    RiskPicture.objects.bulk_create(
        changed,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["institution"],
        update_fields=DRAWN,
    )
    RiskPicture.objects.filter(institution__district=district_id).exclude(drawn_on=today).update(
        drawn_on=today
    )
    return len(changed)


def _differs(row: RiskPicture, before: RiskPicture | None) -> bool:
    names = ("points", "level", "lines", "rule_version")
    return before is None or any(getattr(row, name) != getattr(before, name) for name in names)


def _since(row: RiskPicture, before: RiskPicture | None) -> RiskPicture:
    """What it was before stays beside it, where the points changed."""
    if before is not None and before.points == row.points:
        row.points_before, row.changed_on = before.points_before, before.changed_on
    elif before is not None:
        row.points_before = before.points
    return row
