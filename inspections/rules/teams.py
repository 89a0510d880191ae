"""Who makes a visit. Clauses: S5, N2."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

# Street offices report what they see (S7, M7); a visit is made in the name of a department that may enforce.
WITHOUT_ENFORCEMENT = frozenset({"street"})


@dataclass(frozen=True, slots=True)
class TeamTerms:
    """How many officers make a visit. Clause: N2."""

    KEY: ClassVar[str] = "N2.team"
    CLAUSE: ClassVar[str] = "N2"
    TITLE: ClassVar[str] = "Visits: officers at least"

    officers: int = 2

    def __post_init__(self) -> None:
        if self.officers < 2:
            raise ValueError("officers")


def enforcing(departments: Iterable[str]) -> tuple[str, ...]:
    """The departments that make a part of the visit in their own name, each once. Clauses: S5, N2."""
    return tuple(name for name in dict.fromkeys(departments) if name not in WITHOUT_ENFORCEMENT)


def enough_officers(people: Iterable[int], terms: TeamTerms) -> bool:
    """Whether as many different people come as must. Clause: N2."""
    return len(set(people)) >= terms.officers
