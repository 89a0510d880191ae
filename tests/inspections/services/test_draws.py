"""A draw from its pool to its published result; done, refused, twice, and the events it leaves. Clause: N2."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from complaints.terms import Outcome
from inspections.figures.draw_steps import PUBLISH, next_steps
from inspections.figures.draws import document, pool_of, result_of
from inspections.models import Draw, JointInspection, RectificationOrder
from inspections.rules import draws as rules
from inspections.services import draw_visits, draws, interests
from inspections.services.draw_proof import verify
from inspections.terms import DrawState
from institutions.models import Institution
from portal.accounts.models import Membership
from portal.accounts.refusals import ChangedMeanwhile, NotAllowed, ReasonRequired, Refusal
from portal.timeline.models import Event
from tests.factories.complaints import ComplaintFactory
from tests.factories.draws import (
    certify,
    close_visits,
    committed,
    drawn,
    inspectors_in,
    interest,
    prepared,
    schools,
)
from tests.factories.inspections import JointInspectionFactory, done_inspection, order_for
from tests.factories.institutions import InstitutionFactory
from tests.factories.publicity import licensed, published

pytestmark = [pytest.mark.django_db, pytest.mark.clause("N2")]


@pytest.fixture
def people(district_a):
    return inspectors_in(district_a)


@pytest.fixture
def targets(district_a):
    return schools(district_a)


@pytest.fixture
def open_all(officer_a):
    return lambda draw: draw_visits.open_visits(
        draw, actor=officer_a, on=timezone.localdate(), departments=["education"], purpose="双随机抽查"
    )


def verbs(draw):
    return list(Event.objects.about(draw).order_by("pk").values_list("verb", flat=True))


def test_the_pool_says_who_weighs_what(officer_a, district_a, people, targets):
    done_inspection(targets[0], timezone.localdate() - timedelta(days=95))
    order_for(targets[1])
    JointInspectionFactory(institution=targets[2])
    found = pool_of(prepared(officer_a, district_a), timezone.localdate())
    assert found.points[targets[0].code] == {"base": 100, "unvisited": 15}
    assert found.points[targets[1].code] == {"base": 100, "record": 20, "orders": 20}
    assert found.points[targets[3].code] == {"base": 100, "unvisited": 120}
    weights = {target["id"]: target["weight"] for target in found.pool["targets"]}
    assert weights[targets[2].code] == 0
    assert RectificationOrder.objects.count() == 1


def test_founded_complaints_and_lists_weigh_too(officer_a, district_a, people, targets):
    ComplaintFactory(institution=targets[0], outcome=Outcome.FOUNDED)
    ComplaintFactory(institution=targets[1], outcome=Outcome.UNFOUNDED)
    published(district_a, licensed(district_a, "白名单学校"), black=(targets[2],))
    white = Institution.objects.get(name="白名单学校")
    points = pool_of(prepared(officer_a, district_a), timezone.localdate()).points
    assert points[targets[0].code]["record"] == 20
    assert "record" not in points[targets[1].code]
    assert points[targets[2].code]["standing"] == 100
    assert points[white.code]["standing"] == -50


def test_who_is_banned_or_of_another_district_is_in_no_pool(officer_a, district_a, district_b, people):
    InstitutionFactory(district=district_b)
    InstitutionFactory(district=district_a, status="banned")
    assert pool_of(prepared(officer_a, district_a), timezone.localdate()).pool["targets"] == []


def test_only_certified_officers_of_the_district_are_in_the_pool(
    officer_a, officer_b, fire_a, city, district_a, people
):
    certify(officer_b, city)
    pool = pool_of(prepared(officer_a, district_a), timezone.localdate()).pool
    assert [one["id"] for one in pool["inspectors"]] == ["I001", "I002", "I003"]
    assert pool["inspectors"][0]["certificate"] == f"赣A{people[0].user.pk:06d}"[-4:]
    assert "抽查员" not in str(pool)


def test_a_conflict_of_interest_is_in_the_pool_without_its_reason(officer_a, district_a, people, targets):
    interest(people[0].user, targets[0])
    interest(people[1].user, targets[0], until=timezone.localdate() - timedelta(days=1))
    pool = pool_of(prepared(officer_a, district_a), timezone.localdate()).pool
    assert pool["excluded"] == [["I001", targets[0].code]]
    assert "配偶" not in str(pool)


def test_a_share_is_of_those_that_can_be_drawn(officer_a, district_a, people, targets):
    JointInspectionFactory(institution=targets[2])
    draw = prepared(officer_a, district_a, count=None, share=34)
    assert pool_of(draw, timezone.localdate()).pool["wanted"] == 2


@pytest.mark.parametrize(
    "asked",
    [{"share": 5}, {"count": None}, {"inspectors": 1}],
    ids=["share and count", "neither", "one inspector"],
)
def test_a_draw_that_asks_for_the_wrong_thing_is_refused(officer_a, district_a, asked):
    with pytest.raises(Refusal):
        prepared(officer_a, district_a, **asked)


def test_another_district_prepares_nothing_here(officer_b, district_a):
    with pytest.raises(NotAllowed):
        prepared(officer_b, district_a)


def test_numbers_count_on_within_a_district_and_year(officer_a, district_a):
    first, second = prepared(officer_a, district_a), prepared(officer_a, district_a)
    assert first.number.endswith("-0001")
    assert second.number.endswith("-0002")


def test_freezing_publishes_both_hashes_and_keeps_the_seed_sealed(officer_a, district_a, people, targets):
    draw = committed(officer_a, district_a)
    assert rules.pool_hash(draw.pool) == draw.pool_hash
    assert rules.commitment(draw.sealed_seed) == draw.seed_commitment
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed_seed FROM inspections_draw")
        assert draw.sealed_seed not in cursor.fetchone()[0]
    said = document(draw)
    assert said["seed"] is None
    assert said["result"] is None
    assert draw.sealed_seed not in str(said) + str(list(Event.objects.about(draw).values_list("changes")))


def test_a_pool_that_changed_since_it_was_looked_at_is_not_frozen(officer_a, district_a, people, targets):
    draw = prepared(officer_a, district_a)
    seen = pool_of(draw, timezone.localdate()).pool_hash
    InstitutionFactory(district=district_a)
    with pytest.raises(ChangedMeanwhile):
        draws.commit(draw, actor=officer_a, seen=seen)
    assert Draw.objects.get().state == DrawState.PREPARED


def test_more_targets_than_there_are_is_refused(officer_a, district_a, people, targets):
    with pytest.raises(draws.PoolTooSmall):
        committed(officer_a, district_a, count=5)


def test_a_target_that_nobody_may_visit_holds_the_draw_up(officer_a, district_a, people, targets):
    for someone in people[:2]:
        interest(someone.user, targets[0])
    with pytest.raises(draws.PoolTooSmall, match=targets[0].code):
        committed(officer_a, district_a)


def test_nothing_is_drawn_before_the_commitment_stood_in_public(officer_a, district_a, people, targets):
    draw = committed(officer_a, district_a)
    Draw.objects.update(committed_at=timezone.now())
    with pytest.raises(draws.TooEarly):
        draws.draw_now(draw, actor=officer_a)


def test_the_result_follows_from_pool_and_seed(officer_a, district_a, people, targets):
    draw = drawn(officer_a, district_a)
    assert result_of(draw) == rules.drawn_from(draw.pool, draw.seed)
    assert draw.sealed_seed == ""
    assert all(check.holds for check in verify(draw))
    assert verbs(draw) == ["draw.prepared", "draw.committed", "draw.drawn"]


def test_drawing_twice_draws_once(officer_a, district_a, people, targets):
    draw = drawn(officer_a, district_a)
    with pytest.raises(ChangedMeanwhile):
        draws.draw_now(draw, actor=officer_a)
    assert draw.targets.count() == 2


def test_who_has_an_interest_is_never_drawn_for_it(officer_a, district_a, people, targets):
    for target in targets:
        interest(people[0].user, target)
    draw = drawn(officer_a, district_a, count=4)
    drawn_people = {one.membership_id for row in draw.targets.all() for one in row.inspectors.all()}
    assert drawn_people == {people[1].membership.pk, people[2].membership.pk}


def test_a_redraw_says_why_and_leaves_the_old_one_to_see(officer_a, district_a, people, targets):
    draw = drawn(officer_a, district_a)
    with pytest.raises(ReasonRequired):
        draws.redraw(draw, actor=officer_a, reason=" ")
    again = draws.redraw(draw, actor=officer_a, reason="名录有误")
    draw.refresh_from_db()
    assert draw.state == DrawState.SUPERSEDED
    assert (again.redraw_of, again.redraw_reason, again.state) == (draw, "名录有误", DrawState.PREPARED)
    assert Draw.objects.public().get() == draw
    assert document(draw)["result"] == rules.drawn_from(draw.pool, draw.seed)
    assert verbs(draw)[-1] == "draw.superseded"


def test_the_visits_are_opened_once_with_the_inspectors_drawn(
    officer_a, district_a, people, targets, open_all
):
    draw = drawn(officer_a, district_a)
    assert len(open_all(draw)) == 2
    assert open_all(draw) == []
    assert JointInspection.objects.count() == 2
    for target in draw.targets.select_related("joint_inspection"):
        team = {member.membership_id for member in target.joint_inspection.members.all()}
        assert team == {one.membership_id for one in target.inspectors.all()}
        assert "education" in target.joint_inspection.departments


def test_a_draw_whose_visits_are_open_is_not_drawn_again(officer_a, district_a, people, targets, open_all):
    draw = drawn(officer_a, district_a)
    open_all(draw)
    with pytest.raises(Refusal):
        draws.redraw(draw, actor=officer_a, reason="名录有误")


def test_an_inspector_who_left_is_not_sent(officer_a, district_a, people, targets, open_all):
    draw = drawn(officer_a, district_a, count=4)
    Membership.objects.filter(pk__in=[p.membership.pk for p in people]).update(
        until=timezone.localdate() - timedelta(days=1)
    )
    with pytest.raises(Refusal, match="抽查员"):
        open_all(draw)
    assert not JointInspection.objects.exists()


def test_who_declares_an_interest_after_the_draw_is_not_sent(
    officer_a, district_a, people, targets, open_all
):
    draw = drawn(officer_a, district_a)
    first = draw.targets.get(rank=1)
    interest(first.inspectors.first().membership.user, first.institution)
    with pytest.raises(Refusal, match="抽查员"):
        open_all(draw)
    assert not JointInspection.objects.exists()


def test_a_day_in_the_past_is_refused(officer_a, district_a, people, targets):
    with pytest.raises(Refusal):
        draw_visits.open_visits(
            drawn(officer_a, district_a),
            actor=officer_a,
            on=timezone.localdate() - timedelta(days=1),
            departments=[],
            purpose="双随机抽查",
        )


def test_nobody_is_warned_the_result_is_published_when_the_visits_are_made(
    officer_a, district_a, people, targets, open_all
):
    draw = drawn(officer_a, district_a)
    open_all(draw)
    with pytest.raises(Refusal):
        draw_visits.publish(draw, actor=officer_a)
    assert document(draw)["seed"] is None
    close_visits(draw)
    draw = draw_visits.publish(draw, actor=officer_a)
    said = document(draw)
    assert said["seed"] == draw.seed
    assert said["result"] == rules.drawn_from(said["pool"], said["seed"])


def test_the_result_is_due_twenty_working_days_after_the_last_visit(
    officer_a, district_a, people, targets, open_all
):
    draw = drawn(officer_a, district_a)
    open_all(draw)
    close_visits(draw)
    JointInspection.objects.update(closed_on=date(2026, 3, 2))  # a Monday; no holiday before 4 April
    (step,) = next_steps(Draw.objects.for_due(), date(2026, 3, 18))
    assert step.words == PUBLISH
    assert step.due == date(2026, 3, 30)


def test_a_pool_of_thousands_takes_as_many_queries_as_one_of_ten(officer_a, district_a, people):
    def queries(count):
        schools(district_a, count)
        draw = prepared(officer_a, district_a)
        with CaptureQueriesContext(
            connection,
        ) as seen:
            pool = pool_of(draw, timezone.localdate()).pool
        return len(seen), len(pool["targets"])

    few, _size = queries(10)
    many, size = queries(190)
    assert size == 200
    assert few == many
    assert many <= 12


@pytest.mark.clause("N3")
def test_an_officer_declares_the_own_interest_only(fire_a, market_a, institution):
    declared = interests.declare(
        actor=fire_a, officer=fire_a.membership, institution=institution, reason="配偶在该机构任教"
    )
    event = Event.objects.about(declared).get()
    assert "配偶" not in event.reason + str(event.changes)
    with pytest.raises(NotAllowed):
        interests.declare(actor=fire_a, officer=market_a.membership, institution=institution, reason="亲属")
    with pytest.raises(interests.DeclaredAlready):
        interests.declare(actor=fire_a, officer=fire_a.membership, institution=institution, reason="还是")


def test_the_district_declares_for_its_officers_and_ends_it(officer_a, officer_b, fire_a, institution):
    with pytest.raises(NotAllowed):
        interests.declare(actor=officer_b, officer=fire_a.membership, institution=institution, reason="亲属")
    declared = interests.declare(
        actor=officer_a, officer=fire_a.membership, institution=institution, reason="亲属"
    )
    with pytest.raises(NotAllowed):
        interests.end(declared, actor=fire_a)
    ended = interests.end(declared, actor=officer_a)
    assert ended.until == timezone.localdate() - timedelta(days=1)
    with pytest.raises(ChangedMeanwhile):
        interests.end(declared, actor=officer_a)
