"""What the lists said on a day, what a publication changed, and what was ever said of an institution. Clauses: S9, M8, D5."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, Max, OuterRef, Q

from publicity.models import Publication, PublicationEntry
from publicity.queries import EntryQuerySet
from publicity.terms import ListKind, PublicationKind

LISTED = (ListKind.WHITE, ListKind.BLACK)


@dataclass(frozen=True, slots=True)
class Change:
    """One institution before and after: None where it stood on no list."""

    code: str
    name: str
    before: PublicationEntry | None
    after: PublicationEntry | None


@dataclass(frozen=True, slots=True)
class Changes:
    """What a publication changed: who came, who moved from one list to the other, who left; how many stayed."""

    came: list[Change]
    moved: list[Change]
    left: list[Change]
    stayed: int


def as_of(district_id: int, day: date) -> EntryQuerySet:
    """The entries of a district that stood at the end of a day: the last word counts, and what was over is left out.

    An annual list replaces all before it, an interim one what it names. Clauses: S9, D5.
    """
    return _standing(district_id, Q(publication__published_on__lte=day), day)


def _standing(district_id: int, out: Q, day: date) -> EntryQuerySet:
    entries = PublicationEntry.objects.public().filter(out, publication__district=district_id)
    annual = entries.filter(publication__kind=PublicationKind.ANNUAL)
    base = annual.aggregate(base=Max("publication__sequence"))["base"] or 0
    counting = entries.filter(publication__sequence__gte=base)
    later = counting.filter(
        institution=OuterRef("institution"), publication__sequence__gt=OuterRef("publication__sequence")
    )
    over = Q(listed_until__lt=day)
    standing = counting.filter(~Exists(later), list__in=LISTED).exclude(over)
    return standing.select_related("publication").order_by("list", "code")


def changes_of(publication: Publication) -> Changes:
    """Compare a publication with what its district's lists said before it. Clause: M8."""
    day = publication.published_on
    assert day is not None
    before = {
        entry.institution_id: entry
        for entry in _standing(
            publication.district_id, Q(publication__sequence__lt=publication.sequence), day
        )
    }
    came, moved, left, stayed = [], [], [], 0
    named = set()
    for entry in PublicationEntry.objects.filter(publication=publication).in_order():
        named.add(entry.institution_id)
        old = before.get(entry.institution_id)
        change = Change(entry.code, entry.words["name"], old, entry)
        if entry.list not in LISTED:
            left.append(change)
        elif old is None:
            came.append(change)
        elif old.list != entry.list:
            moved.append(change)
        else:
            stayed += 1
    if publication.kind == PublicationKind.ANNUAL:
        gone = [entry for pk, entry in before.items() if pk not in named]
        left += [Change(entry.code, entry.words["name"], entry, None) for entry in gone]
    return Changes(came, moved, sorted(left, key=lambda change: change.code), stayed)


def ever_said(institution_id: int) -> list[PublicationEntry]:
    """Every published entry about an institution, the newest first: nothing is ever taken out. Clause: M8."""
    rows = PublicationEntry.objects.of_institutions([institution_id])
    return list(rows.select_related("publication__district").order_by("-publication__sequence"))
