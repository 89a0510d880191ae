"""Filters of the staff lists."""

from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from institutions.models import AnnualReturn, CourseFiling, Institution, TeachingSite
from institutions.terms import AnnualResult, Category, FilingState, Situation, Status, Subject
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
        choices=[("cross", _("site in another district")), ("zombie", _("zombie"))],
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
        return rows.filter(
            Exists(TeachingSite.objects.filter(institution=OuterRef("pk"), cross_district=True))
        )


class FilingFilter(django_filters.FilterSet):
    """Filters of course filings on the staff side."""

    q = django_filters.CharFilter(method="by_text", label=_("class or institution, two characters at least"))
    state = django_filters.ChoiceFilter(empty_label=_("all"), choices=FilingState.choices, label=_("state"))
    subject = django_filters.ChoiceFilter(
        empty_label=_("all"), choices=Subject.choices, label=_("school subject")
    )
    district = DistrictFilter(field_name="institution__district")

    class Meta:
        model = CourseFiling
        fields: list[str] = []

    def by_text(self, rows: Any, name: str, value: str) -> Any:
        value = value.strip()
        if len(value) < SHORTEST:
            return rows
        return rows.filter(Q(name__icontains=value) | Q(institution__name__icontains=value))


class PublicFilingFilter(FilingFilter):
    """Filters of the classes that the public reads."""

    state = None


class ReturnFilter(django_filters.FilterSet):
    """Filters of a district's annual returns."""

    q = django_filters.CharFilter(
        field_name="institution__name", lookup_expr="icontains", label=_("institution")
    )
    result = django_filters.ChoiceFilter(
        empty_label=_("all"), choices=AnnualResult.choices, label=_("result")
    )
    reported = django_filters.BooleanFilter(
        field_name="reported_at", lookup_expr="isnull", exclude=True, label=_("reported")
    )

    class Meta:
        model = AnnualReturn
        fields: list[str] = []
