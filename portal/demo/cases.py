"""Penalty cases, the own district's first, one at each of the stages that a newcomer should see (N3)."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from inspections.models import Finding, PenaltyCase
from inspections.rules.effects import NEEDS_PAPERS
from inspections.rules.ladder import offered_for
from inspections.services import case_steps, cases
from inspections.services.case_steps import Said
from inspections.services.cases import Opening
from inspections.services.decisions import propose_for
from inspections.services.documents import issuing, serving
from inspections.services.documents.serving import Served
from inspections.terms import DocumentKind, Group, ServiceManner, StepKind
from portal.demo.accounts import OWN_DISTRICT
from portal.demo.clock import standing_at
from portal.demo.world import World

SHOWN = 4
BEGUN = 9  # days before the day that the demonstration stands at
STATED = "我单位已停止相关课程并清退教材，请求从轻处理。"
ANSWERED = "经复核，整改情况属实，但不影响对违法事实的认定，处罚幅度不变。"
OPINION = "主体适格，事实清楚，证据充分，适用依据正确，程序合法，同意提交决定。"


def make(world: World) -> None:
    """Open a case for each finding that waits for a guarded decision, and lead them on, each one step less far."""
    acts = (_hear, _answer, _review)
    for place, finding in enumerate(_waiting(world)):
        case = _open(world, finding, days_ago=BEGUN - 2 * place)
        for act in acts[: max(0, len(acts) - place)]:
            act(world, case)


def _waiting(world: World) -> list[Finding]:
    """Confirmed findings, the own district's first, then those whose rule proposes what needs a case."""
    own = world.districts[OWN_DISTRICT].pk
    able = [
        row
        for row in Finding.objects.to_decide().select_related("institution").order_by("pk")
        if _guarded(row)
    ]

    def rank(row: Finding) -> tuple[bool, bool]:
        return row.institution.district_id != own, not _proposed(row, world.today)

    return sorted(able, key=rank)[:SHOWN]


def _guarded(finding: Finding) -> list[str]:
    """What can be decided on it only in a case."""
    return [str(measure) for measure in offered_for(Group(finding.group)) if measure in NEEDS_PAPERS]


def _proposed(finding: Finding, today: date) -> list[str]:
    """What of that the rule proposes."""
    proposal, _version = propose_for(finding, today)
    return [measure for measure in _guarded(finding) if measure in proposal.measures]


def _key(world: World) -> UUID:
    return UUID(int=world.random.getrandbits(128), version=4)


def _open(world: World, finding: Finding, *, days_ago: int) -> PenaltyCase:
    officer = world.officer(finding.institution.district_id)
    begun = max(finding.found_on, world.today - timedelta(days=days_ago))
    with standing_at(world.moment(begun, 9)):
        opening = Opening(
            measures=_proposed(finding, world.today) or _guarded(finding)[:1],
            grounds=f"{finding.text}有现场检查笔录、照片和现场人员陈述为证。",
            ended_on=finding.found_on,
            companion=cases.companions_for(finding, officer)[0],
            client_id=_key(world),
        )
        case = cases.open_case(finding, actor=officer, opening=opening)
        notice = issuing.issue(DocumentKind.CASE_NOTICE, case, actor=officer)
        served = Served(ServiceManner.DIRECT, begun, "胡店长", "法定代表人")
        serving.record_service(notice, actor=officer, served=served)
    return case


def _step(world: World, case: PenaltyCase, kind: str, words: str, days_ago: int) -> None:
    on = max(case.opened_on, world.today - timedelta(days=days_ago))
    with standing_at(world.moment(on, 15)):
        said = Said(kind=kind, on=on, client_id=_key(world), text=words)
        case_steps.record(case, actor=world.officer(case.district_id), said=said)


def _hear(world: World, case: PenaltyCase) -> None:
    _step(world, case, StepKind.STATEMENT, STATED, 6)
    _step(world, case, StepKind.HEARING_GIVEN_UP, "书面声明放弃听证。", 6)


def _answer(world: World, case: PenaltyCase) -> None:
    _step(world, case, StepKind.ANSWERED, ANSWERED, 4)


def _review(world: World, case: PenaltyCase) -> None:
    with standing_at(world.moment(world.today - timedelta(days=2), 10)):
        city = world.actors["city"]
        case_steps.review(case, actor=city, passes=True, opinion=OPINION, client_id=_key(world))
