"""What was reported is erased in every table and file once its purpose has ended; a stub and the statistics stay."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from PIL import Image

from complaints.figures import speed
from complaints.models import Complaint
from complaints.rules.clocks import RetentionTerms
from complaints.services import (
    answers,
    asking,
    endings,
    erasing,
    extending,
    handling,
    identity,
    intake,
    together,
    tracking,
    urging,
)
from complaints.terms import Satisfaction, State
from portal.evidence.models import Evidence
from portal.evidence.originals import find_broken
from portal.jobs.due import run_all
from portal.telling.models import Message

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.clause("N4")]
NAME, PHONE = "王小明", "13971395922"
MARK = "独一无二的话"
MAKER = b"Maker of telephones"


def marked(text):
    return f"{text}{MARK}"


def photo():
    picture, out = Image.new("RGB", (12, 12), "red"), BytesIO()
    exif = picture.getexif()
    exif[0x010F] = MAKER.decode()
    picture.save(out, "JPEG", exif=exif)
    return SimpleUploadedFile(f"{NAME}.jpg", out.getvalue(), "image/jpeg")


@pytest.fixture
def told_everything(file_one, officer_a, officer_a2, fire_a, city, district_a):
    """A complaint whose person's words stand wherever anybody could write them, closed."""
    filed = file_one(
        uploads=[photo()],
        description=marked("孩子被打。"),
        name=NAME,
        phone=PHONE,
        told="message",
        described_name=marked("某校"),
        described_address=marked("某路"),
        place=marked("三楼"),
        happened=marked("周六"),
    )
    complaint = filed.complaint
    if complaint.district_id is None:
        handling.dispatch(
            complaint, actor=city, district=district_a, street=None, departments=[], reason=marked("转")
        )
        complaint.refresh_from_db()
    intake.accept(complaint, actor=officer_a, departments=["education"], street=None)
    handling.add_note(complaint, actor=officer_a, text=marked("电话联系。"))
    extending.extend(complaint, actor=officer_a, reason=marked("需要时间。"))
    asking.ask(complaint, actor=officer_a, text=marked("请补充。"))
    tracking.add_supplement(complaint, client_id=complaint.client_id, text=marked("补充。"))
    urging.urge(complaint, actor=city, text=marked("催。"))
    urging.reply(complaint, actor=officer_a, text=marked("在办。"))
    (request,) = together.ask(complaint, actor=officer_a, departments=["fire"], text=marked("核查。"))
    together.give(request, actor=fire_a, opinion=marked("已查。"))
    asked = identity.ask(complaint, actor=officer_a, reason=marked("回访"))
    identity.decline(asked, actor=officer_a2, reason=marked("可书面答复"))
    answers.answer(complaint, actor=officer_a, text=marked("已办。"), outcome="founded")
    endings.rate(
        complaint, client_id=complaint.client_id, satisfaction=Satisfaction.PARTLY, text=marked("还行。")
    )
    Complaint.objects.filter(pk=complaint.pk).update(state=State.CLOSED, closed_on=timezone.localdate())
    complaint.refresh_from_db()
    return complaint


def rows_that_say(*words):
    """Every field of every row of every table but the history that holds one of the words, decrypted."""
    found = []
    for model in apps.get_models():
        if model._meta.label == "timeline.Event" or not model._meta.managed:
            continue
        for row in model._default_manager.all():
            values = {field.name: repr(getattr(row, field.attname)) for field in model._meta.concrete_fields}
            found += [
                f"{model._meta.label}.{name}"
                for name, value in values.items()
                if any(word in value for word in words)
            ]
    return sorted(set(found))


def files_that_say(root, *marks):
    return [
        path
        for path in Path(root).rglob("*")
        if path.is_file() and any(m in path.read_bytes() for m in marks)
    ]


def test_nothing_that_the_person_said_is_left_in_any_table_or_file(told_everything, settings):
    assert len(rows_that_say(NAME, PHONE, MARK)) >= 15
    assert files_that_say(settings.MEDIA_ROOT, MAKER)
    later = timezone.localdate() + timedelta(days=RetentionTerms().content_days + 1)
    errors = [outcome.error for outcome in run_all(later) if outcome.error]
    assert errors == []
    assert rows_that_say(NAME, PHONE, MARK) == []
    assert files_that_say(settings.MEDIA_ROOT, MAKER) == []
    assert find_broken() == []


def test_after_the_first_time_name_and_number_go_and_the_words_stay(told_everything):
    later = timezone.localdate() + timedelta(days=RetentionTerms().days + 1)
    run_all(later)
    assert rows_that_say(NAME, PHONE) == ["evidence.Evidence.name"]
    assert {message.text for message in Message.objects.all()} == {""}
    told_everything.refresh_from_db()
    assert MARK in told_everything.description


def test_a_stub_and_the_statistics_stay(told_everything):
    today = timezone.localdate()
    rows = speed.rows_between(Complaint.objects.all(), today, today)
    before = speed.in_all(rows, today)
    later = today + timedelta(days=RetentionTerms().content_days + 1)
    assert erasing.erase_contents(later) == 1
    after = speed.in_all(speed.rows_between(Complaint.objects.all(), today, today), today)
    assert (after.received, after.days, after.ratings) == (before.received, before.days, before.ratings)
    told_everything.refresh_from_db()
    assert told_everything.number
    assert told_everything.kind
    assert told_everything.outcome == "founded"
    assert erasing.erase_contents(later) == 0


def test_what_is_open_or_closed_lately_stays(told_everything):
    terms = RetentionTerms()
    assert erasing.erase_contents(timezone.localdate() + timedelta(days=terms.content_days)) == 0
    Complaint.objects.update(state=State.ANSWERED, closed_on=None)
    assert erasing.erase_contents(timezone.localdate() + timedelta(days=terms.content_days + 99)) == 0


def test_an_erased_file_opens_for_nobody_and_its_hash_stays(told_everything, client_as, officer_a):
    file = Evidence.objects.of(told_everything).get()
    desk = client_as(officer_a)
    assert desk.get(file.get_absolute_url()).status_code == 200
    sha256 = file.sha256
    erasing.erase_contents(timezone.localdate() + timedelta(days=RetentionTerms().content_days + 1))
    assert desk.get(file.get_absolute_url()).status_code == 404
    file.refresh_from_db()
    assert (file.sha256, file.name) == (sha256, "")
    assert desk.get(told_everything.get_absolute_url()).status_code == 200


def test_the_person_reads_that_it_was_erased(told_everything):
    erasing.erase_contents(timezone.localdate() + timedelta(days=RetentionTerms().content_days + 1))
    told_everything.refresh_from_db()
    progress = tracking.progress_of(told_everything, timezone.localdate())
    assert any("删除" in one.words or "erased" in one.words for one in progress.happenings)


def test_the_database_keeps_what_is_erased_empty(told_everything):
    with pytest.raises(IntegrityError), transaction.atomic():
        Complaint.objects.update(erased_on=timezone.localdate())


def test_words_are_never_kept_shorter_than_names():
    with pytest.raises(ValueError, match="content_days"):
        RetentionTerms(days=200, content_days=100)
