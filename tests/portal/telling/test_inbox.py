"""What officers are told: once an event, the own only, gone when old."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.telling import news
from portal.telling.models import InboxItem
from portal.telling.services import inbox

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _words():
    news.register({"test.told": "No. %(number)s was sent to you"})


def put(*actors, key="e1", number="1"):
    users = [actor.user for actor in actors]
    return inbox.put(users, key=key, kind="test.told", url="/desk/events/", values={"number": number})


@pytest.mark.clause("D2")
def test_each_officer_is_told_once_of_an_event(officer_a, officer_a2):
    assert put(officer_a, officer_a2, officer_a) == 2
    put(officer_a)
    assert InboxItem.objects.count() == 2
    assert str(InboxItem.objects.first()) == "No. 1 was sent to you"


def test_the_number_of_new_ones_shows_on_every_page_and_opening_one_takes_it_away(client_as, officer_a):
    put(officer_a)
    desk = client_as(officer_a)
    assert desk.get("/desk/").context["unread"] == 1
    item = InboxItem.objects.get()
    answer = desk.post(f"/desk/inbox/{item.pk}/open/")
    assert answer.headers["Location"] == "/desk/events/"
    assert desk.get("/desk/").context["unread"] == 0


def test_nobody_opens_anothers(client_as, officer_a, officer_a2):
    put(officer_a)
    item = InboxItem.objects.get()
    assert client_as(officer_a2).post(f"/desk/inbox/{item.pk}/open/").status_code == 404
    assert list(client_as(officer_a2).get("/desk/inbox/").context["rows"]) == []
    client_as(officer_a2).post("/desk/inbox/read/")
    item.refresh_from_db()
    assert item.read_at is None


def test_all_are_marked_at_once(client_as, officer_a):
    for n in range(3):
        put(officer_a, key=str(n))
    assert client_as(officer_a).post("/desk/inbox/read/").status_code == 302
    assert inbox.unread(officer_a.user) == 0


def test_the_inbox_makes_the_same_queries_for_2_and_20(client_as, officer_a):
    desk = client_as(officer_a)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert desk.get("/desk/inbox/").status_code == 200
        return len(captured)

    for n in range(2):
        put(officer_a, key=str(n))
    queries()  # the first page fills what the process keeps
    few = queries()
    for n in range(18):
        put(officer_a, key=f"more{n}")
    assert queries() == few


def test_what_is_old_goes(officer_a):
    put(officer_a)
    today = timezone.localdate()
    assert inbox.erase_old(today + timedelta(days=180)) == 0
    assert inbox.erase_old(today + timedelta(days=182)) == 1
