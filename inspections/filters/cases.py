"""The list of penalty cases."""

from typing import Any

import django_filters as filters
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from inspections.filters.institutions import OfInstitutions
from inspections.queries import CaseQuerySet
from inspections.terms import CaseState

OPEN = "all_open"


class CaseFilter(OfInstitutions):
    """State, overdue."""

    state = filters.ChoiceFilter(
        label=_("State"),
        choices=[(OPEN, pgettext_lazy("case", "not closed")), *CaseState.choices],
        empty_label=_("all"),
        method="by_state",
    )
    overdue = filters.BooleanFilter(label=_("Overdue only"), method="by_overdue", widget=forms.CheckboxInput)
    words = ("number", "grounds")

    def by_state(self, rows: CaseQuerySet, name: str, value: str) -> Any:
        return rows.open() if value == OPEN else rows.filter(state=value)

    def by_overdue(self, rows: CaseQuerySet, name: str, value: bool) -> Any:
        return rows.overdue(timezone.localdate()) if value else rows


class MyCaseFilter(filters.FilterSet):
    """An institution's cases, by their day."""

    since = filters.DateFilter(label=_("From"), field_name="opened_on", lookup_expr="gte")
    until = filters.DateFilter(label=_("Until"), field_name="opened_on", lookup_expr="lte")
