"""The outbox: a message is written in the transaction of what it tells of, and sent outside of it."""

from datetime import date, timedelta

import structlog
from django.db import transaction
from django.utils import timezone

from portal.jobs import after_commit
from portal.telling.models import Message
from portal.telling.rules import next_try
from portal.telling.services.gateways import GatewayError, gateway_for
from portal.telling.terms import Stage

log = structlog.get_logger(__name__)
KEPT_DAYS = 30
AT_ONCE = 200
HELD = timedelta(minutes=10)


def write(key: str, channel: str, recipient: str, text: str, *, subject: str = "") -> Message:
    """Write a message, once for `key`, and have it sent after the surrounding transaction is committed."""
    made = {"channel": channel, "recipient": recipient, "text": text, "subject": subject}
    message, is_new = Message.objects.get_or_create(key=key, defaults=made | {"try_at": timezone.now()})
    if is_new:
        after_commit("telling.send", message.pk)
    return message


def send(pk: int) -> bool:
    """Send one message that is due; whether it left. Two workers at once send it once.

    It is taken for a while, then the gateway is asked with no transaction open: whoever dies in between
    leaves it to be tried again, and the gateway knows it by its key.
    """
    message = _take(pk)
    if message is None:
        return False
    try:
        gateway_for(message.channel).send(message.key, message.recipient, message.subject, message.text)
    except GatewayError as error:
        return _finish(pk, error)
    return _finish(pk, None)


@transaction.atomic
def _take(pk: int) -> Message | None:
    """The message, where it is due and nobody else has it."""
    message = Message.objects.select_for_update().due(timezone.now()).filter(pk=pk).first()
    if message is not None:
        message.tried += 1
        message.try_at = timezone.now() + HELD
        message.save(update_fields=["tried", "try_at"])
    return message


@transaction.atomic
def _finish(pk: int, error: GatewayError | None) -> bool:
    """Write down what the gateway said; whether it took the message."""
    message = Message.objects.select_for_update().get(pk=pk)
    if message.state != Stage.WAITING:  # erased meanwhile
        return False
    if error is None:
        message.mark_sent(timezone.now())
    else:
        _failed(message, error)
    message.save()
    return error is None


def _failed(message: Message, error: GatewayError) -> None:
    message.last_error = str(error)[:200]
    message.try_at = None if error.for_good else next_try(message.tried, timezone.now())
    if message.try_at is None:
        message.give_up()
        log.warning("message given up", key=message.key, error=message.last_error)


def send_waiting() -> int:
    """Send all that waits and is due; returns how many left. A try that failed is made again here."""
    waiting = list(Message.objects.due(timezone.now()).values_list("pk", flat=True)[:AT_ONCE])
    return sum(send(pk) for pk in waiting)


def erase_old(today: date) -> int:
    """Erase recipient and text of what was sent or given up long ago; that it was sent stays. Clause: N4."""
    ended = Message.objects.exclude(state=Stage.WAITING).filter(
        erased_on=None, written_at__date__lt=today - timedelta(days=KEPT_DAYS)
    )
    return ended.update(recipient="", text="", subject="", erased_on=today)


def erase_about(prefix: str, today: date) -> int:
    """Erase recipient and text of every message about something, and give up what still waits. Clause: N4."""
    about = Message.objects.filter(key__startswith=prefix, erased_on=None)
    about.filter(state=Stage.WAITING).update(state=Stage.GIVEN_UP, try_at=None)
    return about.update(recipient="", text="", subject="", erased_on=today)
