"""When the end of a permit or paper is told. Clause: Z1."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class ExpiryNotices:
    """How many days before a permit or paper ends the institution and the district are told."""

    KEY: ClassVar[str] = "Z1.expiry"
    CLAUSE: ClassVar[str] = "Z1"
    TITLE: ClassVar[str] = "Permits and papers: notices before they end"

    first_days: int = 60
    second_days: int = 30
    last_days: int = 7

    def __post_init__(self) -> None:
        if not self.first_days > self.second_days > self.last_days > 0:
            raise ValueError("each notice must come later than the one before")

    @property
    def thresholds(self) -> tuple[int, int, int]:
        """Days left, the nearest to the end first."""
        return (self.last_days, self.second_days, self.first_days)


def threshold_for(valid_until: date, today: date, terms: ExpiryNotices) -> int | None:
    """Return the threshold that is told today, None while there is more time than the first. Source: Z1.

    Only the nearest to the end counts, so that days on which nothing was told are caught up with one
    notice. What ended unnoticed is told for as long as the first threshold reaches back; what ended
    before that stands on the list of what is due and is news to nobody.
    """
    left = (valid_until - today).days
    if left < -terms.first_days:
        return None
    return next((threshold for threshold in terms.thresholds if left <= threshold), None)
