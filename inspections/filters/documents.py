"""The list of papers."""

from typing import Any

import django_filters as filters
from django import forms
from django.utils.translation import gettext_lazy as _

from inspections.filters.institutions import OfInstitutions
from inspections.terms import DocumentKind


class DocumentFilter(OfInstitutions):
    """Kind, and those not served."""

    kind = filters.ChoiceFilter(label=_("Kind of paper"), choices=DocumentKind.choices, empty_label=_("all"))
    unserved = filters.BooleanFilter(
        label=_("Not served only"), method="by_service", widget=forms.CheckboxInput
    )
    words = ("number",)

    def by_service(self, rows: Any, name: str, value: bool) -> Any:
        return rows.filter(service=None) if value else rows
