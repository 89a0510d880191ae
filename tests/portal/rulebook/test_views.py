from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.rulebook.models import DatedRule
from portal.rulebook.services import in_force, set_figure
from portal.workdays.models import CalendarDay
from tests.portal.rulebook.figures import TrialTerms, trial

__all__ = ["trial"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("trial")]

TYPED = {
    "value_days": "10",
    "value_at_most": "30",
    "value_strict": "on",
    "value_fee": "4000",
    "value_ends": "20:00",
    "value_kinds": "fire，food, price",
    "valid_from": "2026-01-01",
    "source": "洪教字〔2026〕1号",
}


@pytest.fixture
def figure_url():
    return reverse("rulebook:figure", args=[TrialTerms.KEY])


def test_the_settings_page_lists_every_figure_with_clause_default_and_row(client_as, city):
    set_figure(
        city, TrialTerms.KEY, value={"days": 7}, source="洪教字〔2026〕1号", valid_from=date(2026, 1, 1)
    )
    page = client_as(city).get(reverse("rulebook:list")).content.decode()
    assert "Trial terms" in page
    assert "洪教字〔2026〕1号" in page
    assert "#D1" in page


def test_the_settings_page_makes_the_same_queries_for_2_and_20_rows(client_as, city):
    def visit():
        return client_as(city).get(reverse("rulebook:list"))

    def add(first, last):
        for day in range(first, last):
            set_figure(city, TrialTerms.KEY, value={"days": 7}, source="s", valid_from=date(2026, 1, day))

    add(1, 3)
    visit()
    with CaptureQueriesContext(connection) as few:
        visit()
    add(3, 21)
    with CaptureQueriesContext(connection) as many:
        visit()
    assert len(few) == len(many)


def test_a_figure_is_set_in_the_browser_from_a_day_on(client_as, city, figure_url):
    answer = client_as(city).post(figure_url, TYPED)
    assert answer.status_code == 302
    figure = in_force(TrialTerms, on=date(2026, 3, 18)).figure
    assert (figure.days, figure.kinds, str(figure.ends)) == (10, ("fire", "food", "price"), "20:00:00")


def test_a_refused_value_keeps_what_was_typed(client_as, city, figure_url):
    answer = client_as(city).post(figure_url, TYPED | {"value_days": "99"})
    assert answer.status_code == 422
    assert "洪教字〔2026〕1号" in answer.content.decode()
    assert not DatedRule.objects.exists()


def test_who_may_only_read_sees_no_form_and_cannot_post(client_as, auditor, figure_url):
    page = client_as(auditor).get(figure_url)
    assert page.status_code == 200
    assert 'name="source"' not in page.content.decode()
    assert client_as(auditor).post(figure_url, TYPED).status_code == 405
    assert not DatedRule.objects.exists()


def test_a_department_officer_does_not_get_in(client_as, fire_a, figure_url):
    assert client_as(fire_a).get(figure_url).status_code == 403


def test_an_unknown_figure_is_not_found(client_as, city):
    assert client_as(city).get(reverse("rulebook:figure", args=["D9.none"])).status_code == 404


def test_a_row_is_ended_in_the_browser(client_as, city):
    row = set_figure(city, TrialTerms.KEY, value={"days": 7}, source="s", valid_from=date(2026, 1, 1))
    client = client_as(city)
    assert client.get(reverse("rulebook:end", args=[row.pk])).status_code == 200
    client.post(reverse("rulebook:end", args=[row.pk]), {"last_day": "2026-02-01", "reason": "新规定施行"})
    row.refresh_from_db()
    assert row.valid_until == date(2026, 2, 1)


@pytest.mark.clause("D7")
def test_a_working_day_is_set_in_the_browser_and_shows(client_as, administrator):
    client = client_as(administrator)
    typed = {"day": "2026-06-08", "is_working": "no", "source": "市政府通知"}
    assert client.post(reverse("rulebook:calendar"), typed).status_code == 302
    assert not CalendarDay.objects.get().is_working
    assert "市政府通知" in client.get(reverse("rulebook:calendar")).content.decode()
