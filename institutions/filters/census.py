"""Filters of censuses, their entries and problems."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from institutions.filters.places import SHORTEST, DistrictFilter
from institutions.models import Census, CensusEntry, CensusProblem
from institutions.terms import CensusState, EntryState, Group, ProblemState
from portal.regions.models import Street


def streets_of_census(request: HttpRequest | None) -> QuerySet[Street]:
    """The streets of the census that the page is about."""
    pk = request.resolver_match.kwargs.get("pk") if request and request.resolver_match else None
    return Street.objects.filter(district__censuses=pk) if pk else Street.objects.none()


class CensusFilter(django_filters.FilterSet):
    """Filters of the censuses."""

    state = django_filters.ChoiceFilter(empty_label=_("all"), choices=CensusState.choices, label=_("state"))
    district = DistrictFilter(field_name="district")

    class Meta:
        model = Census
        fields: list[str] = []


class CensusEntryFilter(django_filters.FilterSet):
    """Filters of what a census found."""

    q = django_filters.CharFilter(method="by_text", label=_("name, code or address, two characters at least"))
    state = django_filters.ChoiceFilter(empty_label=_("all"), choices=EntryState.choices, label=_("state"))
    street = django_filters.ModelChoiceFilter(
        empty_label=_("all"), queryset=streets_of_census, label=_("street")
    )
    kind = django_filters.ChoiceFilter(
        empty_label=_("all"), choices=Group.choices, field_name="problems__kind", label=_("kind of problem")
    )

    class Meta:
        model = CensusEntry
        fields: list[str] = []

    def by_text(self, rows: Any, name: str, value: str) -> Any:
        return rows.named(value.strip()) if len(value.strip()) >= SHORTEST else rows


class CensusProblemFilter(django_filters.FilterSet):
    """Filters of the problems by kind."""

    kind = django_filters.ChoiceFilter(
        empty_label=_("all"), choices=Group.choices, label=_("kind of problem")
    )
    state = django_filters.ChoiceFilter(empty_label=_("all"), choices=ProblemState.choices, label=_("state"))
    street = django_filters.ModelChoiceFilter(
        empty_label=_("all"), queryset=streets_of_census, field_name="entry__street", label=_("street")
    )

    class Meta:
        model = CensusProblem
        fields: list[str] = []
