"""Institutions for tests."""

import factory

from institutions.models import Institution
from institutions.terms import Category, Situation
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
