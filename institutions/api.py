"""API v1: the classes filed and approved."""

from typing import Any

import django_filters
from drf_spectacular.utils import extend_schema
from rest_framework import generics, serializers

from institutions.models import CourseFiling, Lesson
from institutions.terms import Subject


class LessonOut(serializers.ModelSerializer[Lesson]):
    """One lesson, every week: `weekday` 1 is Monday, 7 Sunday."""

    class Meta:
        model = Lesson
        fields = ("weekday", "starts", "ends")


class FilingOut(serializers.ModelSerializer[CourseFiling]):
    """One class as the public may read it."""

    institution = serializers.CharField(source="institution.code", help_text="Code of the institution.")
    institution_name = serializers.CharField(source="institution.name")
    district = serializers.CharField(source="institution.district.slug")
    lessons = LessonOut(
        many=True, read_only=True, help_text="Empty for old filings, which have `timetable` alone."
    )

    class Meta:
        model = CourseFiling
        fields = (
            "id",
            "institution",
            "institution_name",
            "district",
            "name",
            "subject",
            "version",
            "stage",
            "grade",
            "syllabus_stage",
            "content",
            "outline",
            "materials",
            "pupils",
            "hours",
            "starts_on",
            "ends_on",
            "lessons",
            "timetable",
            "ends_at",
            "online",
            "fee_item",
            "fee",
        )


class FilingApiFilter(django_filters.FilterSet):
    """Filters of the API."""

    institution = django_filters.CharFilter(field_name="institution__code")
    district = django_filters.CharFilter(field_name="institution__district__slug")
    subject = django_filters.ChoiceFilter(choices=Subject.choices)

    class Meta:
        model = CourseFiling
        fields: list[str] = []


@extend_schema(tags=["filings"], summary="Classes filed with the districts and approved")
class FilingList(generics.ListAPIView[CourseFiling]):
    """Classes filed with the districts and approved (Z3)."""

    public = True
    serializer_class = FilingOut
    filterset_class = FilingApiFilter
    queryset = CourseFiling.objects.public().none()

    def get_queryset(self) -> Any:
        return CourseFiling.objects.public().for_list().prefetch_related("lessons").order_by("-pk")
