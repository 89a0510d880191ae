"""The lists of rounds and of places."""

from typing import Any

import django_filters as filters
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from inspections.filters.institutions import Rows
from inspections.models import SweepRound
from institutions.terms import AreaKind
from portal.regions.models import District, Street


class SweepRoundFilter(filters.FilterSet):
    """District and words."""

    q = filters.CharFilter(label=_("title of the round"), field_name="title", lookup_expr="icontains")
    district = filters.ModelChoiceFilter(
        label=_("District"), queryset=District.objects.all(), to_field_name="slug", empty_label=_("all")
    )


def streets_of_round(request: HttpRequest | None) -> Any:
    """The streets that the round has places in."""
    pk = request.resolver_match.kwargs.get("pk") if request and request.resolver_match else None
    rounds = SweepRound.objects.filter(pk=pk or 0).values("district")
    return Street.objects.filter(district__in=rounds)


class SweepPlaceFilter(filters.FilterSet):
    """Street, kind, swept or not."""

    q = filters.CharFilter(label=_("name of the place"), method="by_words")
    street = filters.ModelChoiceFilter(label=_("Street"), queryset=streets_of_round, empty_label=_("all"))
    kind = filters.ChoiceFilter(label=_("kind of place"), choices=AreaKind.choices, empty_label=_("all"))
    swept = filters.ChoiceFilter(
        label=_("swept or not"),
        choices=[("no", _("not swept yet")), ("yes", _("swept"))],
        empty_label=_("all"),
        method="by_swept",
    )

    def by_words(self, rows: Rows, name: str, value: str) -> Rows:
        return rows.filter(
            Q(title__icontains=value) | Q(address__icontains=value) | Q(community__icontains=value)
        )

    def by_swept(self, rows: Rows, name: str, value: str) -> Rows:
        return rows.filter(swept=value == "yes")
