"""Sending, outside of any request."""

from celery import shared_task

from portal.telling.services import outbox


@shared_task(name="telling.send", acks_late=True)
def send(pk: int) -> None:
    """Send one message; what was sent is not sent again."""
    outbox.send(pk)


@shared_task(name="telling.send_waiting", acks_late=True)
def send_waiting() -> None:
    """Send what waits and is due, every few minutes."""
    outbox.send_waiting()
