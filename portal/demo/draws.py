"""Random draws: one frozen and waiting in the newcomer's district, one published, one that was drawn again."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from random import Random

from inspections.figures.draws import pool_of
from inspections.models import Draw, JointInspection, VisitPart
from inspections.rules.checklist import Answer
from inspections.rules.draws import drawable
from inspections.services import approvals, draw_visits, draws, interests, joint, parts
from inspections.terms import Outcome
from institutions.models import Institution
from portal.accounts.actors import Actor
from portal.accounts.roles import Department
from portal.demo.accounts import OWN_DISTRICT
from portal.demo.clock import standing_at
from portal.demo.world import LOCAL, World
from portal.regions.models import District

TARGETS = 3
DAYS_AGO = 35
AFTER_VISITS = 5


def make(world: World) -> None:
    """Draw, after everything else is written: the pools are those of the city as it is."""
    with _foreseen(Random(world.size)):
        own = world.districts[OWN_DISTRICT]
        _step_back(world, own)
        _waiting(world, own)
        others = [district for district in world.districts.values() if district != own]
        ready = [district for district in others if _can_tell(world, district)]
        for district, story in zip(ready, (_published, _drawn_again), strict=False):
            story(world, district)


@contextmanager
def _foreseen(random: Random) -> Iterator[None]:
    """Let the seeds be the same in every city of a size. Only while the demonstration is built."""
    real = draws.new_seed
    draws.new_seed = lambda: random.randbytes(draws.SEED_BYTES).hex()
    try:
        yield
    finally:
        draws.new_seed = real


def _at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), LOCAL)


def _begin(world: World) -> date:
    return world.calendar.next_working_day(world.today - timedelta(days=DAYS_AGO))


def _can_tell(world: World, district: District) -> bool:
    """Whether enough institutions of a district can be drawn, and all were there when it is told to have been."""
    day = _begin(world)
    if Institution.objects.filter(district=district, created_at__gte=_at(day, 9)).exists():
        return False
    return drawable(pool_of(Draw(district=district, count=TARGETS), day).pool) >= TARGETS


def _step_back(world: World, district: District) -> None:
    """An officer's wife teaches at an institution."""
    inspector = world.inspector(district.pk, Department.FIRE).membership
    known = Institution.objects.filter(district=district).order_by("code").first()
    if known is None or inspector is None:
        return
    with standing_at(_at(world.today, 8)):
        reason = "配偶在该机构任教，申请回避。"
        officer = world.officer(district.pk)
        interests.declare(actor=officer, officer=inspector, institution=known, reason=reason)


def _frozen(draw: Draw, actor: Actor, day: date, hour: int) -> Draw:
    """Freeze the pool as it stands at that hour."""
    with standing_at(_at(day, hour)):
        return draws.commit(draw, actor=actor, seen=pool_of(draw, day).pool_hash)


def _prepared(world: World, district: District, title: str, day: date) -> Draw:
    with standing_at(_at(day, 8, 30)):
        setting = draws.Setting(title, count=TARGETS)
        return draws.prepare(district, setting, actor=world.officer(district.pk))


def _waiting(world: World, district: District) -> None:
    """Frozen yesterday: the newcomer draws."""
    day = world.today - timedelta(days=1)
    if drawable(pool_of(Draw(district=district, count=TARGETS), day).pool) >= TARGETS:
        draw = _prepared(world, district, f"{world.today.year}年校外培训机构双随机抽查", day)
        _frozen(draw, world.officer(district.pk), day, 9)


def _published(world: World, district: District) -> None:
    """Drawn, visited, nothing found, published."""
    day, officer = _begin(world), world.officer(district.pk)
    draw = _frozen(_prepared(world, district, "校外培训机构消防安全双随机抽查", day), officer, day, 9)
    visited = world.calendar.add(day, 2)
    with standing_at(_at(day, 10)):
        draw = draws.draw_now(draw, actor=officer)
        draw_visits.open_visits(
            draw, actor=officer, on=visited, departments=[], purpose="双随机抽查：消防安全与收费"
        )
    for target in draw.targets.in_order():
        if target.joint_inspection is not None:
            with standing_at(_at(day, 11)):
                approvals.approve(
                    target.joint_inspection, actor=world.inspector(district.pk, Department.EDUCATION)
                )
            _visit(target.joint_inspection, officer, visited)
    with standing_at(_at(world.calendar.add(visited, AFTER_VISITS), 15)):
        draw_visits.publish(draw, actor=officer)


def _visit(inspection: JointInspection, officer: Actor, day: date) -> None:
    """Everything is in order; every department says so, and the visit is closed."""
    members = {member.department: member.membership for member in inspection.members.all()}
    with standing_at(_at(day, 14)):
        for part in VisitPart.objects.filter(visit__joint_inspection=inspection).order_by("department"):
            answers = [Answer(item.pk, Outcome.MET) for item in parts.items_of(part, day)]
            entry = parts.Entry(answers, statement_role="负责人", statement_text="检查情况属实，无异议。")
            recorder = Actor.of(members[part.department])
            parts.submit_part(part, actor=recorder, entry=entry, client_id=uuid.uuid4(), version=part.version)
    with standing_at(_at(day, 17)):
        joint.close_inspection(inspection, actor=officer)


def _drawn_again(world: World, district: District) -> None:
    """Drawn, found to lack an institution, drawn again with that as the reason."""
    day, officer = _begin(world), world.officer(district.pk)
    draw = _frozen(_prepared(world, district, "秋季开学校外培训机构双随机抽查", day), officer, day, 9)
    with standing_at(_at(day, 10)):
        draw = draws.draw_now(draw, actor=officer)
    with standing_at(_at(day, 16)):
        again = draws.redraw(draw, actor=officer, reason="抽查对象名录遗漏新批准机构，补入后重新抽取。")
    _frozen(again, officer, day, 17)
