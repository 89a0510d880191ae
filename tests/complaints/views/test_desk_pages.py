"""The staff side: the queue, the page of one complaint, the acts."""

import uuid
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from complaints.models import Complaint, IdentityRequest
from complaints.services import handling, identity, intake
from complaints.services.tracking import add_supplement
from complaints.terms import Kind, Outcome, State
from portal.desk import sections
from portal.timeline.models import Event
from tests.factories import complaints as factories
from tests.factories.complaints import ComplaintFactory

pytestmark = [pytest.mark.django_db, pytest.mark.clause("D2")]

QUEUE = "/desk/complaints/"


def act(name: str, complaint: Complaint) -> str:
    return reverse(f"complaints:{name}", args=[complaint.pk])


def test_the_queue_shows_the_own_districts_complaints_the_next_due_first(
    client_as, officer_a, district_a, district_b
):
    today = timezone.localdate()
    calm = ComplaintFactory(district=district_a)
    late = factories.overdue(today, district=district_a)
    foreign = ComplaintFactory(district=district_b)
    page = client_as(officer_a).get(QUEUE)
    assert [row.pk for row in page.context["rows"]] == [late.pk, calm.pk]
    assert foreign.number not in page.content.decode()
    assert "clock-late" in page.content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("state=open", {"late", "fire"}),
        ("state=answered", {"answered"}),
        ("overdue=on", {"late"}),
        ("kind=fire", {"fire"}),
        ("urgent=on", {"fire"}),
        ("q=画室", {"fire"}),
        ("district=360103", set()),
    ],
)
def test_the_queue_can_be_narrowed(client_as, officer_a, district_a, query, found):
    today = timezone.localdate()
    made = {
        "late": factories.overdue(today, district=district_a),
        "fire": ComplaintFactory(district=district_a, kind=Kind.FIRE, described_name="楼上的画室"),
        "answered": ComplaintFactory(
            district=district_a, state=State.ANSWERED, answer="答。", answered_on=today
        ),
    }
    page = client_as(officer_a).get(f"{QUEUE}?{query}")
    assert {row.pk for row in page.context["rows"]} == {made[name].pk for name in found}


@pytest.mark.clause("N4")
@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_export_holds_no_personal_data_and_no_description(client_as, officer_a, named, kind):
    response = client_as(officer_a).get(f"{QUEUE}?export={kind}")
    raw = b"".join(response.streaming_content)
    if kind == "xlsx":
        sheet = load_workbook(BytesIO(raw)).active
        text = repr(list(sheet.values))
    else:
        text = raw.decode()
    assert named.number in text
    for private in ("王小明", "13971395922", named.description):
        assert private not in text


def test_the_queue_makes_the_same_queries_for_2_and_20_complaints(
    client_as, officer_a, district_a, institution, django_assert_max_num_queries
):
    client = client_as(officer_a)
    counted = []
    for count in (2, 18):
        for _ in range(count):
            ComplaintFactory(district=district_a, institution=institution, assigned_to=officer_a.user)
        with django_assert_max_num_queries(40) as queries:
            client.get(QUEUE)
        counted.append(len(queries))
    assert counted[0] == counted[1]


def test_the_page_of_a_complaint_makes_the_same_queries_for_a_long_dossier(
    client_as, officer_a, accepted, photos, django_assert_max_num_queries
):
    client, counted = client_as(officer_a), []
    handling.add_note(accepted, actor=officer_a, text="一")
    add_supplement(accepted, client_id=uuid.uuid4(), text="补", uploads=photos[:1])
    client.get(accepted.get_absolute_url())
    for _ in range(2):
        with django_assert_max_num_queries(60) as queries:
            assert client.get(accepted.get_absolute_url()).status_code == 200
        counted.append(len(queries))
        for n in range(5):
            handling.add_note(accepted, actor=officer_a, text=f"注{n}")
        add_supplement(accepted, client_id=uuid.uuid4(), text="再补", uploads=photos[1:])
    assert counted[0] == counted[1]


def test_an_act_from_the_page_accepts_and_leads_back_to_it(client_as, officer_a, complaint):
    client = client_as(officer_a)
    done = client.post(act("accept", complaint), {"departments": ["market"]})
    assert done.headers["Location"] == complaint.get_absolute_url()
    complaint.refresh_from_db()
    assert complaint.state == State.IN_PROGRESS


def test_a_refusal_without_words_keeps_what_was_chosen(client_as, officer_a, complaint):
    page = client_as(officer_a).post(act("refuse", complaint), {"ground": "in_court", "text": ""})
    assert page.status_code == 422
    assert 'value="in_court" selected' in page.content.decode()


def test_who_comes_second_is_told_and_keeps_what_was_typed(client_as, officer_a, officer_a2, complaint):
    intake.accept(complaint, actor=officer_a)
    page = client_as(officer_a2).post(act("refuse", complaint), {"ground": "in_court", "text": "等待判决"})
    assert page.status_code == 409
    assert "等待判决" in page.content.decode()


def test_dispatching_away_leads_back_to_the_queue(client_as, officer_a, complaint, district_b):
    given = {"district": district_b.pk, "reason": "教学点在西湖区"}
    done = client_as(officer_a).post(act("dispatch", complaint), given)
    assert done.headers["Location"] == QUEUE


@pytest.mark.parametrize(
    "name",
    ["accept", "refuse", "dispatch", "take", "link", "check", "visit", "answer", "extend", "pause", "note"],
)
def test_every_act_has_a_page_of_its_own(client_as, officer_a, complaint, name):
    assert client_as(officer_a).get(act(name, complaint)).status_code == 200


@pytest.mark.clause("N4")
@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("officer_b", 404),
        ("institution_user", 403),
        ("fire_a", 403),
        ("administrator", 403),
        ("street_a", 404),
        ("auditor", 200),
        ("supervisor", 200),
        ("city", 200),
    ],
)
def test_who_may_open_the_page(client_as, request, named, who, status):
    page = client_as(request.getfixturevalue(who)).get(named.get_absolute_url())
    assert page.status_code == status
    assert "王小明" not in page.content.decode()
    assert "13971395922" not in page.content.decode()


@pytest.mark.clause("N4")
def test_the_handling_officer_asks_a_colleague_agrees_and_the_name_stands_on_one_page_only(
    client_as, officer_a, officer_a2, named
):
    client, colleague = client_as(officer_a), client_as(officer_a2)
    assert "王小明" not in client.get(named.get_absolute_url()).content.decode()
    assert client.post(act("identity", named), {"reason": ""}).status_code == 422
    assert client.post(act("identity_open", named)).status_code == 422
    assert client.post(act("identity", named), {"reason": "回访"}).status_code == 302
    asked = IdentityRequest.objects.get()
    assert asked.get_absolute_url() in colleague.get("/desk/").content.decode()
    assert "回访" in colleague.get(asked.get_absolute_url()).content.decode()
    assert client.post(reverse("complaints:identity_grant", args=[asked.pk])).status_code == 403
    assert colleague.post(reverse("complaints:identity_grant", args=[asked.pk])).status_code == 302
    assert act("identity", named) in client.get("/desk/").content.decode()
    shown = client.post(act("identity_open", named))
    assert "王小明" in shown.content.decode()
    assert "no-store" in shown.headers["Cache-Control"]
    assert Event.objects.about(named).filter(verb="complaint.identity_read").count() == 1


@pytest.mark.clause("N4")
def test_a_colleague_who_does_not_agree_says_why_and_the_asker_reads_it(
    client_as, officer_a, officer_a2, named
):
    client, colleague = client_as(officer_a), client_as(officer_a2)
    client.post(act("identity", named), {"reason": "回访"})
    address = reverse("complaints:identity_decline", args=[IdentityRequest.objects.get().pk])
    assert colleague.post(address, {"reason": ""}).status_code == 422
    assert colleague.post(address, {"reason": "可以书面答复。"}).status_code == 302
    assert "可以书面答复。" in client.get(act("identity", named)).content.decode()


@pytest.mark.clause("N4")
def test_the_person_reads_how_often_the_name_was_opened(client, named, officer_a, officer_a2):
    request = identity.ask(named, actor=officer_a, reason="回访")
    identity.grant(request, actor=officer_a2)
    identity.read_identity(named, actor=officer_a)
    client.post(reverse("complaints:track"), {"number": named.number, "secret": factories.SECRET})
    page = client.get(reverse("complaints:track"))
    assert page.context["progress"].times_opened == 1


@pytest.mark.clause("N4")
@pytest.mark.parametrize(("who", "status"), [("city", 403), ("auditor", 403), ("officer_b", 404)])
def test_others_do_not_look_up_the_person(client_as, request, named, who, status):
    client = client_as(request.getfixturevalue(who))
    assert client.post(act("identity", named), {"reason": "想知道"}).status_code == status


@pytest.mark.clause("N4")
def test_the_institution_finds_no_trace_of_it_anywhere(client_as, institution_user, institution, file_one):
    complaint = file_one(name="王小明", phone="13971395922").complaint
    assert not Complaint.objects.visible_to(institution_user).exists()
    assert not Event.objects.of_institution(institution.pk).exists()
    assert complaint.get_absolute_url() not in [
        section.title for section in sections.for_institution(institution_user, institution.pk, "my")
    ]
    assert not sections.for_institution(institution_user, institution.pk, "desk")


@pytest.mark.clause("N4")
def test_photos_open_for_the_district_and_not_for_the_institution(
    client_as, officer_a, officer_b, institution_user, file_one, photos
):
    from portal.evidence.models import Evidence

    complaint = file_one(uploads=photos).complaint
    url = Evidence.objects.of(complaint).first().get_absolute_url()
    assert client_as(officer_a).get(url).status_code == 200
    for other in (officer_b, institution_user):
        assert client_as(other).get(url).status_code == 404


def test_a_street_officer_reads_what_was_dispatched_to_the_street_and_does_nothing(
    client_as, officer_a, street_a, complaint
):
    intake.accept(complaint, actor=officer_a, street=street_a.membership.street)
    client = client_as(street_a)
    page = client.get(complaint.get_absolute_url())
    assert page.status_code == 200
    assert not page.context["acts"]
    assert client.get(act("answer", complaint)).status_code == 403


def test_a_described_institution_is_looked_for_in_the_register(client_as, officer_a, district_a, institution):
    complaint = ComplaintFactory(district=district_a, described_name="新苗")
    client = client_as(officer_a)
    assert institution.code in client.get(act("link", complaint)).content.decode()
    client.post(act("link", complaint), {"code": institution.code})
    complaint.refresh_from_db()
    assert complaint.institution == institution
    assert client.post(act("link", complaint), {"code": "no such"}).status_code == 422


def test_the_institutions_page_has_a_section_with_its_complaints(
    officer_a, officer_b, institution, complaint
):
    def titles(actor):
        return [str(section.template) for section in sections.for_institution(actor, institution.pk)]

    assert "complaints/desk/section.html" in titles(officer_a)
    section = next(
        one
        for one in sections.for_institution(officer_a, institution.pk)
        if one.template == "complaints/desk/section.html"
    )
    assert section.context["counts"]["open"] == 1
    theirs = next(
        one
        for one in sections.for_institution(officer_b, institution.pk)
        if one.template == "complaints/desk/section.html"
    )
    assert theirs.context["complaints"] == []


def test_the_figures_count_what_one_may_see(client_as, officer_a, city, district_a, district_b):
    today = timezone.localdate()
    factories.overdue(today, district=district_a)
    ComplaintFactory(district=district_b)
    own = client_as(officer_a).get(f"{QUEUE}figures/")
    whole = client_as(city).get(f"{QUEUE}figures/")
    assert (own.context["counts"]["open"], own.context["counts"]["overdue"]) == (1, 1)
    assert whole.context["counts"]["open"] == 2
    assert len(whole.context["charts"][1].rows) == 2


def test_a_whole_life_through_the_pages(client_as, officer_a, named):
    client = client_as(officer_a)
    client.post(act("accept", named), {"departments": ["market"]})
    client.post(act("check", named), {"outcome": Outcome.FOUNDED, "text": "现场查看。"})
    client.post(act("told", named))
    client.post(act("extend", named), {"reason": "机构正在清算"})
    client.post(act("pause", named), {"ground": "expert"})
    client.post(act("resume", named))
    client.post(act("answer", named), {"text": "已责令退费。"})
    client.post(act("close", named))
    named.refresh_from_db()
    assert named.state == State.CLOSED
    page = client.get(named.get_absolute_url()).content.decode()
    assert "已责令退费。" in page
    verbs = list(Event.objects.about(named).order_by("pk").values_list("verb", flat=True))
    assert verbs == [
        "complaint.accepted",
        "complaint.dispatched",
        "complaint.checked",
        "complaint.told",
        "complaint.extended",
        "complaint.paused",
        "complaint.resumed",
        "complaint.answered",
        "complaint.closed",
    ]
