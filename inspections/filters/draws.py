"""The lists of random draws and of conflicts of interest."""

import django_filters as filters
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from inspections.filters.institutions import OfInstitutions, Rows
from inspections.terms import DrawState
from portal.regions.models import District


class PublicDrawFilter(filters.FilterSet):
    """District."""

    district = filters.ModelChoiceFilter(
        label=_("District"), queryset=District.objects.all(), to_field_name="slug", empty_label=_("all")
    )


class DrawFilter(PublicDrawFilter):
    """Words, district, state."""

    q = filters.CharFilter(label=_("Number or title"), method="by_words")
    state = filters.ChoiceFilter(label=_("State"), choices=DrawState.choices, empty_label=_("all"))

    def by_words(self, rows: Rows, name: str, value: str) -> Rows:
        return rows.filter(Q(title__icontains=value) | Q(number__icontains=value))


class InterestFilter(OfInstitutions):
    """Words, district, and whether it still holds."""

    standing = filters.ChoiceFilter(
        label=_("State"),
        choices=[("yes", _("in force")), ("no", _("ended"))],
        empty_label=_("all"),
        method="by_standing",
    )
    words = ("user__name",)

    def by_standing(self, rows: Rows, name: str, value: str) -> Rows:
        ended = Q(until__lt=timezone.localdate())
        return rows.filter(ended) if value == "no" else rows.exclude(ended)
