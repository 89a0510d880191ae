"""When a message that could not be sent is tried again."""

from datetime import datetime, timedelta

# Seven tries over about a day and a half, then somebody has to look.
WAITS = tuple(timedelta(minutes=n) for n in (1, 5, 30, 120, 480, 1440))


def next_try(tried: int, now: datetime) -> datetime | None:
    """When to try again after `tried` tries; None where it is given up. Source: D2 (a person is told in days)."""
    return now + WAITS[tried - 1] if tried <= len(WAITS) else None
