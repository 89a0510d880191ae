"""The ledger of the burden of visits."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from inspections.figures import burden_of, ledger
from inspections.models import JointInspection, VisitPart
from inspections.services.approvals import approve
from inspections.services.arrivals import arrive
from inspections.services.joint import cancel_inspection
from inspections.terms import Source
from institutions.models import Institution
from portal.rulebook.services import set_figure
from tests.factories.inspections import JointInspectionFactory, order_for
from tests.factories.institutions import InstitutionFactory
from tests.factories.lawful import opened
from tests.inspections.services.test_visits import answered, submitted

pytestmark = pytest.mark.django_db
LEDGER = "/desk/burden/"


@pytest.fixture
def desk(client_as, officer_a):
    return client_as(officer_a)


def burden(institution, year=None):
    today = timezone.localdate()
    return burden_of(ledger(Institution.objects.filter(pk=institution.pk), year or today.year, today).get())


def lines(client, **asked):
    return client.get(LEDGER, asked).context["lines"]


@pytest.mark.clause("N2")
def test_a_visit_counts_for_each_of_its_departments_and_once_toward_the_cap(institution):
    JointInspectionFactory(institution=institution)
    JointInspectionFactory(institution=institution, team=",fire,", source=Source.COMPLAINT)
    row = burden(institution)
    assert (row.visits, row.cap, row.left) == (2, 2, 1)
    assert sorted(n for _label, n in row.departments) == [1, 2]


@pytest.mark.clause("N2")
def test_hours_run_from_the_door_to_the_last_part_and_items_are_counted(
    officer_a, officer_a2, fire_a, institution
):
    visit = approve(opened(officer_a, institution, fire_a), actor=officer_a2)
    arrive(visit, actor=fire_a, code=institution.code)
    part = VisitPart.objects.get(visit__joint_inspection=visit, department="fire")
    submitted(part, fire_a, answered(part))
    noon = timezone.now().replace(hour=4)
    JointInspection.objects.filter(pk=visit.pk).update(arrived_at=noon)
    VisitPart.objects.filter(pk=part.pk).update(submitted_at=noon + timedelta(hours=2, minutes=30))
    row = burden(institution)
    assert (row.hours, row.timed, row.unscanned) == (2.5, 1, 0)
    assert row.items == part.results.count() > 0


@pytest.mark.clause("N2")
def test_a_visit_made_without_a_scan_has_no_hours_and_is_marked(institution):
    visit = JointInspectionFactory(institution=institution)
    VisitPart.objects.filter(visit__joint_inspection=visit).update(submitted_at=timezone.now())
    row = burden(institution)
    assert (row.hours, row.unscanned) == (None, 1)


@pytest.mark.clause("N2")
def test_re_inspections_stand_apart_and_take_nothing_of_the_cap(institution):
    order = order_for(institution)
    visit = order.visits.get()
    visit.finish()
    visit.save()
    row = burden(institution, visit.on.year)
    assert (row.reinspections, row.visits, row.left) == (1, 1, 1)


def test_what_was_called_off_is_no_burden(officer_a, fire_a, institution, desk):
    visit = opened(officer_a, institution, fire_a)
    assert len(lines(desk)) == 1
    cancel_inspection(visit, actor=officer_a, reason="机构停课")
    assert not lines(desk)


@pytest.mark.clause("N2")
def test_a_district_s_own_cap_holds_there_only(city, district_a, institution, institution_b):
    set_figure(
        city,
        "N2.cap",
        value={"per_year": 4},
        source="市联席会议纪要",
        valid_from=date(2020, 1, 1),
        district_id=district_a.pk,
    )
    for one in (institution, institution_b):
        JointInspectionFactory(institution=one)
    assert (burden(institution).left, burden(institution_b).left) == (3, 1)


def test_the_most_visited_stands_first_and_another_district_s_is_hidden(
    desk, institution, institution_b, district_a
):
    other = InstitutionFactory(district=district_a)
    for one in (other, institution, institution, institution_b):
        JointInspectionFactory(institution=one)
    assert [row for row, _burden in lines(desk)] == [institution, other]


def test_the_ledger_is_filtered_by_year_street_and_words(desk, district_a, institution):
    street = district_a.streets.first()
    there = InstitutionFactory(district=district_a, street=street)
    today = timezone.localdate()
    before = today.replace(year=today.year - 1, day=1)
    JointInspectionFactory(institution=institution)
    JointInspectionFactory(institution=there, on=before)
    assert [row for row, _b in lines(desk)] == [institution]
    assert [row for row, _b in lines(desk, year=before.year)] == [there]
    assert [row for row, _b in lines(desk, year=before.year, street=street.pk)] == [there]
    assert not lines(desk, q="没有这家")


def test_the_ledger_is_exported_as_shown(desk, institution):
    JointInspectionFactory(institution=institution)
    csv = b"".join(desk.get(LEDGER, {"export": "csv"}).streaming_content).decode()
    assert csv.count("\n") == 2
    assert institution.code in csv


def test_the_ledger_makes_the_same_queries_for_2_and_20_institutions(desk, district_a):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert desk.get(LEDGER).status_code == 200
        return len(captured)

    street = district_a.streets.first()
    for _n in range(2):
        JointInspectionFactory(institution=InstitutionFactory(district=district_a, street=street))
    few = queries()
    for _n in range(18):
        JointInspectionFactory(institution=InstitutionFactory(district=district_a, street=street))
    assert queries() == few
