"""Keeping the keys by which the register is searched, and finding candidates with them. Clause: S1."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from institutions.models import CensusEntry, Institution, RegisterKey
from institutions.rules import matching
from institutions.rules.matching import ADDRESS, CORE, NAME, Reasons

BATCH, SHOWN, MOST = 500, 8, 500
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Candidate:
    """An institution that an entry may be about, and why."""

    institution: Institution
    reasons: Reasons


def keys_of(row: Institution) -> set[Key]:
    """The keys of an institution: its name, its own address and those of its sites."""
    addresses = [row.address, *(site.address for site in row.sites.all())]
    return {(kind, key[:120]) for kind, key in matching.keys_of(row.name, addresses)}


def stale(rows: QuerySet[Institution]) -> QuerySet[Institution]:
    """Those whose keys are missing or older than the institution."""
    fresh = RegisterKey.objects.filter(institution=OuterRef("pk"), made_at__gte=OuterRef("updated_at"))
    return rows.filter(~Exists(fresh))


def refresh(pks: Sequence[int]) -> int:
    """Write the keys of these institutions; returns how many institutions have others than before."""
    changed = 0
    for start in range(0, len(pks), BATCH):
        changed += _refresh_batch(pks[start : start + BATCH])
    return changed


@transaction.atomic
def _refresh_batch(pks: Sequence[int]) -> int:
    now = timezone.now()
    rows = list(
        Institution.objects.filter(pk__in=pks).select_for_update().prefetch_related("sites").order_by("pk")
    )
    wanted = {(row.pk, kind, key) for row in rows for kind, key in keys_of(row)}
    known = {
        (owner, kind, key): pk
        for pk, owner, kind, key in RegisterKey.objects.filter(institution__in=rows).values_list(
            "pk", "institution_id", "kind", "key"
        )
    }
    gone = [pk for key, pk in known.items() if key not in wanted]
    RegisterKey.objects.filter(pk__in=gone).delete()
    new = wanted - known.keys()
    RegisterKey.objects.bulk_create(
        RegisterKey(institution_id=owner, kind=kind, key=key, made_at=now) for owner, kind, key in sorted(new)
    )
    RegisterKey.objects.filter(institution__in=rows).update(made_at=now)
    return len({key[0] for key in new} | {key[0] for key in known if key not in wanted})


def refresh_all(today: date) -> int:
    """Bring the keys of every institution up to date; sites move without the institution's own row changing."""
    return refresh(list(Institution.objects.order_by("pk").values_list("pk", flat=True)))


def candidates_for(entries: Sequence[CensusEntry]) -> dict[int, list[Candidate]]:
    """Return whom each entry may be about, the surest first. The number of queries does not grow with the entries.

    Institutions changed since the last daily work are read from their own district and keyed on the way.
    """
    by_key: dict[Key, set[int]] = defaultdict(set)
    wanted = {key for entry in entries for key in entry_keys(entry)}
    for kind in (NAME, CORE, ADDRESS):
        texts = [text for k, text in wanted if k == kind]
        found = RegisterKey.objects.filter(kind=kind, key__in=texts).exclude(key="") if texts else None
        pairs = found.values_list("institution_id", "key")[: MOST * len(entries)] if found is not None else ()
        for owner, text in pairs:
            by_key[kind, text].add(owner)
    recent = stale(Institution.objects.filter(district__in={entry.district_id for entry in entries}))
    moved = {row.pk: keys_of(row) for row in recent.prefetch_related("sites")}
    for owner, keys in moved.items():
        for key in keys & wanted:
            by_key[key].add(owner)
    codes = [entry.code for entry in entries if entry.code]
    owners = {pk for pks in by_key.values() for pk in pks}
    rows = Institution.objects.filter(Q(pk__in=owners) | Q(code__in=codes)).select_related(
        "district", "street"
    )
    known = {row.pk: row for row in rows}
    return {entry.pk: _candidates_of(entry, by_key, known) for entry in entries}


def entry_keys(entry: CensusEntry) -> list[Key]:
    """The keys of an entry that say something."""
    keys = ((NAME, entry.name_key), (CORE, entry.core_key), (ADDRESS, entry.address_key))
    return [(kind, key) for kind, key in keys if key]


def _candidates_of(
    entry: CensusEntry, by_key: dict[Key, set[int]], known: dict[int, Institution]
) -> list[Candidate]:
    agreeing: dict[int, list[str]] = defaultdict(list)
    for kind, key in entry_keys(entry):
        for owner in by_key.get((kind, key), ()):
            agreeing[owner].append(kind)
    for row in known.values():
        if entry.code and row.code == entry.code:
            agreeing[row.pk] += []
    found = [
        Candidate(known[pk], matching.weigh(same_code=_same_code(entry, known[pk]), agreeing=kinds))
        for pk, kinds in agreeing.items()
        if pk in known
    ]
    graded = [candidate for candidate in found if candidate.reasons.grade]
    # What lies in the entry's own district comes first among equals.
    graded.sort(
        key=lambda c: (-c.reasons.score, c.institution.district_id != entry.district_id, c.institution.pk)
    )
    return graded[:SHOWN]


def _same_code(entry: CensusEntry, row: Institution) -> bool:
    return bool(entry.code) and row.code == entry.code


def surest(candidates: Iterable[Candidate]) -> Candidate | None:
    """The first of the candidates, where there is one."""
    return next(iter(candidates), None)
