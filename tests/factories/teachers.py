"""Identity numbers, schools' lists and matches, for tests."""

import csv
import io
from collections.abc import Sequence
from datetime import date
from typing import Any

import factory
from django.core.files.uploadedfile import SimpleUploadedFile
from stdnum.cn import ric

from institutions.models import ServingList, ServingMatch, ServingTeacher
from institutions.terms import ListState
from portal.privacy.digests import keyed_digest
from portal.regions.models import District
from tests.factories.institutions import TeacherFactory

AS_OF = date(2026, 3, 1)


def id_number(serial: int, *, born: str = "19900101", place: str = "360103") -> str:
    """An identity number that holds, of nobody."""
    stem = f"{place}{born}{serial:03d}"
    return stem + ric.calc_check_digit(stem + "0")


def teacher_known_as(number: str, **more: Any) -> Any:
    """A teacher with the digests that the services would give."""
    digests = {
        "id_digest": keyed_digest(number, purpose="teacher"),
        "serving_digest": keyed_digest(number, purpose="serving"),
    }
    return TeacherFactory(id_number=number, **digests | more)


class ServingListFactory(factory.django.DjangoModelFactory):
    """A school's list in 东湖区, compared daily."""

    class Meta:
        model = ServingList

    district = factory.LazyFunction(lambda: District.objects.get(slug="360102"))
    school = factory.Sequence(lambda n: f"南昌市第{n + 1}小学")
    as_of = AS_OF
    sha256 = factory.Sequence(lambda n: f"{n:064x}")
    state = ListState.CURRENT


def list_with(*numbers: str, **more: Any) -> Any:
    """A school's list with these numbers on it."""
    made = ServingListFactory(count=len(numbers), **more)
    for number in numbers:
        ServingTeacher.objects.create(serving_list=made, digest=keyed_digest(number, purpose="serving"))
    return made


class ServingMatchFactory(factory.django.DjangoModelFactory):
    """A match to decide."""

    class Meta:
        model = ServingMatch

    teacher = factory.SubFactory(TeacherFactory)
    serving_list = factory.SubFactory(ServingListFactory)
    found_on = date(2026, 3, 2)
    decide_by = date(2026, 3, 16)


def sent_csv(
    rows: Sequence[Sequence[Any]], name: str = "名单.csv", encoding: str = "utf-8"
) -> SimpleUploadedFile:
    """A list as a school sends it."""
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return SimpleUploadedFile(name, out.getvalue().encode(encoding))
