"""One batch of a register: matched against what is there, compared, and written. Clauses: S1, S6."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import zip_longest
from typing import Any, NamedTuple

from django.db import transaction
from django.utils import timezone

from institutions.models import Institution, SchoolPermit, TeachingSite
from institutions.rules.register import Draft, Fault
from institutions.rules.situations import is_cross_district, licence_situation
from institutions.services.register_known import Known, provisional_codes
from institutions.terms import Category, RowResult
from portal.accounts.actors import Actor
from portal.bulk import services as bulk
from portal.regions.models import District
from portal.regions.places import Places
from portal.timeline import services as timeline

# What an event keeps of a change; a telephone number stays out of history (N4).
UNTOLD = frozenset({"phone", "street_id"})
# What a row says of the institution, in the order of `_said`, and what is derived from it.
SAID: tuple[str, ...] = (
    "name",
    "street_id",
    "address",
    "category",
    "subjects",
    "organiser",
    "legal_representative",
    "phone",
)
SAID += ("fee_text", "teacher_text", "code", "situation")
VALIDITY = ("valid_from", "valid_until", "long_term")


class Written(NamedTuple):
    """What became of one row: its result, and the institution it stands for."""

    said: Draft | Fault
    result: str
    institution_id: int | None = None


class Permit(NamedTuple):
    """A permit to be written: a new one where `pk` is None."""

    pk: int | None
    number: str
    valid_from: date | None
    valid_until: date | None
    long_term: bool


class Site(NamedTuple):
    """A new teaching site."""

    address: str
    district_id: int | None
    street_id: int | None
    cross_district: bool
    is_main: bool


@dataclass(slots=True)
class Change:
    """What a draft would change: of the institution itself, its permit and its sites."""

    draft: Draft
    row: Institution | None  # as the register has it; None where it is new
    facts: dict[str, Any]
    permit: Permit | None = None
    sites: Sequence[Site] = field(default_factory=tuple)
    new_main: str = ""
    pk: int | None = None

    def __bool__(self) -> bool:
        return self.row is None or bool(self.facts or self.permit or self.sites or self.new_main)


@transaction.atomic(savepoint=False)  # within a batch of an import there is nothing to go back to
def write_batch(
    said: Sequence[Draft | Fault],
    district: District,
    *,
    actor: Actor,
    places: Places,
    insert: bulk.Insert = bulk.insert,
    ahead: Sequence[Change | None] = (),
) -> list[Written]:
    """Write the good rows of one batch; the same rows again change nothing. Raises NotAllowed.

    `insert` may write later (`bulk.writing`), as long as it does so in the same transaction. `ahead` is
    what `as_new` gave for each row, where it was asked while the database was busy.
    """
    actor.must_in("institutions.import", district.pk)
    # One import a district at a time: two would give the same provisional code.
    District.objects.select_for_update().get(pk=district.pk)
    known = Known.locked([row for row in said if isinstance(row, Draft)], district)
    compared = _compared(said, known, district, places, ahead)
    changes = [change for change in compared if isinstance(change, Change) and change]
    _write(changes, district, actor, insert)
    return [written(row) for row in compared]


def compare(said: Sequence[Draft | Fault], district: District, places: Places) -> list[Change | Fault]:
    """Return, for each row, what it would change or why it can't go in; nothing is written or locked."""
    known = Known.of([row for row in said if isinstance(row, Draft)], district)
    return _compared(said, known, district, places)


def _compared(
    said: Sequence[Draft | Fault],
    known: Known,
    district: District,
    places: Places,
    ahead: Sequence[Change | None] = (),
) -> list[Change | Fault]:
    next_code = provisional_codes(district)
    stands_for: dict[int, int] = {}  # institution → the row that stands for it
    compared: list[Change | Fault] = []
    for row, new in zip_longest(said, ahead):
        if isinstance(row, Fault):
            compared.append(row)
            continue
        match = known.match(row)
        fault = known.fault_of(row, match, district)
        if match is None:
            compared.append(fault or _entered(new or as_new(row, district, places), next_code))
        elif fault is None and stands_for.setdefault(match.pk, row.number) != row.number:
            before = str(stands_for[match.pk])
            compared.append(Fault(row.number, row.name, "duplicate", "name", before))
        else:
            compared.append(fault or _changed(row, match, known, places))
    return compared


def written(row: Change | Fault) -> Written:
    """Return what became of a row, or would."""
    if isinstance(row, Fault):
        return Written(row, RowResult.REJECTED)
    if row.row is None:
        return Written(row.draft, RowResult.CREATED, row.pk)
    return Written(row.draft, RowResult.UPDATED if row else RowResult.UNCHANGED, row.row.pk)


def _entered(new: Change, next_code: Callable[[], str]) -> Change:
    new.facts["code"] = new.draft.code or next_code()
    return new


def as_new(draft: Draft, district: District, places: Places) -> Change:
    """Return a row as a new institution with its permit and sites: all but its code. Asks the database nothing."""
    facts = _said(draft, district.pk, places)
    facts["category"] = draft.category or Category.OTHER.value
    facts["situation"] = draft.situation
    permit = Permit(None, draft.permit, *_days(draft)) if draft.permit else None
    first = draft.sites[0] if draft.sites else ""
    sites = [_site(address, district.pk, first, places) for address in draft.sites]
    return Change(draft, None, facts, permit, sites, first)


def _changed(draft: Draft, row: Institution, known: Known, places: Places) -> Change:
    """What a draft changes of an institution that is there."""
    permits = known.permits.get(row.pk, [])
    said = _said(draft, row.district_id, places)
    said["code"] = draft.code or row.code
    said["situation"] = _situation(draft, said["code"], permits)
    facts = {
        name: value
        for name, value in said.items()
        if value not in ("", None, []) and getattr(row, name) != value
    }
    change = Change(draft, row, facts, _permit(draft, permits), pk=row.pk)
    _add_sites(change, known.sites.get(row.pk, []), places)
    return change


def _said(draft: Draft, district_id: int, places: Places) -> dict[str, Any]:
    """What the row says of the institution. An empty cell means not known yet: it takes nothing away."""
    first = draft.sites[0] if draft.sites else ""
    street = places.street_id_in(district_id, draft.street) or places.street_id_in(district_id, first)
    return {
        "name": draft.name,
        "street_id": street,
        "address": first,
        "category": draft.category,
        "subjects": list(draft.subjects),
        "organiser": draft.organiser,
        "legal_representative": draft.legal_representative,
        "phone": draft.phone,
        "fee_text": draft.fee,
        "teacher_text": draft.teachers,
    }


def _situation(draft: Draft, code: str, permits: Iterable[SchoolPermit]) -> str:
    """The situation by all papers known; a permit revoked or given back is none, whatever an old register says."""
    revoked = {permit.number for permit in permits if permit.revoked_on or permit.surrendered_on}
    known = {permit.number for permit in permits if permit.number not in revoked}
    has_permit = bool(known) or bool(draft.permit and draft.permit not in revoked)
    return licence_situation(has_business_licence=not code.startswith("T"), has_permit=has_permit)


def _days(draft: Draft) -> tuple[date | None, date | None, bool]:
    return draft.validity.since, draft.validity.until, draft.validity.long_term


def _permit(draft: Draft, known: Iterable[SchoolPermit]) -> Permit | None:
    """The permit to be written, where it is new or another validity stands in the row."""
    if not draft.permit:
        return None
    permit = next((p for p in known if p.number == draft.permit), None)
    days = _days(draft)
    if permit is None:
        return Permit(None, draft.permit, *days)
    same = not any(days) or days == (permit.valid_from, permit.valid_until, permit.long_term)
    return None if same else Permit(permit.pk, permit.number, *days)


def _site(address: str, licensing_district: int, main: str, places: Places) -> Site:
    where = places.district_id_in(address)
    street = places.street_id_in(where, address) if where else None
    return Site(address, where, street, is_cross_district(licensing_district, where), address == main)


def _add_sites(change: Change, known: Sequence[TeachingSite], places: Places) -> None:
    """Add the sites that are new. One no longer named stays: only an officer closes a site."""
    assert change.row is not None
    addresses = {site.address for site in known}
    main = next((site.address for site in known if site.is_main), "")
    first = change.draft.sites[0] if change.draft.sites else ""
    change.new_main = first if first and first != main else ""
    change.sites = [
        _site(address, change.row.district_id, change.new_main, places)
        for address in change.draft.sites
        if address not in addresses
    ]


def _write(changes: Sequence[Change], district: District, actor: Actor, insert: bulk.Insert) -> None:
    """Write all changes of a batch, table by table, an event each."""
    new = [change for change in changes if change.row is None]
    old = [change for change in changes if change.row is not None]
    for change, pk in zip(new, bulk.take_keys(Institution, len(new)), strict=True):
        change.pk = pk
    _write_facts(old)
    _write_permits(changes, insert)
    _write_sites(changes, old, insert)
    timeline.record_many(
        actor, Institution, map(_tell, changes), clause="S1", district_id=district.pk, insert=insert
    )
    # Last, though the others refer to it: foreign keys are checked on commit, and its telephone
    # numbers are encrypted while the database takes the others.
    rows = ((change.pk, district.pk, *map(change.facts.__getitem__, SAID)) for change in new)
    insert(Institution, ("id", "district_id", *SAID), rows)


def _write_facts(changes: Sequence[Change]) -> None:
    """Write what changed of institutions, those together that change the same columns."""
    now = timezone.now()
    alike: dict[tuple[str, ...], list[Any]] = defaultdict(list)
    for change in changes:
        if change.facts:
            alike[tuple(change.facts)].append((change.pk, *change.facts.values(), now))
    for columns, rows in alike.items():
        bulk.update(Institution, (*columns, "updated_at"), rows)


def _write_permits(changes: Sequence[Change], insert: bulk.Insert) -> None:
    permits = [(change.pk, change.permit) for change in changes if change.permit is not None]
    new = ((pk, *permit[1:]) for pk, permit in permits if permit.pk is None)
    insert(SchoolPermit, ("institution_id", "number", *VALIDITY), new)
    bulk.update(SchoolPermit, VALIDITY, [(p.pk, *p[2:]) for _pk, p in permits if p.pk is not None])


def _write_sites(changes: Sequence[Change], old: Sequence[Change], insert: bulk.Insert) -> None:
    """New sites in bulk; the one named first becomes the main one."""
    moved = [change for change in old if change.new_main]
    if moved:
        mains = TeachingSite.objects.filter(institution__in=[change.pk for change in moved], is_main=True)
        mains.update(is_main=False)
    rows = ((change.pk, *site) for change in changes for site in change.sites)
    insert(TeachingSite, ("institution_id", *Site._fields), rows)
    for change in moved:
        if not any(site.is_main for site in change.sites):
            TeachingSite.objects.filter(institution=change.pk, address=change.new_main).update(is_main=True)


def _tell(change: Change) -> timeline.Told:
    assert change.pk is not None
    told: dict[str, Any] = {"row": change.draft.number}
    if change.row is None:
        return timeline.Told("institution.registered", change.pk, change.draft.name, told)
    kept = sorted(change.facts.keys() - UNTOLD)
    told["fields"] = {name: [getattr(change.row, name), change.facts[name]] for name in kept}
    told["permits"] = [change.permit.number] if change.permit else []
    told["sites"] = [site.address for site in change.sites]
    name = change.facts.get("name", change.row.name)
    return timeline.Told("institution.changed", change.pk, name, told)
