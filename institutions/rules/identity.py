"""Whether a row of a register is about the institution that its code names. Clause: S1."""

from collections.abc import Collection
from dataclasses import dataclass, field

from institutions.rules.register import Draft


@dataclass(frozen=True, slots=True)
class Facts:
    """By what an institution in the register can be known again."""

    name: str
    legal_representative: str = ""
    addresses: Collection[str] = field(default_factory=frozenset)
    permits: Collection[str] = field(default_factory=frozenset)


def is_about(draft: Draft, facts: Facts) -> bool:
    """Return whether anything but the code says that the row is about this institution. Clause: S1.

    A renamed institution keeps its permit, its legal representative or its address. Where none of them fits, the
    code was most likely copied from another row, and writing the row would overwrite somebody else.
    """
    return (
        draft.name == facts.name
        or bool(draft.permit and draft.permit in facts.permits)
        or bool(draft.legal_representative and draft.legal_representative == facts.legal_representative)
        or bool(set(draft.sites) & set(facts.addresses))
    )
