"""The inbox of staff: written with what happened, once for each officer and event. Clause: D2."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from portal.telling.models import InboxItem

KEPT_DAYS = 180


def put(users: Iterable[Any], *, key: str, kind: str, url: str, values: dict[str, Any]) -> int:
    """Tell each of them once for `key`; how many there are. Doing it twice tells nobody twice."""
    items = [
        InboxItem(user_id=pk, key=key, kind=kind, url=url, values=values)
        for pk in sorted({user.pk for user in users})
    ]
    InboxItem.objects.bulk_create(items, ignore_conflicts=True)
    return len(items)


def mark_read(actor: Any, pk: int | None = None) -> int:
    """Mark one of the actor's own as read, or all where no `pk` is named; how many were new."""
    own = InboxItem.objects.visible_to(actor).unread()
    return (own if pk is None else own.filter(pk=pk)).update(read_at=timezone.now())


def unread(user: Any) -> int:
    """How many somebody has not opened."""
    return InboxItem.objects.filter(user=user).unread().count() if user else 0


def erase_old(today: date) -> int:
    """Take away what is old; what happened stands in the history. Clause: N4."""
    old = InboxItem.objects.filter(told_at__date__lt=today - timedelta(days=KEPT_DAYS))
    return old.delete()[0]
