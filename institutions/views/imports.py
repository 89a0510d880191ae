"""Importing a register in the browser: send, look, confirm, follow, correct."""

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django_fsm import can_proceed
from django_htmx.http import HttpResponseClientRefresh

from institutions.filters import districts_of
from institutions.forms import WorkbookForm
from institutions.models import ImportRun
from institutions.queries import ImportRunQuerySet
from institutions.services import imports
from institutions.services.wording import column_words, how_words, reason_words, warning_words
from institutions.terms import ImportState, RowResult
from portal.desk.views import DeskList, DeskView

MOVING = {ImportState.QUEUED, ImportState.RUNNING}
ENDED = {ImportState.DONE, ImportState.CANCELLED}


class Imports(DeskList):
    """The registers imported so far."""

    capability = "institutions.import"
    template_name = "institutions/desk/imports.html"
    export_name = "imports"
    export_columns = [
        (_("file"), "name"),
        (_("district"), "district.name"),
        (_("sent"), "uploaded_at"),
        (_("sent by"), "uploaded_by.name"),
        (_("state"), "get_state_display"),
        (_("rows"), "total"),
        (_("rows done"), "done"),
        ("SHA-256", "sha256"),
    ]

    def get_queryset(self) -> ImportRunQuerySet:
        return ImportRun.objects.visible_to(self.actor).for_list()


class Send(DeskView):
    """Send a workbook; what it would bring is shown before anything is written."""

    capability = "institutions.import"
    template_name = "institutions/desk/import_send.html"
    form_class = WorkbookForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"districts": districts_of(self.request)}

    def form_valid(self, form: Any) -> HttpResponseBase:
        data = form.cleaned_data
        run = imports.preview(data["workbook"], data["district"], actor=self.actor)
        return self.done(_("The workbook was read. Nothing is written yet: look at it and confirm."), run)


class Look(DeskView):
    """One import: the preview, then its progress, then a result per row."""

    capability = "institutions.import"
    template_name = "institutions/desk/import.html"
    form_class = forms.Form
    page_size = 50

    def get_object(self) -> ImportRun:
        return get_object_or_404(ImportRun.objects.visible_to(self.actor).for_list(), pk=self.kwargs["pk"])

    def form_valid(self, form: Any) -> HttpResponseBase:
        run = imports.start(self.object, actor=self.actor)
        return self.done(_("The import goes on.") if run.done else _("The import has started."), run)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.htmx:  # type: ignore[attr-defined]
            if self.object.state not in MOVING:  # the whole page has something else to show now
                return HttpResponseClientRefresh()
            return TemplateResponse(request, "institutions/desk/import_progress.html", {"run": self.object})
        return super().get(request, *args, **kwargs)

    def get_context(self, **more: Any) -> dict[str, Any]:
        run: ImportRun = self.object
        reading = run.reading
        return more | {
            "run": run,
            "reading": reading,
            "numbers": [row[0] for row in reading["first"]],
            "taken": [
                (header, column_words(field), how_words(how), examples(reading["first"], index))
                for field, index, header, how in reading["taken"]
            ],
            "faults": [
                (number, name, column_words(field), reason_words(reason, detail))
                for number, name, field, reason, detail in reading["faults"]
            ],
            "refused": sum(reading["figures"]["rejected"].values()),
            "warnings": [(warning_words(key), n) for key, n in reading["figures"]["warnings"].items()],
            "previewing": run.state in {ImportState.PREVIEW, ImportState.FAILED},
            "running": run.state in {*MOVING, ImportState.PAUSED},
            "cancellable": can_proceed(run.cancel),
            **(results(run, self.request) if run.state in ENDED else {}),
        }


def examples(first: list[list[Any]], index: int) -> list[str]:
    """Return what stands in a column in the first rows; a row begins with its number."""
    return [str(row[index + 1]) if index + 1 < len(row) else "" for row in first]


def results(run: ImportRun, request: HttpRequest) -> dict[str, Any]:
    """Return the page of results per row, those of one kind where asked for, and how many of each."""

    rows = run.rows.select_related("institution")
    chosen = request.GET.get("result", "")
    if chosen in RowResult.values:
        rows = rows.filter(result=chosen)
    page = Paginator(rows, Look.page_size).get_page(request.GET.get("page"))
    shown = [(row, column_words(row.column), reason_words(row.reason, row.detail)) for row in page]
    kinds = [(value, label, run.rows.filter(result=value).count()) for value, label in RowResult.choices]
    return {
        "page": page,
        "shown": shown,
        "chosen": chosen,
        "kinds": kinds,
        "query": f"result={chosen}" if chosen else "",
    }


class Pause(DeskView):
    """Stop after the batch under way."""

    capability = "institutions.import"
    template_name = "institutions/desk/import_again.html"
    form_class = forms.Form

    def get_object(self) -> ImportRun:
        return get_object_or_404(ImportRun.objects.visible_to(self.actor).for_list(), pk=self.kwargs["pk"])

    def form_valid(self, form: Any) -> HttpResponseBase:
        run = imports.pause(self.object, actor=self.actor)
        return self.done(_("The import is paused. What is written stays; go on whenever you like."), run)


class Cancel(Pause):
    """Give up what is not written yet, after a page that says what stays."""

    template_name = "institutions/desk/import_cancel.html"

    def form_valid(self, form: Any) -> HttpResponseBase:
        run = imports.cancel(self.object, actor=self.actor)
        return self.done(_("The import was given up. What was written before stays in the register."), run)


class Refused(DeskView):
    """The refused rows as a workbook, to be corrected and sent again."""

    capability = "institutions.import"
    http_method_names = ["get"]

    def get_object(self) -> ImportRun:
        return get_object_or_404(ImportRun.objects.visible_to(self.actor), pk=self.kwargs["pk"])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        name = f"refused-{self.object.pk}.xlsx"
        return FileResponse(imports.refused_workbook(self.object), as_attachment=True, filename=name)
