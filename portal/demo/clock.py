"""A clock that stands at a day of the history, for services that write down when they acted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.utils import timezone


@contextmanager
def standing_at(moment: datetime) -> Iterator[None]:
    """Let `timezone.now()` say `moment`. Only while the demonstration is built, in one process, in one thread."""
    now = timezone.now
    timezone.now = lambda: moment  # type: ignore[assignment]
    try:
        yield
    finally:
        timezone.now = now
