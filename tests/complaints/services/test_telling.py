"""A text message that there is news, and never what."""

import pytest
from django.utils import timezone

from complaints.models import Complaint
from complaints.services import answers, handling, identity, intake
from complaints.services.filing import NotEnough
from complaints.terms import Outcome, Told
from portal.telling.models import Message
from portal.telling.services import outbox

pytestmark = [pytest.mark.django_db, pytest.mark.clause("N4")]


@pytest.fixture
def wants(named):
    Complaint.objects.filter(pk=named.pk).update(told=Told.MESSAGE)
    named.refresh_from_db()
    return named


def test_who_asked_for_a_message_is_told_of_each_step_once_without_a_word_of_the_matter(wants, officer_a):
    intake.accept(wants, actor=officer_a)
    answers.answer(wants, actor=officer_a, text="已责令退费。", outcome=Outcome.FOUNDED)
    messages = list(Message.objects.order_by("pk"))
    assert [message.recipient for message in messages] == ["13971395922"] * 2
    for message in messages:
        assert wants.number in message.text
        assert "退费" not in message.text
        assert wants.about not in message.text


def test_who_looks_it_up_or_stays_unknown_is_sent_nothing(named, complaint, officer_a):
    intake.accept(named, actor=officer_a)
    intake.accept(complaint, actor=officer_a)
    assert not Message.objects.exists()


def test_what_officers_do_inside_is_not_told(wants, officer_a):
    handling.add_note(wants, actor=officer_a, text="下周去看。")
    assert not Message.objects.exists()


def test_with_the_name_the_messages_are_erased_too(wants, officer_a):
    from datetime import timedelta

    intake.accept(wants, actor=officer_a)
    answers.answer(wants, actor=officer_a, text="答。", outcome=Outcome.FOUNDED)
    answers.close(wants, actor=officer_a)
    identity.erase_old(timezone.localdate() + timedelta(days=181))
    assert {(message.recipient, message.text) for message in Message.objects.all()} == {("", "")}


def test_who_wished_an_email_gets_one_at_the_address_given(file_one, officer_a, mailoutbox):
    filed = file_one(name="王小明", phone="13971395922", email="wang@example.com", told=Told.EMAIL)
    intake.accept(filed.complaint, actor=officer_a)
    message = Message.objects.get()
    assert (message.channel, message.recipient) == ("email", "wang@example.com")
    assert filed.complaint.number in message.subject
    outbox.send_waiting()
    (mail,) = mailoutbox
    assert mail.to == ["wang@example.com"]
    assert "学费" not in mail.body


def test_an_email_without_an_address_is_not_filed(file_one):
    with pytest.raises(NotEnough) as refused:
        file_one(name="王小明", phone="13971395922", told=Told.EMAIL)
    assert refused.value.field == "email"


def test_an_address_is_kept_only_where_an_email_is_wished(file_one):
    filed = file_one(name="王小明", phone="13971395922", email="wang@example.com", told=Told.MESSAGE)
    assert filed.complaint.identity.email == ""
