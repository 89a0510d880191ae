"""What tests of inspections may ask for."""

import uuid
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from inspections.models import Finding, JointInspection, RectificationOrder, VisitPart
from inspections.rules.checklist import Answer
from inspections.services.approvals import approve
from inspections.services.joint import open_inspection
from inspections.services.parts import Entry, items_of
from inspections.services.reinspections import Seen
from inspections.terms import Group, Outcome
from portal.accounts.actors import Actor
from tests.factories.inspections import ConfirmedFindingFactory
from tests.factories.procedure import decided


def photo(name: str = "出口.jpg", colour: str = "red") -> SimpleUploadedFile:
    """A small picture, another one for another colour."""
    out = BytesIO()
    Image.new("RGB", (12, 12), colour).save(out, "JPEG")
    return SimpleUploadedFile(name, out.getvalue(), content_type="image/jpeg")


@pytest.fixture
def inspection(institution: Any, officer_a: Actor, officer_a2: Actor, fire_a: Actor) -> JointInspection:
    """Education and fire look at the institution of 东湖区 today; a colleague has approved it."""
    opened = open_inspection(
        actor=officer_a,
        institution=institution,
        purpose="开学前安全检查",
        departments=["education", "fire"],
        members=[officer_a.membership, fire_a.membership],
        on=timezone.localdate(),
    )
    return approve(opened, actor=officer_a2)


@pytest.fixture
def part_of(inspection: JointInspection) -> Callable[[str], VisitPart]:
    return lambda department: VisitPart.objects.get(visit__joint_inspection=inspection, department=department)


@pytest.fixture
def fire_part(part_of: Callable[[str], VisitPart]) -> VisitPart:
    return part_of("fire")


def answered(part: VisitPart, *, wrong: str = "", note: str = "安全出口上锁。", **more: Any) -> Entry:
    """Every item met, but for the one whose code is `wrong`."""
    answers = [
        Answer(item.pk, Outcome.NOT_MET, note, item.group)
        if item.code == wrong
        else Answer(item.pk, Outcome.MET)
        for item in items_of(part, timezone.localdate())
    ]
    statement = {"statement_name": "胡店长", "statement_role": "负责人", "statement_text": "情况属实。"}
    return Entry(answers=answers, **(statement | more))


@pytest.fixture
def a_finding(institution: Any) -> Callable[..., Finding]:
    """A confirmed finding at the institution of 东湖区."""
    return lambda **more: ConfirmedFindingFactory(**({"institution": institution} | more))


@pytest.fixture
def an_order(a_finding: Callable[..., Finding], officer_a: Actor) -> Callable[..., RectificationOrder]:
    """The order that a decision as proposed brings."""

    def go(group: Group = Group.FEES) -> RectificationOrder:
        finding = a_finding(group=group)
        from inspections.services.decisions import propose_for

        proposal, _version = propose_for(finding, timezone.localdate())
        decision = decided(finding, actor=officer_a, measures=proposal.measures)
        return decision.orders.get()

    return go


@pytest.fixture
def seen(fire_a: Actor) -> Callable[..., Seen]:
    """What two officers saw."""
    return lambda note="已全部整改到位。", **more: Seen(companion=fire_a.membership, note=note, **more)


@pytest.fixture
def client_id() -> uuid.UUID:
    return uuid.uuid4()
