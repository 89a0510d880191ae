"""Anomalies: three taps on a phone, the district's queue, the visit and the answer."""

import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from inspections.models import Anomaly, JointInspection
from inspections.terms import AnomalyState, Source
from portal.evidence.models import Evidence
from tests.factories.institutions import InstitutionFactory
from tests.factories.risk import AnomalyFactory
from tests.inspections.conftest import photo

pytestmark = pytest.mark.django_db
LIST, REPORT = "/desk/anomalies/", "/desk/anomalies/report/"


@pytest.fixture
def desk(client_as, officer_a):
    return client_as(officer_a)


@pytest.fixture
def street(client_as, street_a):
    return client_as(street_a)


def sent(**more):
    return {"client_id": str(uuid.uuid4())} | more


@pytest.mark.clause("M7")
def test_three_taps_what_where_send(street, street_a):
    near = InstitutionFactory(district=street_a.membership.district, street=street_a.membership.street)
    first = street.get(REPORT)
    assert "?what=at_home" in first.content.decode()
    second = street.get(f"{REPORT}?what=at_home")
    assert list(second.context["found"]) == [near]
    third = f"{REPORT}?what=at_home&institution={near.code}"
    assert street.get(third).context["institution"] == near
    answer = street.post(third, sent())
    made = Anomaly.objects.get()
    assert answer.headers["Location"] == made.get_absolute_url()
    assert (made.institution, made.street, made.kind) == (near, street_a.membership.street, "at_home")


def test_a_place_that_nobody_knows_is_said_in_words_with_a_photo(street, street_a):
    url = f"{REPORT}?what=new_place&place=滨江花园3栋501&street={street_a.street_id}"
    assert street.get(url).context["place"] == "滨江花园3栋501"
    picture = photo("门.jpg")
    assert street.post(url, sent(text="晚上有十多名学生。", files=[picture])).status_code == 302
    made = Anomaly.objects.get()
    assert (made.place, made.institution) == ("滨江花园3栋501", None)
    file = Evidence.objects.get()
    assert street.get(file.get_absolute_url()).status_code == 200


def test_a_place_without_words_stays_on_the_second_page(street, street_a):
    page = street.get(f"{REPORT}?what=new_place&place=&street={street_a.street_id}")
    assert page.context["place_form"].errors["place"]
    assert street.post(f"{REPORT}?what=new_place&place=&street=1", sent()).status_code == 200
    assert not Anomaly.objects.exists()


def test_an_unknown_kind_begins_again(street):
    assert "kinds" in street.get(f"{REPORT}?what=nonsense").context


def test_a_wrong_file_is_refused_and_the_words_stay(street, street_a):
    url = f"{REPORT}?what=other&place=门口&street={street_a.street_id}"
    answer = street.post(
        url, sent(text="有人发传单。", files=[SimpleUploadedFile("a.exe", b"MZ...", "image/jpeg")])
    )
    assert answer.status_code == 422
    assert "有人发传单。" in answer.content.decode()


def test_the_street_sees_its_own_and_the_district_all(street, desk, street_a, district_a):
    own = AnomalyFactory(street=street_a.membership.street)
    other = AnomalyFactory(street=district_a.streets.exclude(pk=street_a.street_id).first())
    assert list(street.get(LIST).context["rows"]) == [own]
    assert set(desk.get(LIST).context["rows"]) == {own, other}
    assert street.get(other.get_absolute_url()).status_code == 404


def test_departments_see_the_visit_and_not_the_report(client_as, fire_a):
    assert client_as(fire_a).get(AnomalyFactory().get_absolute_url()).status_code == 403


def test_what_is_open_comes_first_the_next_due_before_the_others(desk):
    today = timezone.localdate()
    late, soon = AnomalyFactory(due=today), AnomalyFactory(due=today, urgent=True)
    done = AnomalyFactory(
        state="answered",
        answer_kind="known",
        answer="在办。",
        reported_at=timezone.now() - timedelta(days=2),
        handled_at=timezone.now(),
    )
    rows = list(desk.get(LIST).context["rows"])
    assert rows[-1] == done
    assert set(rows[:2]) == {late, soon}
    assert list(desk.get(f"{LIST}?state=answered").context["rows"]) == [done]


def test_the_workbench_of_the_district_names_it(desk):
    anomaly = AnomalyFactory()
    assert anomaly.get_absolute_url() in desk.get("/desk/").content.decode()


def test_the_city_is_told_of_overdue_ones_in_one_line(client_as, city):
    AnomalyFactory.create_batch(2, due=timezone.localdate() - timedelta(days=1))
    assert f"{LIST}?overdue=on" in client_as(city).get("/desk/").content.decode()


def test_a_visit_is_opened_from_it(desk, officer_a, fire_a, institution):
    anomaly = AnomalyFactory(institution=institution)
    page = desk.get(anomaly.get_absolute_url()).content.decode()
    url = f"/desk/inspections/new/?institution={institution.code}&anomaly={anomaly.pk}"
    assert url.replace("&", "&amp;") in page
    form = desk.get(url).context["form"]
    assert (form["source"].value(), form["anomaly"].value()) == (Source.ANOMALY, anomaly.pk)
    post = {
        "purpose": "核查",
        "source": "anomaly",
        "on": timezone.localdate().isoformat(),
        "departments": ["education", "fire"],
        "members": [officer_a.membership.pk, fire_a.membership.pk],
        "anomaly": anomaly.pk,
        "client_id": str(uuid.uuid4()),
    }
    assert desk.post(url, post).status_code == 302
    anomaly.refresh_from_db()
    assert anomaly.state == AnomalyState.VISIT
    assert anomaly.joint_inspection == JointInspection.objects.get()


def test_choosing_the_institution_keeps_the_report(desk, institution):
    anomaly = AnomalyFactory()
    page = desk.get(f"/desk/inspections/new/?anomaly={anomaly.pk}&q={institution.name[:4]}").content.decode()
    assert f"institution={institution.code}&amp;anomaly={anomaly.pk}" in page


def test_an_answer_without_words_is_refused_and_the_choice_stays(desk):
    anomaly = AnomalyFactory()
    answer = desk.post(f"{anomaly.get_absolute_url()}answer/", {"kind": "twice", "text": ""})
    assert answer.status_code == 422
    assert answer.context["answer_form"]["kind"].value() == "twice"
    answer = desk.post(f"{anomaly.get_absolute_url()}answer/", {"kind": "twice", "text": "上周已报。"})
    assert answer.status_code == 302
    assert "上周已报。" in desk.get(anomaly.get_absolute_url()).content.decode()


def test_the_list_makes_the_same_queries_for_2_and_20_reports(desk):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert desk.get(LIST).status_code == 200
        return len(captured)

    AnomalyFactory.create_batch(2)
    queries()  # the first page fills what the process keeps
    few = queries()
    AnomalyFactory.create_batch(18)
    assert queries() == few
