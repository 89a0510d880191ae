"""Asking the person, urging, joint handling and templates on their pages."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from complaints.models import AnswerTemplate, JointRequest
from complaints.services import templates, urging
from complaints.terms import State
from tests.factories.complaints import SECRET, ComplaintFactory, JointRequestFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client_as, officer_a):
    return client_as(officer_a)


@pytest.fixture
def running(district_a):
    return ComplaintFactory(district=district_a, state=State.ACCEPTED, accepted_on=timezone.localdate())


def queries(client, url):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


@pytest.mark.clause("M8")
def test_the_question_stands_on_the_persons_page_and_the_answer_on_the_officers(desk, client, running):
    url = running.get_absolute_url()
    assert desk.post(f"{url}ask/", {"text": "请补充付款凭证。"}).status_code == 302
    client.post("/complaints/track/", {"number": running.number, "secret": SECRET})
    page = client.get("/complaints/track/")
    assert "请补充付款凭证。" in page.content.decode()
    key = page.context["form"]["client_id"].value()
    client.post("/complaints/track/add/", {"client_id": key, "text": "附上凭证。"})
    assert "请补充付款凭证。" not in client.get("/complaints/track/").content.decode()
    assert "附上凭证。" in desk.get(url).content.decode()


def test_a_question_without_words_is_refused_beside_the_field(desk, running):
    answer = desk.post(f"{running.get_absolute_url()}ask/", {"text": ""})
    assert answer.status_code == 422
    assert answer.context["form"].errors["text"]


@pytest.mark.clause("S13")
def test_only_the_city_urges_and_the_district_is_asked_to_reply(client_as, desk, city, running):
    url = running.get_absolute_url()
    assert desk.post(f"{url}urge/", {"text": "请尽快。"}).status_code == 403
    top = client_as(city)
    assert top.post(f"{url}urge/", {"text": "请于周五前答复。"}).status_code == 302
    page = desk.get(url).content.decode()
    assert "请于周五前答复。" in page
    assert f"{url}reply/" in page
    assert f"{url}#act-reply" in desk.get("/desk/").content.decode()
    assert desk.post(f"{url}reply/", {"text": "周四前办结。"}).status_code == 302
    assert "周四前办结。" in top.get(url).content.decode()
    assert f"{url}reply/" not in desk.get(url).content.decode()


@pytest.mark.clause("S5")
def test_a_department_reads_the_leads_words_and_never_the_report(client_as, desk, fire_a, running):
    post = {"departments": ["fire"], "text": "请核查疏散通道。"}
    assert desk.post(f"{running.get_absolute_url()}joint/", post).status_code == 302
    request = JointRequest.objects.get()
    fire = client_as(fire_a)
    assert request.get_absolute_url() in fire.get("/desk/").content.decode()
    page = fire.get(request.get_absolute_url()).content.decode()
    assert "请核查疏散通道。" in page
    assert running.description not in page
    assert running.number not in page
    assert fire.get(running.get_absolute_url()).status_code == 403
    assert fire.post(request.get_absolute_url(), {"opinion": "已责令清理。"}).status_code == 302
    assert "已责令清理。" in desk.get(running.get_absolute_url()).content.decode()


def test_the_lead_reads_requests_and_does_not_answer_them(desk, running):
    request = JointRequestFactory(complaint=running)
    page = desk.get(request.get_absolute_url())
    assert page.context["may_answer"] is False
    assert desk.post(request.get_absolute_url(), {"opinion": "代答。"}).status_code == 403


def test_the_list_of_requests_makes_the_same_queries_for_2_and_20(client_as, fire_a, district_a):
    fire = client_as(fire_a)
    JointRequestFactory.create_batch(2, complaint__district=district_a)
    queries(fire, "/desk/complaints/joint/")
    few = queries(fire, "/desk/complaints/joint/")
    JointRequestFactory.create_batch(18, complaint__district=district_a)
    assert queries(fire, "/desk/complaints/joint/") == few


def test_an_answer_begins_with_a_template(desk, officer_a, running):
    one = templates.write(actor=officer_a, title="退费", text="您反映的{机构}已退费。", kind="fees")
    url = running.get_absolute_url()
    assert f"{url}answer/?template={one.pk}" in desk.get(url).content.decode()
    form = desk.get(f"{url}answer/?template={one.pk}").context["form"]
    assert form["text"].value() == f"您反映的{running.about}已退费。"


def test_templates_are_written_changed_and_taken_out_of_use(desk, client_as, city):
    url = "/desk/complaints/templates/"
    assert desk.post(f"{url}new/", {"title": "", "text": "已退。", "kind": ""}).status_code == 422
    desk.post(f"{url}new/", {"title": "退费", "text": "已退。", "kind": "fees"})
    one = AnswerTemplate.objects.get()
    desk.post(one.get_absolute_url(), {"title": "退费", "text": "已全额退费。", "kind": ""})
    one.refresh_from_db()
    assert (one.text, one.kind) == ("已全额退费。", "")
    desk.post(f"{one.get_absolute_url()}retire/")
    assert list(desk.get(url).context["rows"]) == []
    common = templates.write(actor=city, title="通用", text="已收到。")
    assert desk.post(f"{common.get_absolute_url()}retire/").status_code == 403


def test_the_list_of_templates_makes_the_same_queries_for_2_and_20(desk, officer_a):
    for n in range(2):
        templates.write(actor=officer_a, title=f"模板{n}", text="已收到。")
    queries(desk, "/desk/complaints/templates/")
    few = queries(desk, "/desk/complaints/templates/")
    for n in range(18):
        templates.write(actor=officer_a, title=f"更多{n}", text="已收到。")
    assert queries(desk, "/desk/complaints/templates/") == few


def test_an_urged_complaint_shows_so_after_the_reply_too(desk, officer_a, city, running):
    urging.urge(running, actor=city, text="请尽快。")
    urging.reply(running, actor=officer_a, text="在办。")
    assert "在办。" in desk.get(running.get_absolute_url()).content.decode()
