"""Handovers, appeals and urgent stops for tests."""

import uuid
from datetime import timedelta

import factory
from django.utils import timezone

from inspections.models import Appeal, Handover
from tests.factories.inspections import DecisionFactory


class HandoverFactory(factory.django.DjangoModelFactory):
    """To market supervision, sent today."""

    class Meta:
        model = Handover

    decision = factory.SubFactory(DecisionFactory)
    finding = factory.SelfAttribute("decision.finding")
    institution = factory.SelfAttribute("finding.institution")
    number = factory.Sequence(lambda n: f"YS-{n:05d}")
    unique_key = factory.Sequence(lambda n: f"test:{n}")
    to_department = "market"
    clause = "P2"
    facts = "有照无证，逾期未整改。"
    grounds = "吊销营业执照由市场监管部门实施。"
    sent_on = factory.LazyFunction(timezone.localdate)
    due = factory.LazyAttribute(lambda h: h.sent_on + timedelta(days=21))
    rule_version = "M7.handover@default"


class AppealFactory(factory.django.DjangoModelFactory):
    """A reconsideration lodged today."""

    class Meta:
        model = Appeal

    decision = factory.SubFactory(DecisionFactory)
    institution = factory.SelfAttribute("decision.finding.institution")
    kind = "reconsideration"
    body = "东湖区人民政府"
    lodged_on = factory.LazyFunction(timezone.localdate)
    until = factory.LazyAttribute(lambda a: a.lodged_on + timedelta(days=60))
    client_id = factory.LazyFunction(uuid.uuid4)
