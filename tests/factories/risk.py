"""Anomalies and risk pictures."""

from datetime import timedelta

import factory
from django.utils import timezone

from inspections.models import Anomaly, RiskPicture
from inspections.terms import AnomalyKind, RiskLevel
from portal.regions.models import District
from tests.factories.institutions import InstitutionFactory


class AnomalyFactory(factory.django.DjangoModelFactory):
    """Lessons in a flat of the first street of 东湖区, to be looked at."""

    class Meta:
        model = Anomaly

    number = factory.Sequence(lambda n: f"360102-YC-2026-{n:05d}")
    district = factory.LazyFunction(lambda: District.objects.get(slug="360102"))
    street = factory.LazyAttribute(lambda made: made.district.streets.order_by("pk").first())
    place = "滨江花园3栋2单元501"
    kind = AnomalyKind.AT_HOME
    reported_at = factory.LazyFunction(timezone.now)
    due = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=3))
    rule_version = "M7.anomalies@default"


class RiskPictureFactory(factory.django.DjangoModelFactory):
    """A raised institution: no permit."""

    class Meta:
        model = RiskPicture

    institution = factory.SubFactory(InstitutionFactory)
    points = 40
    level = RiskLevel.RAISED
    lines = factory.LazyFunction(lambda: [["unlicensed", 1, 1, 40]])
    rule_version = "S10.risk@default"
    drawn_on = factory.LazyFunction(timezone.localdate)
    changed_on = factory.LazyFunction(timezone.localdate)
