"""The week of an institution, and finding classes by day and time."""

from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from institutions.figures.timetables import week_of
from institutions.models import CourseFiling
from institutions.terms import FilingState
from portal.accounts.actors import Actor
from tests.factories.filings import LessonFactory
from tests.factories.institutions import CourseFilingFactory, RoomFactory, TeachingSiteFactory

pytestmark = pytest.mark.django_db
FAR = date(2099, 6, 30)


def taught(institution: Any, *, weekday: int = 3, hour: int = 18, **more: Any) -> CourseFiling:
    given = {"state": FilingState.APPROVED, "review_by": None, "ends_on": FAR}
    filing = CourseFilingFactory(institution=institution, **given | more)
    LessonFactory(filing=filing, weekday=weekday, starts=time(hour), ends=time(hour + 1, 30))
    return filing


@pytest.mark.clause("Z3")
def test_the_public_sees_approved_classes_and_officers_those_that_wait_too(
    institution: Any,
    client_as: Callable[[Actor], Client],
    officer_a: Actor,
    officer_b: Actor,
    institution_user: Actor,
) -> None:
    shown = taught(institution)
    waiting = taught(institution, state=FilingState.SUBMITTED)
    public = Client().get(f"/filings/institutions/{institution.code}/")
    assert [line.filing for line in public.context["grid"].lines] == [shown]
    assert "<svg" in public.content.decode()
    url = f"{institution.get_absolute_url()}timetable/"
    for client, address in ((client_as(officer_a), url), (client_as(institution_user), "/my/timetable/")):
        answer = client.get(address)
        assert {line.filing for line in answer.context["grid"].lines} == {shown, waiting}
    assert client_as(officer_b).get(url).status_code == 404
    assert Client().get("/filings/institutions/91360102000000000X/").status_code == 404


@pytest.mark.clause("D3")
def test_lessons_in_one_room_at_once_are_marked_and_neighbours_are_not(institution: Any) -> None:
    room = RoomFactory(site=TeachingSiteFactory(institution=institution))
    one, other = (taught(institution, room=room, name=name) for name in ("甲班", "乙班"))
    taught(institution, room=room, hour=16, name="丙班")
    taught(institution, name="丁班")
    rows = list(CourseFiling.objects.public().for_page())
    grid = week_of(rows, mark_clashes=True)
    assert {line.filing: line.clashes_with for line in grid.lines if line.clashes_with} == {
        one: ("乙班",),
        other: ("甲班",),
    }
    assert sum(box.label.startswith("▲") for box in grid.boxes) == 2
    assert week_of(rows, mark_clashes=False).clashes == 0


def test_boxes_of_one_day_do_not_cover_each_other(institution: Any) -> None:
    for hour in (9, 10, 10, 14):
        taught(institution, hour=hour)
    grid = week_of(list(CourseFiling.objects.public().for_page()), mark_clashes=False)
    boxes = grid.boxes
    for n, a in enumerate(boxes):
        for b in boxes[n + 1 :]:
            apart = a.x + a.width <= b.x or b.x + b.width <= a.x
            assert apart or a.y + a.height <= b.y or b.y + b.height <= a.y


def test_a_class_with_words_only_is_listed_under_the_week(institution: Any) -> None:
    filing = CourseFilingFactory(
        institution=institution, state=FilingState.APPROVED, review_by=None, ends_on=FAR
    )
    page = Client().get(f"/filings/institutions/{institution.code}/")
    assert page.context["grid"].wordy == (filing,)
    assert filing.timetable in page.content.decode()


@pytest.mark.clause("Z3")
def test_the_public_finds_classes_by_day_time_stage_and_street(institution: Any, district_a: Any) -> None:
    street = district_a.streets.first()
    institution.street = street
    institution.save()
    evening = taught(institution, weekday=3, hour=18)
    morning = taught(institution, weekday=6, hour=9, stage="junior")
    LessonFactory(filing=evening, weekday=5, starts=time(9), ends=time(10))

    def found(**query: Any) -> set[CourseFiling]:
        return set(Client().get("/filings/", query).context["rows"])

    assert found(weekday=3) == {evening}
    assert found(daypart="morning") == {evening, morning}
    assert found(weekday=3, daypart="morning") == set()
    assert found(weekday=3, daypart="evening") == {evening}
    assert found(stage="junior") == {morning}
    assert found(district="360102", street=street.pk) == {evening, morning}


def test_the_filters_stay_from_page_to_page(institution: Any) -> None:
    for _ in range(21):
        taught(institution)
    page = Client().get("/filings/", {"weekday": 3}).content.decode()
    assert "?weekday=3&amp;page=2" in page


@pytest.mark.clause("Z3")
def test_the_api_gives_lessons_grade_and_version(institution: Any) -> None:
    taught(institution, grade=3)
    [row] = Client().get("/api/v1/filings/").json()["results"]
    assert (row["grade"], row["version"]) == (3, 1)
    assert row["lessons"] == [{"weekday": 3, "starts": "18:00:00", "ends": "19:30:00"}]


@pytest.mark.parametrize("side", ["public", "desk", "my", "api", "queue"])
def test_the_week_makes_the_same_queries_for_2_and_10_classes(
    side: str,
    institution: Any,
    client_as: Callable[[Actor], Client],
    officer_a: Actor,
    institution_user: Actor,
) -> None:
    room = RoomFactory(site=TeachingSiteFactory(institution=institution))
    client, url = {
        "public": (Client(), f"/filings/institutions/{institution.code}/"),
        "desk": (client_as(officer_a), f"{institution.get_absolute_url()}timetable/"),
        "my": (client_as(institution_user), "/my/timetable/"),
        "api": (Client(), "/api/v1/filings/"),
        "queue": (client_as(officer_a), "/desk/filings/"),
    }[side]

    def queries(n: int) -> int:
        for hour in range(n):
            taught(institution, room=room, hour=8 + hour)
        client.get(url)
        with CaptureQueriesContext(connection) as asked:
            client.get(url)
        return len(asked)

    assert queries(2) == queries(8)
