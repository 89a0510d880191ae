"""A census and what it found, for tests."""

from datetime import date

import factory

from institutions.models import Census, CensusArea, CensusEntry, CensusProblem, CensusWorkbook
from institutions.rules import matching
from institutions.terms import CensusState, Group
from portal.regions.models import District


class CensusFactory(factory.django.DjangoModelFactory):
    """A census of 东湖区 under way; its areas are made by their own factory."""

    class Meta:
        model = Census

    district = factory.LazyFunction(lambda: District.objects.get(slug="360102"))
    title = "2026年春季摸底排查"
    starts_on = date(2026, 3, 2)
    report_by = date(2026, 3, 27)
    ends_on = date(2026, 4, 15)
    state = CensusState.OPEN


class CensusAreaFactory(factory.django.DjangoModelFactory):
    """The first street of the census's district, not reported."""

    class Meta:
        model = CensusArea

    census = factory.SubFactory(CensusFactory)
    street = factory.LazyAttribute(lambda made: made.census.district.streets.order_by("pk").first())
    report_by = factory.SelfAttribute("census.report_by")


class CensusEntryFactory(factory.django.DjangoModelFactory):
    """A workshop without papers in the first street."""

    class Meta:
        model = CensusEntry

    census = factory.SubFactory(CensusFactory)
    district = factory.SelfAttribute("census.district")
    street = factory.LazyAttribute(lambda made: made.census.district.streets.order_by("pk").first())
    name = factory.Sequence(lambda n: f"晨光{n}辅导班")
    address = factory.Sequence(lambda n: f"公园路{n + 1}号")
    name_key = factory.LazyAttribute(lambda made: matching.name_key(made.name))
    core_key = factory.LazyAttribute(lambda made: matching.core_key(made.name))
    address_key = factory.LazyAttribute(lambda made: matching.address_key(made.address))


class CensusProblemFactory(factory.django.DjangoModelFactory):
    """No papers at all."""

    class Meta:
        model = CensusProblem

    entry = factory.SubFactory(CensusEntryFactory)
    kind = Group.NO_LICENCE_NO_PERMIT


class CensusWorkbookFactory(factory.django.DjangoModelFactory):
    """A workbook that was read and not written."""

    class Meta:
        model = CensusWorkbook

    census = factory.SubFactory(CensusFactory)
    name = "census.xlsx"
    sha256 = "0" * 64
