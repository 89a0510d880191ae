"""A small demonstration city, built once, is consistent in itself and with the rules."""

from collections import Counter
from datetime import date

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import F, Q

from complaints.models import ComplainantIdentity, Complaint
from inspections.models import Decision, Finding, JointInspection, RectificationOrder, Visit
from inspections.rules.ladder import ladder_of
from inspections.terms import OrderState, VisitState
from institutions.models import AnnualReturn, CourseFiling, Institution, ServingMatch, Teacher
from institutions.rules.identity_numbers import is_identity_number
from institutions.terms import Status
from portal.accounts.models import Membership
from portal.demo import accounts, city
from portal.regions.models import District
from portal.timeline import verbs
from portal.timeline.models import Event
from portal.timeline.services.seals import find_flaws
from publicity.models import ListProposal, Publication, PublicationEntry, PublicRecord
from publicity.services.facts import failed_without_proposal
from publicity.services.verifying import holds, verify

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module", autouse=True)
def _small_city(django_db_setup, django_db_blocker):
    """Build once for all tests of this file; each test's own transaction lies inside this one."""
    with django_db_blocker.unblock(), transaction.atomic():
        city.build(today=TODAY, size=120)
        yield
        transaction.set_rollback(True)


pytestmark = pytest.mark.django_db


def test_every_row_refers_to_rows_that_are_there():
    connection.check_constraints()


def test_every_district_has_institutions_and_an_officer_who_sees_them():
    for district in District.objects.all():
        assert Institution.objects.filter(district=district).count() >= 2
        assert Membership.objects.filter(district=district, role="district_bureau").count() >= 2


def test_nothing_happened_in_the_future_or_before_the_institution_was_known():
    known = dict(Institution.objects.values_list("pk", "created_at"))
    for event in Event.objects.all():
        assert event.at.date() <= TODAY, event
        if event.institution_id:
            assert event.at >= known[event.institution_id], event


def test_every_verb_has_its_words():
    assert set(Event.objects.values_list("verb", flat=True)) <= verbs.known()


def test_all_history_is_sealed_and_holds(capsys):
    assert not Event.objects.filter(sealed=None).exists()
    assert find_flaws() == []
    call_command("verify_timeline")


def test_every_publication_verifies_and_the_chain_is_whole():
    sealed = list(Publication.objects.public().order_by("sequence"))
    assert {publication.year for publication in sealed} == {2024, 2025, 2026}
    assert [publication.sequence for publication in sealed] == list(range(1, len(sealed) + 1))
    days = [publication.published_on for publication in sealed]
    assert days == sorted(days)
    for publication in sealed:
        assert holds(verify(publication)), publication


def test_the_newcomers_list_is_open_and_every_other_annual_list_is_out():
    waiting = Publication.objects.open().get()
    assert waiting.district.slug == accounts.OWN_DISTRICT
    assert ListProposal.objects.undecided().filter(district=waiting.district).exists()


def test_no_order_is_due_before_it_is_served_nor_closed_before_that():
    orders = RectificationOrder.objects
    assert not orders.filter(Q(due__lte=F("served_on")) | Q(closed_on__lt=F("served_on"))).exists()
    assert not orders.filter(closed_on__gt=TODAY).exists()
    assert not orders.filter(decision__decided_on__gt=F("served_on")).exists()


def test_no_report_came_after_the_deadline():
    for order in RectificationOrder.objects.prefetch_related("reports"):
        for report in order.reports.all():
            assert order.served_on < report.reported_at.date() <= order.due, order


def test_an_order_passed_only_after_its_re_inspection():
    for order in RectificationOrder.objects.filter(state=OrderState.PASSED):
        assert order.visits.filter(state=VisitState.DONE, on=order.closed_on).count() == 1


def test_every_open_order_has_its_re_inspection_planned():
    for order in RectificationOrder.objects.open():
        assert order.visits.get().state == VisitState.PLANNED


def test_every_decision_took_the_step_that_the_rule_counts():
    for finding in Finding.objects.filter(state="decided").select_related("decision", "visit_part"):
        wanted = min(Finding.objects.times_before(finding) + 1, len(ladder_of(finding.group)))
        assert finding.decision.step == wanted, finding


def test_a_decision_that_departs_gives_its_reason_and_a_grave_one_its_papers():
    assert not Decision.objects.filter(departs=True, reason="").exists()
    assert not Decision.objects.filter(needs_papers=True, legal_review_ref="").exists()


def test_an_institution_stands_as_its_history_leaves_it():
    for institution in Institution.objects.prefetch_related("teaching_stops", "permits"):
        standing = [stop for stop in institution.teaching_stops.all() if stop.lifted_on is None]
        if institution.status == Status.OPERATING:
            assert not standing, institution
        if institution.status in (Status.STOPPED, Status.CLOSED):
            assert standing, institution
        if institution.status == Status.REVOKED:
            assert all(permit.revoked_on for permit in institution.permits.all()), institution


def test_a_zombie_had_no_annual_inspection_for_two_years():
    for institution in Institution.objects.exclude(zombie_since=None):
        last = AnnualReturn.objects.filter(institution=institution).order_by("-annual_inspection__year")[:2]
        assert [row.result for row in last] == ["absent", "absent"]


def test_nobody_stands_on_both_lists_and_no_banned_one_on_the_whitelist():
    lists = Counter(PublicRecord.objects.values_list("institution_id", flat=True))
    assert max(lists.values()) == 1
    assert not PublicRecord.objects.filter(list="white", status__in=["banned", "revoked"]).exists()


def test_every_failed_order_has_met_its_list_proposal():
    assert failed_without_proposal().count() <= 2  # those whose institution is on the year's list already


def test_every_published_proposal_has_its_entry():
    published = ListProposal.objects.filter(state="published")
    assert published.count() == PublicationEntry.objects.exclude(proposal=None).count()


def test_complaints_are_in_many_states_and_none_is_in_an_institutions_history():
    assert {"received", "answered", "closed"} <= set(Complaint.objects.values_list("state", flat=True))
    told = Event.objects.filter(subject_type="complaints.complaint")
    assert told.exists()
    assert set(told.values_list("institution_id", flat=True)) == {0}


def test_nobody_who_complained_is_named_in_the_history():
    named = [identity.name for identity in ComplainantIdentity.objects.all() if identity.name]
    words = " ".join(Event.objects.values_list("reason", flat=True))
    assert named
    assert not [name for name in named if len(name) > 2 and name in words]


def test_filings_wait_for_review_and_stand_published():
    assert {"submitted", "approved"} <= set(CourseFiling.objects.values_list("state", flat=True))


def test_teachers_are_filed_and_one_stands_on_a_schools_list():
    assert Teacher.objects.elsewhere().count() == 2
    match = ServingMatch.objects.get()
    assert match.state == "open"
    assert match.district_id == District.objects.get(slug=accounts.OWN_DISTRICT).pk
    assert not Teacher.objects.filter(contract_from__lt=F("institution__created_at__date")).exists()
    assert is_identity_number(match.teacher.id_number)


def test_the_newcomer_finds_an_order_to_report_on_a_finding_to_decide_and_a_visit_to_make():
    own = District.objects.get(slug=accounts.OWN_DISTRICT)
    user = Membership.objects.get(role="institution")
    assert RectificationOrder.objects.open_for(user.institution).filter(state="served").exists()
    assert Finding.objects.to_decide().filter(institution__district=own).exists()
    assert JointInspection.objects.filter(institution__district=own).exists()
    assert RectificationOrder.objects.filter(institution__district=own, state=OrderState.REPORTED).exists()
    assert {"received", "in_progress"} & set(
        Complaint.objects.filter(district=own).values_list("state", flat=True)
    )
    assert Complaint.objects.overdue(TODAY).filter(district=own).exists()
    assert Visit.objects.filter(state=VisitState.DONE).exists()


def test_the_account_table_is_short_and_building_again_changes_nothing(capsys):
    before = (Event.objects.count(), Institution.objects.count())
    call_command("demo")
    said = capsys.readouterr().out
    assert len(said.splitlines()) < 15
    assert accounts.PASSWORD in said
    assert (Event.objects.count(), Institution.objects.count()) == before


def test_the_daily_work_of_the_day_finds_little_left_to_do():
    call_command("run_due_work", date=TODAY.isoformat())
    assert RectificationOrder.objects.filter(closed_on=TODAY, state=OrderState.FAILED).count() <= 5
    assert Institution.objects.filter(status=Status.OPERATING).exists()
