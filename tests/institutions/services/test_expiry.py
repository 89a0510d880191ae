"""Telling that permits and papers end."""

from datetime import date, timedelta
from typing import Any

import pytest

from institutions.models import Notice
from institutions.services import notices
from institutions.services.expiry import tell_of_endings
from institutions.terms import Audience, NoticeKind, PaperKind, PaperState, Status
from portal.accounts.actors import Actor
from portal.accounts.refusals import NotAllowed
from portal.timeline.models import Event
from tests.factories.institutions import SchoolPermitFactory
from tests.factories.papers import NoticeFactory, PaperFactory

pytestmark = pytest.mark.django_db
END = date(2026, 6, 30)


def days_before(days: int) -> date:
    return END - timedelta(days=days)


def thresholds(audience: str = Audience.INSTITUTION) -> list[int | None]:
    rows = Notice.objects.filter(audience=audience).order_by("pk")
    return list(rows.values_list("threshold", flat=True))


@pytest.mark.clause("Z1")
def test_each_threshold_is_told_once_to_institution_and_district(institution: Any) -> None:
    SchoolPermitFactory(institution=institution, valid_until=END)
    assert tell_of_endings(days_before(61)) == 0
    assert tell_of_endings(days_before(60)) == 2
    for days in range(60, -3, -1):
        tell_of_endings(days_before(days))
    assert thresholds() == thresholds(Audience.DISTRICT) == [60, 30, 7]
    assert Event.objects.filter(verb="notice.told", institution_id=institution.pk).count() == 6


@pytest.mark.clause("Z1")
def test_days_on_which_nothing_ran_are_caught_up_with_the_nearest_threshold_alone(institution: Any) -> None:
    SchoolPermitFactory(institution=institution, valid_until=END)
    assert tell_of_endings(days_before(5)) == 2
    assert thresholds() == [7]


@pytest.mark.clause("Z1")
def test_of_several_permits_only_the_one_that_ends_last_is_told(institution: Any) -> None:
    SchoolPermitFactory(institution=institution, valid_until=END - timedelta(days=20))
    SchoolPermitFactory(institution=institution, valid_until=END)
    tell_of_endings(days_before(30))
    assert [notice.due for notice in Notice.objects.filter(audience=Audience.DISTRICT)] == [END]
    SchoolPermitFactory(institution=institution, valid_until=None, long_term=True)
    assert tell_of_endings(days_before(7)) == 0


@pytest.mark.clause("Z1")
def test_a_renewed_day_begins_again(institution: Any) -> None:
    permit = SchoolPermitFactory(institution=institution, valid_until=END)
    tell_of_endings(days_before(7))
    permit.valid_until = END + timedelta(days=60)
    permit.save()
    assert tell_of_endings(END) == 2
    assert thresholds() == [7, 60]


@pytest.mark.clause("Z1")
@pytest.mark.parametrize("kind", PaperKind.values)
def test_papers_are_told_too(kind: str) -> None:
    PaperFactory(kind=kind, valid_until=END)
    PaperFactory(kind=kind, valid_until=END, state=PaperState.SENT)
    assert tell_of_endings(days_before(30)) == 2
    assert END.isoformat() in Notice.objects.filter(audience=Audience.DISTRICT).get().text


@pytest.mark.clause("Z1")
def test_whoever_was_banned_is_not_told_to_renew() -> None:
    SchoolPermitFactory(institution__status=Status.BANNED, valid_until=END)
    assert tell_of_endings(days_before(7)) == 0


def test_any_subject_tells_once_under_its_key(institution: Any) -> None:
    said: dict[str, Any] = {
        "audience": Audience.INSTITUTION,
        "kind": NoticeKind.OTHER,
        "words": "Answered. The institution reads it.",
        "unique_key": "x:1",
        "day": END,
    }
    assert notices.tell(institution, **said) is not None
    assert notices.tell(institution, **said) is None
    assert notices.tell(institution, **said | {"audience": Audience.DISTRICT}) is not None


def test_who_read_it_first_stays(
    institution: Any, institution_user: Actor, officer_a: Actor, officer_b: Actor
) -> None:
    own = NoticeFactory(institution=institution)
    read = notices.mark_read(own, actor=institution_user)
    assert read.read_by == institution_user.user
    assert notices.mark_read(own, actor=institution_user).read_at == read.read_at
    districts = NoticeFactory(institution=institution, audience=Audience.DISTRICT)
    for stranger in (officer_b, institution_user):
        with pytest.raises(NotAllowed):
            notices.mark_read(districts, actor=stranger)
    assert notices.mark_read(districts, actor=officer_a).read_by == officer_a.user
