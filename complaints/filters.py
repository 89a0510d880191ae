"""The filters of the queue."""

from typing import Any

import django_filters as filters
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from complaints.queries import ComplaintQuerySet
from complaints.terms import SHORT, State
from portal.regions.models import District

OPEN = "open"


class ComplaintFilter(filters.FilterSet):
    """State, kind, district, overdue and words."""

    q = filters.CharFilter(label=_("Number, institution or words"), method="by_words")
    state = filters.ChoiceFilter(
        label=_("State"),
        choices=[(OPEN, _("Open")), *State.choices],
        empty_label=_("all"),
        method="by_state",
    )
    kind = filters.ChoiceFilter(
        label=_("What happened"),
        choices=[(kind.value, words) for kind, words in SHORT.items()],
        empty_label=_("all"),
    )
    district = filters.ModelChoiceFilter(
        label=_("District"), queryset=District.objects.all(), to_field_name="slug", empty_label=_("all")
    )
    overdue = filters.BooleanFilter(label=_("Overdue only"), method="by_overdue", widget=forms.CheckboxInput)
    urgent = filters.BooleanFilter(label=_("Urgent only"), method="by_urgent", widget=forms.CheckboxInput)

    def by_words(self, rows: ComplaintQuerySet, name: str, value: str) -> ComplaintQuerySet:
        return rows.matching(value)

    def by_state(self, rows: ComplaintQuerySet, name: str, value: str) -> Any:
        return rows.still_open() if value == OPEN else rows.filter(state=value)

    def by_overdue(self, rows: ComplaintQuerySet, name: str, value: bool) -> ComplaintQuerySet:
        return rows.overdue(timezone.localdate()) if value else rows

    def by_urgent(self, rows: ComplaintQuerySet, name: str, value: bool) -> Any:
        return rows.filter(urgent=True) if value else rows
