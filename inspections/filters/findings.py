"""The list of findings."""

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from inspections.filters.institutions import OfInstitutions
from inspections.terms import FindingState, Group


class FindingFilter(OfInstitutions):
    """State and group."""

    state = filters.ChoiceFilter(label=_("State"), choices=FindingState.choices, empty_label=_("all"))
    group = filters.ChoiceFilter(label=_("Violation group"), choices=Group.choices, empty_label=_("all"))
    since = filters.DateFilter(label=_("From"), field_name="found_on", lookup_expr="gte")
    until = filters.DateFilter(label=_("Until"), field_name="found_on", lookup_expr="lte")
    words = ("text",)
