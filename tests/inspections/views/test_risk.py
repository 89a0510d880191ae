"""The risk picture at the desk."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from inspections.services import risk
from inspections.terms import RiskLevel
from tests.factories.complaints import ComplaintFactory
from tests.factories.risk import AnomalyFactory, RiskPictureFactory

pytestmark = pytest.mark.django_db
LIST = "/desk/risk/"


@pytest.fixture
def desk(client_as, officer_a):
    return client_as(officer_a)


def queries(client, url):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


@pytest.mark.clause("S10")
def test_the_heaviest_comes_first_and_says_why(desk, district_a):
    light = RiskPictureFactory(institution__district=district_a, points=5, level=RiskLevel.LOW)
    heavy = RiskPictureFactory(institution__district=district_a, points=90, level=RiskLevel.HIGH)
    page = desk.get(LIST)
    assert list(page.context["rows"]) == [heavy, light]
    assert "证照不全" in page.content.decode() or heavy.heaviest in page.content.decode()


def test_it_is_filtered_by_level_and_street_and_taken_along(desk, district_a):
    street = district_a.streets.first()
    high = RiskPictureFactory(
        institution__district=district_a, institution__street=street, points=90, level=RiskLevel.HIGH
    )
    RiskPictureFactory(institution__district=district_a, points=1, level=RiskLevel.LOW)
    for asked in ("level=high", "level=attention", f"street={street.pk}"):
        assert list(desk.get(f"{LIST}?{asked}").context["rows"]) == [high]
    csv = b"".join(desk.get(f"{LIST}?level=high&export=csv").streaming_content).decode()
    assert csv.count("\n") == 2
    assert high.institution.code in csv


def test_the_list_makes_the_same_queries_for_2_and_20_institutions(desk, district_a):
    RiskPictureFactory.create_batch(2, institution__district=district_a)
    queries(desk, LIST)  # the first page fills what the process keeps
    few = queries(desk, LIST)
    RiskPictureFactory.create_batch(18, institution__district=district_a)
    assert queries(desk, LIST) == few


def test_the_page_of_one_explains_every_point_as_it_stands_now(desk, institution):
    risk.redraw_all(timezone.localdate())
    AnomalyFactory(institution=institution, district=institution.district)
    page = desk.get(f"{LIST}{institution.code}/")
    now = page.context["now"]
    assert now.points == sum(item["points"] for item, _url in page.context["rows"])
    links = {item["name"]: url for item, url in page.context["rows"]}
    assert links["anomalies"] == f"/desk/anomalies/?q={institution.code}"
    assert page.context["kept"].points == now.points - 8


def test_who_need_not_know_of_a_complaint_reads_of_other_reasons_only(
    client_as, officer_a, fire_a, institution
):
    ComplaintFactory(institution=institution, district=institution.district)
    risk.redraw_all(timezone.localdate())

    def names(actor):
        rows = client_as(actor).get(f"{LIST}{institution.code}/").context["rows"]
        return {item["name"] for item, _url in rows}

    assert "open_complaints" in names(officer_a)
    assert "other" in names(fire_a)
    assert "open_complaints" not in names(fire_a)
    for actor in (officer_a, fire_a):
        csv = b"".join(client_as(actor).get(f"{LIST}?export=csv").streaming_content).decode()
        assert "投诉" not in csv


def test_the_streets_are_tiles_the_heaviest_first_and_lead_to_the_list(desk, district_a):
    calm, busy = district_a.streets.all()[:2]
    RiskPictureFactory(institution__district=district_a, institution__street=calm, points=0, level="low")
    RiskPictureFactory(institution__district=district_a, institution__street=busy, points=90, level="high")
    RiskPictureFactory(institution__district=district_a, institution__street=None, points=30, level="raised")
    page = desk.get(f"{LIST}streets/")
    (district,) = page.context["districts"]
    assert [(tile.key, tile.level) for tile in district.tiles] == [
        (busy.pk, "high"),
        (None, "raised"),
        (calm.pk, "low"),
    ]
    assert f"?district={district_a.slug}&amp;street={busy.pk}" in page.content.decode()


def test_the_streets_make_the_same_queries_for_1_and_5(desk, district_a):
    url = f"{LIST}streets/"
    streets = list(district_a.streets.all()[:5])
    RiskPictureFactory(institution__district=district_a, institution__street=streets[0])
    queries(desk, url)
    few = queries(desk, url)
    for street in streets[1:]:
        RiskPictureFactory(institution__district=district_a, institution__street=street)
    assert queries(desk, url) == few


def test_an_empty_picture_says_when_it_is_drawn(desk):
    assert desk.get(LIST).status_code == 200
    assert 'class="empty"' in desk.get(f"{LIST}streets/").content.decode()


def test_the_institution_s_page_shows_its_level(desk, institution):
    RiskPictureFactory(institution=institution)
    assert f"{LIST}{institution.code}/" in desk.get(institution.get_absolute_url()).content.decode()
