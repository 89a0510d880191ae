"""What the public reads: drawn from what is published, kept up, rebuilt at will."""

from datetime import date
from typing import Any

import pytest

from institutions.models import CourseFiling, Institution, SchoolPermit
from institutions.services import standing
from portal.accounts.actors import Actor
from publicity.models import PublicRecord, SearchRow
from publicity.services import records
from tests.factories.inspections import DecisionFactory
from tests.factories.institutions import InstitutionFactory
from tests.factories.publicity import JUNE, licensed, published

pytestmark = pytest.mark.django_db


def record_of(institution: Institution) -> PublicRecord:
    return PublicRecord.objects.get(institution=institution)


@pytest.mark.clause("M8")
def test_a_licensed_institution_is_found_and_an_unlicensed_one_is_not_until_a_list_names_it(district_a: Any):
    with_permit = licensed(district_a)
    without = InstitutionFactory(district=district_a, situation="business_only")
    records.refresh_all(JUNE)
    assert list(PublicRecord.objects.values_list("institution", flat=True)) == [with_permit.pk]
    published(district_a, black=(without,))
    assert record_of(without).list == "black"


@pytest.mark.clause("S9")
def test_a_publication_puts_institutions_on_their_list_with_clause_and_reason(district_a: Any):
    good, bad = licensed(district_a), licensed(district_a)
    publication = published(district_a, good, black=(bad,))
    assert (record_of(good).list, record_of(good).publication_id) == ("white", publication.pk)
    black = record_of(bad)
    assert (black.list, black.list_clause, black.list_reason) == ("black", "S9", "逾期未整改。")
    assert black.listed_until == date(2027, 6, 1)


@pytest.mark.clause("D5")
def test_a_blacklisting_leaves_the_page_by_itself_when_it_has_ended(district_a: Any):
    bad = licensed(district_a)
    published(district_a, black=(bad,))
    records.refresh_all(date(2027, 6, 1))
    assert record_of(bad).list == "black"
    assert records.refresh_all(date(2027, 6, 2)) == 1
    assert record_of(bad).list == ""


def test_the_next_annual_list_ends_what_the_last_one_said(district_a: Any):
    once, always = licensed(district_a), licensed(district_a)
    published(district_a, once, always)
    from institutions.models import AnnualInspection, AnnualReturn

    inspection = AnnualInspection.objects.create(
        district=district_a,
        year=2027,
        opened_on=date(2027, 3, 1),
        report_by=date(2027, 3, 31),
        conclude_by=date(2027, 5, 31),
        rule_version="x",
    )
    AnnualReturn.objects.create(annual_inspection=inspection, institution=always, result="passed")
    published(district_a, always, today=date(2027, 6, 1))
    assert record_of(once).list == ""
    assert record_of(always).list == "white"


def test_refreshing_again_changes_nothing_and_a_change_touches_one_row(district_a: Any):
    first, _second = licensed(district_a), licensed(district_a)
    assert records.refresh_all(JUNE) == 2
    assert records.refresh_all(JUNE) == 0
    standing.stop_teaching(first, actor=Actor.system(), until=None, clause="Z5", reason="消防隐患")
    assert records.refresh_all(JUNE) == 1
    assert record_of(first).standing == "stopped"


def test_who_loses_the_permit_and_stands_on_no_list_leaves_the_search(district_a: Any):
    institution = licensed(district_a)
    records.refresh_all(JUNE)
    SchoolPermit.objects.filter(institution=institution).delete()
    assert records.refresh_all(JUNE) == 1
    assert not PublicRecord.objects.exists()
    assert not SearchRow.objects.exists()


def test_rebuilding_gives_the_same_records(district_a: Any):
    published(district_a, licensed(district_a), black=(licensed(district_a),))
    before = list(PublicRecord.objects.order_by("code").values_list("code", "digest"))
    assert records.rebuild(JUNE) == 2
    assert list(PublicRecord.objects.order_by("code").values_list("code", "digest")) == before
    assert SearchRow.objects.count() == 2


@pytest.mark.clause("M8")
def test_measures_of_the_institution_are_shown_and_those_of_persons_are_not(district_a: Any):
    institution = licensed(district_a)
    DecisionFactory(finding__institution=institution, measures=["interview", "rectify"])
    DecisionFactory(
        finding__institution=institution, finding__group="serving_teacher", measures=["interview"]
    )
    records.refresh_all(JUNE)
    assert [m["measures"] for m in record_of(institution).measures] == [["interview", "rectify"]]


def test_published_classes_are_counted(district_a: Any):
    institution = licensed(district_a)
    for state in ("approved", "submitted"):
        CourseFiling.objects.create(
            institution=institution,
            name="作文",
            subject="chinese",
            stage="primary",
            content="作文",
            teacher="王",
            pupils=10,
            hours=20,
            starts_on=JUNE,
            ends_on=JUNE,
            timetable="周六",
            ends_at="18:00",
            state=state,
        )
    records.refresh_all(JUNE)
    assert record_of(institution).filings == 1


def test_drawing_records_makes_the_same_queries_for_2_and_20(district_a: Any, django_assert_num_queries: Any):
    first = [licensed(district_a).pk for _ in range(2)]
    rest = [licensed(district_a).pk for _ in range(18)]
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(
        connection,
    ) as few:
        records.draw(first, JUNE)
    with django_assert_num_queries(len(few)):
        records.draw(first + rest, JUNE)
