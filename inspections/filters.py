"""The filters of the lists."""

from typing import Any

import django_filters as filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from inspections.queries import OrderQuerySet
from inspections.terms import FindingState, Group, InspectionState, OrderState
from portal.accounts.roles import Department
from portal.regions.models import District

OPEN = "open"
Rows = QuerySet[Any]


class OfInstitutions(filters.FilterSet):
    """What every list of these can be filtered by: words and district."""

    q = filters.CharFilter(label=_("Name, code or words"), method="by_words")
    district = filters.ModelChoiceFilter(
        label=_("District"),
        queryset=District.objects.all(),
        to_field_name="slug",
        field_name="institution__district",
        empty_label=_("all"),
    )
    words: tuple[str, ...] = ()

    def by_words(self, rows: Rows, name: str, value: str) -> Rows:
        sought = Q(institution__name__icontains=value) | Q(institution__code__iexact=value)
        for field in self.words:
            sought |= Q(**{f"{field}__icontains": value})
        return rows.filter(sought)


class InspectionFilter(OfInstitutions):
    """State, department and days."""

    state = filters.ChoiceFilter(label=_("State"), choices=InspectionState.choices, empty_label=_("all"))
    department = filters.ChoiceFilter(
        label=_("Department"), choices=Department.choices, empty_label=_("all"), method="by_department"
    )
    since = filters.DateFilter(label=_("From"), field_name="on", lookup_expr="gte")
    until = filters.DateFilter(label=_("Until"), field_name="on", lookup_expr="lte")
    words = ("purpose",)

    def by_department(self, rows: Rows, name: str, value: str) -> Rows:
        return rows.filter(team__contains=f",{value},")


class FindingFilter(OfInstitutions):
    """State and group."""

    state = filters.ChoiceFilter(label=_("State"), choices=FindingState.choices, empty_label=_("all"))
    group = filters.ChoiceFilter(label=_("Violation group"), choices=Group.choices, empty_label=_("all"))
    since = filters.DateFilter(label=_("From"), field_name="found_on", lookup_expr="gte")
    until = filters.DateFilter(label=_("Until"), field_name="found_on", lookup_expr="lte")
    words = ("text",)


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
