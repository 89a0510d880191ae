"""Schools' lists: read into digests, kept, replaced; matches found, confirmed, dismissed."""

import io
import zipfile
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from institutions.models import ServingList, ServingMatch, ServingTeacher
from institutions.services import serving, serving_matches, teachers
from institutions.services.workbooks import BadWorkbook
from institutions.terms import ListState, MatchState, Subject
from portal.accounts.actors import Actor
from portal.accounts.refusals import ChangedMeanwhile, NotAllowed, ReasonRequired, Refusal
from portal.regions.models import District
from portal.timeline.models import Event
from portal.workdays.services import calendar
from tests.factories.institutions import TeacherFactory
from tests.factories.teachers import AS_OF, id_number, list_with, sent_csv, teacher_known_as
from tests.institutions.workbooks import book

pytestmark = pytest.mark.django_db
A, B, C = id_number(1), id_number(2), id_number(3)
TODAY = date(2026, 3, 18)
SCHOOL = "南昌市第一小学"
HEADER = ["姓名", "身份证号"]


def send(actor: Actor, district: District, *numbers: str, as_of: date = AS_OF) -> ServingList:
    rows = [HEADER, *([f"张某{n}", number] for n, number in enumerate(numbers))]
    return serving.read_list(sent_csv(rows), district, actor=actor, school=SCHOOL, as_of=as_of)


def everything() -> str:
    """All that the database holds of lists and events, as text."""
    held = []
    with connection.cursor() as cursor:
        for table in ("servinglist", "servingteacher", "servingmatch"):
            cursor.execute(f"SELECT * FROM institutions_{table}")  # noqa: S608 - names written above
            held += [str(row) for row in cursor.fetchall()]
        cursor.execute("SELECT * FROM timeline_event")
        held += [str(row) for row in cursor.fetchall()]
    return "\n".join(held)


@pytest.mark.clause("P7", "N4")
def test_a_list_becomes_digests_and_neither_name_nor_number_stays(
    officer_a: Actor, district_a: District
) -> None:
    row = send(officer_a, district_a, A, B, "110105194912310021")
    serving.keep_list(row, actor=officer_a)
    assert (row.count, row.refused) == (2, [[4, "number_wrong"]])
    held = everything()
    for secret in (A, B, "张某", "110105194912310021", A[6:14]):
        assert secret not in held
    assert {len(entry.digest) for entry in ServingTeacher.objects.all()} == {64}


@pytest.mark.clause("P7")
@pytest.mark.parametrize("kind", ["csv", "gb18030", "tab", "xlsx"])
def test_lists_come_as_workbook_or_text(officer_a: Actor, district_a: District, kind: str) -> None:
    rows = [["某小学在职教师名单", ""], HEADER, ["张某", A], ["李某", B.lower()]]
    upload = {
        "csv": lambda: sent_csv(rows, encoding="utf-8-sig"),
        "gb18030": lambda: sent_csv(rows, encoding="gb18030"),
        "tab": lambda: SimpleUploadedFile("a.txt", "\n".join("\t".join(row) for row in rows).encode()),
        "xlsx": lambda: SimpleUploadedFile("a.xlsx", book(rows)),
    }[kind]()
    row = serving.read_list(upload, district_a, actor=officer_a, school=SCHOOL, as_of=AS_OF)
    assert row.count == 2


def bomb() -> bytes:
    """A small archive that says it is very large inside."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (301 * 1024 * 1024))
    return out.getvalue()


@pytest.mark.clause("P7")
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\x01\x02 not text",
        b"\xff\xfe\xfd\xfc\xff",
        b"PK\x03\x04 broken",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 broken",
        b"<script>alert(1)</script>",
        "姓名,工号\n张某,1\n".encode(),
        ("姓名,身份证号\n" + "张某,\n" * 20_001).encode(),
        b"x" * (10 * 1024 * 1024 + 1),
    ],
    ids=["empty", "binary", "bytes", "zip", "ole", "html", "no number", "long", "large"],
)
def test_a_file_that_is_no_list_is_refused_in_words_beside_the_field(
    officer_a: Actor, district_a: District, content: bytes
) -> None:
    with pytest.raises(BadWorkbook) as refusal:
        serving.read_list(
            SimpleUploadedFile("a.csv", content), district_a, actor=officer_a, school=SCHOOL, as_of=AS_OF
        )
    assert refusal.value.field == "workbook"
    assert not ServingList.objects.exists()


@pytest.mark.clause("P7")
def test_a_workbook_that_grows_without_end_is_refused_before_it_is_opened(
    officer_a: Actor, district_a: District
) -> None:
    with pytest.raises(BadWorkbook):
        serving.read_list(
            SimpleUploadedFile("a.xlsx", bomb()), district_a, actor=officer_a, school=SCHOOL, as_of=AS_OF
        )


@pytest.mark.clause("P7")
def test_a_list_with_no_usable_row_or_of_a_day_to_come_is_refused(
    officer_a: Actor, district_a: District
) -> None:
    with pytest.raises(Refusal) as refusal:
        send(officer_a, district_a, "1")
    assert refusal.value.field == "workbook"
    with pytest.raises(Refusal) as refusal:
        send(officer_a, district_a, A, as_of=timezone.localdate() + timedelta(days=1))
    assert refusal.value.field == "as_of"


@pytest.mark.clause("P7")
def test_only_who_provides_for_the_district_hands_a_list_in(
    officer_b: Actor, auditor: Actor, institution_user: Actor, district_a: District
) -> None:
    for actor in (officer_b, auditor, institution_user):
        with pytest.raises(NotAllowed):
            send(actor, district_a, A)


@pytest.mark.clause("P7")
def test_the_same_list_sent_twice_is_one_list(officer_a: Actor, district_a: District) -> None:
    first = send(officer_a, district_a, A)
    assert send(officer_a, district_a, A) == first
    serving.keep_list(first, actor=officer_a)
    assert send(officer_a, district_a, A) == first
    with pytest.raises(ChangedMeanwhile):
        serving.keep_list(first, actor=officer_a)
    with pytest.raises(ChangedMeanwhile):
        serving.discard_list(first, actor=officer_a)


@pytest.mark.clause("P7", "N4")
def test_a_newer_list_replaces_the_former_one_whose_digests_go(
    officer_a: Actor, district_a: District
) -> None:
    former = send(officer_a, district_a, A, B)
    serving.keep_list(former, actor=officer_a)
    newer = send(officer_a, district_a, B, C, as_of=AS_OF + timedelta(days=9))
    serving.keep_list(newer, actor=officer_a)
    former.refresh_from_db()
    assert (former.state, former.count, former.entries.count()) == (ListState.REPLACED, 2, 0)
    older = send(officer_a, district_a, A, as_of=AS_OF)
    with pytest.raises(Refusal):
        serving.keep_list(older, actor=officer_a)


@pytest.mark.clause("N4")
def test_a_list_that_nobody_keeps_is_gone_after_two_days(officer_a: Actor, district_a: District) -> None:
    row = send(officer_a, district_a, A)
    assert serving.discard_forgotten(TODAY) == 0
    ServingList.objects.filter(pk=row.pk).update(uploaded_at=timezone.now() - timedelta(days=3))
    assert serving.discard_forgotten(TODAY) == 1
    assert not ServingTeacher.objects.exists()
    with pytest.raises(ChangedMeanwhile):
        serving.keep_list(row, actor=officer_a)


@pytest.mark.clause("P7")
def test_keeping_a_list_finds_teachers_of_every_district(
    officer_a: Actor, district_a: District, institution_b: Any
) -> None:
    teacher = teacher_known_as(A, institution=institution_b)
    teacher_known_as(C)
    row = send(officer_a, district_a, A, B)
    assert not ServingMatch.objects.exists()
    assert serving.keep_list(row, actor=officer_a) == 1
    match = ServingMatch.objects.get()
    assert (match.teacher, match.serving_list, match.state) == (teacher, row, MatchState.OPEN)
    assert match.decide_by == calendar().add(match.found_on, 10)
    event = Event.objects.about(match).get()
    assert (event.verb, event.clause, event.institution_id) == ("serving.found", "P7", institution_b.pk)
    assert SCHOOL not in str((event.subject_name, event.changes, event.reason))


@pytest.mark.clause("P7")
def test_filing_a_teacher_on_a_list_is_a_match_at_once_and_the_event_is_not_the_institutions(
    institution: Any, institution_user: Actor
) -> None:
    list_with(A)
    row = teachers.file_teacher(
        institution,
        actor=institution_user,
        id_number=A,
        name="王明",
        certificate="20213600142000123",
        subject=Subject.MATHEMATICS,
        contract_from=date(2026, 3, 1),
        contract_until=None,
        record_checked_on=date(2026, 2, 20),
    )
    match = ServingMatch.objects.get(teacher=row)
    assert Event.objects.about(match).get().actor is None


@pytest.mark.clause("P7")
def test_the_daily_comparison_finds_once_and_catches_up_missing_digests() -> None:
    teacher = TeacherFactory(id_number=A, serving_digest="")
    list_with(A)
    assert serving_matches.find_all(TODAY) == 1
    assert serving_matches.find_all(TODAY) == 0
    teacher.refresh_from_db()
    assert len(teacher.serving_digest) == 64


@pytest.mark.clause("P7")
@pytest.mark.parametrize("gone", [{"left_on": date(2026, 3, 1)}, {"contract_until": date(2026, 3, 17)}])
def test_who_left_or_whose_contract_ended_is_not_found(gone: dict[str, Any]) -> None:
    teacher_known_as(A, **gone)
    list_with(A)
    assert serving_matches.find_all(TODAY) == 0


@pytest.mark.clause("P7")
def test_a_newer_list_of_the_school_asks_again_only_what_was_dismissed(
    officer_a: Actor, district_a: District
) -> None:
    for number in (A, B):
        teacher_known_as(number)
    serving.keep_list(send(officer_a, district_a, A, B), actor=officer_a)
    first, second = ServingMatch.objects.order_by("pk")
    serving_matches.confirm(first, actor=officer_a, reason="学校人事科确认在编。")
    serving_matches.dismiss(second, actor=officer_a, reason="已于去年退休。")
    assert serving_matches.find_all(TODAY) == 0
    newer = send(officer_a, district_a, A, B, as_of=AS_OF + timedelta(days=1))
    assert serving.keep_list(newer, actor=officer_a) == 1
    assert ServingMatch.objects.get(serving_list=newer).teacher == second.teacher
    assert serving_matches.still_listed(first)


@pytest.mark.clause("P7")
def test_a_decision_needs_a_reason_is_made_once_and_leaves_an_event(
    officer_a: Actor, officer_a2: Actor
) -> None:
    teacher_known_as(A)
    list_with(A)
    serving_matches.find_all(TODAY)
    match = ServingMatch.objects.get()
    with pytest.raises(ReasonRequired):
        serving_matches.confirm(match, actor=officer_a, reason=" ")
    with pytest.raises(Refusal):
        serving_matches.dismiss(match, actor=officer_a, reason=f"{A}不是本人。")
    done = serving_matches.confirm(match, actor=officer_a, reason="学校人事科确认在编。")
    assert (done.state, done.decided_by, done.decided_on) == (
        MatchState.CONFIRMED,
        officer_a.user,
        timezone.localdate(),
    )
    with pytest.raises(ChangedMeanwhile):
        serving_matches.dismiss(match, actor=officer_a2, reason="同名。")
    event = Event.objects.about(match).filter(verb="serving.confirmed").get()
    assert (event.clause, event.district_id) == ("P7", match.teacher.institution.district_id)


@pytest.mark.clause("P7")
def test_only_the_district_in_charge_of_the_institution_decides(
    officer_b: Actor, auditor: Actor, institution_user: Actor, institution: Any
) -> None:
    teacher_known_as(A, institution=institution)
    list_with(A)
    serving_matches.find_all(TODAY)
    match = ServingMatch.objects.get()
    for actor in (officer_b, auditor, institution_user):
        with pytest.raises(NotAllowed):
            serving_matches.confirm(match, actor=actor, reason="确认。")
    assert not ServingMatch.objects.visible_to(institution_user).exists()
    assert not ServingList.objects.visible_to(institution_user).exists()


@pytest.mark.clause("P7")
def test_the_comparison_makes_the_same_queries_for_2_and_20_teachers_and_lists() -> None:
    for n in range(1, 3):
        teacher_known_as(id_number(n))
        list_with(id_number(100 + n))
    with CaptureQueriesContext(connection) as few:
        serving_matches.find_all(TODAY)
    for n in range(3, 21):
        teacher_known_as(id_number(n))
        list_with(id_number(100 + n))
    with CaptureQueriesContext(connection) as many:
        serving_matches.find_all(TODAY)
    assert len(many) == len(few)
