"""Institutions and what belongs to them, for tests."""

from datetime import date, time
from decimal import Decimal

import factory
from django.utils import timezone

from institutions.models import (
    AnnualInspection,
    AnnualReturn,
    CourseFiling,
    ImportRun,
    Institution,
    Room,
    SchoolPermit,
    Teacher,
    TeachingSite,
)
from institutions.terms import Category, FilingState, ImportState, Situation, Stage, Subject
from portal.regions.models import District


class InstitutionFactory(factory.django.DjangoModelFactory):
    """An institution with both papers in 东湖区."""

    class Meta:
        model = Institution

    code = factory.Sequence(lambda n: f"9136{n:014d}")
    name = factory.Sequence(lambda n: f"南昌市测试{n}培训学校")
    district = factory.LazyFunction(lambda: District.objects.get(slug="360102"))
    address = "南昌市东湖区董家窑街道民德路1号"
    category = Category.SUBJECT
    situation = Situation.BOTH


class SchoolPermitFactory(factory.django.DjangoModelFactory):
    """A permit in force."""

    class Meta:
        model = SchoolPermit

    institution = factory.SubFactory(InstitutionFactory)
    number = factory.Sequence(lambda n: f"教民1360102{n:08d}号")
    valid_from = date(2024, 1, 1)
    valid_until = date(2027, 1, 1)


class TeachingSiteFactory(factory.django.DjangoModelFactory):
    """A further teaching site in the licensing district."""

    class Meta:
        model = TeachingSite

    institution = factory.SubFactory(InstitutionFactory)
    address = factory.Sequence(lambda n: f"南昌市东湖区公园街道中山路{n + 1}号")
    district = factory.SelfAttribute("institution.district")


class RoomFactory(factory.django.DjangoModelFactory):
    """A room of 60 m²: twenty pupils at most (D4)."""

    class Meta:
        model = Room

    site = factory.SubFactory(TeachingSiteFactory)
    name = factory.Sequence(lambda n: f"{n + 101}教室")
    area = Decimal(60)


class TeacherFactory(factory.django.DjangoModelFactory):
    """A teacher of mathematics under contract, checked before."""

    class Meta:
        model = Teacher

    institution = factory.SubFactory(InstitutionFactory)
    name = "王明"
    id_number = "11010519491231002X"
    id_digest = factory.Sequence(lambda n: f"{n:064x}")
    certificate = "20213600142000123"
    subject = Subject.MATHEMATICS
    contract_from = date(2025, 9, 1)
    record_checked_on = date(2025, 8, 20)


class CourseFilingFactory(factory.django.DjangoModelFactory):
    """A class that passes every check, waiting for review."""

    class Meta:
        model = CourseFiling

    institution = factory.SubFactory(InstitutionFactory)
    name = factory.Sequence(lambda n: f"三年级数学{n}班")
    subject = Subject.MATHEMATICS
    stage = Stage.PRIMARY
    content = "与学校教学同步，不超纲、不提前。"
    teacher = "王老师"
    pupils = 20
    hours = 40
    starts_on = date(2026, 4, 1)
    ends_on = date(2026, 6, 20)
    timetable = "周六 9:00–10:30"
    ends_at = time(20, 0)
    fee = Decimal(2000)
    state = FilingState.SUBMITTED
    submitted_at = factory.LazyFunction(timezone.now)
    review_by = date(2026, 4, 1)


class AnnualInspectionFactory(factory.django.DjangoModelFactory):
    """The annual inspection of 东湖区 in 2026, open."""

    class Meta:
        model = AnnualInspection

    district = factory.LazyFunction(lambda: District.objects.get(slug="360102"))
    year = 2026
    opened_on = factory.LazyAttribute(lambda made: date(made.year, 3, 1))
    report_by = factory.LazyAttribute(lambda made: date(made.year, 3, 31))
    conclude_by = factory.LazyAttribute(lambda made: date(made.year, 5, 31))
    rule_version = "D6.annual@default"


class AnnualReturnFactory(factory.django.DjangoModelFactory):
    """A return without report or result."""

    class Meta:
        model = AnnualReturn

    annual_inspection = factory.SubFactory(
        AnnualInspectionFactory, district=factory.SelfAttribute("..institution.district")
    )
    institution = factory.SubFactory(InstitutionFactory)


class ImportRunFactory(factory.django.DjangoModelFactory):
    """An import whose workbook was read and not written yet."""

    class Meta:
        model = ImportRun

    district = factory.LazyFunction(lambda: District.objects.get(slug="360102"))
    name = "register.xlsx"
    sha256 = "0" * 64
    state = ImportState.PREVIEW
    reading = factory.LazyFunction(
        lambda: {
            "sheet": "汇总表",
            "header_row": 1,
            "header": ["机构名称"],
            "taken": [["name", 0, "机构名称", "name"]],
            "unread": [],
            "other_sheets": [],
            "first": [],
            "figures": {"rows": 0, "imported": 0, "rejected": {}, "warnings": {}},
            "faults": [],
        }
    )
