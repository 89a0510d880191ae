"""Reports of the same matter, handled together."""

from datetime import timedelta

import pytest
from django.urls import reverse

from complaints.models import Complaint
from complaints.services import answers, merging
from complaints.terms import Kind, Outcome, Satisfaction, State
from portal.accounts.refusals import ChangedMeanwhile, NotAllowed, ReasonRequired, Refusal
from portal.timeline.models import Event
from tests.factories.complaints import ComplaintFactory

pytestmark = [pytest.mark.django_db, pytest.mark.clause("M8")]


@pytest.fixture
def another(institution):
    """A second report about the same institution, received today."""
    return ComplaintFactory(
        institution=institution, district=institution.district, description="一次收一年学费，不退钱。"
    )


def test_the_person_of_a_merged_report_reads_the_same_answer(accepted, another, officer_a):
    merging.merge(another, actor=officer_a, into=accepted)
    answers.answer(accepted, actor=officer_a, text="已责令退费。", outcome=Outcome.FOUNDED)
    for complaint in Complaint.objects.all():
        assert (complaint.state, complaint.answer, complaint.outcome) == (
            State.ANSWERED,
            "已责令退费。",
            Outcome.FOUNDED,
        )
        assert complaint.answerings.count() == 1


def test_what_is_merged_is_accepted_by_it_and_its_clocks_run_on(accepted, another, officer_a):
    due = another.check_by
    merged = merging.merge(another, actor=officer_a, into=accepted)
    assert (merged.state, merged.due) == (State.ACCEPTED, due)
    verbs = [event.verb for event in Event.objects.about(another)]
    assert verbs == ["complaint.merged", "complaint.accepted"]


def test_merging_twice_merges_once_and_never_into_what_is_merged(accepted, another, officer_a):
    merging.merge(another, actor=officer_a, into=accepted)
    merging.merge(another, actor=officer_a, into=accepted)
    assert Event.objects.about(another).filter(verb="complaint.merged").count() == 1
    with pytest.raises(ChangedMeanwhile):
        merging.merge(accepted, actor=officer_a, into=another)


def test_what_followed_a_merged_report_goes_along(accepted, another, institution, officer_a):
    third = ComplaintFactory(institution=institution, district=institution.district)
    merging.merge(third, actor=officer_a, into=another)
    merging.merge(another, actor=officer_a, into=accepted)
    assert set(merging.followers(accepted)) == {third, another}


def test_reports_of_two_districts_are_not_handled_together(accepted, district_b, city):
    foreign = ComplaintFactory(district=district_b)
    with pytest.raises(Refusal):
        merging.merge(foreign, actor=city, into=accepted)


def test_another_district_merges_nothing(accepted, another, officer_b):
    with pytest.raises(NotAllowed):
        merging.merge(another, actor=officer_b, into=accepted)


def test_taken_apart_it_is_answered_by_itself(accepted, another, officer_a):
    merging.merge(another, actor=officer_a, into=accepted)
    with pytest.raises(ReasonRequired):
        merging.unmerge(another, actor=officer_a, reason=" ")
    merging.unmerge(another, actor=officer_a, reason="说的是另一个校区。")
    answers.answer(accepted, actor=officer_a, text="已责令退费。", outcome=Outcome.FOUNDED)
    assert Complaint.objects.get(pk=another.pk).state == State.ACCEPTED


def test_whom_the_common_answer_does_not_satisfy_is_looked_into_alone(accepted, another, officer_a):
    from tests.complaints.services.test_endings import rate

    merging.merge(another, actor=officer_a, into=accepted)
    answers.answer(accepted, actor=officer_a, text="已责令退费。", outcome=Outcome.FOUNDED)
    rate(another, Satisfaction.DISSATISFIED, "我的没有退。")
    again = Complaint.objects.get(pk=another.pk)
    assert (again.state, again.merged_into_id) == (State.IN_PROGRESS, None)


def test_near_reports_about_the_same_place_are_shown_the_most_alike_first(
    complaint, another, institution, officer_a
):
    food = ComplaintFactory(
        institution=institution, district=institution.district, kind=Kind.FOOD, description="午饭有虫子。"
    )
    found = merging.similar_to(complaint, actor=officer_a)
    assert [one.complaint for one in found] == [another]
    assert food not in [one.complaint for one in found]


def test_what_lies_far_back_or_in_another_district_is_not_shown(complaint, another, institution, officer_b):
    Complaint.objects.filter(pk=another.pk).update(received_on=complaint.received_on - timedelta(days=61))
    assert merging.similar_to(complaint, actor=officer_b) == []


def test_the_page_offers_to_handle_them_together_and_the_person_never_reads_the_other_number(
    client_as, client, accepted, another, officer_a
):
    from tests.factories.complaints import SECRET

    officer = client_as(officer_a)
    page = officer.get(another.get_absolute_url()).content.decode()
    assert f'value="{accepted.number}"' in page
    address = reverse("complaints:merge", args=[another.pk])
    assert officer.post(address, {"number": "NC-0000"}).status_code == 422
    assert officer.post(address, {"number": accepted.number}).status_code == 302
    client.post(reverse("complaints:track"), {"number": another.number, "secret": SECRET})
    assert accepted.number not in client.get(reverse("complaints:track")).content.decode()
