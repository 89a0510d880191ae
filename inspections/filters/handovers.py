"""The list of handovers."""

from typing import Any

import django_filters as filters
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from inspections.filters.institutions import OfInstitutions
from inspections.queries import HandoverQuerySet
from inspections.terms import HandoverState
from portal.accounts.roles import Department

OPEN = "open"


class HandoverFilter(OfInstitutions):
    """State, department, overdue."""

    state = filters.ChoiceFilter(
        label=_("State"),
        choices=[(OPEN, pgettext_lazy("handover", "open")), *HandoverState.choices],
        empty_label=_("all"),
        method="by_state",
    )
    department = filters.ChoiceFilter(
        label=_("Department"), choices=Department.choices, empty_label=_("all"), field_name="to_department"
    )
    overdue = filters.BooleanFilter(label=_("Overdue only"), method="by_overdue", widget=forms.CheckboxInput)
    words = ("number", "facts")

    def by_state(self, rows: HandoverQuerySet, name: str, value: str) -> Any:
        return rows.open() if value == OPEN else rows.filter(state=value)

    def by_overdue(self, rows: HandoverQuerySet, name: str, value: bool) -> Any:
        return rows.overdue(timezone.localdate()) if value else rows


class DecisionFilter(filters.FilterSet):
    """An institution's decisions, by their day."""

    since = filters.DateFilter(label=_("From"), field_name="decided_on", lookup_expr="gte")
    until = filters.DateFilter(label=_("Until"), field_name="decided_on", lookup_expr="lte")
