"""How many pupils a room or a site holds. Clause: D4."""

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class SpaceTerms:
    """The least area a pupil has at the busiest hour, in square metres."""

    KEY: ClassVar[str] = "D4.space"
    CLAUSE: ClassVar[str] = "D4"
    TITLE: ClassVar[str] = "Space: area a pupil"

    square_metres_a_pupil: Decimal = Decimal(3)

    def __post_init__(self) -> None:
        if self.square_metres_a_pupil <= 0:
            raise ValueError("the area a pupil must be above zero")


def pupils_at_most(area: Decimal, terms: SpaceTerms) -> int:
    """Return how many pupils `area` (m²) holds at the busiest hour. Source: D4."""
    return int(area // terms.square_metres_a_pupil)


def too_crowded(area: Decimal, pupils: int, terms: SpaceTerms) -> bool:
    """Return whether `pupils` at once are more than `area` (m²) holds. Source: D4."""
    return pupils > pupils_at_most(area, terms)
