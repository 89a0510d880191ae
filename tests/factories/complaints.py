"""Complaints for tests."""

import uuid
from datetime import date, timedelta
from typing import Any

import factory
from django.utils import timezone

from complaints.models import ComplainantIdentity, Complaint, JointRequest
from complaints.rules.kinds import meaning_of
from complaints.rules.numbers import number_for
from complaints.services.secrets import hash_secret
from complaints.terms import Kind
from portal.regions.models import District

SECRET = "4821 0937 5512 7064"
_HASHED: list[str] = []


def hashed() -> str:
    """The hash of SECRET, stretched once for all tests."""
    if not _HASHED:
        _HASHED.append(hash_secret(SECRET))
    return _HASHED[0]


class ComplaintFactory(factory.django.DjangoModelFactory):
    """An anonymous complaint received today in 东湖区, its clocks far enough away."""

    class Meta:
        model = Complaint

    number = factory.Sequence(lambda n: number_for(2026, n + 1))
    secret_hash = factory.LazyFunction(hashed)
    client_id = factory.LazyFunction(uuid.uuid4)
    kind = Kind.FEES
    group = factory.LazyAttribute(lambda c: meaning_of(c.kind).group)
    urgent = factory.LazyAttribute(lambda c: meaning_of(c.kind).urgent)
    departments = factory.LazyAttribute(lambda c: list(meaning_of(c.kind).departments))
    described_name = "民德路上的作文班"
    description = "一次收了一年的学费，不肯退。"
    district = factory.LazyFunction(lambda: District.objects.get(slug="360102"))
    received_on = factory.LazyFunction(timezone.localdate)
    accept_by = factory.LazyAttribute(lambda c: c.received_on + timedelta(days=9))
    check_by = factory.LazyAttribute(lambda c: c.received_on + timedelta(days=21))
    answer_by = factory.LazyAttribute(lambda c: c.received_on + timedelta(days=60))
    rule_version = "D2.complaint@default"

    @classmethod
    def _create(cls, model_class: type[Complaint], *args: Any, **kwargs: Any) -> Complaint:
        complaint = model_class(*args, **kwargs)
        complaint.set_running_clock()
        complaint.save()
        return complaint


class IdentityFactory(factory.django.DjangoModelFactory):
    """Who complained."""

    class Meta:
        model = ComplainantIdentity

    complaint = factory.SubFactory(ComplaintFactory, named=True)
    name = "王小明"
    phone = "13971395922"


def overdue(today: date, **more: Any) -> Complaint:
    """A complaint whose first deadline passed yesterday."""
    return ComplaintFactory(
        received_on=today - timedelta(days=10), accept_by=today - timedelta(days=1), **more
    )


class JointRequestFactory(factory.django.DjangoModelFactory):
    """The fire department of the complaint's district is asked today."""

    class Meta:
        model = JointRequest

    complaint = factory.SubFactory(ComplaintFactory)
    district = factory.LazyAttribute(lambda made: made.complaint.district)
    department = "fire"
    text = "请核查该机构疏散通道是否符合要求。"
    asked_on = factory.LazyFunction(timezone.localdate)
    due = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=5))
    rule_version = "D2.together@default"
