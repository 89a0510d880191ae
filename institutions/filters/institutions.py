"""Filters of the register."""

from typing import Any

import django_filters
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from institutions.filters.places import SHORTEST, DistrictFilter, streets_of
from institutions.models import Institution, SituationMark, TeachingSite
from institutions.terms import Category, MarkKind, Premises, Situation, Status


class InstitutionFilter(django_filters.FilterSet):
    """Filters of the register."""

    q = django_filters.CharFilter(method="by_text", label=_("name, code or address, two characters at least"))
    district = DistrictFilter(field_name="district")
    street = django_filters.ModelChoiceFilter(empty_label=_("all"), queryset=streets_of, label=_("street"))
    category = django_filters.ChoiceFilter(
        empty_label=_("all"), choices=Category.choices, label=_("category")
    )
    situation = django_filters.ChoiceFilter(
        empty_label=_("all"), choices=Situation.choices, label=_("papers")
    )
    status = django_filters.ChoiceFilter(empty_label=_("all"), choices=Status.choices, label=_("status"))
    flag = django_filters.ChoiceFilter(
        empty_label=_("all"),
        choices=[
            ("cross", _("site in another district")),
            ("zombie", _("zombie")),
            ("consulting", MarkKind.CONSULTING.label),
            ("home", _("site in a home")),
        ],
        method="by_flag",
        label=_("flag"),
    )

    class Meta:
        model = Institution
        fields: list[str] = []

    def by_text(self, rows: Any, name: str, value: str) -> Any:
        return rows.named(value.strip()) if len(value.strip()) >= SHORTEST else rows

    def by_flag(self, rows: Any, name: str, value: str) -> Any:
        if value == "zombie":
            return rows.exclude(zombie_since=None)
        if value == "consulting":
            marks = SituationMark.objects.standing().filter(kind=MarkKind.CONSULTING)
            return rows.filter(Exists(marks.filter(institution=OuterRef("pk"))))
        sites = TeachingSite.objects.in_use().filter(institution=OuterRef("pk"))
        if value == "home":
            return rows.filter(Exists(sites.filter(premises=Premises.RESIDENTIAL)))
        return rows.filter(Exists(sites.filter(cross_district=True)))
