"""The filters of lists of publications and proposals."""

from __future__ import annotations

from typing import Any

import django_filters as filters
from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.regions.models import District
from publicity.models import ListProposal, Publication
from publicity.queries import ListProposalQuerySet
from publicity.terms import ListKind, ProposalState, PublicationKind


def districts(label: Any) -> filters.ModelChoiceFilter:
    """A filter by district, by its six-digit code or slug."""
    return filters.ModelChoiceFilter(
        label=label, queryset=District.objects.all(), to_field_name="slug", empty_label=_("all")
    )


class PublicationFilter(filters.FilterSet):
    """District, year and kind."""

    district = districts(_("District or zone"))
    year = filters.NumberFilter(label=_("Year"))
    kind = filters.ChoiceFilter(label=_("Kind"), choices=PublicationKind.choices, empty_label=_("all"))

    class Meta:
        model = Publication
        fields = ("district", "year", "kind")


class ProposalFilter(filters.FilterSet):
    """State, list, district, year, what needs a look, and a name."""

    q = filters.CharFilter(label=_("Name or code"), method="by_name")
    state = filters.ChoiceFilter(label=_("State"), choices=ProposalState.choices, empty_label=_("all"))
    kind = filters.ChoiceFilter(label=_("List"), choices=ListKind.choices, empty_label=_("all"))
    district = districts(_("District or zone"))
    year = filters.NumberFilter(label=_("List of the year"))
    look = filters.BooleanFilter(label=_("Needs a look"), method="by_look", widget=forms.CheckboxInput)
    ready = filters.BooleanFilter(label=_("To be decided now"), method="by_ready", widget=forms.CheckboxInput)

    class Meta:
        model = ListProposal
        fields = ("q", "state", "kind", "district", "year", "look", "ready")

    def by_name(self, rows: ListProposalQuerySet, name: str, value: str) -> Any:
        said = value.strip()
        return rows.filter(Q(institution__name__icontains=said) | Q(institution__code__icontains=said))

    def by_look(self, rows: ListProposalQuerySet, name: str, value: bool) -> Any:
        return rows.filter(needs_look=True) if value else rows

    def by_ready(self, rows: ListProposalQuerySet, name: str, value: bool) -> Any:
        return rows.decidable(timezone.localdate()) if value else rows
