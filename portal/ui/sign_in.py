"""What the sign-in page of a demonstration says about its accounts; the demonstration tells it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Demonstration:
    """The accounts shown (name, role), their one password, and the digits of the second factor now."""

    accounts: list[tuple[str, Any]]
    password: str
    code: str


Teller = Callable[[], Demonstration]
_tellers: list[Teller] = []


def register(teller: Teller) -> None:
    """Let `teller` say which accounts the sign-in page shows."""
    _tellers[:] = [teller]


def demonstration() -> Demonstration | None:
    """Return what to show, None where this is no demonstration."""
    return _tellers[0]() if settings.DEMO and _tellers else None
