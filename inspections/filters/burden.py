"""The ledger of the burden."""

from datetime import date
from typing import Any

import django_filters as filters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from inspections.filters.institutions import Rows
from institutions.models import Institution
from portal.regions.models import District, Street

YEARS = 3
SHORTEST = 2


def years(today: date) -> list[tuple[str, str]]:
    """This year and the ones before that can be looked at."""
    return [(str(year), str(year)) for year in range(today.year, today.year - YEARS, -1)]


def year_asked(request: HttpRequest) -> int:
    """The year that the address asks for; this one where it asks for none."""
    asked, today = request.GET.get("year", ""), timezone.localdate()
    return int(asked) if asked in dict(years(today)) else today.year


def streets_of(request: HttpRequest | None) -> QuerySet[Street]:
    """The streets of the actor's district, or of the one chosen; of many they would be too long a list."""
    actor = getattr(request, "actor", None)
    districts = District.objects.all()
    if actor is not None and actor.district_ids is not None:
        districts = districts.filter(pk__in=actor.district_ids)
    if request is not None and (key := request.GET.get("district", "")):
        districts = districts.filter(slug=key)
    ids = list(districts.values_list("pk", flat=True)[:2])
    return Street.objects.filter(district_id=ids[0]) if len(ids) == 1 else Street.objects.none()


class BurdenFilter(filters.FilterSet):
    """Words, year, district and street. The year chooses what is summed, see `year_asked`."""

    q = filters.CharFilter(label=_("Name, code or words"), method="by_words")
    year = filters.ChoiceFilter(
        label=_("Year"),
        choices=lambda: years(timezone.localdate()),
        empty_label=_("this year"),
        method="as_is",
    )
    district = filters.ModelChoiceFilter(
        label=_("District"), queryset=District.objects.all(), to_field_name="slug", empty_label=_("all")
    )
    street = filters.ModelChoiceFilter(label=_("street"), queryset=streets_of, empty_label=_("all"))

    class Meta:
        model = Institution
        fields: list[str] = []

    def by_words(self, rows: Any, name: str, value: str) -> Any:
        return rows.named(value.strip()) if len(value.strip()) >= SHORTEST else rows

    def as_is(self, rows: Rows, name: str, value: str) -> Rows:
        return rows
