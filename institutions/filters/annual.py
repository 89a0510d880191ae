"""Filters of annual returns."""

import django_filters
from django.utils.translation import gettext_lazy as _

from institutions.models import AnnualReturn
from institutions.terms import AnnualResult, AnnualStep, Category


class ReturnFilter(django_filters.FilterSet):
    """Filters of a district's annual returns."""

    q = django_filters.CharFilter(
        field_name="institution__name", lookup_expr="icontains", label=_("institution")
    )
    step = django_filters.ChoiceFilter(empty_label=_("all"), choices=AnnualStep.choices, label=_("step"))
    result = django_filters.ChoiceFilter(
        empty_label=_("all"), choices=AnnualResult.choices, label=_("result")
    )
    kind = django_filters.ChoiceFilter(
        field_name="institution__category",
        empty_label=_("all"),
        choices=Category.choices,
        label=_("category"),
    )
    reported = django_filters.BooleanFilter(
        field_name="reported_at", lookup_expr="isnull", exclude=True, label=_("reported")
    )

    class Meta:
        model = AnnualReturn
        fields: list[str] = []
