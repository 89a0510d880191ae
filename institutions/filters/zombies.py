"""Filters of zombies to clear."""

import django_filters
from django.utils.translation import gettext_lazy as _

from institutions.models import ZombieTask
from institutions.terms import ZombieOutcome, ZombieState


class ZombieFilter(django_filters.FilterSet):
    """Filters of zombies to clear."""

    q = django_filters.CharFilter(
        field_name="institution__name", lookup_expr="icontains", label=_("institution")
    )
    state = django_filters.ChoiceFilter(empty_label=_("all"), choices=ZombieState.choices, label=_("state"))
    outcome = django_filters.ChoiceFilter(
        empty_label=_("all"), choices=ZombieOutcome.choices, label=_("how it was cleared")
    )

    class Meta:
        model = ZombieTask
        fields: list[str] = []
