"""The pool of a draw as it stands today, and what the pages show of draws. Clause: N2."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from inspections.figures.draw_facts import facts_of, targets_of
from inspections.models import Draw, DrawnTarget, Finding, InterestDeclaration
from inspections.rules.deadlines import years_before
from inspections.rules.draw_weights import DrawTerms, DrawWeights, weigh
from inspections.rules.draws import FORMAT, drawable, pool_hash, share_of
from inspections.rules.teams import WITHOUT_ENFORCEMENT
from inspections.terms import CONFIRMED_STATES, DrawnResult, FindingState, InspectionState, Point
from portal.accounts.models import Membership
from portal.accounts.roles import CAPABILITIES, Department
from portal.rulebook.services import in_force

RECORDERS = [role for role, held in CAPABILITIES.items() if "inspections.record" in held]
DIGITS = 4  # of a certificate, enough to tell colleagues apart and no more (N4)


@dataclass(frozen=True, slots=True)
class Frozen:
    """A pool as it can be frozen: itself, its hash, and for the desk the points behind each weight and who is who."""

    pool: dict[str, Any]
    points: dict[str, dict[str, int]]
    roster: dict[str, int]
    pool_hash: str


def certified_inspectors(district_id: int, on: date) -> list[Membership]:
    """Who can be drawn in a district: officers of a department with a certificate, each person once. Clause: N2."""
    held = Membership.objects.in_force(on).filter(district=district_id, role__in=RECORDERS)
    held = held.exclude(department="").exclude(user__enforcement_certificate="")
    once = {member.user_id: member for member in held.for_acting().order_by("-pk")}
    return sorted(once.values(), key=lambda member: (member.user.enforcement_certificate, member.pk))


def pool_of(draw: Draw, today: date) -> Frozen:
    """The pool of a draw as it stands on `today`, in a number of queries that does not grow with it. Clause: N2."""
    district = draw.district
    terms = in_force(DrawTerms, on=today, district_id=district.pk)
    weights = in_force(DrawWeights, on=today, district_id=district.pk)
    targets = targets_of(district.pk)
    since = years_before(today, terms.figure.counted_years)
    facts = facts_of(targets, district.pk, today=today, since=since)
    points = {target.code: weigh(known, weights.figure) for target, known in zip(targets, facts, strict=True)}
    members = certified_inspectors(district.pk, today)
    inspectors = {f"I{n:03d}": member for n, member in enumerate(members, start=1)}  # no name (N4)
    pool: dict[str, Any] = {
        "format": FORMAT,
        "number": draw.number,
        "title": draw.title,
        "district": district.key,
        "redraw_of": draw.redraw_of.number if draw.redraw_of else None,
        "day": today.isoformat(),
        "rules": {"version": [terms.version, weights.version], "weights": asdict(weights.figure)},
        "inspectors_each": draw.inspectors,
        "targets": [{"id": t.code, "name": t.name, "weight": sum(points[t.code].values())} for t in targets],
        "inspectors": [_published(name, member) for name, member in inspectors.items()],
        "excluded": _excluded(inspectors, district.pk, today),
    }
    pool["wanted"] = draw.count or share_of(drawable(pool), draw.share or terms.figure.share)
    roster = {name: member.pk for name, member in inspectors.items()}
    return Frozen(pool, points, roster, pool_hash(pool))


def _published(name: str, member: Membership) -> dict[str, Any]:
    return {
        "id": name,
        "department": member.department,
        "certificate": member.user.enforcement_certificate[-DIGITS:],
        "enforces": member.department not in WITHOUT_ENFORCEMENT,
    }


def _excluded(inspectors: dict[str, Membership], district_id: int, today: date) -> list[list[str]]:
    """Inspector and institution of every standing conflict of interest, without the reason (N4)."""
    of_user = {member.user_id: name for name, member in inspectors.items()}
    declared = InterestDeclaration.objects.standing(today).filter(
        user__in=of_user, institution__district=district_id
    )
    pairs = {(of_user[user], code) for user, code in declared.values_list("user", "institution__code")}
    return [list(pair) for pair in sorted(pairs)]


@dataclass(frozen=True, slots=True)
class Shown:
    """One target of a pool with the points behind its weight in words."""

    code: str
    name: str
    weight: int
    points: list[tuple[str, int]]


def heaviest_first(pool: dict[str, Any], points: dict[str, dict[str, int]]) -> list[Shown]:
    """The targets of a pool, the likeliest first, with what makes them so."""
    ordered = sorted(pool["targets"], key=lambda target: (-target["weight"], target["id"]))
    return [
        Shown(
            target["id"],
            target["name"],
            target["weight"],
            [(str(Point(name).label), n) for name, n in points.get(target["id"], {}).items()],
        )
        for target in ordered
    ]


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """A drawn target as the public reads it: whom, by which departments and certificates, and what came of it."""

    rank: int
    code: str
    name: str
    weight: int
    inspectors: list[str]
    result: str
    label: str


def drawn_rows(draw: Draw, targets: Iterable[DrawnTarget]) -> list[DrawnRow]:
    """Drawn targets with the results of their visits; names of officers stay at the desk (N4)."""
    targets = list(targets)
    inspections = [target.joint_inspection_id for target in targets if target.joint_inspection_id]
    counted = Finding.objects.filter(joint_inspection__in=inspections).order_by().values("joint_inspection")
    sums = counted.annotate(
        open=Count("pk", filter=Q(state=FindingState.RECORDED)),
        confirmed=Count("pk", filter=Q(state__in=CONFIRMED_STATES)),
    )
    found = {row["joint_inspection"]: (row["open"], row["confirmed"]) for row in sums}
    published = {draw.roster[one["id"]]: one for one in draw.pool["inspectors"]}
    rows = []
    for target in targets:
        result = _result(target, found)
        team = [published[one.membership_id] for one in target.inspectors.all()]
        rows.append(
            DrawnRow(
                target.rank,
                target.institution.code,
                target.institution.name,
                target.weight,
                [_words(one) for one in team],
                result,
                str(DrawnResult(result).label),
            )
        )
    return rows


def _words(inspector: dict[str, Any]) -> str:
    department = Department(inspector["department"]).label
    words = {"department": department, "certificate": inspector["certificate"]}
    return _("%(department)s, certificate ending in %(certificate)s") % words


def _result(target: DrawnTarget, found: dict[int, tuple[int, int]]) -> DrawnResult:
    inspection = target.joint_inspection
    if inspection is None or inspection.state == InspectionState.OPEN:
        return DrawnResult.PENDING
    if inspection.state == InspectionState.CANCELLED:
        return DrawnResult.CALLED_OFF
    examined, confirmed = found.get(inspection.pk, (0, 0))
    if confirmed:
        return DrawnResult.FOUND
    return DrawnResult.EXAMINED if examined else DrawnResult.CLEAN


def result_of(draw: Draw) -> list[dict[str, Any]]:
    """What the rows say was drawn, in the shape of `rules.draws.drawn_from`."""
    names = {pk: name for name, pk in draw.roster.items()}
    rows = draw.targets.select_related("institution").prefetch_related("inspectors").order_by("rank")
    return [
        {
            "target": row.institution.code,
            "inspectors": [names.get(one.membership_id, "") for one in row.inspectors.all()],
        }
        for row in rows
    ]


def document(draw: Draw) -> dict[str, Any]:
    """What anybody may download: the frozen pool and its hashes; seed and result once they are public."""
    open_ = draw.is_revealed
    return {
        "pool": draw.pool,
        "pool_hash": draw.pool_hash,
        "seed_commitment": draw.seed_commitment,
        "seed": draw.seed if open_ else None,
        "result": result_of(draw) if open_ else None,
        "redraw_reason": draw.redraw_reason or None,
        "committed_at": draw.committed_at.isoformat() if draw.committed_at else None,
        "drawn_at": draw.drawn_at.isoformat() if draw.drawn_at else None,
    }
