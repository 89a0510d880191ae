"""Opening an inspection, recording a part, submitting and closing it."""

import uuid
from datetime import date, timedelta

import pytest
from django.utils import timezone

from inspections.models import Finding, JointInspection, Visit, VisitPart
from inspections.rules.checklist import Answer, Extra
from inspections.services.approvals import approve
from inspections.services.joint import (
    NotReady,
    TeamTooSmall,
    cancel_inspection,
    close_inspection,
    open_inspection,
)
from inspections.services.parts import Entry, Incomplete, items_of, keep_part, submit_part
from inspections.terms import FindingState, Group, InspectionState, Outcome, PartState, VisitState
from institutions.models import SettingStandard
from institutions.services.standards import NoStandard
from portal.accounts.refusals import ChangedMeanwhile, NotAllowed, ReasonRequired, Refusal
from portal.evidence.models import Evidence
from portal.timeline.models import Event
from tests.inspections.conftest import answered, photo

pytestmark = pytest.mark.django_db


def opened(actor, institution, members, **more):
    given = {"purpose": "检查", "departments": ["education", "fire"], "on": timezone.localdate()} | more
    return open_inspection(actor=actor, institution=institution, members=members, **given)


def kept(part, actor, entry, *, client_id=None, version=None):
    return keep_part(
        part,
        actor=actor,
        entry=entry,
        client_id=client_id or uuid.uuid4(),
        version=part.version if version is None else version,
    )


def submitted(part, actor, entry):
    part.refresh_from_db()
    return submit_part(part, actor=actor, entry=entry, client_id=uuid.uuid4(), version=part.version)


@pytest.mark.clause("S5")
def test_opening_makes_a_part_for_each_department_and_names_the_officers(inspection, officer_a, fire_a):
    visit = inspection.visits.get()
    assert {part.department for part in visit.parts.all()} == {"education", "fire"}
    assert {member.user_id for member in inspection.members.all()} == {officer_a.user.pk, fire_a.user.pk}
    assert [event.verb for event in Event.objects.about(inspection)] == [
        "inspection.approved",
        "inspection.opened",
    ]


@pytest.mark.clause("N2")
def test_one_officer_alone_makes_no_visit(officer_a, institution):
    with pytest.raises(TeamTooSmall):
        opened(officer_a, institution, [officer_a.membership, officer_a.membership])
    assert not JointInspection.objects.exists()


@pytest.mark.clause("N2")
def test_a_street_office_makes_no_part_in_its_own_name(officer_a, officer_a2, institution):
    made = opened(
        officer_a, institution, [officer_a.membership, officer_a2.membership], departments=["street"]
    )
    assert made.departments == ["education"]


@pytest.mark.clause("S5")
def test_an_officer_of_another_district_is_no_member(officer_a, officer_b, institution):
    with pytest.raises(Refusal, match="王西湖"):
        opened(officer_a, institution, [officer_a.membership, officer_b.membership])


def test_another_district_s_institution_is_not_opened(officer_b, officer_a, fire_a, institution):
    with pytest.raises(NotAllowed):
        opened(officer_b, institution, [officer_a.membership, fire_a.membership])


def test_the_same_form_sent_twice_opens_one(officer_a, fire_a, institution, client_id):
    members = [officer_a.membership, fire_a.membership]
    first = opened(officer_a, institution, members, client_id=client_id)
    assert opened(officer_a, institution, members, client_id=client_id) == first
    assert JointInspection.objects.count() == 1


def test_opening_without_a_purpose_is_refused(officer_a, fire_a, institution):
    with pytest.raises(ReasonRequired):
        opened(officer_a, institution, [officer_a.membership, fire_a.membership], purpose=" ")


@pytest.mark.clause("S4")
def test_the_standard_in_force_on_the_day_is_the_one_looked_at(officer_a, fire_a, institution):
    newer = SettingStandard.objects.create(
        version="2099", title="新标准", in_force_from=timezone.localdate() + timedelta(days=5)
    )
    members = [officer_a.membership, fire_a.membership]
    today = opened(officer_a, institution, members)
    later = opened(officer_a, institution, members, on=newer.in_force_from)
    assert today.visits.get().standard.version == "2018"
    assert later.visits.get().standard == newer


@pytest.mark.clause("S4")
def test_a_visit_made_before_its_day_is_held_to_the_standard_of_the_day_it_was_made(
    officer_a, officer_a2, fire_a, institution
):
    newer = SettingStandard.objects.create(
        version="2099", title="新标准", in_force_from=timezone.localdate() + timedelta(days=5)
    )
    made = opened(officer_a, institution, [officer_a.membership, fire_a.membership], on=newer.in_force_from)
    approve(made, actor=officer_a2)
    part = VisitPart.objects.get(visit__joint_inspection=made, department="fire")
    kept(part, fire_a, answered(part))
    visit = made.visits.get()
    assert (visit.on, visit.standard.version) == (timezone.localdate(), "2018")


def test_without_a_standard_there_is_no_visit(officer_a, fire_a, institution):
    with pytest.raises(NoStandard):
        opened(officer_a, institution, [officer_a.membership, fire_a.membership], on=date(2001, 1, 1))


@pytest.mark.clause("S5")
def test_each_department_has_its_own_items(part_of):
    today = timezone.localdate()
    for name in ("education", "fire"):
        items = items_of(part_of(name), today)
        assert items
        assert {item.department for item in items} == {name}


@pytest.mark.clause("S5")
def test_a_draft_keeps_everything_typed(fire_part, fire_a):
    item = items_of(fire_part, timezone.localdate())[0]
    entry = Entry(
        answers=[Answer(item.pk, Outcome.NOT_MET, "出口", "fire")],
        extras=[Extra(Group.FOOD, "")],
        statement_name="胡店长",
        statement_text="刚打开",
        files=[photo()],
    )
    part = kept(fire_part, fire_a, entry)
    part.refresh_from_db()
    result = part.results.get()
    assert (part.state, part.version) == (PartState.DRAFT, 1)
    assert (result.item, result.outcome, result.note, result.group) == (item, "not_met", "出口", "fire")
    assert part.extra == [{"group": "food_safety", "text": ""}]
    assert (part.statement_name, part.statement_text) == ("胡店长", "刚打开")
    assert Evidence.objects.of(part).count() == 1
    assert not Finding.objects.exists()


def test_the_name_of_the_person_on_site_is_encrypted_in_the_database(fire_part, fire_a):
    from django.db import connection

    kept(fire_part, fire_a, Entry(statement_name="胡店长"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement_name FROM inspections_visitpart WHERE statement_name <> ''")
        assert "胡" not in cursor.fetchone()[0]


def test_the_same_post_twice_is_saved_once(fire_part, fire_a, client_id):
    entry = answered(fire_part, files=[photo()])
    kept(fire_part, fire_a, entry, client_id=client_id, version=0)
    again = kept(fire_part, fire_a, entry, client_id=client_id, version=0)
    assert again.version == 1
    assert Event.objects.filter(verb="part.kept").count() == 1
    assert Evidence.objects.of(fire_part).count() == 1


def test_the_same_submission_twice_makes_its_findings_once(fire_part, fire_a, client_id):
    entry = answered(fire_part, wrong="D1")
    for _time in range(2):
        submit_part(fire_part, actor=fire_a, entry=entry, client_id=client_id, version=0)
    assert Finding.objects.count() == 1


def test_an_older_page_is_told_what_changed_meanwhile(fire_part, fire_a):
    kept(fire_part, fire_a, answered(fire_part))
    with pytest.raises(ChangedMeanwhile):
        kept(fire_part, fire_a, Entry(), version=0)
    assert fire_part.results.count() == len(items_of(fire_part, timezone.localdate()))


@pytest.mark.clause("S5")
def test_nobody_records_another_department_s_part(fire_part, officer_a, market_a, city):
    for actor in (officer_a, market_a, city):
        with pytest.raises(NotAllowed):
            kept(fire_part, actor, answered(fire_part))


@pytest.mark.clause("N2")
def test_only_the_officers_named_record(part_of, officer_a2):
    with pytest.raises(NotAllowed):
        kept(part_of("education"), officer_a2, Entry())


@pytest.mark.clause("S9")
def test_what_is_not_met_becomes_a_finding_with_its_group_to_be_confirmed(fire_part, fire_a):
    submitted(fire_part, fire_a, answered(fire_part, wrong="D1"))
    finding = Finding.objects.get()
    assert (finding.group, finding.state) == (Group.FIRE, FindingState.RECORDED)
    assert finding.text == "安全出口上锁。"
    assert finding.item.code == "D1"
    assert finding.visit_part == fire_part


@pytest.mark.clause("S9")
def test_what_was_put_right_on_the_spot_is_no_finding(fire_part, fire_a):
    entry = answered(fire_part)
    first, *rest = entry.answers
    corrected = Answer(first.item, Outcome.NOT_MET, "当场撤走杂物。", "fire", corrected=True)
    submitted(fire_part, fire_a, Entry(answers=[corrected, *rest]))
    assert not Finding.objects.exists()


@pytest.mark.clause("S6")
def test_a_finding_outside_the_list_is_kept_too(fire_part, fire_a):
    submitted(fire_part, fire_a, answered(fire_part, extras=[Extra(Group.FOOD, "自制午餐无留样。")]))
    finding = Finding.objects.get()
    assert (finding.group, finding.item) == (Group.FOOD, None)


def test_a_part_with_an_item_left_out_is_not_submitted(fire_part, fire_a):
    entry = answered(fire_part)
    with pytest.raises(Incomplete):
        submitted(fire_part, fire_a, Entry(answers=entry.answers[1:]))
    fire_part.refresh_from_db()
    assert fire_part.state == PartState.OPEN


def test_a_part_that_says_not_met_and_not_what_was_seen_is_not_submitted(fire_part, fire_a):
    with pytest.raises(Incomplete):
        submitted(fire_part, fire_a, answered(fire_part, wrong="D1", note=" "))


def test_a_submitted_part_is_not_changed(fire_part, fire_a):
    submitted(fire_part, fire_a, answered(fire_part))
    fire_part.refresh_from_db()
    with pytest.raises((ChangedMeanwhile, NotAllowed)):
        kept(fire_part, fire_a, Entry())


@pytest.mark.clause("S5")
def test_a_visit_closes_when_all_parts_are_in(inspection, part_of, officer_a, fire_a):
    submitted(part_of("fire"), fire_a, answered(part_of("fire")))
    with pytest.raises(NotReady):
        close_inspection(inspection, actor=officer_a)
    submitted(part_of("education"), officer_a, answered(part_of("education")))
    close_inspection(inspection, actor=officer_a)
    inspection.refresh_from_db()
    assert inspection.state == InspectionState.CLOSED
    assert inspection.visits.get().state == VisitState.DONE


def test_a_visit_without_any_statement_stays_open(inspection, part_of, officer_a, fire_a):
    for name, actor in (("fire", fire_a), ("education", officer_a)):
        submitted(part_of(name), actor, answered(part_of(name), statement_text=""))
    with pytest.raises(NotReady):
        close_inspection(inspection, actor=officer_a)


def test_a_department_officer_does_not_close_the_visit(inspection, fire_a):
    with pytest.raises(NotAllowed):
        close_inspection(inspection, actor=fire_a)


def test_an_inspection_is_called_off_with_a_reason(inspection, officer_a):
    with pytest.raises(ReasonRequired):
        cancel_inspection(inspection, actor=officer_a, reason="")
    cancel_inspection(inspection, actor=officer_a, reason="机构已搬迁")
    assert Visit.objects.get().state == VisitState.CANCELLED
    with pytest.raises(ChangedMeanwhile):
        cancel_inspection(inspection, actor=officer_a, reason="再次")
