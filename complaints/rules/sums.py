"""Sums that are read by many: percentiles, shares, and small counts kept back. Clauses: D2, M8, N4."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, TypeVar

Key = TypeVar("Key")


@dataclass(frozen=True)
class SuppressionTerms:
    """Below how many a count is not published (default, as statistics offices do; N4: least data)."""

    KEY: ClassVar[str] = "N4.small-counts"
    CLAUSE: ClassVar[str] = "N4"
    TITLE: ClassVar[str] = "Public figures: smallest count shown"

    least: int = 5

    def __post_init__(self) -> None:
        if self.least < 2:
            raise ValueError("least")


def percentile(values: Sequence[int], percent: int) -> int | None:
    """The smallest value that at least `percent` of all do not exceed (nearest rank); None of nothing. Source: D2."""
    if not values:
        return None
    ordered = sorted(values)
    rank = -(-percent * len(ordered) // 100)
    return ordered[max(rank, 1) - 1]


def share(part: int, whole: int) -> int | None:
    """Whole per cent, half up; None of nothing. Source: M8."""
    return (200 * part + whole) // (2 * whole) if whole else None


def kept_back(counts: Mapping[Key, int], terms: SuppressionTerms) -> dict[Key, int | None]:
    """Counts as they may be published beside their sum: small ones are None, nought stays nought. Source: N4.

    Where a single one would be kept back it could be reckoned from the sum, so the next smallest goes with it.
    """
    small = {key for key, n in counts.items() if 0 < n < terms.least}
    others = [key for key, n in counts.items() if n >= terms.least]
    if len(small) == 1 and others:
        small.add(min(others, key=lambda key: counts[key]))
    return {key: None if key in small else n for key, n in counts.items()}
