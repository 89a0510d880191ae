"""Finding consulting companies that train pupils."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from institutions.models import SituationMark
from institutions.services import marks, papers, profiles
from institutions.terms import Category, PaperKind, Situation, Status
from portal.accounts.actors import Actor
from portal.timeline.models import Event
from tests.factories.institutions import CourseFilingFactory, InstitutionFactory, TeachingSiteFactory
from tests.factories.papers import PaperFactory

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 18)


def company(**more: Any) -> Any:
    said = {"name": "南昌启明教育咨询有限公司", "situation": Situation.BUSINESS_ONLY}
    return InstitutionFactory(**said | more)


@pytest.mark.clause("Z2")
def test_a_consulting_company_that_trains_is_found_once_with_its_evidence() -> None:
    found = company()
    assert marks.review_all(DAY) == 1
    assert marks.review_all(DAY) == 0
    mark = SituationMark.objects.get()
    assert (mark.institution, mark.since, mark.clause) == (found, DAY, "Z2")
    assert mark.evidence == [["name", "教育咨询"], ["category", "subject"]]
    assert Event.objects.filter(verb="mark.found", institution_id=found.pk).count() == 1


@pytest.mark.clause("Z2")
def test_the_business_scope_of_a_confirmed_registration_counts() -> None:
    found = company(name="启明有限公司", category=Category.OTHER)
    assert marks.review_all(DAY) == 0
    PaperFactory(institution=found, kind=PaperKind.BUSINESS, scope="教育咨询服务；文化传播。")
    assert marks.review_all(DAY) == 0
    CourseFilingFactory(institution=found)
    assert marks.review_all(DAY) == 1
    assert SituationMark.objects.get().evidence == [
        ["scope", "教育咨询"],
        ["scope", "文化传播"],
        ["filings", "1"],
    ]


@pytest.mark.clause("Z2")
def test_the_mark_is_settled_when_a_permit_comes_and_may_come_back() -> None:
    found = company()
    marks.review_all(DAY)
    type(found).objects.filter(pk=found.pk).update(situation=Situation.BOTH)
    assert marks.review_all(date(2026, 3, 20)) == 1
    assert SituationMark.objects.get().settled_on == date(2026, 3, 20)
    type(found).objects.filter(pk=found.pk).update(situation=Situation.BUSINESS_ONLY)
    assert marks.review_all(date(2026, 3, 21)) == 1
    assert SituationMark.objects.standing().count() == 1


@pytest.mark.clause("Z2")
def test_new_evidence_is_kept_on_the_same_mark() -> None:
    found = company()
    marks.review_all(DAY)
    TeachingSiteFactory(institution=found)
    assert marks.review_all(DAY) == 1
    assert ["sites", "1"] in SituationMark.objects.get().evidence


@pytest.mark.clause("Z2")
def test_a_banned_company_is_dealt_with() -> None:
    company(status=Status.BANNED)
    assert marks.review_all(DAY) == 0


@pytest.mark.clause("Z2")
def test_a_correction_of_the_name_is_looked_at_at_once(officer_a: Actor) -> None:
    found = company(name="启明有限公司")
    profiles.correct(found, actor=officer_a, reason="核对", name="启明文化传播有限公司")
    mark = SituationMark.objects.get()
    profiles.correct(found, actor=officer_a, reason="核对", name="启明有限公司")
    mark.refresh_from_db()
    assert mark.settled_on is not None


@pytest.mark.clause("Z2")
def test_a_paper_taken_out_takes_its_evidence_along(officer_a: Actor) -> None:
    found = company(name="启明有限公司")
    paper = PaperFactory(institution=found, kind=PaperKind.BUSINESS, scope="家政服务")
    marks.review_one(found)
    assert SituationMark.objects.standing().exists()
    papers.end(paper, actor=officer_a, reason="登记错误")
    assert not SituationMark.objects.standing().exists()


def test_the_whole_register_takes_as_many_queries_for_20_as_for_2(django_assert_num_queries: Any) -> None:
    for n in range(2):
        company(name=f"甲{n}咨询有限公司")
    marks.review_all(DAY)
    with CaptureQueriesContext(connection) as few:
        marks.review_all(DAY)
    for n in range(18):
        company(name=f"乙{n}咨询有限公司")
    marks.review_all(DAY)
    with django_assert_num_queries(len(few)):
        marks.review_all(DAY)
