"""The settings page: every figure with its source, its default and the rows in force."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.desk.views import DeskView
from portal.rulebook import registry, services
from portal.rulebook.forms import PREFIX, CalendarDayForm, EndFigureForm, FigureForm
from portal.rulebook.models import DatedRule
from portal.rulebook.queries import history_of
from portal.rulebook.registry import Entry
from portal.rulebook.tables import FigureTable, tables_of
from portal.workdays.services import calendar, days_by_hand


class RuleList(DeskView):
    """Every figure of the portal by its clause."""

    capability = "rulebook.view"
    template_name = "rulebook/desk/list.html"

    def get_context(self, **more: Any) -> dict[str, Any]:
        today = timezone.localdate()
        rows = DatedRule.objects.visible_to(self.actor).select_related("district")
        tables = tables_of(registry.all(), rows, today)
        # A single kind that stands under the general figure is reached from there.
        shown = [table for table in tables if table.lines or registry.parent_of(table.entry) is None]
        return super().get_context(tables=shown, today=today, **more)


class FigurePage(DeskView):
    """One figure: its default, its rows, and a form for the next."""

    capability = "rulebook.view"
    template_name = "rulebook/desk/figure.html"
    object: Entry

    def get_object(self) -> Entry:
        try:
            return registry.get(self.kwargs["key"])
        except KeyError as error:
            raise Http404 from error

    def get_form(self) -> FigureForm | None:
        if not self.actor.can("rulebook.edit"):
            return None
        return FigureForm(entry=self.object, **self.get_form_kwargs())

    def initial(self) -> dict[str, Any]:
        in_force = services.in_force(self.object.figure, on=timezone.localdate()).figure
        typed = {PREFIX + name: value for name, value in self.object.values_of(in_force).items()}
        return typed | {"valid_from": timezone.localdate()}

    def get_context(self, **more: Any) -> dict[str, Any]:
        today = timezone.localdate()
        rows = list(DatedRule.objects.visible_to(self.actor).of(self.object.key))
        table = FigureTable.of(self.object, rows, today)
        return super().get_context(
            entry=self.object,
            parent=registry.parent_of(self.object),
            kinds=registry.kinds_of(self.object),
            table=table,
            events=history_of(rows),
            **more,
        )

    def form_valid(self, form: FigureForm) -> HttpResponse:
        services.set_figure(self.actor, self.object.key, **form.row())
        return self.done(_("The figure is set."), reverse("rulebook:figure", args=[self.object.key]))


class EndFigure(DeskView):
    """End a row with a day."""

    capability = "rulebook.edit"
    template_name = "rulebook/desk/end.html"
    form_class = EndFigureForm
    object: DatedRule

    def get_object(self) -> DatedRule:
        return get_object_or_404(DatedRule.objects.visible_to(self.actor), pk=self.kwargs["pk"])

    def get_context(self, **more: Any) -> dict[str, Any]:
        return super().get_context(entry=registry.get(self.object.key), **more)

    def initial(self) -> dict[str, Any]:
        return {"last_day": timezone.localdate()}

    def form_valid(self, form: EndFigureForm) -> HttpResponse:
        services.end_figure(self.actor, self.object, **form.cleaned_data)
        return self.done(
            _("The figure ends with that day."), reverse("rulebook:figure", args=[self.object.key])
        )


class CalendarPage(DeskView):
    """The days set by hand over the published calendar (D7)."""

    capability = "rulebook.view"
    template_name = "rulebook/desk/calendar.html"

    def get_form(self) -> CalendarDayForm | None:
        return CalendarDayForm(**self.get_form_kwargs()) if self.actor.can("rulebook.edit") else None

    def get_context(self, **more: Any) -> dict[str, Any]:
        year, known = timezone.localdate().year, calendar()
        years = [(each, known.announced(each)) for each in (year, year + 1)]
        return super().get_context(days=days_by_hand(), years=years, **more)

    def form_valid(self, form: CalendarDayForm) -> HttpResponse:
        services.set_calendar_day(self.actor, **form.cleaned_data)
        return self.done(_("The day is set."), reverse("rulebook:calendar"))
