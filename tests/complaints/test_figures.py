"""Figures of complaints: for officers in full, for everybody with small counts kept back."""

import uuid
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from complaints.figures import speed
from complaints.figures.published import month_before, published
from complaints.models import Answering, Complaint, Rating
from complaints.rules.sums import SuppressionTerms
from complaints.terms import Kind, Satisfaction
from tests.factories.complaints import ComplaintFactory
from tests.factories.institutions import InstitutionFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 18)
SINCE = date(2026, 1, 1)


def answered(days, *, received=date(2026, 2, 2), rating="", **more):
    complaint = ComplaintFactory(received_on=received, **more)
    Answering.objects.create(complaint=complaint, round=1, text="已办。", on=received + timedelta(days=days))
    if rating:
        Rating.objects.create(
            complaint=complaint, round=1, client_id=uuid.uuid4(), satisfaction=rating, text="未退。"
        )
    return complaint


def groups(by):
    rows = speed.rows_between(Complaint.objects.all(), SINCE, TODAY)
    return {group.key: group for group in speed.grouped(rows, SINCE, by)}


@pytest.mark.clause("D2")
def test_median_and_ninetieth_run_to_the_first_answer():
    for days in (2, 4, 6, 8, 40):
        answered(days)
    ComplaintFactory(received_on=date(2026, 2, 3))
    again = answered(5)
    Answering.objects.create(complaint=again, round=2, text="再办。", on=date(2026, 3, 10))
    (month,) = groups("month").values()
    assert (month.received, month.answered, month.median, month.ninetieth) == (7, 6, 5, 40)


@pytest.mark.clause("M8")
def test_satisfaction_is_of_those_who_said_something_last():
    for rating in (Satisfaction.SATISFIED, Satisfaction.SATISFIED, Satisfaction.DISSATISFIED, ""):
        answered(3, rating=rating)
    (kind,) = groups("kind").values()
    assert (kind.key, kind.rated, kind.satisfied) == (Kind.FEES, 3, 67)


def test_repeated_means_another_about_the_same_institution_within_ninety_days():
    institution = InstitutionFactory()
    for day in (date(2025, 12, 20), date(2026, 2, 1), date(2026, 3, 1)):
        ComplaintFactory(institution=institution, received_on=day)
    ComplaintFactory(institution=InstitutionFactory(), received_on=date(2026, 2, 1))
    ComplaintFactory(received_on=date(2026, 2, 1))
    total = speed.in_all(speed.rows_between(Complaint.objects.all(), SINCE, TODAY), SINCE)
    assert (total.received, total.known, total.repeated, total.repeat_rate) == (4, 3, 2, 67)


@pytest.mark.parametrize("by", sorted(speed.GROUPS))
def test_every_grouping_counts_the_same_complaints(by, district_b):
    answered(3)
    answered(9, institution=InstitutionFactory(), district=district_b, street=district_b.streets.first())
    ComplaintFactory(district=None, received_on=date(2026, 2, 9))
    assert sum(group.received for group in groups(by).values()) == 3


def test_all_groupings_come_from_one_query():
    answered(3)
    with CaptureQueriesContext(connection) as captured:
        for by in speed.GROUPS:
            speed.grouped(speed.rows_between(Complaint.objects.all(), SINCE, TODAY), SINCE, by)
    assert len(captured) == len(speed.GROUPS)


def test_officers_see_their_own_district_only(client_as, officer_a, district_b):
    today = timezone.localdate()
    answered(0, received=today)
    answered(0, received=today, district=district_b)
    page = client_as(officer_a).get("/desk/complaints/figures/?by=district")
    assert [group.key for group in page.context["groups"]] == ["360102"]
    assert page.context["total"].received == 1


def test_the_figures_are_taken_along_as_they_are_grouped(client_as, officer_a):
    answered(0, received=timezone.localdate())
    answer = client_as(officer_a).get("/desk/complaints/figures/?by=kind&export=csv")
    csv = b"".join(answer.streaming_content).decode()
    assert csv.count("\n") == 2
    assert "收费" in csv or "Fees" in csv


def test_wrong_days_are_said_and_the_default_is_shown(client_as, officer_a):
    page = client_as(officer_a).get("/desk/complaints/figures/?since=2026-03-01&until=2026-02-01")
    assert page.context["form"].errors["until"]
    assert page.status_code == 200


@pytest.mark.clause("N4")
def test_the_public_reads_no_small_count_and_no_running_month(district_b):
    for n in range(6):
        answered(n, received=date(2026, 2, 3), rating=Satisfaction.SATISFIED)
    ComplaintFactory.create_batch(3, received_on=date(2026, 1, 7))
    ComplaintFactory.create_batch(9, received_on=date(2026, 3, 2))
    page = published(TODAY, SuppressionTerms())
    assert (page.since, page.until) == (date(2025, 3, 1), date(2026, 2, 28))
    months = {row.label: row for row in page.months}
    assert set(months) == {"2026-01", "2026-02"}
    assert months["2026-01"].received is None
    assert months["2026-02"].received is None  # it could be reckoned from the sum


def test_by_kind_and_district_only_whole_quarters_count(district_b):
    ComplaintFactory.create_batch(8, received_on=date(2025, 11, 3))
    ComplaintFactory.create_batch(7, received_on=date(2025, 11, 3), district=district_b)
    ComplaintFactory.create_batch(20, received_on=date(2026, 2, 3), kind=Kind.FIRE)
    page = published(TODAY, SuppressionTerms())
    assert (page.quarters_since, page.quarters_until) == (date(2025, 1, 1), date(2025, 12, 31))
    assert [row.received for row in page.kinds] == [15]
    assert [row.received for row in page.districts] == [8, 7]


def test_the_public_page_is_kept_by_caches_and_asks_once(client):
    answered(3, received=timezone.localdate() - timedelta(days=40))
    client.get("/complaints/figures/")  # the first page fills what the process keeps
    with CaptureQueriesContext(connection) as captured:
        page = client.get("/complaints/figures/")
    assert page.status_code == 200
    assert "public" in page.headers["Cache-Control"]
    assert len([query for query in captured if "complaints_complaint" in query["sql"]]) == 1


@pytest.mark.parametrize(
    ("day", "months", "first"),
    [
        (date(2026, 3, 18), 0, date(2026, 3, 1)),
        (date(2026, 1, 1), 1, date(2025, 12, 1)),
        (date(2026, 2, 28), 11, date(2025, 3, 1)),
    ],
)
def test_months_are_counted_back_across_years(day, months, first):
    assert month_before(day, months) == first
