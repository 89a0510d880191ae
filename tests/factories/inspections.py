"""Joint inspections, findings and orders for tests, each made the way the portal makes it where that is quick."""

import uuid
from datetime import date, timedelta
from typing import Any

import factory
from django.utils import timezone

from inspections.models import (
    Decision,
    Finding,
    JointInspection,
    RectificationOrder,
    TeachingStop,
    Visit,
    VisitPart,
)
from inspections.terms import FindingState, Group, InspectionState, Measure, PartState, VisitKind, VisitState
from institutions.models import SettingStandard
from tests.factories.institutions import InstitutionFactory


class JointInspectionFactory(factory.django.DjangoModelFactory):
    """An open inspection by education and fire, approved and announced, its visit planned for today."""

    class Meta:
        model = JointInspection
        skip_postgeneration_save = True

    institution = factory.SubFactory(InstitutionFactory)
    district = factory.SelfAttribute("institution.district")
    purpose = "日常联合检查"
    team = ",education,fire,"
    on = factory.LazyFunction(timezone.localdate)
    in_name_of = factory.LazyAttribute(lambda i: i.team.strip(",").split(",")[0])
    approved_at = factory.LazyFunction(timezone.now)
    approved_as = "东湖区 · 区县教育局"
    announced_on = factory.LazyAttribute(lambda i: i.on)
    client_id = factory.LazyFunction(uuid.uuid4)

    @factory.post_generation
    def visit(self, create: bool, extracted: Any, **more: Any) -> None:
        standard = SettingStandard.objects.in_force(self.on)
        visit = Visit.objects.create(joint_inspection=self, on=self.on, standard=standard)
        VisitPart.objects.bulk_create(VisitPart(visit=visit, department=name) for name in self.departments)


def done_inspection(institution: Any, on: date) -> JointInspection:
    """A visit made and closed."""
    inspection = JointInspectionFactory(
        institution=institution, on=on, state=InspectionState.CLOSED, closed_on=on
    )
    Visit.objects.filter(joint_inspection=inspection).update(state=VisitState.DONE)
    VisitPart.objects.filter(visit__joint_inspection=inspection).update(
        state=PartState.SUBMITTED, submitted_at=timezone.now()
    )
    return inspection


class FindingFactory(factory.django.DjangoModelFactory):
    """A finding recorded today by education, on a visit of its own."""

    class Meta:
        model = Finding

    institution = factory.SubFactory(InstitutionFactory)
    found_on = factory.LazyFunction(timezone.localdate)
    joint_inspection = factory.LazyAttribute(lambda f: done_inspection(f.institution, f.found_on))
    visit_part = factory.LazyAttribute(
        lambda f: VisitPart.objects.filter(
            visit__joint_inspection=f.joint_inspection, visit__kind=VisitKind.FIRST
        ).first()
    )
    group = Group.FEES
    text = "一次性收取一年学费，共 9800 元。"


class ConfirmedFindingFactory(FindingFactory):
    """One that counts."""

    state = FindingState.CONFIRMED
    confirmed_at = factory.LazyFunction(timezone.now)


class DecisionFactory(factory.django.DjangoModelFactory):
    """Rectify by a deadline, as proposed."""

    class Meta:
        model = Decision

    finding = factory.SubFactory(ConfirmedFindingFactory, state=FindingState.DECIDED)
    step = 1
    clause = "S6"
    measures = factory.LazyFunction(lambda: [Measure.RECTIFY.value])
    proposal = factory.LazyAttribute(lambda d: {"step": 1, "measures": d.measures, "clause": d.clause})
    rule_version = "P.ladder@default"
    departs = False
    decided_on = factory.LazyFunction(timezone.localdate)


class OrderFactory(factory.django.DjangoModelFactory):
    """An order served today, its re-inspection planned."""

    class Meta:
        model = RectificationOrder
        skip_postgeneration_save = True

    decision = factory.SubFactory(DecisionFactory)
    institution = factory.LazyAttribute(lambda o: o.decision.finding.institution)
    number = factory.Sequence(lambda n: f"TEST-{n:05d}")
    requirement = "退还超收的学费。"
    served_on = factory.LazyAttribute(lambda o: o.decision.decided_on)
    due = factory.LazyAttribute(lambda o: o.served_on + timedelta(days=21))
    reinspect_on = factory.LazyAttribute(lambda o: o.due + timedelta(days=5))
    rule_version = "D1.rectification@default"

    @factory.post_generation
    def visit(self, create: bool, extracted: Any, **more: Any) -> None:
        Visit.objects.create(
            joint_inspection=self.decision.finding.joint_inspection,
            kind=VisitKind.REINSPECTION,
            order=self,
            on=self.reinspect_on,
        )


def order_for(institution: Any, **more: Any) -> RectificationOrder:
    """An order to an institution."""
    return OrderFactory(decision__finding__institution=institution, **more)


class TeachingStopFactory(factory.django.DjangoModelFactory):
    """Teaching stopped until put right."""

    class Meta:
        model = TeachingStop

    decision = factory.SubFactory(DecisionFactory, measures=[Measure.NO_TRAINING_UNTIL_MET.value])
    institution = factory.LazyAttribute(lambda s: s.decision.finding.institution)
    kind = "until_met"
    since = factory.LazyFunction(timezone.localdate)
