"""How often one address may do what costs others something. Clause: M8 (reports are handled, floods are not)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limit:
    """So many times within so many seconds. Many phones share one address, so the figures are generous."""

    times: int
    seconds: int


FILING = Limit(20, 3600)
FOLLOWING = Limit(30, 900)
SEARCHING = Limit(120, 600)
ADDING = Limit(20, 3600)


def window(now: float, limit: Limit) -> tuple[int, int]:
    """The window of time that `now` lies in, and the seconds until it ends. Source: M8."""
    begun = int(now) // limit.seconds
    return begun, (begun + 1) * limit.seconds - int(now)
