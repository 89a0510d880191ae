"""One batch of a register: matched against what is there, compared, and written. Clauses: S1, S6."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from institutions.models import Institution, SchoolPermit, TeachingSite
from institutions.rules.register import Draft, Fault
from institutions.rules.situations import is_cross_district, licence_situation
from institutions.services.register_known import Known, provisional_codes
from institutions.terms import Category, RowResult
from portal.accounts.actors import Actor
from portal.regions.models import District
from portal.regions.places import Places
from portal.timeline import services as timeline

# What an event keeps of a change; a telephone number stays out of history (N4).
UNTOLD = frozenset({"phone", "street_id"})


@dataclass(frozen=True, slots=True)
class Written:
    """What became of one row: its result, and the institution it stands for."""

    said: Draft | Fault
    result: str
    institution_id: int | None = None


@dataclass(slots=True)
class Change:
    """What a draft would change: of the institution itself, its permit and its sites."""

    draft: Draft
    row: Institution
    is_new: bool
    facts: dict[str, Any]
    permits: list[SchoolPermit] = field(default_factory=list)
    sites: list[TeachingSite] = field(default_factory=list)
    new_main: str = ""
    before: dict[str, Any] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return self.is_new or bool(self.facts or self.permits or self.sites or self.new_main)


@transaction.atomic
def write_batch(
    said: Sequence[Draft | Fault], district: District, *, actor: Actor, places: Places
) -> list[Written]:
    """Write the good rows of one batch; the same rows again change nothing. Raises NotAllowed."""
    actor.must_in("institutions.import", district.pk)
    # One import a district at a time: two would give the same provisional code.
    District.objects.select_for_update().get(pk=district.pk)
    compared = compare(said, district, places)
    changes = [change for change in compared if isinstance(change, Change) and change]
    _write(changes, actor)
    return [written(row) for row in compared]


def compare(said: Sequence[Draft | Fault], district: District, places: Places) -> list[Change | Fault]:
    """Return, for each row, what it would change or why it can't go in; nothing is written."""
    known = Known.of([row for row in said if isinstance(row, Draft)], district)
    next_code = provisional_codes(district)
    compared: list[Change | Fault] = []
    for row in said:
        fault = row if isinstance(row, Fault) else known.fault_of(row, district)
        if isinstance(row, Fault) or fault is not None:
            compared.append(fault or row)  # type: ignore[arg-type]
        else:
            compared.append(_compare(row, known.match(row), district, places, next_code))
    return compared


def written(row: Change | Fault) -> Written:
    """Return what became of a row, or would."""
    if isinstance(row, Fault):
        return Written(row, RowResult.REJECTED)
    kept = RowResult.UPDATED if row else RowResult.UNCHANGED
    return Written(row.draft, RowResult.CREATED if row.is_new else kept, row.row.pk)


def _compare(
    draft: Draft,
    match: Institution | None,
    district: District,
    places: Places,
    next_code: Callable[[], str],
) -> Change:
    if match is None:
        category = draft.category or Category.OTHER
        row = Institution(district=district, code=draft.code or next_code(), category=category)
    else:
        row = match
    permits = list(match.permits.all()) if match else []
    said = _said(draft, district, places)
    said["code"] = draft.code or row.code
    said["situation"] = _situation(draft, said["code"], permits)
    facts = {
        name: value
        for name, value in said.items()
        if value not in ("", None, []) and getattr(row, name) != value
    }
    change = Change(draft, row, match is None, facts, _permits(draft, row, permits))
    _add_sites(change, list(match.sites.all()) if match else [], places)
    return change


def _said(draft: Draft, district: District, places: Places) -> dict[str, Any]:
    """What the row says of the institution. An empty cell means not known yet: it takes nothing away."""
    first = draft.sites[0] if draft.sites else ""
    street = places.street_id_in(district.pk, draft.street) or places.street_id_in(district.pk, first)
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
    """The situation by all papers known; a revoked permit is none, whatever an old register says."""
    revoked = {permit.number for permit in permits if permit.revoked_on}
    known = {permit.number for permit in permits if not permit.revoked_on}
    has_permit = bool(known) or bool(draft.permit and draft.permit not in revoked)
    return licence_situation(has_business_licence=not code.startswith("T"), has_permit=has_permit)


def _permits(draft: Draft, row: Institution, known: Iterable[SchoolPermit]) -> list[SchoolPermit]:
    """The permit to be written, where it is new or another validity stands in the row."""
    if not draft.permit:
        return []
    permit = next((p for p in known if p.number == draft.permit), None)
    valid = draft.validity
    is_new = permit is None
    permit = permit or SchoolPermit(institution=row, number=draft.permit)
    before = (permit.valid_from, permit.valid_until, permit.long_term)
    if valid.since or valid.until or valid.long_term:
        permit.valid_from, permit.valid_until = valid.since, valid.until
        permit.long_term = valid.long_term
    return [permit] if is_new or before != (permit.valid_from, permit.valid_until, permit.long_term) else []


def _add_sites(change: Change, known: Sequence[TeachingSite], places: Places) -> None:
    """Add the sites that are new. One no longer named stays: only an officer closes a site."""
    addresses = {site.address for site in known}
    main = next((site.address for site in known if site.is_main), "")
    first = change.draft.sites[0] if change.draft.sites else ""
    for address in change.draft.sites:
        if address in addresses:
            continue
        where = places.district_id_in(address)
        site = TeachingSite(
            institution=change.row,
            address=address,
            district_id=where,
            street_id=places.street_id_in(where, address) if where else None,
            cross_district=is_cross_district(change.row.district_id, where),
        )
        change.sites.append(site)
    change.new_main = first if first and first != main else ""


def _write(changes: Sequence[Change], actor: Actor) -> None:
    """Write all changes of a batch: what is new in bulk, what changed row by row, an event each."""
    for change in changes:
        change.before = {name: getattr(change.row, name) for name in change.facts}
        for name, value in change.facts.items():
            setattr(change.row, name, value)
    Institution.objects.bulk_create([change.row for change in changes if change.is_new])
    for change in changes:
        if change.facts and not change.is_new:
            change.row.save(update_fields=[*(n.removesuffix("_id") for n in change.facts), "updated_at"])
        for permit in change.permits:
            permit.institution = change.row
        for site in change.sites:
            site.institution = change.row
    permits = [permit for change in changes for permit in change.permits]
    SchoolPermit.objects.bulk_create([permit for permit in permits if permit.pk is None])
    valid = ["valid_from", "valid_until", "long_term"]
    SchoolPermit.objects.bulk_update([permit for permit in permits if permit.pk is not None], valid)
    _write_sites(changes)
    for change in changes:
        _tell(change, actor)


def _write_sites(changes: Sequence[Change]) -> None:
    """New sites in bulk; the one named first becomes the main one."""
    moved = [change.row.pk for change in changes if change.new_main and not change.is_new]
    TeachingSite.objects.filter(institution__in=moved, is_main=True).update(is_main=False)
    for change in changes:
        for site in change.sites:
            site.is_main = site.address == change.new_main
    TeachingSite.objects.bulk_create([site for change in changes for site in change.sites])
    for change in changes:
        if change.new_main and not change.is_new and all(s.address != change.new_main for s in change.sites):
            TeachingSite.objects.filter(institution=change.row, address=change.new_main).update(is_main=True)


def _tell(change: Change, actor: Actor) -> None:
    told: dict[str, Any] = {"row": change.draft.number}
    if not change.is_new:
        kept = change.facts.keys() - UNTOLD
        told["fields"] = {name: [change.before[name], change.facts[name]] for name in sorted(kept)}
        told["permits"] = [permit.number for permit in change.permits]
        told["sites"] = [site.address for site in change.sites]
    verb = "institution.registered" if change.is_new else "institution.changed"
    timeline.record(actor, verb, change.row, clause="S1", changes=told)
