"""Filters of filed classes."""

from typing import Any

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from institutions.filters.places import SHORTEST, DistrictFilter
from institutions.models import CourseFiling
from institutions.terms import FilingState, Subject


class FilingFilter(django_filters.FilterSet):
    """Filters of course filings on the staff side."""

    q = django_filters.CharFilter(method="by_text", label=_("class or institution, two characters at least"))
    state = django_filters.ChoiceFilter(empty_label=_("all"), choices=FilingState.choices, label=_("state"))
    subject = django_filters.ChoiceFilter(
        empty_label=_("all"), choices=Subject.choices, label=_("school subject")
    )
    district = DistrictFilter(field_name="institution__district")

    class Meta:
        model = CourseFiling
        fields: list[str] = []

    def by_text(self, rows: Any, name: str, value: str) -> Any:
        value = value.strip()
        if len(value) < SHORTEST:
            return rows
        return rows.filter(Q(name__icontains=value) | Q(institution__name__icontains=value))


class PublicFilingFilter(FilingFilter):
    """Filters of the classes that the public reads."""

    state = None
