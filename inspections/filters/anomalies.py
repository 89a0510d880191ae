"""The list of anomalies."""

from typing import Any

import django_filters as filters
from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from inspections.models import Anomaly
from inspections.terms import AnomalyKind, AnomalyState
from portal.regions.models import District


class AnomalyFilter(filters.FilterSet):
    """Words, district, what was seen, state, overdue."""

    q = filters.CharFilter(label=_("Number, name or place"), method="by_words")
    district = filters.ModelChoiceFilter(
        label=_("District"), queryset=District.objects.all(), to_field_name="slug", empty_label=_("all")
    )
    kind = filters.ChoiceFilter(label=_("what was seen"), choices=AnomalyKind.choices, empty_label=_("all"))
    state = filters.ChoiceFilter(label=_("State"), choices=AnomalyState.choices, empty_label=_("all"))
    overdue = filters.BooleanFilter(label=_("Overdue only"), method="by_overdue", widget=forms.CheckboxInput)

    class Meta:
        model = Anomaly
        fields: list[str] = []

    def by_words(self, rows: Any, name: str, value: str) -> Any:
        return rows.filter(
            Q(number__iexact=value)
            | Q(place__icontains=value)
            | Q(institution__name__icontains=value)
            | Q(institution__code__iexact=value)
        )

    def by_overdue(self, rows: Any, name: str, value: bool) -> Any:
        return rows.overdue(timezone.localdate()) if value else rows
