"""An application for a permit, from draft to its effect."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from institutions.models import LicenceApplication, SchoolPermit, StopDeclaration
from institutions.services.licences import applying, effects, handling
from institutions.terms import ApplicationState, Situation, Status
from portal.accounts.actors import Actor
from portal.accounts.refusals import ChangedMeanwhile, NotAllowed, ReasonRequired, Refusal
from portal.timeline.models import Event
from portal.workdays.services import calendar
from tests.factories.institutions import InstitutionFactory, SchoolPermitFactory
from tests.factories.licences import ADDRESS, LicenceApplicationFactory, answer_all, send_papers

LATER = timezone.localdate() + timedelta(days=400)


@pytest.fixture
def newcomer(institution: Any) -> Any:
    institution.code, institution.situation = "T360102-00001", Situation.NEITHER
    institution.save(update_fields=["code", "situation"])
    return institution


def prepared(newcomer: Any, actor: Actor) -> LicenceApplication:
    row = applying.begin(newcomer, actor=actor, kind="new")
    wished = {"address": ADDRESS, "area": "300", "subjects": ["mathematics"]}
    applying.describe(row, actor=actor, reason="开办", settlement="", wished=wished)
    answer_all(row, actor)
    send_papers(row, actor)
    return LicenceApplication.objects.get(pk=row.pk)


def check(row: LicenceApplication, officer: Actor, *, met: bool = True) -> LicenceApplication:
    found = {item: (met, "") for item in row.items.values_list("item_id", flat=True)}
    return handling.record_check(
        row, actor=officer, on=timezone.localdate(), officers="李、刘", note="", found=found
    )


def granted(kind: str, institution: Any, **more: Any) -> LicenceApplication:
    return LicenceApplicationFactory(
        institution=institution, kind=kind, state=ApplicationState.GRANTED, standard=None, **more
    )


@pytest.mark.clause("Z1")
@pytest.mark.clause("S4")
def test_a_newcomer_is_led_from_no_permit_to_one(
    newcomer: Any, institution_user: Actor, officer_a: Actor
) -> None:
    row = prepared(newcomer, institution_user)
    assert row.standard is not None
    row = applying.submit(row, actor=institution_user)
    row = handling.accept(row, actor=officer_a)
    row = check(row, officer_a)
    row = handling.show_public(row, actor=officer_a)
    assert row.notice_until is not None
    assert handling.end_notices_due(row.notice_until) == 0, "the last day still counts"
    assert handling.end_notices_due(row.notice_until + timedelta(days=1)) == 1
    assert handling.end_notices_due(row.notice_until + timedelta(days=1)) == 0, "once"
    row = handling.grant(row, actor=officer_a)
    today = timezone.localdate()
    row = effects.issue(
        row, actor=officer_a, number="教民136010200000999号", valid_from=today, valid_until=LATER
    )
    newcomer.refresh_from_db()
    permit = SchoolPermit.objects.get(institution=newcomer)
    assert (permit.subjects, newcomer.situation) == (["mathematics"], Situation.PERMIT_ONLY)
    site = newcomer.sites.get(is_main=True)
    assert (site.address, site.area) == (ADDRESS, Decimal(300))
    verbs = list(Event.objects.about(row).values_list("verb", flat=True))
    steps = ("begun", "submitted", "accepted", "checked", "shown", "notice_ended", "granted", "issued")
    assert [v for v in reversed(verbs) if v.startswith("licence.")] == [f"licence.{s}" for s in steps]


def test_beginning_twice_goes_on_with_the_one_there_is(newcomer: Any, institution_user: Actor) -> None:
    first = applying.begin(newcomer, actor=institution_user, kind="new")
    assert applying.begin(newcomer, actor=institution_user, kind="new") == first
    with pytest.raises(Refusal):
        applying.begin(newcomer, actor=institution_user, kind="renewal")


@pytest.mark.clause("Z1")
def test_what_is_missing_is_refused_and_nothing_is_sent(newcomer: Any, institution_user: Actor) -> None:
    row = applying.begin(newcomer, actor=institution_user, kind="new")
    with pytest.raises(Refusal):
        applying.submit(row, actor=institution_user)
    row.refresh_from_db()
    assert row.state == ApplicationState.DRAFT


def test_a_returned_application_is_completed_or_lapses(
    newcomer: Any, institution_user: Actor, officer_a: Actor
) -> None:
    row = applying.submit(prepared(newcomer, institution_user), actor=institution_user)
    with pytest.raises(ReasonRequired):
        handling.send_back(row, actor=officer_a, marks=["fire"], words=" ")
    row = handling.send_back(row, actor=officer_a, marks=["fire"], words="请补交消防材料")
    assert row.due is not None
    assert handling.lapse_due(row.due) == 0
    row = applying.submit(row, actor=institution_user)
    assert row.marks == []
    row = handling.send_back(row, actor=officer_a, marks=["fire"], words="仍缺消防材料")
    assert row.due is not None
    assert handling.lapse_due(row.due + timedelta(days=1)) == 1
    assert handling.lapse_due(row.due + timedelta(days=1)) == 0
    assert applying.possible_kinds(newcomer) == ["new"], "it may begin afresh"


@pytest.mark.clause("S4")
def test_a_check_that_did_not_pass_stops_it_before_the_notice(officer_a: Actor) -> None:
    row = handling.accept(LicenceApplicationFactory(), actor=officer_a)
    row = check(row, officer_a, met=False)
    assert row.check_passed is False
    for act in (handling.show_public, handling.grant):
        with pytest.raises(Refusal):
            act(row, actor=officer_a)
    assert handling.refuse(row, actor=officer_a, reason="消防不合格").state == ApplicationState.REFUSED


def test_a_check_looks_at_every_item(officer_a: Actor) -> None:
    row = handling.accept(LicenceApplicationFactory(), actor=officer_a)
    with pytest.raises(Refusal):
        handling.record_check(
            row, actor=officer_a, on=timezone.localdate(), officers="李、刘", note="", found={}
        )


def test_one_officer_alone_checks_no_site(officer_a: Actor) -> None:
    row = handling.accept(LicenceApplicationFactory(), actor=officer_a)
    found = {item: (True, "") for item in row.items.values_list("item_id", flat=True)}
    with pytest.raises(Refusal) as refused:
        handling.record_check(
            row, actor=officer_a, on=timezone.localdate(), officers="李东湖", note="", found=found
        )
    assert refused.value.field == "officers"


@pytest.mark.clause("Z1")
def test_the_decision_is_due_from_acceptance_whatever_lies_between(officer_a: Actor) -> None:
    row = handling.accept(LicenceApplicationFactory(), actor=officer_a)
    row = check(row, officer_a)
    row = handling.show_public(row, actor=officer_a)
    assert row.notice_until is not None
    handling.end_notices_due(row.notice_until + timedelta(days=1))
    row.refresh_from_db()
    assert row.due == calendar().add(timezone.localdate(), 20)


@pytest.mark.clause("Z1")
def test_a_renewal_before_the_end_leaves_no_day_without_a_permit(officer_a: Actor) -> None:
    today = timezone.localdate()
    permit = SchoolPermitFactory(valid_until=today + timedelta(days=30))
    row = granted("renewal", permit.institution, permit=permit)
    start = today + timedelta(days=31)
    effects.issue(row, actor=officer_a, valid_from=start, valid_until=start + timedelta(days=900))
    assert SchoolPermit.objects.valid_on(today).exists()
    assert SchoolPermit.objects.valid_on(start).exists()


@pytest.mark.clause("N3")
def test_revoking_ends_what_is_still_applied_for(officer_a: Actor) -> None:
    permit = SchoolPermitFactory()
    row = granted("renewal", permit.institution, permit=permit)
    files = {"decision": "1", "notice": "2", "defence": "3", "review": "4"}
    effects.revoke(permit.institution, actor=officer_a, reason="屡次超纲", **files)
    row.refresh_from_db()
    assert row.state == ApplicationState.WITHDRAWN


def test_what_was_granted_may_still_be_refused_before_it_takes_effect(officer_a: Actor) -> None:
    row = granted("change", InstitutionFactory())
    assert handling.refuse(row, actor=officer_a, reason="许可证已吊销").state == ApplicationState.REFUSED


def test_a_suspended_permit_comes_before_one_that_ended(institution: Any) -> None:
    suspended = SchoolPermitFactory(institution=institution, suspended_on=date(2026, 1, 1))
    SchoolPermitFactory(institution=institution, valid_until=date(2025, 1, 1))
    assert applying.latest_permit(institution) == suspended


def test_an_officer_does_not_act_on_what_the_institution_prepares_itself(
    newcomer: Any, institution_user: Actor, officer_a: Actor
) -> None:
    row = applying.begin(newcomer, actor=institution_user, kind="new")
    with pytest.raises(Refusal):
        applying.withdraw(row, actor=officer_a)


def test_the_second_officer_is_told(officer_a: Actor, officer_a2: Actor) -> None:
    row = LicenceApplicationFactory()
    handling.accept(row, actor=officer_a)
    with pytest.raises(ChangedMeanwhile):
        handling.accept(row, actor=officer_a2)


def test_another_district_and_the_institution_handle_nothing(
    officer_b: Actor, institution_user: Actor
) -> None:
    row = LicenceApplicationFactory()
    for actor in (officer_b, institution_user):
        with pytest.raises(NotAllowed):
            handling.accept(row, actor=actor)


@pytest.mark.clause("Z1")
def test_a_change_enters_the_register_and_keeps_what_stood_before(officer_a: Actor) -> None:
    permit = SchoolPermitFactory(subjects=["chinese"])
    was = permit.institution.name
    row = granted(
        "change", permit.institution, permit=permit, wished={"name": "新名", "subjects": ["english"]}
    )
    row = effects.issue(row, actor=officer_a)
    permit.refresh_from_db()
    permit.institution.refresh_from_db()
    assert (permit.institution.name, permit.subjects) == ("新名", ["english"])
    assert (row.before["name"], row.before["permit"]["subjects"]) == (was, ["chinese"])


@pytest.mark.clause("Z1")
def test_a_renewal_runs_anew_and_the_former_days_stay_readable(officer_a: Actor) -> None:
    permit = SchoolPermitFactory()
    row = granted("renewal", permit.institution, permit=permit)
    row = effects.issue(row, actor=officer_a, valid_from=date(2027, 1, 2), valid_until=date(2030, 1, 1))
    permit.refresh_from_db()
    assert permit.valid_until == date(2030, 1, 1)
    assert row.before["permit"]["valid_until"] == "2027-01-01"


def test_days_backward_are_refused(officer_a: Actor) -> None:
    permit = SchoolPermitFactory()
    row = granted("renewal", permit.institution, permit=permit)
    with pytest.raises(Refusal) as refused:
        effects.issue(row, actor=officer_a, valid_from=date(2027, 1, 2), valid_until=date(2027, 1, 2))
    assert refused.value.field == "valid_until"


@pytest.mark.clause("Z1")
def test_a_suspended_permit_is_not_in_force_until_it_is_resumed(officer_a: Actor) -> None:
    permit = SchoolPermitFactory(long_term=True)
    today = timezone.localdate()
    effects.issue(granted("suspension", permit.institution, permit=permit), actor=officer_a)
    assert not SchoolPermit.objects.valid_on(today).exists()
    assert applying.possible_kinds(permit.institution) == ["resumption", "surrender"]
    effects.issue(granted("resumption", permit.institution, permit=permit), actor=officer_a)
    assert SchoolPermit.objects.valid_on(today).exists()


@pytest.mark.clause("Z1")
def test_a_permit_given_back_is_gone_from_the_situation(officer_a: Actor) -> None:
    permit = SchoolPermitFactory(long_term=True)
    effects.issue(granted("surrender", permit.institution, permit=permit), actor=officer_a)
    permit.institution.refresh_from_db()
    assert permit.institution.situation == Situation.BUSINESS_ONLY
    assert applying.possible_kinds(permit.institution) == ["new"]


def test_a_number_that_another_permit_has_is_refused_beside_its_field(officer_a: Actor) -> None:
    other = SchoolPermitFactory()
    row = granted("new", InstitutionFactory())
    with pytest.raises(Refusal) as refused:
        effects.issue(
            row, actor=officer_a, number=other.number, valid_from=date(2026, 1, 1), valid_until=LATER
        )
    assert refused.value.field == "number"


@pytest.mark.clause("N3")
def test_revoking_is_blocked_until_all_three_are_on_file(officer_a: Actor) -> None:
    permit = SchoolPermitFactory()
    files = {"decision": "1", "notice": "2", "defence": "3", "review": "4"}
    for missing in files:
        with pytest.raises(Refusal) as refused:
            effects.revoke(permit.institution, actor=officer_a, reason="屡次超纲", **{**files, missing: ""})
        assert refused.value.field == missing
    effects.revoke(permit.institution, actor=officer_a, reason="屡次超纲", **files)
    permit.refresh_from_db()
    permit.institution.refresh_from_db()
    assert permit.revoked_on == timezone.localdate()
    assert permit.institution.status == Status.REVOKED


@pytest.mark.clause("Z1")
def test_one_that_cannot_meet_the_conditions_declares_once_and_the_district_settles(
    newcomer: Any, institution_user: Actor, officer_a: Actor
) -> None:
    said = {"stops_on": date(2026, 12, 1), "pupils": 12, "refund": Decimal(3600), "settlement": "退费"}
    row = applying.declare_stop(newcomer, actor=institution_user, **said)
    with pytest.raises(ChangedMeanwhile):
        applying.declare_stop(newcomer, actor=institution_user, **said)
    with pytest.raises(ReasonRequired):
        handling.settle_stop(row, actor=officer_a, note="")
    handling.settle_stop(row, actor=officer_a, note="学员已转入附近学校，费用已退")
    assert StopDeclaration.objects.get().settled_on == timezone.localdate()


def test_a_district_types_for_an_institution_that_brings_paper(newcomer: Any, officer_a: Actor) -> None:
    row = applying.submit(prepared(newcomer, officer_a), actor=officer_a)
    assert row.state == ApplicationState.SUBMITTED
