"""Classes filed with the districts: most approved and shown, some waiting, a few sent back (Z3, D3)."""

from __future__ import annotations

from datetime import date, time, timedelta
from decimal import Decimal

from institutions.models import CourseFiling, Lesson
from institutions.rules.class_times import Slot
from institutions.rules.filings import FilingLimits
from institutions.services.filings import lessons_text
from institutions.terms import Category, FilingState, Stage, Subject
from portal.demo import names
from portal.demo.register import Place
from portal.demo.world import World, institution_itself

NAMES = {
    Subject.CHINESE: "语文阅读与写作",
    Subject.MATHEMATICS: "数学思维与应用",
    Subject.ENGLISH: "英语听说读写",
    Subject.PHYSICS: "物理实验与探究",
    Subject.CHEMISTRY: "化学基础",
    Subject.OTHER: "综合素养",
}
STAGES = {Stage.PRIMARY: "小学", Stage.JUNIOR: "初中", Stage.SENIOR: "高中"}
GRADES = {Stage.PRIMARY: (3, 4, 5, 6), Stage.JUNIOR: (7, 7, 8, 9), Stage.SENIOR: (10, 10, 11, 12)}
# School subjects are taught on weekday evenings, the rest on weekends.
EVENINGS = (
    (Slot(5, time(18, 30), time(20)),),
    (Slot(3, time(18), time(19, 30)),),
    (Slot(1, time(17, 30), time(19)),),
    (Slot(4, time(18), time(20)),),
    (Slot(2, time(17), time(18, 30)), Slot(4, time(17), time(18, 30))),
    (Slot(3, time(17), time(18)), Slot(5, time(17), time(18))),
)
WEEKENDS = (
    (Slot(6, time(9), time(11)),),
    (Slot(6, time(14), time(16)),),
    (Slot(6, time(16), time(17, 30)),),
    (Slot(7, time(9), time(10, 30)),),
    (Slot(7, time(14), time(16)),),
    (Slot(6, time(15), time(16, 30)), Slot(7, time(15), time(16, 30))),
)
TIMES_OF = {lessons_text(slots): slots for slots in (*EVENINGS, *WEEKENDS)}
CONTENT = "依据课程标准，与学校教学同步，复习巩固所学内容，不超纲、不提前、不强化应试。"
NOTES = ("收费超过三个月，请调整后重新提交。", "授课内容超出课程标准，请修改。", "下课时间晚于二十时三十分。")
STATES = {FilingState.APPROVED: 86, FilingState.SUBMITTED: 9, FilingState.RETURNED: 5}


def make(world: World, places: list[Place]) -> None:
    """File the classes of the licensed subject-class institutions, and some of the others."""
    filings = [
        world.add(_filing(world, place))
        for place in places
        if place.has_permit and place.present_on(world.today)
        for _ in range(_how_many(world, place))
    ]
    for filing in filings:
        for slot in TIMES_OF[filing.timetable]:
            world.add(Lesson(filing=filing, weekday=slot.weekday, starts=slot.starts, ends=slot.ends))
        _tell(world, filing)


def _how_many(world: World, place: Place) -> int:
    if place.facts.get("quiet_since"):
        return 0
    if place.institution.category == Category.SUBJECT:
        return world.random.choice((1, 2, 2, 3))
    return int(world.chance(0.12))


def _filing(world: World, place: Place) -> CourseFiling:
    random = world.random
    is_subject = place.institution.category == Category.SUBJECT
    subject = random.choice(list(NAMES)[:-1]) if is_subject else Subject.OTHER
    state = random.choices(list(STATES), list(STATES.values()))[0]
    days_ago = random.randint(1, 9) if state == FilingState.SUBMITTED else random.randint(12, 500)
    submitted = world.calendar.next_working_day(max(place.opened, world.today - timedelta(days=days_ago)))
    submitted = min(submitted, world.today)
    due = world.calendar.add(submitted, FilingLimits().review_days)
    reviewed = None if state == FilingState.SUBMITTED else world.workday(submitted, due)
    starts = submitted + timedelta(days=random.randint(14, 30))
    slots = random.choice(EVENINGS if is_subject else WEEKENDS)
    stage = random.choice(list(STAGES))
    term = "春季" if starts.month < 7 else "秋季"
    waiting = state == FilingState.SUBMITTED
    filing = CourseFiling(
        institution=place.institution,
        name=f"{starts.year}年{term}{STAGES[stage]}{NAMES[subject]}{random.choice('甲乙丙')}班",
        subject=subject,
        stage=stage,
        content=CONTENT,
        teacher=names.person(random),
        pupils=random.choice((12, 15, 20, 25)),
        starts_on=starts,
        ends_on=starts + timedelta(days=random.randint(60, 88)),
        grade=random.choice(GRADES[stage]),
        timetable=lessons_text(slots),
        ends_at=max(slot.ends for slot in slots),
        state=state,
        submitted_at=world.moment(submitted),
        review_by=due if waiting else None,
        reviewed_by=None if reviewed is None else world.officer(place.institution.district_id).user,
        reviewed_at=None if reviewed is None else world.moment(reviewed, 17),
        review_note=random.choice(NOTES) if state == FilingState.RETURNED else "",
        rule_version=f"{FilingLimits.KEY}@default",
    )
    filing.hours = _hours(slots, filing.starts_on, filing.ends_on)
    filing.fee = Decimal(filing.hours * random.choice((40, 50, 60, 80)))
    return filing


def _hours(slots: tuple[Slot, ...], starts: date, ends: date) -> int:
    """The class hours of 45 minutes that the lessons come to."""
    minutes = sum(slot.minutes * len(list(slot.days(starts, ends))) for slot in slots)
    return minutes // FilingLimits().offline_hour_minutes


def _tell(world: World, filing: CourseFiling) -> None:
    institution = filing.institution
    assert filing.submitted_at is not None
    world.tell(
        filing.submitted_at,
        institution_itself(institution),
        "filing.submitted",
        filing,
        institution=institution,
    )
    if filing.reviewed_at is not None:
        world.tell(
            filing.reviewed_at,
            world.officer(institution.district_id),
            f"filing.{filing.state}",
            filing,
            institution=institution,
            clause="Z3",
            reason=filing.review_note,
        )
