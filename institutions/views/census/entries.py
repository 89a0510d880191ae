"""What a census found: the list, entering and correcting, workbooks. Clause: S1."""

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from institutions.filters import CensusEntryFilter
from institutions.forms import CensusWorkbookForm, EntryForm
from institutions.models import Census, CensusArea, CensusEntry, CensusWorkbook
from institutions.services.census import entries, sheets
from institutions.services.census.wording import column_words, slip_words
from institutions.terms import RowResult
from institutions.views.census.campaigns import CensusPage
from portal.desk.views import DeskList, DeskView
from portal.privacy.masks import mask_name, mask_phone


class Entries(DeskList):
    """What a census found."""

    capability = "census.view"
    template_name = "institutions/desk/census/entries.html"
    filterset_class = CensusEntryFilter
    export_name = "census-entries"
    export_columns = [
        (_("name on the door"), "name"),
        (_("street"), "street.name"),
        (_("community"), "community"),
        (_("address"), "address"),
        (_("kind of premises"), "get_premises_display"),
        (_("subjects taught"), "subjects"),
        (_("what is taught"), "content"),
        (_("class hours a week"), "weekly_hours"),
        (_("form of teaching"), "get_form_display"),
        (_("number of teachers"), "teachers"),
        (_("fee items"), "fee_items"),
        (_("fee standards"), "fee_standard"),
        (_("unified social credit code, if seen"), "code"),
        (_("permit number, if seen"), "permit_number"),
        (_("person met"), lambda row: mask_name(row.person_met or "")),
        (_("telephone"), lambda row: mask_phone(row.phone or "")),
        (
            _("problems found"),
            lambda row: "、".join(problem.get_kind_display() for problem in row.problems.all()),
        ),
        (_("state"), "get_state_display"),
        (_("institution"), lambda row: row.institution.code if row.institution else ""),
        (_("entered"), "found_at"),
    ]

    def get_object(self) -> Census:
        rows = Census.objects.visible_to(self.actor).for_list()
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_queryset(self) -> QuerySet[CensusEntry]:
        return CensusEntry.objects.visible_to(self.actor).filter(census=self.object).for_list()

    def get_context(self, **more: Any) -> dict[str, Any]:
        may = self.actor.can("census.report") and self.object.is_open
        return more | {"census": self.object, "may_report": may}


class Enter(CensusPage):
    """Enter what was found, on a phone."""

    capability = "census.report"
    template_name = "institutions/desk/census/entry_form.html"
    form_class = EntryForm

    def get_form_kwargs(self) -> dict[str, Any]:
        areas = CensusArea.objects.visible_to(self.actor).filter(census=self.object).for_list()
        return super().get_form_kwargs() | {"areas": areas}

    def initial(self) -> dict[str, Any]:
        return {"area": self.request.GET.get("area", "")}

    def get_context(self, **more: Any) -> dict[str, Any]:
        return more | {"census": self.object, "back": self.object.get_absolute_url()}

    def form_valid(self, form: Any) -> HttpResponseBase:
        data = form.cleaned_data
        entry = entries.record(
            data["area"],
            actor=self.actor,
            client_id=data["client_id"],
            problems=data["problems"],
            files=data["files"],
            **form.values(),
        )
        return self.done(_("Entered. Go on with the next, or report the area when all is entered."), entry)


class Amend(DeskView):
    """Correct an entry that is not decided yet."""

    capability = "census.report"
    template_name = "institutions/desk/census/entry_form.html"
    form_class = EntryForm

    def get_object(self) -> CensusEntry:
        rows = CensusEntry.objects.visible_to(self.actor).for_list()
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_form_kwargs(self) -> dict[str, Any]:
        areas = CensusArea.objects.visible_to(self.actor).filter(census=self.object.census_id).for_list()
        return super().get_form_kwargs() | {"areas": areas, "instance": self.object}

    def get_context(self, **more: Any) -> dict[str, Any]:
        return more | {"census": self.object.census, "back": self.object.get_absolute_url()}

    def form_valid(self, form: Any) -> HttpResponseBase:
        data = form.cleaned_data
        entry = entries.amend(
            self.object,
            actor=self.actor,
            problems=data["problems"],
            files=data["files"],
            area=data["area"],
            **form.values(),
        )
        return self.done(_("The entry is corrected."), entry)


class SendSheet(CensusPage):
    """Send a workbook of entries; nothing is entered before it was looked at."""

    capability = "census.report"
    template_name = "institutions/desk/census/sheet_send.html"
    form_class = CensusWorkbookForm

    def get_context(self, **more: Any) -> dict[str, Any]:
        return more | {"census": self.object, "back": self.object.get_absolute_url()}

    def form_valid(self, form: Any) -> HttpResponseBase:
        sent = sheets.send(form.cleaned_data["workbook"], self.object, actor=self.actor)
        return self.done(_("The workbook was read. Nothing is entered yet: look at it and confirm."), sent)


class Sheet(DeskView):
    """One workbook: what it would bring, then a result per row."""

    capability = "census.report"
    template_name = "institutions/desk/census/sheet.html"
    form_class = forms.Form
    page_size = 50

    def get_object(self) -> CensusWorkbook:
        rows = CensusWorkbook.objects.visible_to(self.actor).select_related("census__district", "sent_by")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def form_valid(self, form: Any) -> HttpResponseBase:
        sent = sheets.write(self.object, actor=self.actor)
        return self.done(_("The good rows are entered. The result of each stands below."), sent)

    def get_context(self, **more: Any) -> dict[str, Any]:
        context = more | {"sheet": self.object, "census": self.object.census}
        if sheets.is_preview(self.object):
            return context | self._preview()
        rows = self.object.rows.select_related("entry")
        chosen = self.request.GET.get("result", "")
        if chosen in RowResult.values:
            rows = rows.filter(result=chosen)
        page = Paginator(rows, self.page_size).get_page(self.request.GET.get("page"))
        counts = {value: self.object.rows.filter(result=value).count() for value in RowResult.values}
        return context | {
            "page": page,
            "query": f"result={chosen}" if chosen else "",
            "chosen": chosen,
            "kinds": [(value, label, counts[value]) for value, label in RowResult.choices],
            "refused": counts[RowResult.REJECTED],
            "shown": [(row, column_words(row.column), slip_words(row.reason, row.detail)) for row in page],
        }

    def _preview(self) -> dict[str, Any]:
        reading, planned = sheets.plan(self.object)
        header = reading.sheet.rows[reading.sheet.header_index]
        results = [row.result for row in planned]
        slips = [row.said for row in planned if row.result == RowResult.REJECTED]
        return {
            "previewing": True,
            "columns": [(str(header[index]), column_words(field)) for field, index in reading.taken.items()],
            "counts": [(label, results.count(value)) for value, label in RowResult.choices],
            "good": sum(result != RowResult.REJECTED for result in results),
            "slips": [
                (slip.number, slip.name, column_words(slip.field), slip_words(slip.reason, slip.detail))
                for slip in slips[:200]
                if not hasattr(slip, "values")
            ],
        }


class RefusedRows(DeskView):
    """The refused rows as a workbook, to be corrected and sent again."""

    capability = "census.report"
    http_method_names = ["get"]

    def get_object(self) -> CensusWorkbook:
        rows = CensusWorkbook.objects.visible_to(self.actor).exclude(workbook="")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        file = sheets.refused_workbook(self.object)
        return FileResponse(file, as_attachment=True, filename=f"census-refused-{self.object.pk}.xlsx")
