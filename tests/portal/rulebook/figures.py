"""A figure for the tests, of every kind of value, registered under a key that no app uses."""

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import ClassVar

import pytest

from portal.rulebook import registry


@dataclass(frozen=True, slots=True)
class TrialTerms:
    KEY: ClassVar[str] = "D1.trial"
    CLAUSE: ClassVar[str] = "D1"
    TITLE: ClassVar[str] = "Trial terms"

    days: int = 15
    at_most: int = 30
    strict: bool = True
    fee: Decimal = Decimal("5000")
    ends: time = time(20, 30)
    opens: date | None = None
    kinds: tuple[str, ...] = ("fire", "food")

    def __post_init__(self) -> None:
        if self.days > self.at_most:
            raise ValueError("days past at_most")


@pytest.fixture
def trial(monkeypatch):
    """The trial figure on the settings page, for the length of one test."""
    monkeypatch.setattr(registry, "_entries", dict(registry._entries))
    registry.register(TrialTerms, title="Trial terms", labels={"days": "working days"})
    return TrialTerms
