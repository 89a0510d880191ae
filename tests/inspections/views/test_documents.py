"""Papers of enforcement: drawn from the record, numbered, made again byte for byte, served with proof."""

import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from docx import Document

from inspections.models import EnforcementDocument, RectificationOrder
from inspections.rules.documents import ServiceTerms, number_of, of_decision
from inspections.services.documents import issuing, word
from inspections.services.documents.serving import Served, confirm_receipt, record_service
from inspections.terms import Group
from portal.accounts.actors import Actor
from portal.accounts.refusals import NotAllowed, ReasonRequired
from portal.desk.due import items_for
from portal.evidence.models import Evidence
from tests.factories.inspections import order_for
from tests.factories.procedure import decided
from tests.inspections.conftest import photo

pytestmark = [pytest.mark.django_db, pytest.mark.clause("N3")]


@pytest.fixture
def order(institution):
    return order_for(institution)


@pytest.fixture
def notice(order, officer_a):
    return issuing.issue("rectification", order, actor=officer_a)


def handed_over() -> Served:
    """Handed over today, as an officer types it."""
    return Served("direct", timezone.localdate(), "胡店长", "店长")


def words_of(content: bytes) -> str:
    """All that a Word document says."""
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_the_word_document_is_the_same_bytes_whenever_it_is_made(notice):
    at = timezone.localtime(notice.issued_at)
    first = word.draw(notice.content, notice.number, at)
    assert word.draw(EnforcementDocument.objects.get().content, notice.number, at) == first
    said = words_of(first)
    for words in (notice.number, notice.institution.name, "责令限期整改通知书", "行政复议", "六个月"):
        assert words in said


def test_numbers_run_without_gaps_by_district_kind_and_year(officer_a, institution, notice):
    second = issuing.issue("rectification", order_for(institution), actor=officer_a)
    year = timezone.localdate().year
    assert (notice.number, second.number) == (f"东湖教责改〔{year}〕1号", f"东湖教责改〔{year}〕2号")


def test_issuing_again_gives_the_same_paper_and_a_changed_record_needs_a_reason(notice, order, officer_a):
    assert issuing.issue("rectification", order, actor=officer_a) == notice
    RectificationOrder.objects.update(requirement="另行退还教材费。")
    changed = RectificationOrder.objects.get()
    with pytest.raises(ReasonRequired):
        issuing.issue("rectification", changed, actor=officer_a)
    newer = issuing.issue("rectification", changed, actor=officer_a, reason="整改要求更正。")
    assert (newer.replaces, EnforcementDocument.objects.count()) == (notice, 2)
    notice.refresh_from_db()
    assert "另行退还" not in str(notice.content)


def test_a_paper_of_what_has_not_happened_is_not_issued(order, officer_a):
    with pytest.raises(issuing.NotYet):
        issuing.issue("reinspection", order, actor=officer_a)


def test_another_district_or_a_department_issues_nothing(order, officer_b, fire_a):
    for actor in (officer_b, fire_a):
        with pytest.raises(NotAllowed):
            issuing.issue("rectification", order, actor=actor)


def test_what_is_issued_is_due_to_be_served_within_seven_working_days(notice, officer_a):
    urls = [item.url for item in items_for(officer_a, timezone.localdate())]
    assert notice.get_absolute_url() in urls
    record_service(notice, actor=officer_a, served=handed_over())
    assert notice.get_absolute_url() not in [i.url for i in items_for(officer_a, timezone.localdate())]


def test_an_officer_issues_prints_takes_the_word_document_and_writes_down_the_service(
    client_as, officer_a, order
):
    desk = client_as(officer_a)
    address = reverse("inspections:document_issue", args=["order", order.pk, "rectification"])
    assert address in desk.get(order.get_absolute_url()).content.decode()
    assert order.requirement in desk.get(address).content.decode()
    assert desk.post(address, {}).status_code == 302
    document = EnforcementDocument.objects.get()
    assert document.number in desk.get(document.get_absolute_url()).content.decode()
    sent = desk.get(reverse("inspections:document_word", args=[document.pk]))
    assert document.number in words_of(sent.content)
    wrong = desk.post(document.get_absolute_url(), {"manner": "mail", "on": timezone.localdate()})
    assert wrong.status_code == 422
    said = {"manner": "direct", "on": timezone.localdate(), "receiver": "胡店长", "relation": "店长"}
    assert desk.post(document.get_absolute_url(), said).status_code == 302
    assert EnforcementDocument.objects.filter(kind="service").count() == 1


def test_the_institution_reads_a_paper_once_it_is_served_and_no_other(
    client_as, institution_user, officer_a, notice, institution_b
):
    mine = client_as(institution_user)
    pages = [reverse(f"inspections:{name}", args=[notice.pk]) for name in ("my_paper", "my_document")]
    assert [mine.get(page).status_code for page in pages] == [404, 404]
    record_service(notice, actor=officer_a, served=handed_over())
    assert [mine.get(page).status_code for page in pages] == [200, 200]
    assert list(mine.get(reverse("inspections:my_documents")).context["rows"]) == [notice]
    foreign = issuing.issue("rectification", order_for(institution_b), actor=Actor.system())
    for name in ("my_paper", "confirm_receipt"):
        assert mine.get(reverse(f"inspections:{name}", args=[foreign.pk])).status_code == 404


def test_the_institution_confirms_the_receipt_and_the_paper_opens(client_as, institution_user, notice, order):
    mine = client_as(institution_user)
    listed, confirm = (
        reverse("inspections:my_documents"),
        reverse("inspections:confirm_receipt", args=[notice.pk]),
    )
    assert confirm in mine.get(listed).content.decode()
    assert order.requirement not in mine.get(confirm).content.decode()
    refused = mine.post(confirm, {})
    assert (refused.status_code, bool(refused.context["form"].errors["agreed"])) == (422, True)
    assert mine.post(confirm, {"agreed": "on"}).headers["Location"] == notice.get_own_url()
    assert order.requirement in mine.get(notice.get_own_url()).content.decode()
    assert confirm not in mine.get(listed).content.decode()
    assert mine.get(confirm).status_code == 404


def test_what_waits_for_the_institution_stands_on_its_workbench(institution_user, notice):
    confirm = reverse("inspections:confirm_receipt", args=[notice.pk])
    assert confirm in [item.url for item in items_for(institution_user, timezone.localdate())]
    confirm_receipt(notice, actor=institution_user, agreed=True)
    assert confirm not in [item.url for item in items_for(institution_user, timezone.localdate())]


def test_the_desk_shows_how_it_was_served_with_the_proof(client_as, officer_a, officer_b, notice):
    desk, address = client_as(officer_a), notice.get_absolute_url()
    said = {"manner": "mail", "on": timezone.localdate(), "remark": "EMS 1052"}
    assert desk.post(address, said).context["form"].errors["files"]
    assert desk.post(address, said | {"files": [photo("回执.jpg")]}).status_code == 302
    file, proof = Evidence.objects.get(), EnforcementDocument.objects.get(kind="service")
    page = desk.get(address).content.decode()
    assert file.get_absolute_url() in page
    assert proof.number in page
    assert desk.get(file.get_absolute_url()).status_code == 200
    assert client_as(officer_b).get(file.get_absolute_url()).status_code == 404


def test_a_paper_whose_content_was_altered_says_so(client_as, officer_a, notice):
    desk, address = client_as(officer_a), notice.get_absolute_url()
    assert not desk.get(address).context["altered"]
    EnforcementDocument.objects.update(content=notice.content | {"title": "另一份文书"})
    assert desk.get(address).context["altered"]


def test_the_institution_s_list_makes_the_same_queries_for_one_paper_and_ten(
    client_as, institution_user, officer_a, institution, notice
):
    mine, counts = client_as(institution_user), []
    record_service(notice, actor=officer_a, served=handed_over())
    issuing.issue("rectification", order_for(institution), actor=officer_a)
    mine.get(reverse("inspections:my_documents"))
    for more in (0, 9):
        for _ in range(more):
            paper = issuing.issue("rectification", order_for(institution), actor=officer_a)
            record_service(paper, actor=officer_a, served=handed_over())
        with CaptureQueriesContext(connection) as made:
            mine.get(reverse("inspections:my_documents"))
        counts.append(len(made))
    assert counts[0] == counts[1]


def test_the_on_site_record_says_item_by_item_what_was_seen(inspection, officer_a):
    from tests.factories.inspections import done_inspection

    done = done_inspection(inspection.institution, timezone.localdate())
    record = issuing.issue("record", done, actor=officer_a)
    titles = [block.get("text") for block in record.content["blocks"] if block["kind"] == "heading"]
    assert titles == ["教育", "消防救援"]


def test_a_decision_calls_for_the_papers_of_its_measures():
    assert of_decision(["interview", "rectify_at_once"]) == ("interview",)
    assert of_decision(["stop_teaching_three_months"]) == ("suspension", "penalty")
    assert of_decision(["warn", "revoke_permit"]) == ("penalty",)
    assert of_decision(["warn"]) == ()


def test_a_suspension_says_until_when(a_finding, officer_a):
    from inspections.services.decisions import propose_for

    a_finding(group=Group.SYLLABUS, found_on=timezone.localdate() - timedelta(days=30))
    finding = a_finding(group=Group.SYLLABUS)
    proposal, _version = propose_for(finding, timezone.localdate())
    decision = decided(finding, actor=officer_a, measures=proposal.measures)
    paper = issuing.issue("suspension", decision, actor=officer_a)
    assert f"{decision.stops_until.year}年{decision.stops_until.month}月" in str(paper.content)


def test_the_list_makes_the_same_queries_for_one_paper_and_ten(
    client_as, officer_a, institution, notice, django_assert_max_num_queries
):
    desk, address = client_as(officer_a), reverse("inspections:documents")
    for _ in range(9):
        issuing.issue("rectification", order_for(institution), actor=officer_a)
    with django_assert_max_num_queries(14):
        page = desk.get(address)
    assert len(page.context["rows"]) == 10


def test_a_number_and_a_figure_make_sense():
    assert number_of("南昌县", "notice", 2026, 3) == "南昌教检通〔2026〕3号"
    assert number_of("南昌经济技术开发区", "notice", 2026, 3) == "经开教检通〔2026〕3号"
    with pytest.raises(ValueError, match="day"):
        ServiceTerms(days=0)
