"""The risk picture drawn from what the other tables say."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from complaints.terms import Outcome
from inspections.figures.risk_facts import risk_facts
from inspections.models import RiskPicture
from inspections.rules.risk import RiskTerms
from inspections.services import risk
from inspections.terms import RiskLevel, Severity
from institutions.models import SchoolPermit
from institutions.terms import PaperKind, Situation
from portal.jobs.due import run_all
from portal.rulebook.services import set_figure
from tests.factories.complaints import ComplaintFactory
from tests.factories.inspections import ConfirmedFindingFactory, OrderFactory
from tests.factories.institutions import InstitutionFactory
from tests.factories.papers import PaperFactory
from tests.factories.risk import AnomalyFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 18)


@pytest.fixture
def calm(district_a):
    """An institution with everything in order, but never visited."""
    return InstitutionFactory(district=district_a, situation=Situation.BOTH)


def facts(institution, today=None):
    return risk_facts(institution.district_id, today or timezone.localdate(), RiskTerms())[institution.pk]


def lines(institution):
    return {
        name: counted * each
        for name, _times, counted, each in RiskPicture.objects.get(pk=institution.pk).lines
    }


@pytest.mark.clause("S10")
def test_an_institution_in_order_that_nobody_visited_has_only_its_months(calm):
    risk.redraw_all(timezone.localdate())
    assert lines(calm) == {"unvisited": 12}
    assert RiskPicture.objects.get(pk=calm.pk).level == RiskLevel.LOW


def test_findings_orders_complaints_and_anomalies_count(calm):
    finding = ConfirmedFindingFactory(institution=calm, severity=Severity.SERIOUS)
    today = timezone.localdate()
    OrderFactory(
        institution=calm,
        served_on=today - timedelta(days=30),
        due=today - timedelta(days=1),
        reinspect_on=today + timedelta(days=2),
    )
    ComplaintFactory(institution=calm, district=calm.district)
    ComplaintFactory(institution=calm, district=calm.district, outcome=Outcome.FOUNDED, state="closed")
    AnomalyFactory(institution=calm, district=calm.district)
    known = facts(calm)
    assert finding.severity == Severity.SERIOUS
    assert known.findings >= 1
    assert known.serious == 1
    assert (known.open_orders, known.overdue_orders) == (1, 1)
    assert (known.open_complaints, known.complaints, known.anomalies) == (1, 1, 1)


def test_a_finding_older_than_the_years_counted_does_not_count(calm):
    old = timezone.localdate() - timedelta(days=365 * 2 + 40)
    ConfirmedFindingFactory(institution=calm, found_on=old)
    assert facts(calm).findings == 0


def test_a_permit_is_over_from_the_day_after_its_last_and_a_renewed_one_is_not(calm):
    SchoolPermit.objects.create(institution=calm, number="教民360102000001号", valid_until=TODAY)
    assert (facts(calm, TODAY).permit_expired, facts(calm, TODAY).permit_ending) == (0, 1)
    tomorrow = TODAY + timedelta(days=1)
    assert (facts(calm, tomorrow).permit_expired, facts(calm, tomorrow).permit_ending) == (1, 0)
    SchoolPermit.objects.create(institution=calm, number="教民360102000002号", valid_until=date(2029, 1, 1))
    assert (facts(calm, tomorrow).permit_expired, facts(calm, tomorrow).permit_ending) == (0, 0)


def test_other_papers_that_end_or_ended_count_each(calm):
    PaperFactory(
        institution=calm, kind=PaperKind.FIRE, state="confirmed", valid_until=TODAY - timedelta(days=1)
    )
    PaperFactory(
        institution=calm, kind=PaperKind.FOOD, state="confirmed", valid_until=TODAY + timedelta(days=9)
    )
    assert (facts(calm, TODAY).papers_expired, facts(calm, TODAY).papers_ending) == (1, 1)


def test_drawing_twice_changes_nothing_and_what_it_was_before_is_kept(calm):
    today = timezone.localdate()
    assert risk.redraw(calm.district_id, today) == 1
    assert risk.redraw(calm.district_id, today) == 0
    AnomalyFactory(institution=calm, district=calm.district)
    later = today + timedelta(days=1)
    assert risk.redraw(calm.district_id, later) == 1
    row = RiskPicture.objects.get(pk=calm.pk)
    assert (row.points_before, row.points, row.changed_on) == (12, 20, later)
    risk.redraw(calm.district_id, later + timedelta(days=1))
    row.refresh_from_db()
    assert (row.points_before, row.changed_on, row.drawn_on) == (12, later, later + timedelta(days=1))


def test_who_was_banned_leaves_the_picture(calm):
    risk.redraw_all(timezone.localdate())
    calm.ban()
    calm.save()
    risk.redraw_all(timezone.localdate())
    assert not RiskPicture.objects.filter(pk=calm.pk).exists()


def test_the_points_of_the_district_are_those_in_force_there(calm, administrator):
    value = {"anomalies": 50}
    set_figure(
        administrator,
        RiskTerms.KEY,
        value=value,
        source="区教体局通知",
        valid_from=timezone.localdate(),
        district_id=calm.district_id,
        reason="春季重点",
    )
    AnomalyFactory(institution=calm, district=calm.district)
    risk.redraw_all(timezone.localdate())
    row = RiskPicture.objects.get(pk=calm.pk)
    assert row.points == 62
    assert row.level == RiskLevel.HIGH
    assert "default" not in row.rule_version


def test_the_daily_work_draws_it(calm):
    outcomes = {one.name: one for one in run_all(timezone.localdate())}
    assert outcomes["inspections.risk"].error == ""
    assert RiskPicture.objects.filter(pk=calm.pk).exists()


def test_a_district_takes_the_same_queries_for_2_and_40_institutions(district_a):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            risk_facts(district_a.pk, TODAY, RiskTerms())
        return len(captured)

    InstitutionFactory.create_batch(2, district=district_a)
    few = queries()
    InstitutionFactory.create_batch(38, district=district_a)
    assert queries() == few
