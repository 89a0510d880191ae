"""Districts and streets that one may choose from."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal.regions.models import District, Street

SHORTEST = 2  # one character fits half the register


def districts_of(request: HttpRequest | None) -> QuerySet[District]:
    """The districts that the actor may choose from."""
    actor = getattr(request, "actor", None)
    districts = District.objects.all()
    if actor is None or actor.district_ids is None:
        return districts
    return districts.filter(pk__in=actor.district_ids)


def streets_of(request: HttpRequest | None) -> QuerySet[Street]:
    """The streets of those districts, where there is one district only; of many they would be too long a list."""
    chosen = districts_of(request)
    key = request.GET.get("district", "") if request else ""
    if key:
        chosen = chosen.filter(slug=key)
    ids = list(chosen.values_list("pk", flat=True)[:2])
    return Street.objects.filter(district_id=ids[0]) if len(ids) == 1 else Street.objects.none()


class DistrictFilter(django_filters.ModelChoiceFilter):
    """A district by its key in addresses."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(
            *args,
            queryset=districts_of,
            to_field_name="slug",
            empty_label=_("all"),
            label=_("district"),
            **kwargs,
        )
