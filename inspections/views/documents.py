"""Papers of enforcement: the list, the print page, the Word document, issuing and serving."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.figures.documents import proof_of, rows_of, waiting_receipts
from inspections.filters import DocumentFilter
from inspections.forms.documents import IssueForm, ReceiptForm, ServiceForm
from inspections.models import (
    EnforcementDocument,
    Finding,
    JointInspection,
    PenaltyCase,
    RectificationOrder,
)
from inspections.queries import DocumentQuerySet
from inspections.services.documents import issuing, serving, word
from inspections.terms import DocumentKind
from portal.accounts.actors import Actor
from portal.desk.views import DeskList, DeskView, MyList, MyView

WAITING = 30
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
COLUMNS: list[tuple[Any, Any]] = [
    (gettext_lazy("Number of the paper"), "number"),
    (gettext_lazy("Kind of paper"), "get_kind_display"),
    (gettext_lazy("Institution"), "institution.name"),
    (gettext_lazy("District"), "district.name"),
    (gettext_lazy("Issued"), lambda row: timezone.localdate(row.issued_at)),
    (gettext_lazy("Served"), lambda row: row.service.on if hasattr(row, "service") else ""),
]


class Documents(DeskList):
    """The papers of the territory, the latest first."""

    capability = "orders.view"
    template_name = "inspections/desk/documents.html"
    filterset_class = DocumentFilter
    export_name = "papers"
    export_columns = COLUMNS

    def get_queryset(self) -> DocumentQuerySet:
        return EnforcementDocument.objects.visible_to(self.actor).for_list()


class DocumentPage(DeskView):
    """One paper as it is printed, and how it was served."""

    capability = "orders.view"
    template_name = "inspections/desk/document.html"
    form_class = ServiceForm

    def get_object(self) -> EnforcementDocument:
        found = EnforcementDocument.objects.visible_to(self.actor).for_list()
        return get_object_or_404(found, pk=self.kwargs["pk"])

    def initial(self) -> dict[str, Any]:
        return {"on": timezone.localdate()}

    def get_context(self, **more: Any) -> dict[str, Any]:
        document: EnforcementDocument = self.object
        service = getattr(document, "service", None)
        proof, files = proof_of(service)
        return {
            **more,
            "document": document,
            "content": document.content,
            "blocks": rows_of(document.content),
            "altered": not issuing.is_as_issued(document),
            "service": service,
            "proof": proof,
            "files": files,
            "newer": getattr(document, "replaced_by", None),
            "may_issue": self.actor.can("papers.issue"),
        }

    def form_valid(self, form: Any) -> HttpResponseBase:
        serving.record_service(self.object, actor=self.actor, served=form.served)
        return self.done(_("Written down; the proof of service is issued."), self.object)


class DocumentWord(DocumentPage):
    """The same as a Word document."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return as_word(self.object)


def as_word(document: EnforcementDocument) -> HttpResponse:
    """The Word document, under its number."""
    issued = timezone.localtime(document.issued_at)
    answer = HttpResponse(word.draw(document.content, document.number, issued), content_type=WORD)
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(document.number)}.docx"
    return answer


class Issue(DeskView):
    """What a paper would say, and the button that gives it its number."""

    capability = "papers.issue"
    template_name = "inspections/desk/document_issue.html"
    form_class = IssueForm

    def get_object(self) -> Any:
        subject = subject_of(self.actor, self.kwargs["about"], self.kwargs["pk"])
        if self.kwargs["kind"] not in issuing.possible(subject):
            raise Http404
        return subject

    def get_context(self, **more: Any) -> dict[str, Any]:
        kind = self.kwargs["kind"]
        content = issuing.preview(kind, self.object)
        label = DocumentKind(kind).label
        return {
            **more,
            "content": content,
            "blocks": rows_of(content),
            "kind": label,
            "back": back_of(self.object),
        }

    def form_valid(self, form: Any) -> HttpResponseBase:
        document = issuing.issue(
            self.kwargs["kind"], self.object, actor=self.actor, reason=form.cleaned_data["reason"]
        )
        return self.done(_("Issued under number %(number)s.") % {"number": document.number}, document)


def subject_of(actor: Actor, about: str, pk: int) -> Any:
    """What a paper is about, where the actor may see it."""
    if about == "inspection":
        return get_object_or_404(JointInspection.objects.visible_to(actor).for_page(), pk=pk)
    if about == "order":
        return get_object_or_404(RectificationOrder.objects.visible_to(actor).for_page(), pk=pk)
    if about == "case":
        return get_object_or_404(PenaltyCase.objects.visible_to(actor).for_list(), pk=pk)
    finding = get_object_or_404(Finding.objects.visible_to(actor).for_decision(), decision__pk=pk)
    return finding.decision


def back_of(subject: Model) -> str:
    """The page of what a paper is about."""
    return str(subject.get_absolute_url())  # type: ignore[attr-defined]


class MyDocuments(MyList):
    """The papers served on the institution."""

    capability = "own.view"
    template_name = "inspections/my/documents.html"
    filterset_class = DocumentFilter
    export_name = "papers"
    export_columns = COLUMNS

    def get_queryset(self) -> DocumentQuerySet:
        return EnforcementDocument.objects.visible_to(self.actor).for_list()

    def get_context(self, **more: Any) -> dict[str, Any]:
        return {**more, "waiting": list(waiting_receipts(self.actor)[:WAITING])}


class MyPaper(MyView):
    """One paper that was served, as it is printed."""

    capability = "own.view"
    template_name = "inspections/my/document.html"

    def get_object(self) -> EnforcementDocument:
        found = EnforcementDocument.objects.visible_to(self.actor).for_list()
        return get_object_or_404(found, pk=self.kwargs["pk"])

    def get_context(self, **more: Any) -> dict[str, Any]:
        document: EnforcementDocument = self.object
        content = document.content
        return {**more, "document": document, "content": content, "blocks": rows_of(content)}


class MyDocument(MyPaper):
    """The same, as a Word document."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return as_word(self.object)


class ConfirmReceipt(MyView):
    """Agree to electronic service and confirm the receipt: then the paper opens."""

    capability = "own.file"
    template_name = "inspections/my/receipt.html"
    form_class = ReceiptForm

    def get_object(self) -> EnforcementDocument:
        return get_object_or_404(waiting_receipts(self.actor), pk=self.kwargs["pk"])

    def get_context(self, **more: Any) -> dict[str, Any]:
        return {**more, "document": self.object}

    def form_valid(self, form: Any) -> HttpResponseBase:
        serving.confirm_receipt(self.object, actor=self.actor, agreed=form.cleaned_data["agreed"])
        return self.done(_("Confirmed. The paper is open to you now."), self.object.get_own_url())
