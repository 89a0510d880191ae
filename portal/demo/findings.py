"""What goes wrong at an institution, and what the regulation makes of it: findings, decisions, orders, stops.

The rules themselves propose (P1–P8) and count (D1); the transitions are those of the models, so that nothing
can be told here that could not have happened.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from inspections.models import (
    Decision,
    Finding,
    JointInspection,
    RectificationOrder,
    TeachingStop,
    Visit,
    VisitPart,
)
from inspections.rules import effects, ladder
from inspections.terms import Failure, Group, Measure, Severity, StopKind
from portal.accounts.actors import Actor
from portal.demo import papers
from portal.demo.register import Place
from portal.demo.texts import TEXTS
from portal.demo.visits import Checklist, item_for
from portal.demo.world import World

REASONS = ("情节较轻且已当场整改。", "已主动停止并退费，从轻处理。", "系首次且未造成后果。")
AT_MOST_STEPS = 4


@dataclass
class Record:
    """What counts against one institution so far."""

    times: dict[Group, int] = field(default_factory=dict)
    stops: list[TeachingStop] = field(default_factory=list)


@dataclass
class Court:
    """The course of an institution's findings, from the visit to the last re-inspection."""

    world: World
    place: Place
    checklist: Checklist
    record: Record = field(default_factory=Record)
    planned: dict[int, Visit] = field(default_factory=dict)  # re-inspection by order
    course: str = ""  # "pass", "serve", "report" or "confirm" where the story is told on purpose
    until: date = date(2000, 1, 1)  # the last day that anything happened: the next visit comes after it

    @property
    def officer(self) -> Actor:
        return self.world.officer(self.place.institution.district_id)

    def tell(self, day: date, actor: Actor, verb: str, subject: object, **more: object) -> None:
        """An event of this institution."""
        self.until = max(self.until, day)
        self.world.tell(day, actor, verb, subject, institution=self.place.institution, **more)  # type: ignore[arg-type]

    def find(self, inspection: JointInspection, part: VisitPart, group: Group) -> None:
        """A department found something on the first visit."""
        severity = Severity.ORDINARY
        finding = self.world.add(
            Finding(
                joint_inspection=inspection,
                institution=self.place.institution,
                visit_part=part,
                item=item_for(part, group, self.checklist),
                group=group,
                text=TEXTS[group],
                found_on=inspection.on,
                severity=severity,
            )
        )
        self.tell(inspection.on, self.officer, "finding.recorded", finding, clause="S9")
        self._judge(finding, step=1)

    def _days(self, most: int) -> int:
        """How many working days an officer takes."""
        return 1 if self.course else self.world.random.randint(1, most)

    def _is_late(self, day: date) -> bool:
        """Whether an officer has not got to it yet: only what was due lately can still lie there."""
        return day > self.world.today - timedelta(days=30) and self.world.chance(0.25)

    def _judge(self, finding: Finding, *, step: int) -> None:
        """Confirmed or dismissed within days; decided some days later; where it is too soon, it waits."""
        confirmed_on = self.world.calendar.add(finding.found_on, self._days(3))
        if confirmed_on > self.world.today or self.place.ended is not None:
            return
        if step == 1 and not self.course and self.world.chance(0.05):
            finding.dismiss("经核实，当事人已提供有效材料，问题不成立。")
            self.tell(confirmed_on, self.officer, "finding.dismissed", finding, reason=finding.dismissal)
            return
        finding.confirm(self.officer.user, self.world.moment(confirmed_on, 10))
        self.tell(confirmed_on, self.officer, "finding.confirmed", finding, clause="S8")
        before = self.record.times.get(Group(finding.group), 0)
        self.record.times[Group(finding.group)] = before + 1
        decided_on = self.world.calendar.add(confirmed_on, self._days(5))
        waits = self.course == "confirm" or (not self.course and self._is_late(decided_on))
        if decided_on <= self.world.today and not waits:
            self._decide(finding, decided_on, step, before)

    def _decide(self, finding: Finding, on: date, step: int, before: int) -> None:
        group = Group(finding.group)
        proposal = ladder.propose_measures(
            group, confirmed_before=before, today=on, severity=Severity(finding.severity)
        )
        measures, reason = proposal.measures, ""
        lenient = step == 1 and before == 0 and Measure.BAN not in measures
        if lenient and not self.course and self.world.chance(0.05):
            measures, reason = (Measure.RECTIFY_AT_ONCE,), self.world.random.choice(REASONS)
        effect = effects.effects_of(measures)
        decision = papers.decide(self, finding, on, proposal, measures, reason, effect.needs_papers)
        finding.decide()
        self.tell(on, self.officer, "finding.decided", finding, clause=proposal.clause, reason=reason)
        order = papers.serve(self, decision, on, at_once=effect.at_once) if effect.order else None
        for stop in self.record.stops:
            if order is not None and stop.order is not None and stop.order is finding.follows:
                stop.order = order  # the next order takes the failed one's place
        if effect.stop is not None:
            self._stop(decision, effect.stop, on, proposal.training_stops_until, order)
        if effect.bans:
            self._end("ban", on, proposal.clause)
        elif effect.revokes_permit:
            self._end("revoke", on, proposal.clause)
        if order is not None:
            self._follow(order, finding, step)

    def _stop(
        self,
        decision: Decision,
        kind: StopKind,
        on: date,
        until: date | None,
        order: RectificationOrder | None,
    ) -> None:
        stop = self.world.add(
            TeachingStop(
                decision=decision,
                institution=self.place.institution,
                kind=kind,
                since=on,
                until=until if kind == StopKind.TERM else None,
                order=order,
            )
        )
        self.record.stops.append(stop)
        verb = "institution.close" if kind == StopKind.CLOSED else "institution.stop_teaching"
        self.tell(on, self.officer, verb, self.place.institution, clause=decision.clause)

    def _end(self, how: str, on: date, clause: str) -> None:
        """Banned or without its permit from that day on."""
        self.place.ended, self.place.facts["end"] = on, how
        self.tell(on, self.officer, f"institution.{how}", self.place.institution, clause=clause)

    def _follow(self, order: RectificationOrder, finding: Finding, step: int) -> None:
        """What became of an order: extended, reported, re-inspected; or its day went by in silence."""
        world, today = self.world, self.world.today
        if self.course == "serve":
            return
        diligent = 1 if self.course else 0.97 - 0.22 * self.place.temper
        begun = papers.extend(self, order) if world.chance(0.08) else order.served_on
        if not world.chance(diligent):
            if order.due < today - timedelta(days=world.random.choice((0, 0, 3, 5))):
                missed_on = order.due + timedelta(days=1)
                self.planned[order.pk].cancel()
                self._fail(order, missed_on, Failure.MISSED, Actor.system())
                if step < AT_MOST_STEPS:
                    self._again(order, finding, missed_on, None, step)
            return
        last = min(order.due, today) if self.course else order.due
        reported = min(world.workday(begun + timedelta(days=1), last), last)
        if reported > today:
            return
        papers.report(self, order, reported)
        if self.course == "report":
            return
        if order.reinspect_on < today and not self._is_late(order.reinspect_on):
            self._reinspect(order, finding, step)

    def _reinspect(self, order: RectificationOrder, finding: Finding, step: int) -> None:
        on = order.reinspect_on
        department = finding.joint_inspection.departments[0]
        actor = self.world.inspector(self.place.institution.district_id, department)
        visit = self.planned[order.pk]
        visit.officer, visit.companion = actor.user, self.officer.user
        visit.begin(on, None)
        visit.finish()
        part = self.world.add(VisitPart(visit=visit, department=department, statement_refused=True))
        at = self.world.moment(on, 11)
        part.version, part.saved_by, part.saved_at = 1, actor.user, at
        part.submit(actor.user, at)
        if self.course or self.world.chance(0.97 - 0.25 * self.place.temper):
            order.pass_(on)
            self.tell(on, actor, "order.passed", order, clause="D1")
            self._lift(order, on)
            return
        self._fail(order, on, Failure.NOT_UP_TO_STANDARD, actor)
        if step < AT_MOST_STEPS:
            self._again(order, finding, on, part, step)

    def _fail(self, order: RectificationOrder, on: date, failure: Failure, actor: Actor) -> None:
        order.fail(on, failure)
        self.tell(on, actor, "order.failed", order, clause="P8", changes={"failure": str(failure)})

    def _again(
        self, order: RectificationOrder, finding: Finding, on: date, part: VisitPart | None, step: int
    ) -> None:
        """The same is wrong still: the next step of the ladder."""
        follow_up = self.world.add(
            Finding(
                joint_inspection=finding.joint_inspection,
                institution=self.place.institution,
                visit_part=part,
                follows=order,
                missed_order=None if part else order,
                group=finding.group,
                text=f"{order.number} 逾期未整改。" if part is None else f"复查仍不合格：{finding.text}",
                found_on=on,
            )
        )
        self.tell(on, self.officer, "finding.recorded", follow_up, clause="P8")
        self._judge(follow_up, step=step + 1)

    def _lift(self, order: RectificationOrder, on: date) -> None:
        """What waited for this order ends, once its term is over too."""
        for stop in self.record.stops:
            day = max(on, stop.until or on)
            if stop.order is not order or stop.lifted_on is not None or day > self.world.today:
                continue
            stop.lifted_on, stop.lift_reason = day, "复查合格，停止期限已满。"
            self.tell(day, Actor.system(), "stop.lifted", stop.decision.finding, clause=stop.decision.clause)
            if not self.standing:
                institution = self.place.institution
                self.tell(day, Actor.system(), "institution.resume_teaching", institution, clause="P4")

    @property
    def standing(self) -> list[TeachingStop]:
        """The stops that are not lifted."""
        return [stop for stop in self.record.stops if stop.lifted_on is None]

    def settle(self) -> None:
        """Give the institution the standing that its history leaves it with."""
        institution = self.place.institution
        institution.zombie_since = self.place.facts.get("zombie_since")
        if self.place.ended is not None:
            if self.place.facts["end"] == "ban":
                institution.ban()
                return
            institution.revoke()
            permit = self.place.facts.get("permit")
            if permit is not None:
                permit.revoked_on = self.place.ended
        elif any(stop.kind == StopKind.CLOSED for stop in self.standing):
            institution.close()
        elif self.standing:
            institution.stop_teaching(max((stop.until for stop in self.standing if stop.until), default=None))
