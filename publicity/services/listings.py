"""Which list an institution stands on today, by what is published. Clauses: S9, D5."""

from collections.abc import Collection
from datetime import date

from django.db.models import Max

from publicity.models import Publication, PublicationEntry
from publicity.terms import ListKind, PublicationKind


def first_that_count() -> dict[int, int]:
    """Return, by district, the number of its last annual publication: what came before it no longer stands."""
    annual = Publication.objects.public().filter(kind=PublicationKind.ANNUAL)
    return dict(annual.values_list("district").annotate(Max("sequence")))


def standing_entries(institution_ids: Collection[int], today: date) -> dict[int, PublicationEntry]:
    """Return, by institution, the entry that stands today.

    The last word counts: an annual list replaces all before it, an interim one what it names. A blacklist
    entry ends by itself with its last day (D5).
    """
    bases = first_that_count()
    found: dict[int, PublicationEntry] = {}
    for entry in PublicationEntry.objects.of_institutions(institution_ids):
        publication = entry.publication
        assert publication.sequence is not None
        if publication.sequence >= bases.get(publication.district_id, 0):
            found[entry.institution_id] = entry
    return {pk: entry for pk, entry in found.items() if not _is_over(entry, today)}


def _is_over(entry: PublicationEntry, today: date) -> bool:
    return entry.listed_until is not None and entry.listed_until < today


def blacklisted_in(district_id: int, today: date) -> list[PublicationEntry]:
    """Return a district's blacklist entries that stand today, by code: an annual list carries them over."""
    rows = PublicationEntry.objects.public().filter(
        publication__district_id=district_id, list=ListKind.BLACK, listed_until__gte=today
    )
    standing = standing_entries(set(rows.values_list("institution_id", flat=True)), today)
    return sorted((e for e in standing.values() if e.list == ListKind.BLACK), key=lambda entry: entry.code)
