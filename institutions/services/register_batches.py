"""One batch of a register: matched against what is there, compared, and written in bulk. Clauses: S1, S6."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from institutions.models import Institution, SchoolPermit, TeachingSite
from institutions.rules.register import Draft, Fault
from institutions.rules.situations import is_cross_district
from institutions.terms import RowResult
from portal.accounts.actors import Actor
from portal.regions.models import District
from portal.regions.places import Places
from portal.timeline import services as timeline

FIELDS = (
    "code",
    "name",
    "street_id",
    "address",
    "category",
    "subjects",
    "situation",
    "organiser",
    "legal_representative",
    "phone",
    "fee_text",
    "teacher_text",
)


@dataclass(frozen=True, slots=True)
class Written:
    """What became of one row: its result, and the institution it stands for."""

    said: Draft | Fault
    result: str
    institution_id: int | None = None


@dataclass(slots=True)
class Known:
    """What the register holds already of the institutions that a batch names."""

    by_code: dict[str, Institution]
    by_name: dict[str, Institution]
    permits: dict[str, int]

    @classmethod
    def of(cls, drafts: Sequence[Draft], district: District) -> "Known":
        codes = [d.code for d in drafts if d.code]
        names = [d.name for d in drafts]
        found = list(
            Institution.objects.filter(Q(code__in=codes) | Q(district=district, name__in=names))
            .select_for_update()
            .order_by("pk")
        )
        numbers = [d.permit for d in drafts if d.permit]
        owners = SchoolPermit.objects.filter(number__in=numbers).values_list("number", "institution_id")
        here = [row for row in found if row.district_id == district.pk]
        return cls({row.code: row for row in found}, {row.name: row for row in here}, dict(owners))

    def match(self, draft: Draft) -> Institution | None:
        """The institution a draft stands for: same code, or the same name where either has no code yet."""
        if draft.code and draft.code in self.by_code:
            return self.by_code[draft.code]
        same_name = self.by_name.get(draft.name)
        if same_name is not None and (not draft.code or not same_name.has_credit_code):
            return same_name
        return None


def write_batch(
    said: Sequence[Draft | Fault], district: District, *, actor: Actor, places: Places
) -> list[Written]:
    """Write the good rows of one batch inside the caller's transaction; the same rows again change nothing."""
    actor.must_in("institutions.import", district.pk)
    District.objects.select_for_update().get(pk=district.pk)  # one import a district at a time gives codes
    known = Known.of([row for row in said if isinstance(row, Draft)], district)
    next_code = _provisional_codes(district)
    written: list[Written] = []
    for row in said:
        fault = row if isinstance(row, Fault) else _fault_of(row, known, district)
        if isinstance(row, Fault) or fault is not None:
            written.append(Written(fault or row, RowResult.REJECTED))
            continue
        written.append(
            _write(row, known.match(row), district, actor=actor, places=places, next_code=next_code)
        )
    return written


def _fault_of(draft: Draft, known: Known, district: District) -> Fault | None:
    match = known.match(draft)
    if match is not None and match.district_id != district.pk:
        return Fault(draft.number, draft.name, "other_district", "code", match.name)
    owner = known.permits.get(draft.permit)
    if draft.permit and owner is not None and (match is None or match.pk != owner):
        return Fault(draft.number, draft.name, "permit_taken", "permit", draft.permit)
    return None


def _provisional_codes(district: District) -> Any:
    prefix = f"T{district.slug}-"
    last = (
        Institution.objects.filter(code__startswith=prefix)
        .order_by("-code")
        .values_list("code", flat=True)
        .first()
    )
    state = {"n": int(last.removeprefix(prefix)) if last else 0}

    def give() -> str:
        state["n"] += 1
        return f"{prefix}{state['n']:05d}"

    return give


def _values(draft: Draft, district: District, places: Places) -> dict[str, Any]:
    first = draft.sites[0] if draft.sites else ""
    street = places.street_id_in(district.pk, draft.street) or places.street_id_in(district.pk, first)
    return {
        "name": draft.name,
        "street_id": street,
        "address": first[:300],
        "category": draft.category,
        "subjects": list(draft.subjects),
        "situation": draft.situation,
        "organiser": draft.organiser[:60],
        "legal_representative": draft.legal_representative[:60],
        "phone": draft.phone,
        "fee_text": draft.fee[:200],
        "teacher_text": draft.teachers[:100],
    }


def _write(
    draft: Draft,
    match: Institution | None,
    district: District,
    *,
    actor: Actor,
    places: Places,
    next_code: Any,
) -> Written:
    values = _values(draft, district, places)
    row = match or Institution(district=district)
    values["code"] = draft.code or (match.code if match else next_code())
    changed = sorted(f for f in FIELDS if getattr(row, f) != values[f])
    for name, value in values.items():
        setattr(row, name, value)
    if match is None:
        row.save(force_insert=True)
    elif changed:
        row.save(update_fields=[*changed, "updated_at"])
    papers = _write_permit(row, draft) | _write_sites(row, draft, district, places)
    if match is not None and not changed and not papers:
        return Written(draft, RowResult.UNCHANGED, row.pk)
    verb = "institution.registered" if match is None else "institution.changed"
    told = sorted(papers | set(changed)) if match else []
    timeline.record(actor, verb, row, clause="S1", changes={"row": draft.number, "fields": told})
    return Written(draft, RowResult.CREATED if match is None else RowResult.UPDATED, row.pk)


def _write_permit(row: Institution, draft: Draft) -> set[str]:
    if not draft.permit:
        return set()
    valid = draft.validity
    values = {"valid_from": valid.since, "valid_until": valid.until, "long_term": valid.long_term}
    permit, made = SchoolPermit.objects.get_or_create(
        number=draft.permit, defaults=values | {"institution": row}
    )
    if made:
        return {"permit"}
    if not valid.readable or all(getattr(permit, key) == value for key, value in values.items()):
        return set()
    SchoolPermit.objects.filter(pk=permit.pk).update(**values)
    return {"permit"}


def _write_sites(row: Institution, draft: Draft, district: District, places: Places) -> set[str]:
    """Add the sites named, and take away those no longer named; a register names all of them."""
    if not draft.sites:
        return set()
    there = {site.address: site for site in row.sites.all()}
    wanted = [address[:300] for address in draft.sites]
    gone = [site.pk for address, site in there.items() if address not in wanted]
    new = [address for address in wanted if address not in there]
    TeachingSite.objects.filter(pk__in=gone).delete()
    first = wanted[0]
    if not new and not gone and there[first].is_main:
        return set()
    row.sites.filter(is_main=True).exclude(address=first).update(is_main=False)
    for address in new:
        where = places.district_id_in(address)
        TeachingSite.objects.create(
            institution=row,
            address=address,
            district_id=where,
            street_id=places.street_id_in(where, address) if where else None,
            is_main=address == first,
            cross_district=is_cross_district(district.pk, where),
        )
    row.sites.filter(address=first, is_main=False).update(is_main=True)
    return {"sites"}
