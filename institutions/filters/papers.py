"""Filters of papers, notices, wishes for a correction and sites in another district."""

from datetime import timedelta
from typing import Any

import django_filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from institutions.filters.places import SHORTEST, DistrictFilter
from institutions.models import CrossSiteTask, Notice, Paper, ProfileRequest
from institutions.terms import (
    CrossSiteOutcome,
    CrossSiteState,
    NoticeKind,
    PaperKind,
    PaperState,
    RequestState,
)


def named(rows: Any, name: str, value: str) -> Any:
    """Return the rows whose institution's name holds `value`, two characters at least."""
    value = value.strip()
    return rows.filter(**{f"{name}__icontains": value}) if len(value) >= SHORTEST else rows


class PaperFilter(django_filters.FilterSet):
    """Filters of papers."""

    q = django_filters.CharFilter(field_name="institution__name", method="by_name", label=_("institution"))
    district = DistrictFilter(field_name="institution__district")
    kind = django_filters.ChoiceFilter(
        empty_label=_("all"), choices=PaperKind.choices, label=_("kind of paper")
    )
    state = django_filters.ChoiceFilter(empty_label=_("all"), choices=PaperState.choices, label=_("state"))
    ends = django_filters.ChoiceFilter(
        empty_label=_("all"),
        choices=[("over", _("over")), ("soon", _("within 60 days"))],
        method="by_end",
        label=_("valid until"),
    )

    class Meta:
        model = Paper
        fields: list[str] = []

    def by_name(self, rows: Any, name: str, value: str) -> Any:
        return named(rows, name, value)

    def by_end(self, rows: Any, name: str, value: str) -> Any:
        today = timezone.localdate()
        if value == "over":
            return rows.current().filter(valid_until__lt=today)
        return rows.ending_by(today + timedelta(days=60)).filter(valid_until__gte=today)


class NoticeFilter(django_filters.FilterSet):
    """Filters of notices."""

    q = django_filters.CharFilter(field_name="institution__name", method="by_name", label=_("institution"))
    district = DistrictFilter(field_name="institution__district")
    kind = django_filters.ChoiceFilter(
        empty_label=_("all"), choices=NoticeKind.choices, label=_("kind of notice")
    )
    read = django_filters.BooleanFilter(
        field_name="read_at", lookup_expr="isnull", exclude=True, label=_("read")
    )

    class Meta:
        model = Notice
        fields: list[str] = []

    def by_name(self, rows: Any, name: str, value: str) -> Any:
        return named(rows, name, value)


class CorrectionFilter(django_filters.FilterSet):
    """Filters of wishes for a correction."""

    q = django_filters.CharFilter(field_name="institution__name", method="by_name", label=_("institution"))
    district = DistrictFilter(field_name="institution__district")
    state = django_filters.ChoiceFilter(empty_label=_("all"), choices=RequestState.choices, label=_("state"))

    class Meta:
        model = ProfileRequest
        fields: list[str] = []

    def by_name(self, rows: Any, name: str, value: str) -> Any:
        return named(rows, name, value)


class CrossSiteFilter(django_filters.FilterSet):
    """Filters of sites in another district."""

    q = django_filters.CharFilter(
        field_name="site__institution__name", method="by_name", label=_("institution")
    )
    state = django_filters.ChoiceFilter(
        empty_label=_("all"), choices=CrossSiteState.choices, label=_("state")
    )
    outcome = django_filters.ChoiceFilter(
        empty_label=_("all"), choices=CrossSiteOutcome.choices, label=_("outcome")
    )

    class Meta:
        model = CrossSiteTask
        fields: list[str] = []

    def by_name(self, rows: Any, name: str, value: str) -> Any:
        return named(rows, name, value)
