"""Complaints in every state: fresh, accepted, being looked into, overdue, answered, refused, closed (M8, D2)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID

from complaints.models import (
    Answering,
    ComplainantIdentity,
    Complaint,
    Dispatch,
    Note,
    Pause,
    Rating,
    Serial,
)
from complaints.rules import clocks
from complaints.rules.kinds import meaning_of
from complaints.rules.numbers import number_for
from complaints.services.events import APART
from complaints.services.secrets import hash_secret
from complaints.terms import Kind, Outcome, PauseGround, RefusalGround, Satisfaction, State, Step, Told
from inspections.models import JointInspection
from portal.accounts.actors import Actor
from portal.demo import names
from portal.demo.accounts import OWN_DISTRICT
from portal.demo.register import Place
from portal.demo.world import World

SECRET = "2026 0601 2026 0601"  # of every complaint here, so that a newcomer can follow any of them
PER_INSTITUTION = 0.2
CAUSED_A_VISIT = 0.025
RATED, SATISFIED = 0.45, 0.8
STORIES = {
    Kind.HARM: "孩子说老师打手心，回家后手还是红的，请查一下。",
    Kind.FIRE: "教室在四楼，只有一个楼梯，后门一直锁着，过道堆满了桌椅。",
    Kind.PREMISES: "一间不到二十平方米的教室坐了十五个孩子，窗户打不开。",
    Kind.FOOD: "中午吃的盒饭有异味，好几个孩子下午肚子疼。",
    Kind.NO_LICENCE: "小区门口新开的培训班，墙上没有挂任何证件，问老师也说不清。",
    Kind.CURRICULUM: "二年级的班在讲三年级的内容，还布置大量试卷。",
    Kind.HOURS: "晚上九点多还没有下课，孩子第二天上学没精神。",
    Kind.FEES: "要求一次交清一年的费用，不给开发票。",
    Kind.REFUND: "孩子转学，要求退剩余课时费，一直拖着不退。",
    Kind.GRADED_EXAM: "组织孩子参加所谓等级考试，每人收三百元。",
    Kind.ADMISSION: "宣传说在这里上课可以推荐进好学校。",
    Kind.SCHOOL_TEACHER: "学校的数学老师周末在这里上课，班上很多同学都被叫去。",
    Kind.STAFF: "问老师有没有教师资格证，不肯给看。",
    Kind.HOME: "楼上住户在家里办补习班，每天晚上很吵。",
    Kind.ADVERTISING: "门口横幅写着保过、提分三十分。",
    Kind.OTHER: "换了地方上课没有通知家长。",
}
KINDS = {
    Kind.REFUND: 22,
    Kind.FEES: 18,
    Kind.CURRICULUM: 10,
    Kind.NO_LICENCE: 8,
    Kind.HOME: 7,
    Kind.FIRE: 7,
    Kind.PREMISES: 5,
    Kind.ADVERTISING: 5,
    Kind.HOURS: 4,
    Kind.STAFF: 4,
    Kind.SCHOOL_TEACHER: 3,
    Kind.FOOD: 3,
    Kind.GRADED_EXAM: 2,
    Kind.ADMISSION: 1,
    Kind.HARM: 1,
    Kind.OTHER: 2,
}
ANSWERS = {
    Outcome.FOUNDED: "经现场核查，您反映的情况属实，已责令该机构限期整改，我们将进行复查。感谢您的监督。",
    Outcome.UNFOUNDED: "经现场核查，未发现您反映的情况。如有新的线索，请补充提交。",
    Outcome.UNPROVEN: "经多次核查，现有材料无法证实您反映的情况，我们会继续关注该机构。",
}
REFUSALS = {
    RefusalGround.NOT_TRAINING: "您反映的是学校食堂问题，不属于校外培训，请向学校所在区县教育局反映。",
    RefusalGround.IN_COURT: "该退费纠纷法院已经受理，请以法院判决为准。",
    RefusalGround.TOO_VAGUE: "未写明机构名称和地点，无法核实。请补充后重新提交。",
    RefusalGround.SAME_AGAIN: "同一事项已于上月答复，请查阅原编号。",
}
HAPPENED = ("上周六", "这个月初", "一直如此", "昨天晚上", "")


def make(world: World, places: list[Place]) -> None:
    """Tell the complaints of three years, more of them against those where more is wrong."""
    secret_hash = hash_secret(SECRET)
    by_pk = {place.institution.pk: place for place in places}
    days: list[tuple[date, Place, JointInspection | None]] = []
    for inspection in world.rows_of("inspections.JointInspection"):
        if world.chance(CAUSED_A_VISIT):
            place = by_pk[inspection.institution.pk]
            days.append(
                (world.calendar.next_working_day(inspection.on - timedelta(days=14)), place, inspection)
            )
    weights = [0.15 + place.temper for place in places]
    for place in world.random.choices(places, weights, k=round(world.size * PER_INSTITUTION)):
        days.append((_some_day(world, place), place, None))
    for received, place, inspection in sorted(days, key=lambda entry: (entry[0], entry[1].institution.pk)):
        if place.opened < received <= world.today:
            _Course(world, place, received, secret_hash).run(inspection)
    _shown(world, places, secret_hash)


def _shown(world: World, places: list[Place], secret_hash: str) -> None:
    """In the newcomer's own district one complaint is fresh, one lies too long, one is being looked into."""
    own = [place for place in places if place.area.slug == OWN_DISTRICT][3:]
    for place, (days, patience) in zip(own, ((1, 1), (20, 1), (9, 2)), strict=False):
        received = world.calendar.next_working_day(world.today - timedelta(days=days))
        course = _Course(world, place, min(received, world.today), secret_hash)
        course.patience = patience
        course.run(None)


def _some_day(world: World, place: Place) -> date:
    """Complaints come any day, and more of them lately."""
    span = max(1, (world.today - place.opened).days)
    return world.today - timedelta(days=int(span * world.random.random() ** 1.8))


class _Course:
    """The course of one complaint."""

    def __init__(self, world: World, place: Place, received: date, secret_hash: str) -> None:
        self.world, self.place, self.received = world, place, received
        self.officer = world.officer(place.institution.district_id)
        # A few lie longer than they may: what is overdue shows.
        recent = received > world.today - timedelta(days=75)
        self.patience = world.random.choice((1, 2, 3)) if recent and world.chance(0.22) else 9
        self.complaint = self._receive(secret_hash)
        self.tell(self.complaint.received_at, Actor.citizen(), "complaint.received", "M8")

    def tell(self, day: date | datetime, actor: Actor, verb: str, clause: str = "D2") -> None:
        """An event that stands in no institution's history (N4)."""
        self.world.tell(
            day,
            actor,
            verb,
            self.complaint,
            district_id=self.complaint.district_id,
            apart=APART,
            clause=clause,
        )

    def _receive(self, secret_hash: str) -> Complaint:
        world, random = self.world, self.world.random
        kind = Kind(random.choices(list(KINDS), list(KINDS.values()))[0])
        meaning = meaning_of(kind)
        institution, named = self.place.institution, world.chance(0.6)
        terms = clocks.UrgentTerms() if meaning.urgent else clocks.ComplaintTerms()
        at = world.moment(self.received, random.randint(8, 22))
        serial = world.add(Serial(drawn_at=at))
        complaint = world.add(
            Complaint(
                number=number_for(self.received.year, serial.pk),
                secret_hash=secret_hash,
                client_id=UUID(int=random.getrandbits(128), version=4),
                kind=kind,
                urgent=meaning.urgent,
                group=meaning.group,
                departments=list(meaning.departments),
                institution=institution,
                place=institution.address,
                happened=random.choice(HAPPENED),
                description=STORIES[kind],
                named=named,
                told=Told.PHONE if named and world.chance(0.5) else Told.TRACK,
                district_id=institution.district_id,
                received_at=at,
                received_on=self.received,
                rule_version=f"{terms.KEY}@default",
                updated_at=at,
            )
        )
        complaint.set_deadlines(clocks.deadlines(self.received, terms, world.calendar))
        if named:
            name, phone = names.person(random), names.phone(random)
            world.add(ComplainantIdentity(complaint=complaint, name=name, phone=phone, given_at=at))
        return complaint

    def run(self, inspection: JointInspection | None) -> None:
        """Step by step, until a day that has not come yet or an officer who has not got to it."""
        steps = (self._accept, self._check, self._answer, self._close)
        day: date | None = self.received
        for place, step in enumerate(steps, start=1):
            if day is None or place >= self.patience:
                break
            day = step(day, inspection)
        self.complaint.set_running_clock()

    def _later(self, day: date, least: int, most: int) -> date | None:
        """A working day some days on, None where it has not come yet."""
        then = self.world.calendar.add(day, self.world.random.randint(least, most))
        return then if then <= self.world.today else None

    def _touch(self, day: date) -> None:
        self.complaint.updated_at = self.world.moment(day, 16)

    def _accept(self, day: date, inspection: JointInspection | None) -> date | None:
        complaint = self.complaint
        on = self._later(day, 1, 1 if complaint.urgent else 6)
        if on is None:
            return None
        self._touch(on)
        complaint.assigned_to = self.officer.user
        if inspection is None and self.world.chance(0.08):
            complaint.refuse()
            ground = self.world.random.choice(list(REFUSALS))
            complaint.refusal_ground, complaint.refusal_text = ground, REFUSALS[ground]
            complaint.answered_on = on
            self._keep(on, complaint.refusal_text, ground=ground)
            self.tell(on, self.officer, "complaint.refused")
            return self._close(on, None)
        complaint.accept()
        complaint.accepted_on = on
        self.tell(on, self.officer, "complaint.accepted")
        if inspection is not None:
            complaint.joint_inspection = inspection
            complaint.look_into()
            self.tell(max(on, inspection.opened_at.date()), self.officer, "complaint.visit_opened", "S5")
        elif self.world.chance(0.7):
            self._dispatch(on)
        return on

    def _dispatch(self, on: date) -> None:
        complaint, institution = self.complaint, self.place.institution
        assert complaint.district_id is not None
        complaint.look_into()
        complaint.street = institution.street
        self.world.add(
            Dispatch(
                complaint=complaint,
                from_district_id=complaint.district_id,
                to_district_id=complaint.district_id,
                to_street=institution.street,
                departments=complaint.departments,
                by=self.officer.user,
                dispatched_at=self.world.moment(on, 17),
            )
        )
        self.tell(on, self.officer, "complaint.dispatched", "M7")

    def _check(self, day: date, inspection: JointInspection | None) -> date | None:
        complaint = self.complaint
        on = self._later(day, 1, 2) if complaint.urgent else self._later(day, 2, 9)
        if inspection is not None:
            on = inspection.on if day < inspection.on < self.world.today else None
        if on is None:
            if complaint.state == State.IN_PROGRESS and self.world.chance(0.08):
                self._pause(day)
            return None
        self._touch(on)
        complaint.checked_on = on
        shares = (Outcome.FOUNDED, Outcome.FOUNDED, Outcome.UNFOUNDED, Outcome.UNPROVEN)
        complaint.outcome = self.world.random.choice(shares)
        if complaint.outcome == Outcome.FOUNDED and complaint.named:
            complaint.tell_by = clocks.tell_by(on, clocks.ComplaintTerms(), self.world.calendar)
            complaint.told_on = self._later(on, 1, 4)
        text = "已到现场核查，查看合同、收费票据和教室，并与负责人谈话。"
        author, at = self.officer.user, self.world.moment(on, 16)
        self.world.add(Note(complaint=complaint, author=author, text=text, written_at=at))
        self.tell(on, self.officer, "complaint.checked")
        return on

    def _pause(self, day: date) -> None:
        """The clock stands still for a listed reason."""
        complaint = self.complaint
        complaint.paused_on, complaint.paused_ground = day, PauseGround.WAITING_FOR_PERSON
        self.world.add(Pause(complaint=complaint, ground=complaint.paused_ground, paused_on=day))
        self.tell(day, self.officer, "complaint.paused")

    def _answer(self, day: date, inspection: JointInspection | None) -> date | None:
        on = self._later(day, 1, 12)
        if on is None:
            return None
        self._touch(on)
        complaint = self.complaint
        complaint.answer, complaint.answered_on = ANSWERS[Outcome(complaint.outcome)], on
        complaint.give_answer()
        self._keep(on, complaint.answer, outcome=complaint.outcome)
        self.tell(on, self.officer, "complaint.answered")
        return on

    def _keep(self, on: date, text: str, **more: str) -> None:
        """The answer in the history, and what some people said of it."""
        complaint = self.complaint
        self.world.add(
            Answering(complaint=complaint, round=1, text=text, by=self.officer.user, on=on, **more)
        )
        # Of its own, so that no other part of the demonstration comes out differently.
        random = Random(complaint.client_id.int)
        given = on + timedelta(days=random.randint(0, 5))
        if given <= self.world.today and random.random() < RATED:
            satisfaction = Satisfaction.SATISFIED if random.random() < SATISFIED else Satisfaction.PARTLY
            self.world.add(
                Rating(
                    complaint=complaint,
                    round=1,
                    client_id=UUID(int=random.getrandbits(128), version=4),
                    satisfaction=satisfaction,
                    given_at=self.world.moment(given, 20),
                )
            )
            self.tell(given, Actor.citizen(), "complaint.rated", "M8")

    def _close(self, day: date, inspection: JointInspection | None) -> date | None:
        on = day + timedelta(days=clocks.ClosingTerms().days + 1)
        if on > self.world.today:
            return None
        complaint = self.complaint
        complaint.close()
        complaint.closed_on = on
        self.tell(on, Actor.system(), "complaint.closed")
        if complaint.named:
            self._erase(on + timedelta(days=clocks.RetentionTerms().days + 1))
        return None

    def _erase(self, on: date) -> None:
        """The purpose has ended: the name goes (N4)."""
        if on > self.world.today:
            return
        identity = self.world.rows_of("complaints.ComplainantIdentity")[-1]
        identity.name = identity.phone = ""
        identity.erased_on = on
        self.tell(on, Actor.system(), "complaint.identity_erased", "N4")


def one_to_follow() -> str:
    """The number of a complaint that is being looked into, for the newcomer to follow."""
    waiting = Complaint.objects.filter(state=State.IN_PROGRESS, due_step=Step.ANSWER).order_by("pk")
    found = waiting.first() or Complaint.objects.order_by("pk").last()
    return found.number if found else ""
