"""What a phone sends of a visit: pieces of photos, a draft by codes, all of it as often as it likes."""

import hashlib
import json
import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from inspections.models import Finding, PhoneUpload, UploadPiece
from inspections.services import phone
from inspections.services.parts import items_of
from portal.evidence.models import Evidence
from tests.factories.inspections import JointInspectionFactory
from tests.factories.institutions import InstitutionFactory
from tests.inspections.conftest import photo

pytestmark = [pytest.mark.django_db, pytest.mark.clause("S5")]


@pytest.fixture
def sender(client_as, fire_a):
    return client_as(fire_a)


def at(name, part):
    return reverse(f"inspections:part_{name}", args=[part.pk])


def pieces_of(content, size=200):
    return [content[start : start + size] for start in range(0, len(content), size)]


def send_piece(sender, part, content, key, pieces, index, **more):
    said = {
        "id": key,
        "kind": "photo",
        "name": "出口.jpg",
        "sha256": hashlib.sha256(content).hexdigest(),
        "total": len(pieces),
        "index": index,
        "taken_at": "2026-03-18T09:30:00Z",
        "latitude": "28.6829",
        "longitude": "115.8579",
        "accuracy": "12",
    }
    said |= more | {"piece": SimpleUploadedFile("piece", pieces[index])}
    return sender.post(at("piece", part), said)


def draft_of(part, *, act="submit", wrong="", **more):
    items = items_of(part, timezone.localdate())
    answers = {
        item.code: {
            "outcome": "not_met" if item.code == wrong else "met",
            "note": "锁着。",
            "group": item.group,
        }
        for item in items
    }
    statement = {"statement_name": "胡店长", "statement_text": "属实。"}
    draft = {"act": act, "version": part.version, "client_id": str(uuid.uuid4()), "answers": answers}
    return draft | {"extras": [], "statement": statement} | more


def post(sender, part, draft):
    return sender.post(at("draft", part), json.dumps(draft), content_type="application/json")


def test_a_photo_in_pieces_becomes_evidence_with_time_and_place(sender, fire_part):
    content = photo().read()
    pieces, key = pieces_of(content), uuid.uuid4()
    for index in reversed(range(len(pieces))):
        answer = send_piece(sender, fire_part, content, key, pieces, index)
        assert answer.status_code == 200
    assert answer.json()["done"]
    upload = PhoneUpload.objects.get()
    assert (float(upload.latitude), upload.accuracy) == (28.6829, 12)
    assert upload.evidence.sha256 == upload.sha256
    assert not UploadPiece.objects.exists()


def test_the_same_piece_twice_is_kept_once_and_a_finished_photo_stays_finished(sender, fire_part):
    content = photo().read()
    pieces, key = pieces_of(content), uuid.uuid4()
    for index in (0, 0, *range(len(pieces)), 0):
        assert send_piece(sender, fire_part, content, key, pieces, index).status_code == 200
    assert Evidence.objects.count() == 1


def test_bytes_that_are_not_what_the_phone_took_are_thrown_away_and_sent_anew(sender, fire_part):
    content = photo().read()
    key = uuid.uuid4()
    broken = [content[:50], b"something else"]
    send_piece(sender, fire_part, content, key, broken, 0)
    assert send_piece(sender, fire_part, content, key, broken, 1).status_code == 422
    assert not PhoneUpload.objects.exists()
    assert send_piece(sender, fire_part, content, key, [content], 0).json()["done"]


def test_nobody_adds_to_another_officers_photo_or_another_departments_part(
    sender, client_as, officer_a, fire_part, part_of
):
    content = photo().read()
    pieces, key = pieces_of(content), uuid.uuid4()
    send_piece(sender, fire_part, content, key, pieces, 0)
    education = client_as(officer_a)
    assert send_piece(education, part_of("education"), content, key, pieces, 1).status_code == 403
    assert send_piece(sender, part_of("education"), content, key, pieces, 1).status_code == 404


def test_what_is_no_picture_is_refused_as_any_upload(sender, fire_part):
    content = b"#!/bin/sh\nrm -rf /\n" * 20
    answer = send_piece(sender, fire_part, content, uuid.uuid4(), [content], 0)
    assert answer.status_code == 422
    assert not Evidence.objects.exists()


@pytest.mark.parametrize(
    "wrong", [{"total": 65}, {"total": 0}, {"sha256": "x"}, {"latitude": "91"}, {"kind": "virus"}]
)
def test_a_piece_that_makes_no_sense_is_refused(sender, fire_part, wrong):
    content = photo().read()
    answer = send_piece(sender, fire_part, content, uuid.uuid4(), [content], 0, **wrong)
    assert answer.status_code == 422
    assert next(iter(wrong)) in answer.json()["fields"]


def test_a_draft_by_codes_is_submitted_once_however_often_it_is_sent(sender, fire_part):
    wrong = items_of(fire_part, timezone.localdate())[0].code
    draft = draft_of(fire_part, wrong=wrong)
    for _ in range(2):
        answer = post(sender, fire_part, draft)
        assert answer.status_code == 200
        assert answer.json()["state"] == "submitted"
    assert Finding.objects.get().text == "锁着。"


def test_what_is_missing_is_named_by_the_pages_fields(sender, fire_part):
    draft = draft_of(fire_part)
    code, item = next((i.code, i) for i in items_of(fire_part, timezone.localdate()))
    draft["answers"][code]["outcome"] = ""
    answer = post(sender, fire_part, draft)
    assert answer.status_code == 422
    assert f"i{item.pk}-outcome" in answer.json()["errors"]


def test_an_older_draft_gets_both_sides(sender, fire_part):
    assert post(sender, fire_part, draft_of(fire_part, act="keep")).status_code == 200
    answer = post(sender, fire_part, draft_of(fire_part))  # still version 0
    assert answer.status_code == 409
    assert answer.json()["now"]["version"] == 1
    assert answer.json()["now"]["answers"]


def test_an_item_no_longer_asked_is_shown_before_it_is_left_out(sender, fire_part):
    draft = draft_of(fire_part, act="keep")
    draft["answers"]["OLD"] = {"outcome": "not_met", "note": "旧项目"}
    answer = post(sender, fire_part, draft)
    assert (answer.status_code, answer.json()["gone"]) == (409, ["OLD"])
    assert post(sender, fire_part, draft | {"without_gone": True}).status_code == 200


@pytest.mark.parametrize("body", ["", "[]", "{", '{"answers": []}', '{"extras": {}}', '{"statement": 1}'])
def test_what_is_no_draft_is_refused_in_words(sender, fire_part, body):
    answer = sender.post(at("draft", fire_part), body, content_type="application/json")
    assert answer.status_code == 422
    assert answer.json()["error"]


def test_the_worker_is_a_script_served_from_below_desk(sender):
    answer = sender.get(reverse("inspections:visit_worker"))
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert reverse("inspections:visit_worker").startswith("/desk/")


def test_pieces_whose_rest_never_came_are_cleared_after_a_month_and_whole_photos_stay(sender, fire_part):
    content = photo().read()
    pieces = pieces_of(content)
    send_piece(sender, fire_part, content, uuid.uuid4(), pieces, 0)
    whole = photo("二.jpg", "blue").read()
    send_piece(sender, fire_part, whole, uuid.uuid4(), [whole], 0)
    PhoneUpload.objects.update(begun_at=timezone.now() - timedelta(days=31))
    assert phone.clear_abandoned(timezone.localdate()) == 1
    assert PhoneUpload.objects.get().evidence is not None


def test_the_list_of_the_phone_makes_the_same_queries_for_2_visits_and_20(sender, district_a, fire_part):
    counts = []
    for more in (1, 18):
        for _ in range(more):
            JointInspectionFactory(institution=InstitutionFactory(district=district_a))
        sender.get(reverse("inspections:on_phone"))
        with CaptureQueriesContext(connection) as queries:
            page = sender.get(reverse("inspections:on_phone"))
        counts.append((len(page.context["rows"]), len(queries)))
    assert [rows for rows, _ in counts] == [2, 20]
    assert counts[0][1] == counts[1][1]


def test_the_same_photo_under_another_key_is_the_same_evidence(sender, fire_part):
    content = photo().read()
    for _ in range(2):
        assert send_piece(sender, fire_part, content, uuid.uuid4(), [content], 0).json()["done"]
    assert Evidence.objects.count() == 1
    assert PhoneUpload.objects.count() == 2


def test_a_group_chosen_beforehand_is_no_answer_to_an_item_no_longer_asked(sender, fire_part):
    draft = draft_of(fire_part, act="keep")
    draft["answers"]["OLD"] = {"outcome": "", "note": "", "group": "fire"}
    assert post(sender, fire_part, draft).status_code == 200


def test_a_draft_sent_by_hand_twice_leaves_one_message(sender, fire_part):
    draft = draft_of(fire_part, act="keep", by_hand=True)
    for _ in range(2):
        url = post(sender, fire_part, draft).json()["url"]
    assert len(list(sender.get(url).context["messages"])) == 1


def test_when_and_where_a_photo_was_taken_is_read_beside_it(sender, client_as, officer_a, fire_part):
    content = photo().read()
    send_piece(sender, fire_part, content, uuid.uuid4(), [content], 0)
    post(sender, fire_part, draft_of(fire_part))
    for reader in (sender, client_as(officer_a)):
        page = reader.get(fire_part.get_absolute_url()).content.decode()
        assert "2026-03-18 17:30" in page  # as the clocks in Nanchang show it
        assert "28.682900, 115.857900" in page


def test_the_part_makes_the_same_queries_for_2_photos_and_20(sender, fire_part):
    counts = []
    for more in (range(2), range(2, 20)):
        for shade in more:
            content = photo(colour=f"#{shade * 9:02x}0000").read()
            send_piece(sender, fire_part, content, uuid.uuid4(), [content], 0)
        with CaptureQueriesContext(connection) as queries:
            page = sender.get(fire_part.get_absolute_url())
        counts.append((len(page.context["taken"]), len(queries)))
    assert counts == [(2, counts[0][1]), (20, counts[0][1])]


@pytest.mark.clause("S4")
def test_a_draft_that_answers_what_the_visit_does_not_look_at_is_told_so(sender, district_a):
    institution = InstitutionFactory(district=district_a)
    inspection = JointInspectionFactory(institution=institution, topics=",fire,no_licence,")
    part = inspection.visits.get().parts.get(department="fire")
    draft = draft_of(part)
    draft["answers"]["F1"] = {"outcome": "met"}
    answer = post(sender, part, draft)
    assert answer.status_code == 409
    assert answer.json()["gone"] == ["F1"]
    assert post(sender, part, draft | {"without_gone": True}).status_code == 200
