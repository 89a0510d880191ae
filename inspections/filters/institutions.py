"""What every list of these can be filtered by."""

from typing import Any

import django_filters as filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from portal.regions.models import District

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
