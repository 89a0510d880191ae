"""Read-only sums: a page of the search, what the lists hold, how far a year's lists are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from portal.accounts.actors import Actor
from portal.regions.models import District
from portal.rulebook.services import in_force
from publicity.models import ListProposal, Publication, PublicRecord
from publicity.queries.search import Sought, find
from publicity.rules.years import ListDays
from publicity.terms import ListKind, ProposalState, PublicationKind

EXPORTED = 50_000  # rows of a download at most
CHUNK = 1000


def listed_in(district_id: int, since: date) -> dict[int, str]:
    """On which list each institution of a district stands today, whenever it came there. Clause: N2."""
    listed = PublicRecord.objects.filter(district=district_id, list__in=[ListKind.WHITE, ListKind.BLACK])
    return dict(listed.values_list("institution", "list"))


@dataclass(frozen=True, slots=True)
class Pages:
    """How many pages and rows there are, in the words of a paginator."""

    count: int
    per_page: int

    @property
    def num_pages(self) -> int:
        return max(1, -(-self.count // self.per_page))


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of what was found: count and ids came from one statement."""

    number: int
    object_list: Sequence[PublicRecord]
    paginator: Pages
    more: bool = False  # there are more than are counted

    def __iter__(self) -> Iterator[PublicRecord]:
        return iter(self.object_list)

    def has_next(self) -> bool:
        return self.number < self.paginator.num_pages

    def has_previous(self) -> bool:
        return self.number > 1

    def next_page_number(self) -> int:
        return self.number + 1

    def previous_page_number(self) -> int:
        return self.number - 1


NOTHING = SearchPage(1, (), Pages(0, 1))


def search_page(sought: Sought, number: int, size: int) -> SearchPage:
    """Return one page of the search; a number beyond the last gives the last."""
    number = max(1, number)
    hits = find(sought, limit=size, offset=(number - 1) * size)
    pages = Pages(hits.total, size)
    if number > pages.num_pages:
        return search_page(sought, pages.num_pages, size)
    return SearchPage(number, PublicRecord.objects.public().by_ids(hits.ids), pages, hits.more)


def found_rows(sought: Sought) -> Iterator[PublicRecord]:
    """Return all that is found, for a download: bounded, and read piece by piece."""
    ids = find(sought, limit=EXPORTED).ids
    for start in range(0, len(ids), CHUNK):
        yield from PublicRecord.objects.public().by_ids(ids[start : start + CHUNK])


def counts_by_list() -> dict[str, int]:
    """Return how many institutions stand on each list now."""
    rows = PublicRecord.objects.public().exclude(list="").values_list("list").annotate(Count("pk"))
    return {ListKind.WHITE.value: 0, ListKind.BLACK.value: 0} | dict(rows)


@dataclass(frozen=True, slots=True)
class DistrictYear:
    """How far one district's list of a year is."""

    district: District
    publication: Publication | None
    deadline: date
    waiting: int  # for the city, now
    answerable: int  # may still be answered
    accepted: int
    returned: int

    @property
    def is_ready(self) -> bool:
        return bool(
            self.publication and not self.publication.is_sealed and self.accepted and not self.waiting
        )

    @property
    def is_out(self) -> bool:
        return bool(self.publication and self.publication.is_sealed)


def districts_of(actor: Actor) -> QuerySet[District]:
    """Return the districts of the actor's territory, in their order."""
    districts = District.objects.order_by("order", "slug")
    return districts if actor.district_ids is None else districts.filter(pk__in=actor.district_ids)


def year_state(actor: Actor, year: int, today: date) -> list[DistrictYear]:
    """Return how far each district of the actor's territory is. A fixed number of queries."""
    annual = Publication.objects.visible_to(actor).filter(
        kind=PublicationKind.ANNUAL, year=year, corrects=None
    )
    lists = {publication.district_id: publication for publication in annual}
    proposals = ListProposal.objects.visible_to(actor).filter(year=year)
    answerable = Q(must_wait=True, answered_at=None, answer_by__gte=today)
    open_ = Q(state=ProposalState.PROPOSED)
    sums: dict[int, Any] = {
        row["district"]: row
        for row in proposals.values("district").annotate(
            waiting=Count("pk", filter=open_ & ~answerable),
            answerable=Count("pk", filter=open_ & answerable),
            accepted=Count("pk", filter=Q(state__in=[ProposalState.ACCEPTED, ProposalState.PUBLISHED])),
            returned=Count("pk", filter=Q(state=ProposalState.RETURNED)),
        )
    }
    days = in_force(ListDays, on=today).figure
    return [
        _state(district, lists.get(district.pk), days.deadline(year), sums.get(district.pk, {}))
        for district in districts_of(actor)
    ]


def _state(
    district: District, publication: Publication | None, deadline: date, sums: Mapping[str, int]
) -> DistrictYear:
    counts = [sums.get(name, 0) for name in ("waiting", "answerable", "accepted", "returned")]
    return DistrictYear(district, publication, deadline, *counts)
