"""Queueing work by name, so that services know no task."""

from typing import Any

from celery import current_app
from django.db import transaction


def after_commit(name: str, *args: Any) -> None:
    """Queue the task `name` once the surrounding transaction is committed; never, where it is rolled back."""

    def send() -> None:
        # `send_task` would ignore eager mode.
        current_app.signature(name, args=args).apply_async()

    transaction.on_commit(send)
