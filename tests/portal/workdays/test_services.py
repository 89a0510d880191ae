from datetime import date

import pytest
from django.db import IntegrityError

from portal.workdays.models import CalendarDay
from portal.workdays.services import calendar, set_day

pytestmark = [pytest.mark.django_db, pytest.mark.clause("D7")]


def test_a_day_set_by_hand_counts_at_once():
    assert calendar().is_working_day(date(2026, 6, 8))
    set_day(date(2026, 6, 8), is_working=False, source="市政府通知")
    assert not calendar().is_working_day(date(2026, 6, 8))


def test_setting_the_same_day_again_replaces_it():
    set_day(date(2026, 6, 8), is_working=False, source="市政府通知")
    set_day(date(2026, 6, 8), is_working=True, source="更正通知")
    assert CalendarDay.objects.count() == 1
    assert calendar().is_working_day(date(2026, 6, 8))


def test_a_day_without_a_source_is_refused_by_the_database():
    with pytest.raises(IntegrityError):
        set_day(date(2026, 6, 8), is_working=False, source="")


def test_the_calendar_costs_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        calendar()
