"""The census: opened, reported, matched with the register, undone, closed."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from institutions.models import (
    Census,
    CensusEntry,
    CensusProblem,
    EntryChange,
    Institution,
    ProblemPlan,
    RegisterKey,
)
from institutions.services import profiles
from institutions.services.census import campaigns, decisions, entries, keys, problems, sheets, undoing
from institutions.services.workbooks import BadWorkbook
from institutions.terms import AreaState, CensusState, EntryState, Group, ProblemState, RowResult
from portal.accounts.actors import Actor
from portal.accounts.refusals import ChangedMeanwhile, NotAllowed, ReasonRequired, Refusal
from portal.regions.models import District
from portal.timeline.models import Event
from tests.factories.census import CensusAreaFactory, CensusEntryFactory, CensusFactory, CensusProblemFactory
from tests.factories.institutions import InstitutionFactory, TeacherFactory
from tests.institutions.conftest import upload
from tests.institutions.workbooks import book, credit_code

pytestmark = pytest.mark.django_db


def opening(days: int = 0) -> dict[str, Any]:
    start = timezone.localdate() + timedelta(days=days)
    return {
        "title": "春季摸底排查",
        "starts_on": start,
        "report_by": start + timedelta(days=20),
        "ends_on": start + timedelta(days=30),
        "campaign": uuid.uuid4(),
    }


def seen(**more: Any) -> dict[str, Any]:
    return {"name": "晨光辅导班", "address": "公园路7号", **more}


def last_verb(row: Any) -> str:
    return Event.objects.about(row).first().verb  # type: ignore[union-attr]


@pytest.mark.clause("S1", "S7")
def test_opening_makes_an_area_of_every_street_once(officer_a: Actor, district_a: District) -> None:
    facts = opening()
    [census] = campaigns.open_campaign([district_a], actor=officer_a, **facts)
    assert census.state == CensusState.OPEN
    assert census.areas.count() == district_a.streets.count()
    campaigns.open_campaign([district_a], actor=officer_a, **facts)
    assert Census.objects.count() == 1
    with pytest.raises(Refusal):
        campaigns.open_campaign([district_a], actor=officer_a, **opening())


@pytest.mark.clause("S1")
def test_a_district_opens_no_census_of_another(officer_a: Actor, district_b: District) -> None:
    with pytest.raises(NotAllowed):
        campaigns.open_campaign([district_b], actor=officer_a, **opening())


@pytest.mark.clause("S1")
def test_the_city_plans_several_and_the_day_opens_them(
    city: Actor, district_a: District, district_b: District
) -> None:
    facts = opening(5)
    made = campaigns.open_campaign([district_a, district_b], actor=city, **facts)
    assert {row.state for row in made} == {CensusState.PLANNED}
    assert campaigns.begin_due(timezone.localdate()) == 0
    assert campaigns.begin_due(facts["starts_on"]) == 2
    assert campaigns.begin_due(facts["starts_on"]) == 0


@pytest.mark.clause("S7")
def test_nothing_found_is_a_report_too_and_is_given_once(street_a: Actor) -> None:
    area = CensusAreaFactory()
    with pytest.raises(Refusal):
        campaigns.report(area, actor=street_a, nothing_found=False)
    campaigns.report(area, actor=street_a, nothing_found=True)
    area.refresh_from_db()
    assert (area.state, last_verb(area)) == (AreaState.REPORTED, "census.reported")
    with pytest.raises(ChangedMeanwhile):
        campaigns.report(area, actor=street_a, nothing_found=True)


@pytest.mark.clause("S7")
def test_nothing_found_is_refused_where_something_was(street_a: Actor) -> None:
    area = CensusAreaFactory()
    CensusEntryFactory(census=area.census)
    with pytest.raises(Refusal):
        campaigns.report(area, actor=street_a, nothing_found=True)


@pytest.mark.clause("S7")
def test_a_street_officer_reports_the_own_street_only(street_a: Actor, district_a: District) -> None:
    other = CensusAreaFactory(street=district_a.streets.order_by("pk").last())
    with pytest.raises(NotAllowed):
        campaigns.report(other, actor=street_a, nothing_found=True)


@pytest.mark.clause("S7")
def test_it_closes_with_areas_missing_only_with_a_reason_and_names_them(officer_a: Actor) -> None:
    area = CensusAreaFactory()
    with pytest.raises(ReasonRequired) as refusal:
        campaigns.close(area.census, actor=officer_a)
    assert area.street.name in str(refusal.value)
    closed = campaigns.close(area.census, actor=officer_a, reason="街道整体搬迁")
    assert closed.closing["missing"] == [area.street.name]
    with pytest.raises(ChangedMeanwhile):
        campaigns.close(area.census, actor=officer_a, reason="再次")


@pytest.mark.clause("S1", "Z1")
def test_an_entry_sent_twice_is_kept_once_and_missing_papers_are_a_problem(street_a: Actor) -> None:
    area, client_id = CensusAreaFactory(), uuid.uuid4()
    for _ in range(2):
        entries.record(area, actor=street_a, client_id=client_id, problems=["fire"], **seen())
    entry = CensusEntry.objects.get()
    assert set(entry.problems.values_list("kind", flat=True)) == {"fire", "no_licence_no_permit"}
    assert last_verb(entry) == "census.found"


@pytest.mark.clause("S1")
def test_a_merge_takes_over_what_was_chosen_and_is_undone(officer_a: Actor, institution: Institution) -> None:
    entry = CensusEntryFactory(name="东方新苗", address="民德路9号", teachers=8)
    before = institution.address
    decisions.merge(entry, institution, actor=officer_a, fields=["address", "teacher_text"])
    institution.refresh_from_db()
    assert (institution.address, institution.teacher_text) == ("民德路9号", "8")
    assert institution.name != "东方新苗"
    with pytest.raises(ChangedMeanwhile):
        decisions.set_aside(entry, actor=officer_a, reason="重复")
    undoing.undo(entry, actor=officer_a, reason="错认")
    institution.refresh_from_db()
    entry.refresh_from_db()
    assert (institution.address, entry.state, entry.institution) == (before, EntryState.OPEN, None)
    assert not EntryChange.objects.exists()
    with pytest.raises(ChangedMeanwhile):
        undoing.undo(entry, actor=officer_a, reason="再次")


@pytest.mark.clause("S1")
def test_a_merge_is_not_undone_over_a_later_correction(officer_a: Actor, institution: Institution) -> None:
    entry = CensusEntryFactory(address="民德路9号")
    decisions.merge(entry, institution, actor=officer_a, fields=["address"])
    profiles.correct(institution, actor=officer_a, reason="搬迁", address="民德路10号")
    with pytest.raises(Refusal) as refusal:
        undoing.undo(entry, actor=officer_a, reason="错认")
    assert officer_a.user.get_full_name() in str(refusal.value)  # type: ignore[union-attr]
    institution.refresh_from_db()
    assert institution.address == "民德路10号"


@pytest.mark.clause("S1")
def test_a_register_changed_meanwhile_is_compared_again(officer_a: Actor, institution: Institution) -> None:
    entry = CensusEntryFactory()
    early = institution.updated_at - timedelta(minutes=1)
    with pytest.raises(ChangedMeanwhile):
        decisions.merge(entry, institution, actor=officer_a, seen=early)


@pytest.mark.clause("S1")
def test_the_telephone_stays_out_of_history_and_is_kept_encrypted(
    officer_a: Actor, institution: Institution
) -> None:
    entry = CensusEntryFactory(phone="13970000077")
    decisions.merge(entry, institution, actor=officer_a, fields=["phone"])
    assert "13970000077" not in str(Event.objects.about(entry).first().changes)  # type: ignore[union-attr]
    with connection.cursor() as cursor:
        cursor.execute("SELECT after FROM institutions_entrychange")
        assert "13970000077" not in cursor.fetchone()[0]


@pytest.mark.clause("Z1", "Z2")
def test_entered_as_new_it_gets_a_provisional_code_and_can_be_undone(officer_a: Actor) -> None:
    entry = CensusEntryFactory()
    decisions.enter_as_new(entry, actor=officer_a)
    entry.refresh_from_db()
    made = entry.institution
    assert made is not None
    assert made.code.startswith("T360102-")
    assert made.situation == "neither"
    assert made.sites.get().address == entry.address
    undoing.undo(entry, actor=officer_a, reason="误录")
    assert not Institution.objects.exists()
    assert Event.objects.filter(verb="census.undone").exists()


@pytest.mark.clause("Z1")
def test_a_new_institution_that_something_refers_to_stays(officer_a: Actor) -> None:
    entry = CensusEntryFactory()
    decisions.enter_as_new(entry, actor=officer_a)
    entry.refresh_from_db()
    TeacherFactory(institution=entry.institution)
    with pytest.raises(Refusal):
        undoing.undo(entry, actor=officer_a, reason="误录")
    entry.refresh_from_db()
    assert entry.state == EntryState.ENTERED


@pytest.mark.clause("S1")
def test_a_likely_candidate_asks_for_a_reason_and_the_same_code_refuses(officer_a: Actor) -> None:
    InstitutionFactory(name="南昌市东湖区晨曦培训学校")
    like = CensusEntryFactory(name="晨曦培训学校")
    with pytest.raises(ReasonRequired):
        decisions.enter_as_new(like, actor=officer_a)
    decisions.enter_as_new(like, actor=officer_a, reason="另一法人所办")
    code = credit_code(7)
    InstitutionFactory(code=code)
    same = CensusEntryFactory(census=like.census, code=code)
    with pytest.raises(Refusal):
        decisions.enter_as_new(same, actor=officer_a, reason="不同")


@pytest.mark.clause("S1")
def test_candidates_are_found_by_code_name_and_address_in_a_bounded_number_of_queries() -> None:
    census = CensusFactory()
    rows = [InstitutionFactory(name=f"南昌市第{n}号晨曦培训学校") for n in range(20)]
    found = [CensusEntryFactory(census=census, name=f"第{n}号晨曦培训学校") for n in range(20)]
    keys.refresh_all(date(2026, 3, 1))
    assert RegisterKey.objects.filter(institution=rows[0]).exists()
    with CaptureQueriesContext(connection) as one:
        assert keys.candidates_for(found[:1])[found[0].pk][0].institution == rows[0]
    with CaptureQueriesContext(connection) as many:
        all_found = keys.candidates_for(found)
    assert len(many) == len(one)
    assert [all_found[e.pk][0].institution.pk for e in found] == [row.pk for row in rows]
    assert keys.refresh_all(date(2026, 3, 1)) == 0


@pytest.mark.clause("S1")
def test_an_institution_of_another_district_is_not_merged(
    officer_a: Actor, institution_b: Institution
) -> None:
    with pytest.raises(NotAllowed):
        decisions.merge(CensusEntryFactory(), institution_b, actor=officer_a)


@pytest.mark.clause("S3")
def test_a_problem_is_settled_once_with_words(officer_a: Actor) -> None:
    problem = CensusProblemFactory()
    with pytest.raises(ReasonRequired):
        problems.settle(problem, actor=officer_a, note=" ")
    problems.settle(problem, actor=officer_a, note="已停办")
    assert CensusProblem.objects.get().state == ProblemState.SETTLED
    with pytest.raises(ChangedMeanwhile):
        problems.settle(problem, actor=officer_a, note="已停办")


@pytest.mark.clause("S3")
def test_a_plan_written_meanwhile_is_not_overwritten(officer_a: Actor, officer_a2: Actor) -> None:
    census = CensusFactory()
    facts = {"text": "分类施策", "department": "education", "settle_by": date(2026, 6, 30)}
    problems.plan(census, Group.FIRE, actor=officer_a, **facts)  # type: ignore[arg-type]
    with pytest.raises(ChangedMeanwhile):
        problems.plan(census, Group.FIRE, actor=officer_a2, **facts)  # type: ignore[arg-type]
    assert ProblemPlan.objects.count() == 1


HEADER = ["机构名称", "所属街道", "办学地址", "联系电话", "教师人数", "存在问题"]


def sent(rows: list[list[Any]], census: Census, actor: Actor) -> dict[str, int]:
    written = sheets.write(sheets.send(upload(book([HEADER, *rows])), census, actor=actor), actor=actor)
    return {value: written.rows.filter(result=value).count() for value in RowResult.values}


@pytest.mark.clause("S1")
def test_a_workbook_sent_twice_changes_nothing_and_a_changed_row_is_changed(
    officer_a: Actor, district_a: District
) -> None:
    census, street = CensusFactory(), district_a.streets.order_by("pk").first()
    assert street is not None
    row = ["甲辅导班", street.name, "民德路1号", "13970000001", "3", "消防"]
    wrong = ["乙辅导班", "没有的街道", "某处", "", "", ""]
    assert sent([row, wrong], census, officer_a) == {
        "created": 1,
        "updated": 0,
        "unchanged": 0,
        "rejected": 1,
    }
    assert sent([row], census, officer_a)["unchanged"] == 1
    assert sent([[*row[:4], "4", "消防"]], census, officer_a)["updated"] == 1
    assert CensusEntry.objects.get().teachers == 4


@pytest.mark.clause("S1")
def test_a_street_officer_enters_no_row_of_another_street(street_a: Actor, district_a: District) -> None:
    census, other = CensusFactory(), district_a.streets.order_by("pk").last()
    assert other is not None
    assert sent([["甲辅导班", other.name, "民德路1号", "", "", ""]], census, street_a)["rejected"] == 1


@pytest.mark.clause("S1")
@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04 broken", b"<html>", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]
)
def test_a_hostile_file_is_refused_in_words(content: bytes, officer_a: Actor) -> None:
    with pytest.raises(BadWorkbook):
        sheets.send(upload(content), CensusFactory(), actor=officer_a)
