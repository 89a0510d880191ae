"""Campaigns and sweeps for tests."""

import uuid
from datetime import timedelta
from typing import Any

import factory
from django.utils import timezone

from inspections.models import Campaign, CampaignTarget, SweepPlace, SweepRecord, SweepRound
from inspections.terms import CampaignState, TargetSource
from institutions.terms import AreaKind
from portal.regions.models import District
from tests.factories.institutions import InstitutionFactory


class CampaignFactory(factory.django.DjangoModelFactory):
    """A campaign of 东湖区, under way, by education and fire."""

    class Meta:
        model = Campaign
        skip_postgeneration_save = True

    number = factory.Sequence(lambda n: f"ZX-TEST-{n:04d}")
    title = factory.Sequence(lambda n: f"暑期消防安全专项整治{n}")
    purpose = "逐一检查安全出口与消防设施。"
    clauses = factory.LazyFunction(lambda: ["S5"])
    owner = factory.LazyFunction(lambda: District.objects.get(slug="360102"))
    team = ",education,fire,"
    begins = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=5))
    ends = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=60))
    state = CampaignState.OPEN
    client_id = factory.LazyFunction(uuid.uuid4)

    @factory.post_generation
    def districts(self, create: bool, extracted: Any, **more: Any) -> None:
        self.districts.set(extracted if extracted is not None else [self.owner])


class CampaignTargetFactory(factory.django.DjangoModelFactory):
    """An institution of 东湖区 as a target."""

    class Meta:
        model = CampaignTarget

    campaign = factory.SubFactory(CampaignFactory)
    institution = factory.SubFactory(InstitutionFactory, district=factory.SelfAttribute("..campaign.owner"))
    source = TargetSource.LIST


class SweepRoundFactory(factory.django.DjangoModelFactory):
    """A round of 东湖区, begun; without places."""

    class Meta:
        model = SweepRound

    district = factory.LazyFunction(lambda: District.objects.get(slug="360102"))
    title = factory.Sequence(lambda n: f"第{n}轮排查")
    begins = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=5))
    ends = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=60))


class SweepPlaceFactory(factory.django.DjangoModelFactory):
    """An office block in the first street of the round's district, not swept."""

    class Meta:
        model = SweepPlace

    round = factory.SubFactory(SweepRoundFactory)
    street = factory.LazyAttribute(lambda made: made.round.district.streets.order_by("pk").first())
    kind = AreaKind.OFFICES
    title = factory.Sequence(lambda n: f"财富大厦{n}座")


class SweepRecordFactory(factory.django.DjangoModelFactory):
    """Swept today, nothing found."""

    class Meta:
        model = SweepRecord

    place = factory.SubFactory(SweepPlaceFactory)
    swept_on = factory.LazyFunction(timezone.localdate)
