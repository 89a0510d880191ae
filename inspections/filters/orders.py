"""The list of orders."""

from typing import Any

import django_filters as filters
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from inspections.filters.institutions import OfInstitutions
from inspections.queries import OrderQuerySet
from inspections.terms import Group, OrderState

OPEN = "open"


class OrderFilter(OfInstitutions):
    """State, group, overdue."""

    state = filters.ChoiceFilter(
        label=_("State"),
        choices=[(OPEN, pgettext_lazy("order", "open")), *OrderState.choices],
        empty_label=_("all"),
        method="by_state",
    )
    group = filters.ChoiceFilter(
        label=_("Violation group"),
        choices=Group.choices,
        empty_label=_("all"),
        field_name="decision__finding__group",
    )
    overdue = filters.BooleanFilter(label=_("Overdue only"), method="by_overdue", widget=forms.CheckboxInput)
    words = ("number", "requirement")

    def by_state(self, rows: OrderQuerySet, name: str, value: str) -> Any:
        return rows.open() if value == OPEN else rows.filter(state=value)

    def by_overdue(self, rows: OrderQuerySet, name: str, value: bool) -> Any:
        return rows.overdue(timezone.localdate()) if value else rows
