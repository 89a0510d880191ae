"""The setting standard: its versions, and what each department looks at."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from institutions.models import SettingStandard
from institutions.queries import StandardQuerySet
from portal.desk.views import DeskList, DeskView


class Standards(DeskList):
    """The versions, the latest first."""

    capability = "institutions.view"
    template_name = "institutions/desk/standards.html"
    export_name = "standards"
    export_columns = [
        (_("version"), "version"),
        (_("title"), "title"),
        (_("in force from"), "in_force_from"),
        (_("source"), "source"),
    ]

    def get_queryset(self) -> StandardQuerySet:
        return SettingStandard.objects.visible_to(self.actor)

    def get_context(self, **more: Any) -> dict[str, Any]:
        today = timezone.localdate()
        return {**more, "in_force": SettingStandard.objects.visible_to(self.actor).in_force(today)}


class Standard(DeskView):
    """One version, section by section."""

    capability = "institutions.view"
    template_name = "institutions/desk/standard.html"

    def get_object(self) -> SettingStandard:
        found = SettingStandard.objects.visible_to(self.actor).for_page()
        return get_object_or_404(found, pk=self.kwargs["pk"])

    def get_context(self, **more: Any) -> dict[str, Any]:
        return {**more, "standard": self.object}
