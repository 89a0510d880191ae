"""The whole ladder walked for one institution: at every step the screens of both sides, the papers, and what the public reads."""

import uuid
from datetime import timedelta
from io import BytesIO
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from docx import Document

from inspections.models import EnforcementDocument, Finding, PenaltyCase
from inspections.terms import FindingState, Group, Measure
from institutions.terms import Status
from publicity.models import ListProposal, PublicRecord
from publicity.services import proposing, records
from publicity.terms import ListKind
from tests.factories.inspections import ConfirmedFindingFactory
from tests.factories.publicity import licensed
from tests.people import person

pytestmark = [pytest.mark.django_db, pytest.mark.clause("P8", "N3")]


@pytest.fixture
def walk(client_as, officer_a, officer_a2, fire_a, city, district_a, django_capture_on_commit_callbacks):
    """An institution with a permit, everybody's browser, and the acts that a step is made of."""
    institution = licensed(district_a)
    head = person("head_of_it", "胡校长", "institution", institution=institution)
    records.refresh_all(timezone.localdate())
    found = SimpleNamespace(
        institution=institution,
        officer=client_as(officer_a),
        companion=officer_a2.membership.pk,
        fire=fire_a.membership.pk,
        city=client_as(city),
        own=client_as(head),
        committing=lambda: django_capture_on_commit_callbacks(execute=True),
    )
    return found


def url(name, *args):
    return reverse(f"inspections:{name}", args=args)


def send(walk, client, address, data):
    """Post as a person does, and let what was queued be done."""
    with walk.committing():
        answer = client.post(address, data)
    assert answer.status_code == 302, (
        answer.context and answer.context.get("form") and answer.context["form"].errors
    )
    return answer.headers["Location"]


def public(walk):
    """What the public's page says, in English."""
    record = PublicRecord.objects.get(institution=walk.institution)
    return record, Client().get(record.get_absolute_url(), headers={"accept-language": "en"}).content.decode()


def paper(walk, about, pk, kind):
    """Issue a paper from its page, let the institution confirm its receipt, and read both sides' copies."""
    page = walk.officer.get(url("document_issue", about, pk, kind))
    assert walk.institution.name in page.content.decode()
    desk = send(walk, walk.officer, url("document_issue", about, pk, kind), {"reason": ""})
    document = EnforcementDocument.objects.get(pk=desk.strip("/").split("/")[-1])
    if kind != "legal_review":
        assert walk.own.get(document.get_own_url()).status_code == 404  # not before it is served
        send(walk, walk.own, url("confirm_receipt", document.pk), {"agreed": "on"})
        assert walk.own.get(document.get_own_url()).status_code == 200
    word = Document(BytesIO(walk.officer.get(url("document_word", document.pk)).content))
    assert document.number in "".join(paragraph.text for paragraph in word.paragraphs)
    return document


def through_a_case(walk, finding, measures):
    """Open the case, serve its notice, hear the institution, have it reviewed."""
    refused = walk.officer.post(url("decide", finding.pk), {"measures": measures})
    assert refused.status_code == 422
    assert url("case_new", finding.pk) in refused.content.decode()
    page = walk.officer.get(url("case_new", finding.pk))
    typed = {
        "measures": page.context["form"]["measures"].value(),
        "grounds": "现场检查笔录、照片三张。",
        "ended_on": finding.found_on.isoformat(),
        "companion": walk.companion,
        "client_id": uuid.uuid4(),
    }
    case = PenaltyCase.objects.get(
        pk=send(walk, walk.officer, url("case_new", finding.pk), typed).strip("/").split("/")[-1]
    )
    paper(walk, "case", case.pk, "case_notice")
    assert case.number in walk.own.get(url("my_cases")).content.decode()
    send(
        walk,
        walk.own,
        case.get_own_url(),
        {"kind": "statement", "text": "正在整改。", "client_id": uuid.uuid4()},
    )
    send(walk, walk.own, case.get_own_url(), {"kind": "no_hearing", "text": "", "client_id": uuid.uuid4()})
    answered = {
        "kind": "answered",
        "on": timezone.localdate().isoformat(),
        "text": "不影响认定。",
        "client_id": uuid.uuid4(),
    }
    send(walk, walk.officer, url("case_step", case.pk), answered)
    review = {"passes": "yes", "opinion": "事实清楚，程序合法。", "client_id": uuid.uuid4()}
    send(walk, walk.city, url("case_review", case.pk), review)
    paper(walk, "case", case.pk, "legal_review")
    assert walk.officer.get(case.get_absolute_url()).context["may_decide"]


def decide(walk, finding, *, step, reason=""):
    """Decide as proposed, on the finding's page; the ladder on it stands at the step."""
    page = walk.officer.get(finding.get_absolute_url())
    assert page.context["step"] == step
    measures = page.context["decide_form"]["measures"].value()
    if page.context["needs_case"]:
        through_a_case(walk, finding, measures)
    send(walk, walk.officer, url("decide", finding.pk), {"measures": measures, "reason": reason})
    finding = Finding.objects.get(pk=finding.pk)
    assert finding.state == FindingState.DECIDED
    own = walk.own.get(url("my_decision", finding.decision.pk))
    assert all(str(words) in own.content.decode() for words in map(_chinese, measures))
    return finding.decision


def _chinese(measure):
    from django.utils import translation

    with translation.override("zh-hans"):
        return str(Measure(measure).label)


def not_put_right(walk, order):
    """The institution reports; two officers see that nothing changed. What was found goes on up the ladder."""
    report = {"text": "已整改。", "client_id": uuid.uuid4()}
    send(walk, walk.own, order.get_own_url(), report)
    seen = {"outcome": "failed", "companion": walk.fire, "note": "仍未整改。"}
    send(walk, walk.officer, url("reinspect", order.pk), seen)
    paper(walk, "order", order.pk, "reinspection")
    finding = Finding.objects.get(follows=order)
    page = walk.officer.get(finding.get_absolute_url())
    data = page.context["confirm_form"].initial | {"text": finding.text}
    send(walk, walk.officer, url("confirm", finding.pk), data)
    return Finding.objects.get(pk=finding.pk)


def status(walk):
    walk.institution.refresh_from_db()
    return walk.institution.status


@pytest.mark.clause("P3")
def test_fire_from_no_training_over_closure_to_revocation_and_the_blacklist(walk):
    first = ConfirmedFindingFactory(institution=walk.institution, group=Group.FIRE, text="疏散通道堵塞。")
    record, page = public(walk)
    assert record.may_teach

    decision = decide(walk, first, step=1)
    assert (status(walk), decision.measures) == (Status.STOPPED, ["no_training_until_met"])
    paper(walk, "decision", decision.pk, "suspension")
    paper(walk, "order", decision.orders.get().pk, "rectification")
    record, page = public(walk)
    assert not record.may_teach
    assert str(Measure.NO_TRAINING_UNTIL_MET.label) in page

    second = not_put_right(walk, decision.orders.get())
    decision = decide(walk, second, step=2)
    assert (status(walk), decision.measures) == (Status.CLOSED, ["close_for_rectification"])
    paper(walk, "decision", decision.pk, "penalty")
    record, page = public(walk)
    assert str(Measure.CLOSE_FOR_RECTIFICATION.label) in page

    third = not_put_right(walk, decision.orders.get())
    decision = decide(walk, third, step=3)
    assert (status(walk), "revoke_permit" in decision.measures) == (Status.REVOKED, True)
    paper(walk, "decision", decision.pk, "penalty")
    record, page = public(walk)
    assert not record.may_teach
    assert str(Measure.REVOKE_PERMIT.label) in page

    proposing.propose_failed(timezone.localdate())
    assert ListProposal.objects.filter(institution=walk.institution, kind=ListKind.BLACK).exists()
    ladder = walk.officer.get(url("ladder", walk.institution.code)).content.decode()
    assert all(one.get_absolute_url() in ladder for one in (first, second, third))


@pytest.mark.clause("P4")
def test_exam_drill_from_the_interview_over_three_months_to_revocation(walk):
    def found(days_ago):
        on = timezone.localdate() - timedelta(days=days_ago)
        return ConfirmedFindingFactory(institution=walk.institution, group=Group.SYLLABUS, found_on=on)

    decision = decide(walk, found(60), step=1)
    assert status(walk) == Status.OPERATING
    paper(walk, "decision", decision.pk, "interview")

    decision = decide(walk, found(30), step=2)
    assert (status(walk), decision.stop.until) == (Status.STOPPED, decision.stops_until)
    paper(walk, "decision", decision.pk, "suspension")
    paper(walk, "decision", decision.pk, "penalty")
    record, page = public(walk)
    assert record.stopped_until == decision.stops_until
    assert decision.stops_until.isoformat() in page

    decision = decide(walk, found(0), step=3)
    assert (status(walk), decision.needs_papers) == (Status.REVOKED, True)
    record, page = public(walk)
    assert str(Measure.REVOKE_PERMIT.label) in page
    shown = walk.officer.get(decision.get_absolute_url()).content.decode()
    assert decision.case.get_absolute_url() in shown
    assert decision.notice_ref in shown
