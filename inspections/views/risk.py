"""The risk picture: the list, one institution item by item, and the streets. Clause: S10."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy

from inspections.figures.risk import by_street
from inspections.figures.risk_facts import risk_facts
from inspections.filters import RiskFilter
from inspections.models import RiskPicture
from inspections.queries import RiskPictureQuerySet
from inspections.rules.risk import RiskTerms
from inspections.services.risk import draw_one, risk_terms
from institutions.models import Institution
from portal.desk.views import DeskList, DeskView
from portal.rulebook.services import in_force

# Where the rows behind an item stand, by the words that the lists are searched for.
FINDINGS = ("findings", "serious", "repeated")
ORDERS = ("open_orders", "overdue_orders", "failed_orders")


class Risk(DeskList):
    """Who needs attention, the heaviest first."""

    capability = "risk.view"
    template_name = "inspections/desk/risk/list.html"
    filterset_class = RiskFilter
    export_name = "risk"
    export_columns = [
        (gettext_lazy("Institution"), "institution.name"),
        (gettext_lazy("Code"), "institution.code"),
        (gettext_lazy("District"), "institution.district.name"),
        (gettext_lazy("Street"), "institution.street.name"),
        (gettext_lazy("level of risk"), "get_level_display"),
        (gettext_lazy("points"), "points"),
        (
            gettext_lazy("items"),
            lambda row: "；".join(f"{item['label']} {item['points']:+d}" for item in row.folded),
        ),
        (gettext_lazy("points before"), "points_before"),
        (gettext_lazy("changed on"), "changed_on"),
    ]

    def get_queryset(self) -> RiskPictureQuerySet:
        return RiskPicture.objects.visible_to(self.actor).for_list()


class RiskOf(DeskView):
    """One institution, item by item, as it stands now."""

    capability = "risk.view"
    template_name = "inspections/desk/risk/one.html"

    def get_object(self) -> Institution:
        found = Institution.objects.visible_to(self.actor).for_list()
        return get_object_or_404(found, code=self.kwargs["code"])

    def get_context(self, **more: Any) -> dict[str, Any]:
        institution, today = self.object, timezone.localdate()
        terms = risk_terms(institution.district_id, today)
        facts = risk_facts(institution.district_id, today, terms.figure, only=institution.pk)
        now = draw_one(institution.pk, facts[institution.pk], terms, today) if facts else None
        # Department and street officers learn that there are reasons, not that somebody complained (N4).
        knows = self.actor.can("complaints.view") and not self.actor.street_id
        items = (now.items if knows else now.folded) if now else []
        kept = RiskPicture.objects.visible_to(self.actor).filter(institution=institution).first()
        return {
            **more,
            "institution": institution,
            "now": now,
            "kept": kept,
            "terms": terms.figure,
            "rows": [(item, self.behind(item["name"])) for item in items],
            "may_open": self.actor.can("inspections.open"),
            "may_see_visits": self.actor.can("inspections.view"),
            "today": today,
        }

    def behind(self, item: str) -> str:
        """The address of the rows behind an item, where there is a list of them that the actor may open."""
        if item in FINDINGS and self.actor.can("inspections.view"):
            return f"{reverse('inspections:findings')}?q={self.object.code}"
        if item in ORDERS and self.actor.can("orders.view"):
            return f"{reverse('inspections:orders')}?q={self.object.code}"
        if item == "anomalies" and self.actor.can("anomalies.view"):
            return f"{reverse('inspections:anomalies')}?q={self.object.code}"
        return ""


class RiskStreets(DeskView):
    """Every street as a tile, district by district."""

    capability = "risk.view"
    template_name = "inspections/desk/risk/streets.html"

    def get_context(self, **more: Any) -> dict[str, Any]:
        terms = in_force(RiskTerms, on=timezone.localdate()).figure
        rows = RiskPicture.objects.visible_to(self.actor)
        return {
            **more,
            "districts": by_street(rows, terms),
            "terms": terms,
            "drawn_on": rows.order_by("drawn_on").values_list("drawn_on", flat=True).first(),
        }
