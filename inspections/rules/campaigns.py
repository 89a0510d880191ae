"""When a campaign's or a sweep's end is near, and how typed lists are read. Clauses: S5, S7."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

BRACKETS = str.maketrans({"（": "(", "）": ")", "　": " "})


@dataclass(frozen=True, slots=True)
class CampaignTerms:
    """How many calendar days before its last day a campaign with targets left is due. Clause: S5.

    The plan leaves it open: a default.
    """

    KEY: ClassVar[str] = "S5.campaigns"
    CLAUSE: ClassVar[str] = "S5"
    TITLE: ClassVar[str] = "Campaigns: days"

    warn_days: int = 14

    def __post_init__(self) -> None:
        if not 1 <= self.warn_days <= 90:
            raise ValueError("warn_days")


@dataclass(frozen=True, slots=True)
class SweepTerms:
    """How many calendar days before its last day a round of sweeps with places left is due. Clause: S7.

    The plan leaves it open: a default.
    """

    KEY: ClassVar[str] = "S7.sweeps"
    CLAUSE: ClassVar[str] = "S7"
    TITLE: ClassVar[str] = "Sweeps: days"

    warn_days: int = 7

    def __post_init__(self) -> None:
        if not 1 <= self.warn_days <= 90:
            raise ValueError("warn_days")


def ends_soon(ends: date, *, today: date, warn_days: int) -> bool:
    """Whether the last day is near or past. Clauses: S5, S7."""
    return ends <= today + timedelta(days=warn_days)


def typed_lines(text: str) -> list[str]:
    """The lines of a pasted list, without empty ones, white space and repetitions. Clause: S5."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return list(dict.fromkeys(line for line in lines if line))


def name_key(name: str) -> str:
    """A name as it is compared: brackets of one kind, no white space, capitals. Clause: S5."""
    return "".join(name.translate(BRACKETS).split()).upper()


def places_in(lines: Iterable[str]) -> list[tuple[str, str]]:
    """Name and address of each line: 「name，address」 or with a tab or a comma between; the address may be left out.

    Clause: S7.
    """
    found = []
    for line in lines:
        first, _sign, rest = line.replace("\t", "，").replace(",", "，").partition("，")
        found.append((first.strip(), rest.strip()))
    return found
