"""The ledger of the burden of visits, and an institution's own visits. Clause: N2."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy

from inspections.figures import Burden, burden_of, ledger, own_burden
from inspections.filters import BurdenFilter
from inspections.filters.burden import year_asked
from inspections.models import JointInspection
from inspections.queries import JointInspectionQuerySet
from institutions.models import Institution
from institutions.queries import InstitutionQuerySet
from portal.desk.views import DeskList, MyList


def _column(name: str) -> Any:
    """A column of the row's burden."""
    return lambda row: getattr(burden_of(row), name)


class Ledger(DeskList):
    """Who is visited how often, by whom and for how long, the most visited first."""

    capability = "inspections.view"
    template_name = "inspections/desk/burden.html"
    filterset_class = BurdenFilter
    export_name = "burden"
    export_columns = [
        (gettext_lazy("Institution"), "name"),
        (gettext_lazy("Code"), "code"),
        (gettext_lazy("District"), "district.name"),
        (gettext_lazy("Street"), "street.name"),
        (gettext_lazy("Visits"), _column("visits")),
        (gettext_lazy("By department"), _column("department_words")),
        (gettext_lazy("Items looked at"), _column("items")),
        (gettext_lazy("Hours on site"), _column("hours")),
        (gettext_lazy("Not scanned at the door"), _column("unscanned")),
        (gettext_lazy("Re-inspections"), _column("reinspections")),
        (gettext_lazy("Visits left"), _column("left")),
    ]

    def get_queryset(self) -> InstitutionQuerySet:
        seen = Institution.objects.visible_to(self.actor)
        return ledger(seen, year_asked(self.request), timezone.localdate())

    def get_context(self, **more: Any) -> dict[str, Any]:
        lines: list[tuple[Any, Burden]] = [(row, burden_of(row)) for row in more.get("rows", ())]
        return {**more, "lines": lines, "year": year_asked(self.request)}


class MyVisits(MyList):
    """The visits that the institution knows of, the latest first, and what is left of the year."""

    capability = "own.view"
    template_name = "inspections/my/visits.html"
    export_name = "visits"
    export_columns = [
        (gettext_lazy("Day"), "on"),
        (gettext_lazy("Purpose"), "purpose"),
        (gettext_lazy("In the name of"), "get_in_name_of_display"),
        (gettext_lazy("Departments"), lambda row: "、".join(row.department_labels)),
        (gettext_lazy("Scanned at the door"), "arrived_at"),
        (gettext_lazy("State"), "get_state_display"),
    ]

    def get_queryset(self) -> JointInspectionQuerySet:
        return JointInspection.objects.visible_to(self.actor).order_by("-on", "-pk")

    def get_context(self, **more: Any) -> dict[str, Any]:
        today = timezone.localdate()
        own = self.actor.institution_id
        burden = own_burden(own, today.year, today) if own is not None else None
        return {**more, "today": today, "year": today.year, "burden": burden}
