"""The outbox: once for an event, tried again, given up, erased."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from portal.telling.models import Message
from portal.telling.rules import WAITS, next_try
from portal.telling.services import outbox
from portal.telling.services.gateways import GatewayError
from portal.telling.terms import Channel, Stage

pytestmark = pytest.mark.django_db


class Flaky:
    """A gateway that fails some times and remembers what it took."""

    def __init__(self, failures: int = 0, *, for_good: bool = False) -> None:
        self.failures, self.for_good, self.taken = failures, for_good, []

    def send(self, key, recipient, subject, text):
        if self.failures:
            self.failures -= 1
            raise GatewayError("busy", for_good=self.for_good)
        self.taken.append((key, recipient, text))


@pytest.fixture
def gateway(monkeypatch):
    made = Flaky()
    monkeypatch.setattr(outbox, "gateway_for", lambda channel: made)
    return made


@pytest.fixture
def waiting(gateway):
    return outbox.write("complaint:1:7", Channel.SMS, "13971395922", "有新进展")


def test_a_message_is_written_once_for_its_event(waiting):
    outbox.write("complaint:1:7", Channel.SMS, "13971395922", "有新进展")
    assert Message.objects.count() == 1


def test_it_is_sent_once_however_often_the_task_runs(waiting, gateway):
    assert outbox.send(waiting.pk)
    assert not outbox.send(waiting.pk)
    assert gateway.taken == [("complaint:1:7", "13971395922", "有新进展")]
    assert Message.objects.get().state == Stage.SENT


def test_what_fails_waits_longer_each_time_and_then_leaves(waiting, gateway):
    gateway.failures = 2
    assert not outbox.send(waiting.pk)
    assert not outbox.send(waiting.pk)  # not before its time
    assert gateway.failures == 1
    for _ in range(2):
        Message.objects.update(try_at=timezone.now())
        outbox.send_waiting()
    assert len(gateway.taken) == 1


def test_what_never_leaves_is_given_up(waiting, gateway):
    gateway.failures = 99
    for _ in range(len(WAITS) + 1):
        Message.objects.filter(state=Stage.WAITING).update(try_at=timezone.now())
        outbox.send(waiting.pk)
    message = Message.objects.get()
    assert (message.state, message.try_at, message.last_error) == (Stage.GIVEN_UP, None, "busy")


def test_a_number_that_is_none_is_not_tried_again(waiting, gateway):
    gateway.failures, gateway.for_good = 1, True
    outbox.send(waiting.pk)
    assert Message.objects.get().state == Stage.GIVEN_UP


def test_a_worker_that_died_leaves_it_to_be_tried_again(waiting, gateway):
    outbox._take(waiting.pk)
    assert not outbox.send(waiting.pk)
    Message.objects.update(try_at=timezone.now() - timedelta(seconds=1))
    assert outbox.send_waiting() == 1


@pytest.mark.clause("N4")
def test_number_and_text_are_encrypted_and_erased_after_thirty_days(waiting, gateway):
    outbox.send(waiting.pk)
    with connection.cursor() as cursor:
        cursor.execute("SELECT recipient, text FROM telling_message")
        assert "13971395922" not in repr(cursor.fetchall())
    today = timezone.localdate()
    assert outbox.erase_old(today + timedelta(days=30)) == 0
    assert outbox.erase_old(today + timedelta(days=31)) == 1
    message = Message.objects.get()
    assert (message.recipient, message.text, message.state) == ("", "", Stage.SENT)


@pytest.mark.clause("N4")
def test_what_is_erased_before_it_left_never_leaves(waiting, gateway):
    assert outbox.erase_about("complaint:1:", timezone.localdate()) == 1
    assert outbox.send_waiting() == 0
    assert gateway.taken == []


def test_tries_are_further_and_further_apart():
    now = timezone.now()
    times = [next_try(n, now) for n in range(1, len(WAITS) + 1)]
    assert times == sorted(times)
    assert next_try(len(WAITS) + 1, now) is None


def test_a_message_is_json_a_line_in_the_file_of_the_settings(settings, tmp_path):
    settings.SMS_FILE = str(tmp_path / "sms" / "out.jsonl")
    outbox.send(outbox.write("k", Channel.SMS, "13971395922", "好").pk)
    (line,) = (tmp_path / "sms" / "out.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["text"] == "好"
