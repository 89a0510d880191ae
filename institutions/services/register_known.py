"""What the register holds already of the institutions that a batch of rows names. Clause: S1."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from institutions.models import Institution, SchoolPermit
from institutions.rules.identity import Facts, is_about
from institutions.rules.register import Draft, Fault
from portal.regions.models import District


@dataclass(slots=True)
class Known:
    """Institutions by code and by name, and whose each permit is."""

    by_code: dict[str, Institution]
    by_name: dict[str, Institution]
    owners: dict[str, int]

    @classmethod
    def of(cls, drafts: Sequence[Draft], district: District) -> "Known":
        """Read and lock what the drafts may stand for."""
        codes = [d.code for d in drafts if d.code]
        names = [d.name for d in drafts]
        numbers = [d.permit for d in drafts if d.permit]
        owners = dict(SchoolPermit.objects.filter(number__in=numbers).values_list("number", "institution_id"))
        wanted = Q(code__in=codes) | Q(district=district, name__in=names) | Q(pk__in=set(owners.values()))
        found = list(
            Institution.objects.filter(wanted)
            .select_for_update()
            .prefetch_related("permits", "sites")
            .order_by("pk")
        )
        here = [row for row in found if row.district_id == district.pk]
        # Of several of one name, the one that still waits for its code.
        by_name = {row.name: row for row in sorted(here, key=lambda row: not row.has_credit_code)}
        return cls({row.code: row for row in found}, by_name, owners)

    def match(self, draft: Draft) -> Institution | None:
        """The institution a draft stands for: same code; else the same name, where either has no code yet."""
        if draft.code and draft.code in self.by_code:
            return self.by_code[draft.code]
        same_name = self.by_name.get(draft.name)
        if same_name is not None and (not draft.code or not same_name.has_credit_code):
            return same_name
        return None

    def fault_of(self, draft: Draft, district: District) -> Fault | None:
        """Why a draft can't go in beside what is there, None where it can."""
        match = self.match(draft)
        if match is not None and match.district_id != district.pk:
            return Fault(draft.number, draft.name, "other_district", "code", match.name)
        if match is not None and not is_about(draft, facts_of(match)):
            return Fault(draft.number, draft.name, "code_taken", "code", match.name)
        owner = self.owners.get(draft.permit) if draft.permit else None
        if owner is not None and (match is None or match.pk != owner):
            return Fault(draft.number, draft.name, "permit_taken", "permit", draft.permit)
        return None


def facts_of(row: Institution) -> Facts:
    """By what an institution can be known again."""
    addresses = {row.address, *(site.address for site in row.sites.all())}
    permits = {permit.number for permit in row.permits.all()}
    return Facts(row.name, row.legal_representative, addresses, permits)


def provisional_codes(district: District) -> Callable[[], str]:
    """Return what gives the next provisional codes of a district: T360102-00007. The district must be locked."""
    prefix = f"T{district.slug.upper()}-"
    given = Institution.objects.filter(code__startswith=prefix).values_list("code", flat=True)
    last = max((int(tail) for code in given if (tail := code.removeprefix(prefix)).isdigit()), default=0)

    def give() -> str:
        nonlocal last
        last += 1
        return f"{prefix}{last:05d}"

    return give
