from datetime import date

import pytest

from portal.accounts.refusals import NotAllowed, ReasonRequired
from portal.rulebook.models import DatedRule
from portal.rulebook.services import WrongFigure, end_figure, in_force, set_calendar_day, set_figure
from portal.timeline.models import Event
from portal.workdays.services import calendar
from tests.portal.rulebook.figures import TrialTerms, trial

__all__ = ["trial"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("trial")]

KEY = TrialTerms.KEY
DAY = date(2026, 3, 18)


def set_days(actor, days, valid_from, **more):
    values = {"value": {"days": days}, "source": "洪教字〔2026〕1号", "valid_from": valid_from}
    return set_figure(actor, KEY, **values | more)


def test_where_nobody_set_a_figure_the_default_holds_and_says_so():
    found = in_force(TrialTerms, on=DAY)
    assert (found.figure, found.version) == (TrialTerms(), f"{KEY}@default")


def test_a_row_holds_from_its_first_day_to_its_last(city):
    row = set_days(city, 10, date(2026, 3, 1), valid_until=date(2026, 3, 31))
    assert in_force(TrialTerms, on=date(2026, 2, 28)).version == f"{KEY}@default"
    assert in_force(TrialTerms, on=date(2026, 3, 1)).version == f"{KEY}@{row.pk}"
    assert in_force(TrialTerms, on=date(2026, 3, 31)).figure.days == 10
    assert in_force(TrialTerms, on=date(2026, 4, 1)).version == f"{KEY}@default"


def test_the_later_row_goes_before_the_earlier(city):
    set_days(city, 10, date(2026, 1, 1))
    set_days(city, 12, date(2026, 3, 1))
    assert in_force(TrialTerms, on=date(2026, 2, 1)).figure.days == 10
    assert in_force(TrialTerms, on=DAY).figure.days == 12


def test_a_districts_row_goes_before_a_later_one_of_the_city_and_binds_no_other(city, district_a, district_b):
    set_days(city, 10, date(2026, 1, 1), district_id=district_a.pk)
    set_days(city, 12, date(2026, 3, 1))
    assert in_force(TrialTerms, on=DAY, district_id=district_a.pk).figure.days == 10
    assert in_force(TrialTerms, on=DAY, district_id=district_b.pk).figure.days == 12
    assert in_force(TrialTerms, on=DAY).figure.days == 12


def test_asking_for_the_figure_in_force_costs_one_query(django_assert_num_queries, district_a):
    with django_assert_num_queries(1):
        in_force(TrialTerms, on=DAY, district_id=district_a.pk)


def test_setting_a_figure_leaves_an_event_with_clause_and_source(city):
    row = set_days(city, 10, DAY)
    event = Event.objects.about(row).get()
    assert (event.verb, event.clause, event.changes["value"]) == ("rulebook.figure_set", "D1", {"days": 10})


@pytest.mark.parametrize("who", ["officer_a", "auditor", "fire_a"])
def test_only_the_city_and_the_administrator_set_figures(who, request):
    with pytest.raises(NotAllowed):
        set_days(request.getfixturevalue(who), 10, DAY)
    assert not DatedRule.objects.exists()


def test_the_administrator_may_set_a_figure(administrator):
    assert set_days(administrator, 10, DAY).set_by


@pytest.mark.parametrize("value", [{"days": "many"}, {"days": 31}, {"unknown": 1}])
def test_a_value_the_figure_cannot_hold_is_refused_and_nothing_is_written(city, value):
    with pytest.raises(WrongFigure):
        set_days(city, 10, DAY, value=value)
    assert not DatedRule.objects.exists()
    assert not Event.objects.filter(verb="rulebook.figure_set").exists()


def test_a_figure_without_a_source_is_refused(city):
    with pytest.raises(ReasonRequired) as caught:
        set_days(city, 10, DAY, source="  ")
    assert caught.value.field == "source"


def test_the_same_day_twice_is_refused_for_the_city_and_for_a_district(city, district_a):
    for district_id in (None, district_a.pk):
        set_days(city, 10, DAY, district_id=district_id)
        with pytest.raises(WrongFigure):
            set_days(city, 11, DAY, district_id=district_id)
    assert DatedRule.objects.count() == 2


def test_a_last_day_before_the_first_is_refused(city):
    with pytest.raises(WrongFigure):
        set_days(city, 10, DAY, valid_until=date(2026, 3, 17))


def test_an_ended_row_gives_way_to_the_default_from_the_next_day_and_keeps_its_version(city):
    row = set_days(city, 10, date(2026, 1, 1))
    end_figure(city, row, last_day=DAY, reason="新规定施行")
    assert in_force(TrialTerms, on=DAY).version == row.version
    assert in_force(TrialTerms, on=date(2026, 3, 19)).version == f"{KEY}@default"
    assert Event.objects.about(row).first().verb == "rulebook.figure_ended"


def test_ending_a_row_needs_a_reason_and_a_day_not_before_its_first(city):
    row = set_days(city, 10, DAY)
    with pytest.raises(ReasonRequired):
        end_figure(city, row, last_day=DAY, reason=" ")
    with pytest.raises(WrongFigure):
        end_figure(city, row, last_day=date(2026, 3, 1), reason="误录")


@pytest.mark.clause("D7")
def test_a_working_day_set_at_the_desk_counts_and_leaves_an_event(city):
    entry = set_calendar_day(city, date(2026, 6, 8), is_working=False, source="市政府通知")
    assert not calendar().is_working_day(date(2026, 6, 8))
    assert Event.objects.about(entry).get().clause == "D7"


@pytest.mark.clause("D7")
def test_an_officer_of_a_district_cannot_set_working_days(officer_a):
    with pytest.raises(NotAllowed):
        set_calendar_day(officer_a, date(2026, 6, 8), is_working=False, source="市政府通知")
