"""Filters of teachers and of matches with schools' lists."""

from typing import Any

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from institutions.filters.places import SHORTEST, DistrictFilter
from institutions.models import ServingList, ServingMatch, Teacher
from institutions.terms import ListState, MatchState, Subject, TeacherFlag


class MyTeacherFilter(django_filters.FilterSet):
    """Filters of an institution's own teachers; those who left are shown where asked for."""

    q = django_filters.CharFilter(field_name="name", lookup_expr="icontains", label=_("name"))
    subject = django_filters.ChoiceFilter(
        empty_label=_("all"), choices=Subject.choices, label=_("school subject")
    )
    left = django_filters.BooleanFilter(
        field_name="left_on", lookup_expr="isnull", exclude=True, label=_("left")
    )

    class Meta:
        model = Teacher
        fields: list[str] = []


class TeacherFilter(django_filters.FilterSet):
    """Filters of the territory's teachers."""

    q = django_filters.CharFilter(
        method="by_text", label=_("teacher or institution, two characters at least")
    )
    subject = django_filters.ChoiceFilter(
        empty_label=_("all"), choices=Subject.choices, label=_("school subject")
    )
    district = DistrictFilter(field_name="institution__district")
    flag = django_filters.ChoiceFilter(
        empty_label=_("all"), choices=TeacherFlag.choices, method="by_flag", label=_("flag")
    )

    class Meta:
        model = Teacher
        fields: list[str] = []

    def by_text(self, rows: Any, name: str, value: str) -> Any:
        value = value.strip()
        if len(value) < SHORTEST:
            return rows
        return rows.filter(Q(name__icontains=value) | Q(institution__name__icontains=value))

    def by_flag(self, rows: Any, name: str, value: str) -> Any:
        if value == TeacherFlag.LEFT:
            return rows.exclude(left_on=None)
        if value == TeacherFlag.NO_CERTIFICATE:
            return rows.staying().filter(certificate="")
        return rows.elsewhere() if value == TeacherFlag.ELSEWHERE else rows.held()


class ServingListFilter(django_filters.FilterSet):
    """Filters of schools' lists."""

    q = django_filters.CharFilter(field_name="school", lookup_expr="icontains", label=_("school"))
    state = django_filters.ChoiceFilter(empty_label=_("all"), choices=ListState.choices, label=_("state"))
    district = DistrictFilter(field_name="district")

    class Meta:
        model = ServingList
        fields: list[str] = []


class MatchFilter(django_filters.FilterSet):
    """Filters of matches with schools' lists."""

    q = django_filters.CharFilter(
        method="by_text", label=_("teacher or institution, two characters at least")
    )
    state = django_filters.ChoiceFilter(empty_label=_("all"), choices=MatchState.choices, label=_("state"))
    district = DistrictFilter(field_name="teacher__institution__district")

    class Meta:
        model = ServingMatch
        fields: list[str] = []

    def by_text(self, rows: Any, name: str, value: str) -> Any:
        value = value.strip()
        if len(value) < SHORTEST:
            return rows
        return rows.filter(Q(teacher__name__icontains=value) | Q(teacher__institution__name__icontains=value))
