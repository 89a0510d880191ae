"""What belongs to a filed class, for tests."""

from datetime import time

import factory

from institutions.models import FilingDraft, Lesson
from institutions.terms import Weekday
from tests.factories.institutions import CourseFilingFactory, InstitutionFactory


class LessonFactory(factory.django.DjangoModelFactory):
    """A lesson on a Wednesday evening: 90 minutes that end in time."""

    class Meta:
        model = Lesson

    filing = factory.SubFactory(CourseFilingFactory)
    weekday = Weekday.WEDNESDAY
    starts = time(18)
    ends = time(19, 30)


class FilingDraftFactory(factory.django.DjangoModelFactory):
    """A class half typed."""

    class Meta:
        model = FilingDraft

    institution = factory.SubFactory(InstitutionFactory)
    name = "三年级数学班"
    typed = factory.LazyFunction(lambda: {"name": "三年级数学班"})
