"""What the register holds already of the institutions that a batch of rows names. Clause: S1."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Length

from institutions.models import Institution, SchoolPermit, TeachingSite
from institutions.rules.identity import Facts, is_about
from institutions.rules.register import Draft, Fault
from portal.bulk.among import Among
from portal.regions.models import District


@dataclass(slots=True)
class Known:
    """Institutions by code and by name, and whose each permit is."""

    by_code: dict[str, Institution]
    by_name: dict[str, Institution]
    owners: dict[str, int]
    permits: dict[int, list[SchoolPermit]]
    sites: dict[int, list[TeachingSite]]

    @classmethod
    def of(cls, drafts: Sequence[Draft], district: District) -> "Known":
        """Read what the drafts may stand for."""
        return cls._from(drafts, district, Institution.objects.all())

    @classmethod
    def locked(cls, drafts: Sequence[Draft], district: District) -> "Known":
        """Read and lock what the drafts may stand for."""
        return cls._from(drafts, district, Institution.objects.select_for_update())

    @classmethod
    def _from(cls, drafts: Sequence[Draft], district: District, rows: "QuerySet[Institution]") -> "Known":
        names = [d.name for d in drafts]
        owners = _owners([d.permit for d in drafts if d.permit])
        # A part for each index: with an OR over all three, PostgreSQL reads the whole table.
        keys = Institution.objects.order_by().values_list("pk", flat=True)
        same_code = keys.filter(Among("code", [d.code for d in drafts if d.code]))
        same_name = keys.filter(Among("name", names), district=district)
        pks = list({*same_code.union(same_name), *owners.values()})
        found = list(rows.filter(pk__in=pks).order_by("pk") if pks else ())
        # Not prefetched: that makes a queryset for each institution, which takes longer than all the rest.
        permits, sites = _grouped(SchoolPermit, pks), _grouped(TeachingSite, pks)
        here = [row for row in found if row.district_id == district.pk]
        # Of several of one name, the one that still waits for its code.
        by_name = {row.name: row for row in sorted(here, key=lambda row: not row.has_credit_code)}
        return cls({row.code: row for row in found}, by_name, owners, permits, sites)

    def match(self, draft: Draft) -> Institution | None:
        """The institution a draft stands for: same code; else the same name, where either has no code yet."""
        if draft.code and draft.code in self.by_code:
            return self.by_code[draft.code]
        same_name = self.by_name.get(draft.name)
        if same_name is not None and (not draft.code or not same_name.has_credit_code):
            return same_name
        return None

    def facts_of(self, row: Institution) -> Facts:
        """By what an institution can be known again."""
        addresses = {row.address, *(site.address for site in self.sites.get(row.pk, ()))}
        permits = {permit.number for permit in self.permits.get(row.pk, ())}
        return Facts(row.name, row.legal_representative, addresses, permits)

    def fault_of(self, draft: Draft, match: Institution | None, district: District) -> Fault | None:
        """Why a draft can't go in beside what is there, None where it can. `match` is what it stands for."""
        if match is not None and match.district_id != district.pk:
            return Fault(draft.number, draft.name, "other_district", "code", match.name)
        if match is not None and not is_about(draft, self.facts_of(match)):
            return Fault(draft.number, draft.name, "code_taken", "code", match.name)
        owner = self.owners.get(draft.permit) if draft.permit else None
        if owner is not None and (match is None or match.pk != owner):
            return Fault(draft.number, draft.name, "permit_taken", "permit", draft.permit)
        return None


def _grouped(model: type[Any], pks: Collection[int]) -> dict[int, list[Any]]:
    """The rows of some institutions, by institution, in their order."""
    found: dict[int, list[Any]] = {}
    for row in model.objects.filter(institution__in=pks) if pks else ():
        found.setdefault(row.institution_id, []).append(row)
    return found


def _owners(numbers: Collection[str]) -> dict[str, int]:
    """Whose each of some permits is."""
    return dict(SchoolPermit.objects.filter(Among("number", numbers)).values_list("number", "institution_id"))


def provisional_codes(district: District) -> Callable[[], str]:
    """Return what gives the next provisional codes of a district: T360102-00007. The district must be locked."""
    prefix = f"T{district.slug.upper()}-"
    last: int | None = None

    def give() -> str:
        nonlocal last
        last = (_last_given(prefix) if last is None else last) + 1
        return f"{prefix}{last:05d}"

    return give


def _last_given(prefix: str) -> int:
    """The highest number given: the last of the longest codes, since 100000 sorts before 99999 as text."""
    given = Institution.objects.filter(code__startswith=prefix).order_by(Length("code").desc(), "-code")
    for code in given.values_list("code", flat=True)[:50]:
        if (tail := code.removeprefix(prefix)).isdigit():
            return int(tail)
    return 0
