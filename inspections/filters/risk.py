"""The list of the risk picture."""

from typing import Any

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from inspections.filters.burden import streets_of
from inspections.filters.institutions import OfInstitutions
from inspections.models import RiskPicture
from inspections.terms import RiskLevel


class RiskFilter(OfInstitutions):
    """Words, district, street, level, and whether it rose lately."""

    street = filters.ModelChoiceFilter(
        label=_("Street"), queryset=streets_of, field_name="institution__street", empty_label=_("all")
    )
    level = filters.ChoiceFilter(
        label=_("level of risk"),
        choices=[("attention", _("raised or high")), *RiskLevel.choices],
        empty_label=_("all"),
        method="by_level",
    )
    words = ("institution__address",)

    class Meta:
        model = RiskPicture
        fields: list[str] = []

    def by_level(self, rows: Any, name: str, value: str) -> Any:
        return rows.exclude(level=RiskLevel.LOW) if value == "attention" else rows.filter(level=value)
