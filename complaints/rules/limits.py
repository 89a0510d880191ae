"""How often one address or one device may do what costs others something. Clause: M8 (reports are handled, floods are not)."""

from __future__ import annotations

from portal.throttling.rules import Limit, source_of, window

__all__ = [
    "ADDING",
    "ANSWERING",
    "FILING",
    "FILING_BY_DEVICE",
    "FOLLOWING",
    "SEARCHING",
    "UNASKED",
    "UNASKED_BY_DEVICE",
    "Limit",
    "source_of",
    "window",
]

FILING = Limit(20, 3600)
FILING_BY_DEVICE = Limit(10, 3600)
# Beyond these a question is asked first. The seconds are those of the limits above: they read the same counts.
UNASKED = Limit(6, 3600)
UNASKED_BY_DEVICE = Limit(3, 3600)
ANSWERING = Limit(60, 3600)
FOLLOWING = Limit(30, 900)
SEARCHING = Limit(120, 600)
ADDING = Limit(20, 3600)
