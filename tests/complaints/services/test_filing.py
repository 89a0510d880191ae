"""Filing a complaint."""

import re
import uuid
from datetime import date
from io import BytesIO
from unittest import mock

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from PIL import Image

from complaints.models import ComplainantIdentity, Complaint
from complaints.rules.numbers import read_number
from complaints.services import filing, secrets
from complaints.services.filing import Filed, KeyUsed, NotEnough
from complaints.terms import Kind, State, Told
from portal.evidence.models import Evidence
from portal.evidence.services import BadUpload
from portal.rulebook.services import set_figure
from portal.timeline.models import Event

pytestmark = pytest.mark.django_db


@pytest.mark.clause("M8")
def test_a_complaint_gets_a_number_a_secret_and_the_district_of_its_institution(file_one, institution):
    filed = file_one()
    assert read_number(filed.complaint.number) == filed.complaint.number
    assert re.fullmatch(r"(\d{4} ){3}\d{4}", filed.secret)
    assert filed.complaint.state == State.RECEIVED
    assert filed.complaint.district == institution.district
    assert filed.complaint.departments == ["price", "market", "education"]


@pytest.mark.clause("D2")
def test_the_clocks_of_an_ordinary_complaint_step_over_the_spring_festival(file_one):
    with mock.patch("complaints.services.filing.timezone.localdate", return_value=date(2026, 2, 12)):
        complaint = file_one().complaint
    assert complaint.received_on == date(2026, 2, 12)
    assert complaint.accept_by > date(2026, 2, 24)
    assert complaint.answer_by == date(2026, 4, 13)
    assert (complaint.due, complaint.due_step) == (complaint.accept_by, "accept")
    assert complaint.rule_version == "D2.complaint@default"


@pytest.mark.clause("D2")
def test_a_blocked_exit_is_urgent_and_has_one_working_day(file_one):
    with mock.patch("complaints.services.filing.timezone.localdate", return_value=date(2026, 3, 6)):
        complaint = file_one(kind=Kind.FIRE).complaint
    assert complaint.urgent
    assert (complaint.accept_by, complaint.check_by) == (date(2026, 3, 9), date(2026, 3, 11))
    assert complaint.departments[0] == "fire"


@pytest.mark.clause("D2")
def test_a_figure_set_for_one_kind_holds_for_that_kind_alone(file_one, city):
    row = set_figure(
        city,
        "D2.complaint.fees",
        value={"accept_working_days": 3},
        source="市局通知",
        valid_from=date(2020, 1, 1),
    )
    with mock.patch("complaints.services.filing.timezone.localdate", return_value=date(2026, 3, 2)):
        fees, advert = file_one().complaint, file_one(kind=Kind.ADVERTISING).complaint
    assert (fees.accept_by, fees.rule_version) == (date(2026, 3, 5), row.version)
    assert advert.accept_by == date(2026, 3, 11)


def test_sending_twice_with_one_key_files_once_and_says_so(file_one):
    key = uuid.uuid4()
    first, second = file_one(client_id=key), file_one(client_id=key)
    assert Complaint.objects.count() == 1
    assert second.repeated
    assert second.complaint == first.complaint
    assert second.secret == first.secret  # the first answer may have been lost on the way


@pytest.mark.clause("N4")
def test_a_key_that_comes_with_other_words_gives_nobody_anothers_secret(file_one):
    key = uuid.uuid4()
    file_one(client_id=key)
    with pytest.raises(KeyUsed):
        file_one(client_id=key, description="另一个人的另一件事。")
    assert Complaint.objects.count() == 1


def test_the_secret_is_gone_for_good_once_the_person_has_kept_it(file_one):
    key = uuid.uuid4()
    file_one(client_id=key)
    filing.forget_secret(key)
    assert file_one(client_id=key).secret is None


def test_two_sendings_at_once_leave_one_complaint(file_one):
    key = uuid.uuid4()
    first = file_one(client_id=key)
    known = Filed(first.complaint, first.secret, repeated=True)
    with mock.patch("complaints.services.filing._known", side_effect=[None, known]):
        second = file_one(client_id=key)
    assert second.complaint == first.complaint
    assert Complaint.objects.count() == 1


def test_several_photos_at_once_are_kept_with_the_complaint(file_one, photos):
    complaint = file_one(uploads=photos).complaint
    assert Evidence.objects.of(complaint).count() == 3


def test_a_bad_file_files_nothing(file_one, photos):
    with pytest.raises(BadUpload):
        file_one(uploads=[*photos, SimpleUploadedFile("x.jpg", b"#!/bin/sh\nexit")])
    assert not Complaint.objects.exists()
    assert not Evidence.objects.exists()


def test_the_words_must_say_something_and_about_whom(file_one):
    with pytest.raises(NotEnough):
        file_one(description="   ")
    with pytest.raises(NotEnough):
        file_one(institution=None)
    with pytest.raises(NotEnough):
        file_one(name="王小明")


def test_one_not_in_the_register_is_described_and_may_have_no_district_yet(file_one, city, officer_a):
    complaint = file_one(institution=None, described_name="楼上的画室").complaint
    assert complaint.about == "楼上的画室"
    assert complaint.district is None
    assert Complaint.objects.visible_to(city).filter(pk=complaint.pk).exists()
    assert not Complaint.objects.visible_to(officer_a).filter(pk=complaint.pk).exists()


@pytest.mark.clause("N4")
def test_name_and_phone_lie_encrypted_in_the_database_and_apart(file_one):
    complaint = file_one(name="王小明", phone="13971395922", told=Told.PHONE).complaint
    identity = ComplainantIdentity.objects.get(complaint=complaint)
    assert (identity.name, identity.phone) == ("王小明", "13971395922")
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            if table.startswith(("complaints_", "timeline_", "evidence_", "django_session")):
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
                raw = repr(cursor.fetchall())
                assert "王小明" not in raw, table
                assert "13971395922" not in raw, table


@pytest.mark.clause("N4")
def test_who_stays_unknown_leaves_no_identity_and_is_told_by_looking_it_up(file_one):
    complaint = file_one(told=Told.PHONE).complaint
    assert not complaint.named
    assert complaint.told == Told.TRACK
    assert not ComplainantIdentity.objects.exists()


@pytest.mark.clause("N4")
def test_the_secret_is_kept_only_as_a_salted_digest(file_one):
    one, other = file_one(), file_one()
    assert one.secret not in one.complaint.secret_hash
    assert one.secret.replace(" ", "") not in one.complaint.secret_hash
    assert secrets.matches(one.secret, one.complaint.secret_hash)
    assert not secrets.matches(other.secret, one.complaint.secret_hash)
    assert not secrets.matches(one.secret, None)


@pytest.mark.clause("N4")
def test_filing_leaves_an_event_without_a_word_of_the_person(file_one, institution, photos):
    complaint = file_one(name="王小明", phone="13971395922", uploads=photos).complaint
    events = Event.objects.about(complaint)
    assert "complaint.received" in set(events.values_list("verb", flat=True))
    raw = repr(list(events.values()))
    assert "王小明" not in raw
    assert complaint.description not in raw
    assert not Event.objects.of_institution(institution.pk).exists()


@pytest.mark.clause("N4")
def test_photos_of_who_stays_unknown_keep_no_place_no_device_and_no_name(file_one):
    with_traces = photo_with_place("王小明拍.jpg")
    unknown = Evidence.objects.of(file_one(uploads=[with_traces]).complaint).get()
    assert unknown.name == "1.jpg"
    with unknown.original.open() as file, Image.open(file) as picture:
        assert not dict(picture.getexif())


def test_photos_of_a_named_person_are_sealed_as_they_came(file_one):
    with_traces = photo_with_place("门口.jpg")
    complaint = file_one(uploads=[with_traces], name="王小明", phone="13971395922").complaint
    kept = Evidence.objects.of(complaint).get()
    with kept.original.open() as file, Image.open(file) as picture:
        assert dict(picture.getexif())


def photo_with_place(name: str) -> SimpleUploadedFile:
    """A picture in which a telephone wrote its maker."""
    picture, out = Image.new("RGB", (12, 12), "red"), BytesIO()
    exif = picture.getexif()
    exif[0x010F] = "Maker of telephones"
    picture.save(out, "JPEG", exif=exif)
    return SimpleUploadedFile(name, out.getvalue())
