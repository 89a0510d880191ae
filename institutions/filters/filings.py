"""Filters of filed classes."""

from datetime import time
from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from institutions.filters.places import SHORTEST, DistrictFilter
from institutions.models import CourseFiling, Lesson
from institutions.terms import DayPart, FilingState, Stage, Subject, Weekday
from portal.regions.models import Street

NOON, EVENING = time(12), time(18)
# When a lesson of each part of the day begins: from, and before.
DAY_PARTS: dict[str, tuple[time, time | None]] = {
    DayPart.MORNING: (time(0), NOON),
    DayPart.AFTERNOON: (NOON, EVENING),
    DayPart.EVENING: (EVENING, None),
}


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
    """Filters of the classes that the public reads: the same for everyone, so nothing of the reader comes in."""

    state = None
    stage = django_filters.ChoiceFilter(
        empty_label=_("all"), choices=Stage.choices, label=_("stage of school")
    )
    street = django_filters.ModelChoiceFilter(
        field_name="institution__street",
        queryset=Street.objects.none(),
        empty_label=_("all"),
        label=_("street"),
    )
    weekday = django_filters.ChoiceFilter(
        method="keep", empty_label=_("all"), choices=Weekday.choices, label=_("day of the week")
    )
    daypart = django_filters.ChoiceFilter(
        method="keep", empty_label=_("all"), choices=DayPart.choices, label=_("time of day")
    )

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(data, *args, **kwargs)
        # The streets of all districts are too long a list: first the district, then its streets.
        district = (data or {}).get("district", "")
        self.filters["street"].queryset = Street.objects.filter(district__slug=district)

    def keep(self, rows: Any, name: str, value: Any) -> Any:
        """Day and time of day are looked for together, in one lesson."""
        return rows

    def filter_queryset(self, queryset: Any) -> Any:
        rows = super().filter_queryset(queryset)
        day = self.form.cleaned_data.get("weekday")
        part = self.form.cleaned_data.get("daypart")
        if not day and not part:
            return rows
        lessons = Lesson.objects.public().filter(filing=OuterRef("pk"))
        if day:
            lessons = lessons.filter(weekday=int(day))
        if part:
            first, before = DAY_PARTS[part]
            lessons = lessons.filter(starts__gte=first, **({"starts__lt": before} if before else {}))
        return rows.filter(Exists(lessons))
