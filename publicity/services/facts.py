"""What is known of institutions on a day, gathered for many at once. Clause: S9."""

from collections import Counter
from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Exists, Min, OuterRef

from inspections.models import RectificationOrder
from inspections.terms import OrderState
from institutions.models import AnnualReturn, Institution, SchoolPermit
from publicity.models import ListProposal
from publicity.rules.whitelist import Condition, Facts, judge
from publicity.services.listings import standing_entries
from publicity.terms import ListKind, ProposalState


def conditions_of(
    institution_ids: Collection[int], *, year: int, today: date
) -> dict[int, tuple[Condition, ...]]:
    """Judge the whitelist's conditions of each institution. A fixed number of queries, however many there are."""
    return {pk: judge(facts) for pk, facts in facts_of(institution_ids, year=year, today=today).items()}


def facts_of(institution_ids: Collection[int], *, year: int, today: date) -> dict[int, Facts]:
    """Return what the rule has to know of each institution."""
    ids = list(institution_ids)
    in_force, first_year = _permits(ids, year, today)
    results = _annual_results(ids, year)
    open_orders = _count(RectificationOrder.objects.open().filter(institution_id__in=ids))
    failed = _count(failed_without_proposal().filter(institution_id__in=ids))
    listed = standing_entries(ids, today)
    black = {pk for pk, entry in listed.items() if entry.list == ListKind.BLACK}
    pending = set(
        ListProposal.objects.black()
        .filter(institution_id__in=ids, state__in=[ProposalState.PROPOSED, ProposalState.ACCEPTED])
        .values_list("institution_id", flat=True)
    )
    rows = Institution.objects.filter(pk__in=ids).values("pk", "situation", "status", "zombie_since")
    return {
        row["pk"]: Facts(
            situation=row["situation"],
            permit_in_force=row["pk"] in in_force,
            annual_result=results.get(row["pk"]),
            first_year=row["pk"] in first_year,
            open_orders=open_orders[row["pk"]],
            failed_orders=failed[row["pk"]],
            status=row["status"],
            zombie=row["zombie_since"] is not None,
            blacklisted=row["pk"] in black,
            black_proposed=row["pk"] in pending,
        )
        for row in rows
    }


def _permits(ids: list[int], year: int, today: date) -> tuple[set[int], set[int]]:
    """Return who holds a permit in force, and who was first licensed in the list's year."""
    permits = SchoolPermit.objects.filter(institution_id__in=ids)
    in_force = set(permits.valid_on(today).values_list("institution_id", flat=True))
    first = permits.values("institution_id").annotate(first=Min("valid_from"))
    new = {row["institution_id"] for row in first if row["first"] and row["first"].year >= year}
    return in_force, new


def _annual_results(ids: list[int], year: int) -> dict[int, str]:
    returns = AnnualReturn.objects.filter(institution_id__in=ids, annual_inspection__year=year)
    return dict(returns.values_list("institution_id", "result"))


def _count(rows: Any) -> Counter[int]:
    return Counter(rows.values_list("institution_id", flat=True))


def failed_without_proposal() -> Any:
    """Return the failed orders that no proposal came of, and whose institution has passed none since (P8)."""
    later = RectificationOrder.objects.filter(
        institution=OuterRef("institution"), state=OrderState.PASSED, closed_on__gte=OuterRef("closed_on")
    )
    return RectificationOrder.objects.failed().filter(list_proposals=None).exclude(Exists(later))
