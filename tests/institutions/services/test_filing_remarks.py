"""What the checks find is kept, looked at again every night, and dealt with."""

from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from institutions.models import CourseFiling, FilingRemark
from institutions.rules.class_times import Slot
from institutions.services import filings
from institutions.terms import FilingState
from portal.accounts.actors import Actor
from portal.accounts.refusals import ChangedMeanwhile, NotAllowed, ReasonRequired
from portal.desk import due
from portal.timeline.models import Event
from tests.factories.filings import LessonFactory
from tests.factories.institutions import (
    CourseFilingFactory,
    InstitutionFactory,
    RoomFactory,
    SchoolPermitFactory,
    TeacherFactory,
    TeachingSiteFactory,
)
from tests.institutions.services.test_filings import GOOD, LATE

pytestmark = pytest.mark.django_db
NIGHT = date(2026, 4, 10)
WEDNESDAY = [Slot(3, time(18), time(19, 30))]


@pytest.fixture(autouse=True)
def permit(institution: Any) -> Any:
    return SchoolPermitFactory(institution=institution, subjects=["mathematics"])


def standing(filing: CourseFiling) -> set[str]:
    return set(filing.remarks.standing().values_list("check_name", flat=True))


def class_of(institution: Any, **more: Any) -> CourseFiling:
    given = {"state": FilingState.APPROVED, "review_by": None, "hours": 24, "ends_on": date(2026, 6, 20)}
    filing = CourseFilingFactory(institution=institution, **given | more)
    LessonFactory(filing=filing)
    return filing


@pytest.mark.clause("Z3", "D3")
def test_what_the_checks_find_is_kept_with_the_version_of_the_figure(
    institution: Any, institution_user: Actor
) -> None:
    filing = filings.submit(institution, actor=institution_user, **GOOD | LATE)
    [remark] = filing.remarks.all()
    assert (remark.check_name, remark.field, remark.severity) == ("too_late", "lessons", "error")
    assert remark.rule_version == "D3.filing@default"
    assert not remark.since_approval


@pytest.mark.clause("Z3")
def test_filed_again_what_was_put_right_is_closed_and_stays_in_the_history(
    institution: Any, institution_user: Actor, officer_a: Actor
) -> None:
    filing = filings.submit(institution, actor=institution_user, **GOOD | LATE)
    filings.send_back(filing, actor=officer_a, note="请改下课时间。")
    filings.submit(institution, actor=institution_user, filing=filing, **GOOD)
    [remark] = filing.remarks.all()
    assert remark.closed_on is not None


@pytest.mark.clause("D3")
def test_two_classes_in_one_room_are_found_whichever_waits(institution: Any, institution_user: Actor) -> None:
    room = RoomFactory(site=TeachingSiteFactory(institution=institution))
    class_of(institution, room=room, name="甲班")
    filing = filings.submit(institution, actor=institution_user, **GOOD | {"room": room})
    assert standing(filing) == {"room_clash"}
    after = GOOD | {"room": room, "lessons": [Slot(3, time(19, 30), time(20, 30))], "hours": 15}
    assert standing(filings.submit(institution, actor=institution_user, **after)) == set()


@pytest.mark.clause("S10")
def test_one_person_in_two_institutions_at_once_is_found_and_not_named_to_the_other(
    institution: Any, institution_user: Actor
) -> None:
    there = TeacherFactory(institution=InstitutionFactory(name="南昌市别家培训学校"), id_digest="a" * 64)
    class_of(there.institution, filed_teacher=there, name="别家班")
    here = TeacherFactory(institution=institution, id_digest="a" * 64)
    filing = filings.submit(institution, actor=institution_user, **GOOD | {"filed_teacher": here})
    [remark] = filing.remarks.all()
    assert remark.check_name == "teacher_clash"
    assert "别家" in filings.told(remark.check_name, remark.values)
    told = filings.told(remark.check_name, remark.values, reader_institution_id=institution.pk)
    assert "别家" not in told


@pytest.mark.clause("D4")
def test_more_pupils_than_the_room_holds_are_found(institution: Any, institution_user: Actor) -> None:
    room = RoomFactory(site=TeachingSiteFactory(institution=institution), area=Decimal(60))
    fits = filings.submit(institution, actor=institution_user, **GOOD | {"room": room, "pupils": 20})
    filings.withdraw(fits, actor=institution_user)
    filing = filings.submit(institution, actor=institution_user, **GOOD | {"room": room, "pupils": 21})
    assert (standing(fits), standing(filing)) == (set(), {"too_crowded"})


@pytest.mark.clause("Z1", "Z3")
def test_a_night_finds_what_changed_since_the_approval_once(
    institution: Any, institution_user: Actor, officer_a: Actor, officer_b: Actor, permit: Any
) -> None:
    filing = class_of(institution)
    assert filings.check_classes(NIGHT) == 0
    permit.revoked_on = date(2026, 4, 1)
    permit.save()
    assert filings.check_classes(NIGHT) == 1
    before = (FilingRemark.objects.count(), Event.objects.count())
    assert filings.check_classes(NIGHT) == 0
    assert (FilingRemark.objects.count(), Event.objects.count()) == before
    assert any(filing.name in item.title for item in due.items_for(officer_a, NIGHT))
    for other in (officer_b, institution_user):
        assert not any(filing.name in item.title for item in due.items_for(other, NIGHT))
    assert filing in CourseFiling.objects.public()


@pytest.mark.clause("Z3")
def test_a_remark_that_no_longer_holds_is_closed_by_the_night(
    institution: Any, officer_a: Actor, permit: Any
) -> None:
    filing = class_of(institution)
    permit.revoked_on = date(2026, 4, 1)
    permit.save()
    filings.check_classes(NIGHT)
    permit.revoked_on = None
    permit.save()
    assert filings.check_classes(date(2026, 4, 11)) == 1
    assert filing.remarks.get().closed_on == date(2026, 4, 11)
    assert not any(filing.name in item.title for item in due.items_for(officer_a, NIGHT))


@pytest.mark.clause("Z3")
def test_a_class_that_is_over_or_withdrawn_is_not_looked_at_again(institution_b: Any) -> None:
    class_of(institution_b)  # without a permit
    CourseFilingFactory(institution=institution_b, state=FilingState.WITHDRAWN, review_by=None)
    assert filings.check_classes(date(2026, 6, 21)) == 0
    assert filings.check_classes(date(2026, 6, 20)) == 1


@pytest.mark.clause("Z3")
def test_new_remarks_are_dealt_with_once_and_with_words(
    institution: Any, officer_a: Actor, officer_b: Actor, permit: Any
) -> None:
    filing = class_of(institution)
    permit.delete()
    filings.check_classes(NIGHT)
    with pytest.raises(ReasonRequired):
        filings.settle(filing, actor=officer_a, words=" ")
    with pytest.raises(NotAllowed):
        filings.settle(filing, actor=officer_b, words="已约谈")
    filings.settle(filing, actor=officer_a, words="已约谈，限期补办。")
    with pytest.raises(ChangedMeanwhile):
        filings.settle(filing, actor=officer_a, words="再次")
    assert not any(filing.name in item.title for item in due.items_for(officer_a, NIGHT))
    assert standing(filing) == {"no_permit"}
    assert filings.check_classes(NIGHT) == 0


def test_a_night_makes_the_same_queries_for_2_and_12_classes_that_hold(institution: Any) -> None:
    room = RoomFactory(site=TeachingSiteFactory(institution=institution))
    for hour in (8, 10):
        filing = class_of(institution, room=room, filed_teacher=None)
        filing.lessons.update(starts=time(hour), ends=time(hour + 1, 30))
    filings.check_classes(NIGHT)
    with CaptureQueriesContext(connection) as few:
        filings.check_classes(NIGHT)
    for _ in range(10):
        class_of(institution)
    filings.check_classes(NIGHT)
    with CaptureQueriesContext(connection) as many:
        filings.check_classes(NIGHT)
    assert len(few) == len(many)
