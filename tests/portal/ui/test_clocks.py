from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.utils import translation

from portal.ui import clocks

TODAY = date(2026, 3, 18)


@pytest.mark.parametrize(
    ("due", "state", "words"),
    [
        (date(2026, 3, 16), "late", "2 days overdue"),
        (date(2026, 3, 17), "late", "1 day overdue"),
        (date(2026, 3, 18), "soon", "due today"),
        (date(2026, 3, 21), "soon", "3 days left"),
        (date(2026, 3, 22), "calm", "4 days left"),
    ],
)
def test_a_deadline_says_how_many_days_are_left_and_how_pressing_it_is(due, state, words):
    with translation.override("en"):
        shown = clocks.clock(due, TODAY)
    assert (shown.state, shown.words) == (state, words)


def test_a_deadline_that_no_longer_runs_is_never_late():
    assert clocks.clock(date(2020, 1, 1), TODAY, done=True).state == "done"


def test_a_time_near_midnight_counts_by_the_day_in_nanchang():
    evening_in_utc = datetime(2026, 3, 18, 17, 0, tzinfo=UTC)  # already the 19th in Nanchang
    assert clocks.days_left(evening_in_utc, TODAY) == 1


def test_no_deadline_shows_as_a_dash_and_counts_as_nothing():
    assert clocks.clock(None, TODAY) is None
    shown = Template('{% include "ui/clock.html" with due=due today=today %}').render(
        Context({"due": None, "today": TODAY})
    )
    assert "—" in shown


def test_the_clock_says_what_its_colour_says_in_words():
    template = Template('{% include "ui/clock.html" with due=due today=today %}')
    with translation.override("zh-hans"):
        shown = template.render(Context({"due": date(2026, 3, 10), "today": TODAY}))
    assert "clock-late" in shown
    assert "逾期 8 天" in shown
    assert "2026-03-10" in shown
