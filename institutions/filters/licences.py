"""Filters of licence applications."""

from typing import Any

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from institutions.filters.places import SHORTEST, DistrictFilter
from institutions.models import LicenceApplication
from institutions.terms import ApplicationKind, ApplicationState


class LicenceFilter(django_filters.FilterSet):
    """Filters of the district's queue."""

    q = django_filters.CharFilter(method="by_text", label=_("name or code, two characters at least"))
    kind = django_filters.ChoiceFilter(empty_label=_("all"), choices=ApplicationKind.choices, label=_("kind"))
    state = django_filters.ChoiceFilter(
        empty_label=_("all"), choices=ApplicationState.choices, label=_("state")
    )
    district = DistrictFilter(field_name="institution__district")

    class Meta:
        model = LicenceApplication
        fields: list[str] = []

    def by_text(self, rows: Any, name: str, value: str) -> Any:
        value = value.strip()
        if len(value) < SHORTEST:
            return rows
        return rows.filter(
            Q(institution__name__icontains=value) | Q(institution__code__icontains=value.upper())
        )
