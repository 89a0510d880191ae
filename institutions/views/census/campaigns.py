"""Censuses: the list, opening, progress, areas, closing, and the city's comparison. Clauses: S1, S7."""

import uuid
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from institutions.figures import census as figures
from institutions.filters import CensusFilter, districts_of
from institutions.forms import AreaForm, CensusForm, CensusReportForm, CloseForm
from institutions.models import Census, CensusArea, CensusEntry
from institutions.services.census import campaigns
from institutions.terms import CensusState
from portal.desk import exports
from portal.desk.views import DeskList, DeskView


class Censuses(DeskList):
    """The censuses of the territory, the newest first."""

    capability = "census.view"
    template_name = "institutions/desk/census/list.html"
    filterset_class = CensusFilter
    export_name = "censuses"
    export_columns = [
        (_("title of the census"), "title"),
        (_("district"), "district.name"),
        (_("state"), "get_state_display"),
        (_("first day"), "starts_on"),
        (_("streets report by"), "report_by"),
        (_("last day"), "ends_on"),
        (_("areas"), "areas_total"),
        (_("reported"), "areas_reported"),
        (_("overdue"), "areas_overdue"),
        (_("entries"), "entries_total"),
        (_("to be matched"), "entries_open"),
    ]

    def get_queryset(self) -> QuerySet[Census]:
        return Census.objects.visible_to(self.actor).for_list().with_counts(timezone.localdate())

    def get_context(self, **more: Any) -> dict[str, Any]:
        return more | {"today": timezone.localdate(), "may_open": self.actor.can("census.manage")}


class OpenCensus(DeskView):
    """Open a census in one district or, as the city, in several."""

    capability = "census.manage"
    template_name = "institutions/desk/census/open.html"
    form_class = CensusForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"districts": districts_of(self.request)}

    def initial(self) -> dict[str, Any]:
        only = self.actor.district_ids
        return dict(campaigns.proposed_days(timezone.localdate(), min(only) if only else None))

    def form_valid(self, form: Any) -> HttpResponseBase:
        opened = campaigns.open_campaign(actor=self.actor, **form.cleaned_data)
        if len(opened) == 1:
            return self.done(_("The census stands. Every street has an area to report."), opened[0])
        return self.done(_("The census stands in all districts chosen."), compare_url(opened[0].campaign))


def compare_url(campaign: uuid.UUID) -> str:
    """Where the districts of a campaign are compared."""
    return f"{reverse('institutions:census_city')}?campaign={campaign}"


class CensusPage(DeskView):
    """A page about one census."""

    capability = "census.view"

    def get_object(self) -> Census:
        rows = Census.objects.visible_to(self.actor).for_list()
        return get_object_or_404(rows, pk=self.kwargs["pk"])


class Progress(CensusPage):
    """How far a census is: each street with what is reported, and what is not yet swept."""

    template_name = "institutions/desk/census/progress.html"

    def get_context(self, **more: Any) -> dict[str, Any]:
        today = timezone.localdate()
        areas = CensusArea.objects.visible_to(self.actor)
        rows = figures.streets_of(self.object, areas, today)
        entries = CensusEntry.objects.visible_to(self.actor).filter(census=self.object)
        manages = self.actor.can("census.manage") and self.object.is_open
        states = figures.by_state(entries)
        return more | {
            "census": self.object,
            "today": today,
            "rows": rows,
            "chart": figures.street_chart(rows),
            "states": states,
            "found": sum(states.values()),
            "total": sum(row.total for row in rows),
            "reported": sum(row.reported for row in rows),
            "overdue": sum(row.overdue for row in rows),
            "may_report": self.actor.can("census.report") and self.object.is_open,
            "may_manage": manages,
            "events": figures.history_of(self.object),
        }

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        export = request.GET.get("export")
        if export in {"csv", "xlsx"}:
            send = exports.as_csv if export == "csv" else exports.as_workbook
            rows = CensusArea.objects.visible_to(self.actor).filter(census=self.object).for_list()
            return send(rows, AREA_COLUMNS, "census-areas")
        return super().get(request, *args, **kwargs)


AREA_COLUMNS: list[exports.Column] = [
    (_("street"), "street.name"),
    (_("kind of area"), "get_kind_display"),
    (_("name of the area"), "name"),
    (_("office that reports"), lambda area: area.office or (area.reporter.user if area.reporter else "")),
    (_("report by"), "report_by"),
    (_("state"), "get_state_display"),
    (_("nothing found"), lambda area: _("nothing found") if area.nothing_found else ""),
    (_("reported"), "reported_at"),
    (_("words to the report"), "note"),
]


class AddArea(CensusPage):
    """Name a community, block or estate of a street."""

    capability = "census.manage"
    template_name = "institutions/desk/census/area_add.html"
    form_class = AreaForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"streets": self.object.district.streets.all()}

    def initial(self) -> dict[str, Any]:
        return {"report_by": self.object.report_by}

    def form_valid(self, form: Any) -> HttpResponseBase:
        campaigns.add_area(self.object, actor=self.actor, **form.cleaned_data)
        return self.done(_("The area is to be swept, and shows until it was."), self.object)


class Report(DeskView):
    """Report one area, or have it swept again."""

    capability = "census.report"
    template_name = "institutions/desk/census/report.html"
    form_class = CensusReportForm

    def get_object(self) -> CensusArea:
        rows = CensusArea.objects.visible_to(self.actor).for_list().with_entries()
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_context(self, **more: Any) -> dict[str, Any]:
        entries = CensusEntry.objects.visible_to(self.actor).filter(
            census=self.object.census_id, street=self.object.street_id
        )
        return more | {
            "area": self.object,
            "census": self.object.census,
            "today": timezone.localdate(),
            "entries": entries.count(),
            "may_send_back": self.actor.can("census.manage"),
            "events": figures.history_of(self.object),
        }

    def form_valid(self, form: Any) -> HttpResponseBase:
        if "send_back" in self.request.POST:
            area = campaigns.send_back(self.object, actor=self.actor, reason=form.cleaned_data["note"])
            return self.done(_("Sent back: the area is to be swept again."), area.census)
        area = campaigns.report(self.object, actor=self.actor, **form.cleaned_data)
        return self.done(_("Reported."), area.census)


class Close(CensusPage):
    """Close a census; its figures are kept."""

    capability = "census.manage"
    template_name = "institutions/desk/census/close.html"
    form_class = CloseForm

    def get_context(self, **more: Any) -> dict[str, Any]:
        return more | {"census": self.object, "missing": campaigns.missing_areas(self.object)}

    def form_valid(self, form: Any) -> HttpResponseBase:
        row = campaigns.close(self.object, actor=self.actor, **form.cleaned_data)
        return self.done(_("The census is closed; its figures are kept."), row)


class Compare(DeskView):
    """The districts of one campaign side by side."""

    capability = "census.view"
    template_name = "institutions/desk/census/city.html"

    def chosen(self, known: list[tuple[str, str]]) -> str:
        """Return the campaign asked for, else the newest; empty where there is none."""
        asked = self.request.GET.get("campaign", "")
        return asked if asked in dict(known) else (known[0][0] if known else "")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        censuses = Census.objects.visible_to(self.actor)
        known = figures.campaigns_of(censuses)
        chosen = self.chosen(known)
        today = timezone.localdate()
        rows = figures.districts_compared(censuses, uuid.UUID(chosen), today) if chosen else []
        kinds = figures.kinds_in(rows)
        export = request.GET.get("export")
        if export in {"csv", "xlsx"}:
            send = exports.as_csv if export == "csv" else exports.as_workbook
            return send(rows, compared_columns(kinds), "census-districts")
        table = [(row, [row.kinds.get(kind, 0) for kind, _label in kinds]) for row in rows]
        return self.render(
            rows=rows,
            table=table,
            kinds=kinds,
            campaigns=known,
            chosen=chosen,
            query=f"campaign={chosen}",
            chart=figures.city_chart(rows),
            closed=CensusState.CLOSED,
        )


def compared_columns(kinds: list[tuple[str, str]]) -> list[exports.Column]:
    """The columns of the comparison: areas, entries, problems, then a column a kind."""
    names = (
        *((_("district"), "district"), (_("state"), "state"), (_("areas"), "areas")),
        *((_("reported"), "reported"), (_("overdue"), "overdue"), (_("entries"), "entries")),
        *((_("to be matched"), "open"), (_("merged with the register"), "merged")),
        *((_("entered as new"), "entered"), (_("set aside"), "aside")),
        *((_("problems"), "problems"), (_("settled problems"), "settled")),
    )
    return [*names, *((label, _of_kind(kind)) for kind, label in kinds)]


def _of_kind(kind: str) -> Any:
    return lambda row: row.kinds.get(kind, 0)
