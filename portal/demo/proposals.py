"""A list proposal as a district or the daily work makes it, and what the city decides (S9, D5)."""

from __future__ import annotations

from datetime import date
from typing import Any

from inspections.terms import Failure
from portal.accounts.actors import Actor
from portal.demo.world import World
from publicity.models import ListProposal
from publicity.rules.notices import NoticeTerms
from publicity.terms import ListKind

WHITE_REASON = "符合白名单全部条件。"
WHY = {Failure.MISSED: "逾期未报送整改报告", Failure.NOT_UP_TO_STANDARD: "复查不合格"}
ENDED = {"ban": ("P1", "无证无照开展培训，已依法取缔。"), "revoke": ("P4", "屡次违规，办学许可证已被吊销。")}
PUT_RIGHT = "已整改到位并经复查合格，不再列入。"
LISTED_ALREADY = "本年度已列入黑名单，不再重复列入。"


def propose(
    world: World, institution: Any, kind: str, year: int, on: date, actor: Actor, **values: Any
) -> ListProposal:
    proposal = world.name(
        ListProposal(
            kind=kind,
            institution=institution,
            district_id=institution.district_id,
            year=year,
            proposed_by=actor.user,
            proposed_as=actor.label,
            notice_on=on,
            answer_by=world.calendar.add(on, NoticeTerms().answer_days),
            must_wait=kind == ListKind.BLACK,
            rule_version=f"{NoticeTerms.KEY}@default",
            **values,
        )
    )
    world.tell(
        on,
        actor,
        "list.proposed",
        proposal,
        institution=institution,
        clause=proposal.clause,
        reason=proposal.reason,
        changes={"list": str(kind), "year": year},
    )
    return proposal


def decide(world: World, proposal: ListProposal, by: date, returned: str = "") -> None:
    """The city decides once the institution was heard, in time for the next publication."""
    heard = proposal.answer_by if proposal.must_wait else proposal.notice_on
    on = min(world.calendar.add(heard, 1), by)
    city, at = world.actors["city"], world.moment(on, 9)
    verb = "list.returned" if returned else "list.accepted"
    if returned:
        proposal.send_back(city.user, at, returned)
    else:
        proposal.accept(city.user, at, "")
    world.tell(
        at, city, verb, proposal, institution=proposal.institution, clause=proposal.clause, reason=returned
    )
