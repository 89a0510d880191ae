"""The lists of campaigns, and of one campaign's targets."""

from typing import Any

import django_filters as filters
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from inspections.filters.institutions import OfInstitutions, Rows
from inspections.terms import CampaignState
from portal.regions.models import District, Street

VISITS = [("left", _("not visited yet")), ("underway", _("inspection under way")), ("visited", _("visited"))]


class CampaignFilter(filters.FilterSet):
    """State, district and words."""

    q = filters.CharFilter(label=_("title of the campaign"), field_name="title", lookup_expr="icontains")
    state = filters.ChoiceFilter(label=_("State"), choices=CampaignState.choices, empty_label=_("all"))
    district = filters.ModelChoiceFilter(
        label=_("District"),
        queryset=District.objects.all(),
        to_field_name="slug",
        field_name="districts",
        empty_label=_("all"),
    )


def streets_of(request: HttpRequest | None) -> Any:
    """The streets of the one district that the actor has or that is chosen."""
    actor = getattr(request, "actor", None)
    chosen = request.GET.get("district", "") if request else ""
    if chosen:
        return Street.objects.filter(district__slug=chosen)
    if actor is None or actor.district_ids is None:
        return Street.objects.none()
    return Street.objects.filter(district__in=actor.district_ids)


class TargetFilter(OfInstitutions):
    """District, street, visited or not."""

    street = filters.ModelChoiceFilter(
        label=_("Street"), queryset=streets_of, field_name="institution__street", empty_label=_("all")
    )
    visit = filters.ChoiceFilter(label=_("Visit"), choices=VISITS, empty_label=_("all"), method="by_visit")

    def by_visit(self, rows: Rows, name: str, value: str) -> Rows:
        if value == "underway":
            return rows.filter(underway=True)
        return rows.filter(visited=value == "visited")
