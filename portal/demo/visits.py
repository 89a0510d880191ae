"""Joint inspections and visits: who went where when, and what each department saw (S4, S5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from inspections.models import (
    ItemResult,
    JointInspection,
    TeamMember,
    Visit,
    VisitPart,
)
from inspections.terms import Group, Outcome, VisitKind
from institutions.models import SettingStandard, StandardItem
from institutions.terms import Category
from portal.accounts.actors import Actor
from portal.accounts.roles import Department
from portal.demo import lawful, names
from portal.demo.register import Place
from portal.demo.texts import TEXTS
from portal.demo.world import World, institution_itself

COMPANIONS = (Department.FIRE, Department.MARKET, Department.PUBLIC_SECURITY, Department.HEALTH)
PURPOSES = (
    "年度联合检查",
    "“双随机、一公开”抽查",
    "暑期专项治理",
    "寒假专项治理",
    "消防安全专项检查",
    "收费专项检查",
)
STATEMENTS = (
    "本机构已按要求整理台账，愿意配合检查。",
    "现场正在上课，教室均为租赁，合同齐全。",
    "收费标准已在门口公示，家长均签订合同。",
    "安全出口保持畅通，灭火器每月自查一次。",
)
ROLES = ("校长", "教务主任", "前台负责人", "安全员")


@dataclass
class Checklist:
    """The versions of the setting standard, with each department's items."""

    standards: list[SettingStandard]
    items: dict[tuple[int | None, str], list[StandardItem]]

    @classmethod
    def load(cls) -> Checklist:
        """Read the versions once."""
        standards = list(
            SettingStandard.objects.order_by("in_force_from").prefetch_related("sections__items")
        )
        items: dict[tuple[int | None, str], list[StandardItem]] = {}
        for standard in standards:
            for section in standard.sections.all():
                for item in section.items.all():
                    items.setdefault((standard.pk, item.department), []).append(item)
        return cls(standards, items)

    def on(self, day: date) -> SettingStandard:
        """The version in force on a day (S4)."""
        begun = [standard for standard in self.standards if standard.in_force_from <= day]
        return begun[-1] if begun else self.standards[0]


def open_inspection(
    world: World, place: Place, on: date, departments: list[str], purpose: str, opener: Actor | None = None
) -> JointInspection:
    """Open a joint inspection some days before the visit, with its team; by the district's officer."""
    institution = place.institution
    district_id = institution.district_id
    officer = opener or world.officer(district_id)
    opened = min(max(place.opened, on - timedelta(days=world.random.randint(1, 6))), world.today)
    opened_at = world.moment(opened, 9)
    inspection = world.add(
        JointInspection(
            institution=institution,
            district_id=district_id,
            purpose=purpose,
            team=f",{','.join(departments)},",
            on=on,
            opened_by=officer.user,
            opened_as=officer.label,
            opened_at=opened_at,
            client_id=UUID(int=world.random.getrandbits(128), version=4),
        )
    )
    lawful.name_source(inspection)
    _name_team(world, inspection)
    changes = {"departments": departments}
    world.tell(
        opened_at,
        officer,
        "inspection.opened",
        inspection,
        institution=institution,
        clause="S5",
        changes=changes,
    )
    return inspection


def _name_team(world: World, inspection: JointInspection) -> None:
    """The district's officer and one of each department."""
    district_id = inspection.district_id
    inspectors = (world.inspector(district_id, department) for department in inspection.departments)
    for actor in (world.officer(district_id), *inspectors):
        assert actor.user is not None
        world.add(
            TeamMember(
                joint_inspection=inspection,
                membership=actor.membership,
                user=actor.user,
                department=actor.department,
                certificate=actor.user.enforcement_certificate,
            )
        )


def departments_for(world: World, place: Place) -> list[str]:
    """Education and one to three of the others."""
    others = world.random.sample(COMPANIONS, world.random.choice((1, 1, 2, 3)))
    if place.institution.category == Category.CARE and Department.HEALTH not in others:
        others.append(Department.HEALTH)
    return [str(department) for department in (Department.EDUCATION, *others)]


def first_visit(
    world: World, inspection: JointInspection, checklist: Checklist, wrong: dict[str, list[Group]]
) -> list[VisitPart]:
    """The visit as every department recorded it; `wrong` says what each found. The parts, in order."""
    visit = _planned(world, inspection, checklist)
    visit.begin(inspection.on, visit.standard)
    parts = []
    for department in inspection.departments:
        part = world.add(VisitPart(visit=visit, department=department))
        _record(world, part, inspection, checklist, wrong.get(department, []))
        parts.append(part)
    lawful.arrive(world, inspection, min(part.submitted_at for part in parts if part.submitted_at))
    visit.finish()
    return parts


def _planned(world: World, inspection: JointInspection, checklist: Checklist) -> Visit:
    standard = checklist.on(inspection.on)
    return world.add(
        Visit(joint_inspection=inspection, kind=VisitKind.FIRST, on=inspection.on, standard=standard)
    )


def planned_visit(world: World, inspection: JointInspection, checklist: Checklist) -> None:
    """A visit still to be made: its parts are open."""
    visit = _planned(world, inspection, checklist)
    for department in inspection.departments:
        world.add(VisitPart(visit=visit, department=department))


def _record(
    world: World, part: VisitPart, inspection: JointInspection, checklist: Checklist, groups: list[Group]
) -> None:
    actor = world.inspector(inspection.district_id, part.department)
    at = world.moment(inspection.on, world.random.randint(10, 16))
    standard_id = part.visit.standard_id
    unlisted = list(groups)
    for item in checklist.items.get((standard_id, part.department), []):
        missed = item.group in unlisted
        if missed:
            unlisted.remove(Group(item.group))
        outcome = Outcome.NOT_MET if missed else Outcome.MET if world.chance(0.93) else Outcome.NOT_APPLICABLE
        group = item.group if missed else ""
        note = TEXTS[Group(group)] if missed else ""
        world.add(ItemResult(part=part, item=item, outcome=outcome, group=group, note=note))
    part.extra = [{"group": str(group), "text": TEXTS[group]} for group in unlisted]
    part.statement_name = names.person(world.random)
    part.statement_role = world.random.choice(ROLES)
    part.statement_text = world.random.choice(STATEMENTS)
    part.version, part.saved_by, part.saved_at = 1, actor.user, at
    part.submit(actor.user, at)
    institution = inspection.institution
    world.tell(at, actor, "part.submitted", part, institution=institution, clause="S5")


def item_for(part: VisitPart, group: Group, checklist: Checklist) -> StandardItem | None:
    """The item of the standard that a finding belongs to, where the standard has one."""
    items = checklist.items.get((part.visit.standard_id, part.department), [])
    return next((item for item in items if item.group == group), None)


def on_site(world: World, place: Place) -> Actor:
    """Who acts for the institution in its history."""
    return institution_itself(place.institution)
