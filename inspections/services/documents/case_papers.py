"""What stands on the papers of a penalty case: its notice, the notice of a hearing, the legal review. Clause: N3."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from inspections.models import CaseStep, PenaltyCase
from inspections.services.cases import clocks_of
from inspections.services.documents.blocks import Block, day, facts, signs, text
from inspections.terms import DocumentKind, StepKind


def _step(case: PenaltyCase, kind: StepKind) -> CaseStep | None:
    return case.steps.filter(kind=kind).order_by("serial").last()


def _officers(case: PenaltyCase) -> str:
    return "、".join(
        f"{who.get_full_name()}（证号 {who.enforcement_certificate or '——'}）"
        for who in (case.officer, case.companion)
    )


def _head(case: PenaltyCase) -> Block:
    return facts(
        ("当事人", case.institution.name),
        ("统一社会信用代码", case.institution.code),
        ("立案编号", case.number),
        ("立案日期", day(case.opened_on)),
        ("办案人员", _officers(case)),
    )


def _notice(case: PenaltyCase) -> list[Block]:
    terms = clocks_of(case)
    return [
        text(f"{case.institution.name}："),
        text(
            "你单位涉嫌违法一案，本机关已经调查终结。依照《行政处罚法》第四十四条，现将拟作出的行政处罚告知如下："
        ),
        _head(case),
        facts(
            ("违法事实和证据", case.grounds),
            ("问题类别", case.finding.get_group_display()),
            ("拟作出的行政处罚", "、".join(case.measure_labels)),
        ),
        text(
            f"你单位有权进行陈述和申辩，可以自收到本告知书之日起{terms.statement_days}个工作日内提出；"
            f"有权要求听证，应当自收到本告知书之日起{terms.hearing_days}个工作日内提出。"
            "逾期未提出的，视为放弃。本机关不因陈述、申辩或者听证而加重处罚。"
        ),
        text("办案人员与本案有直接利害关系或者其他关系可能影响公正执法的，你单位有权申请回避。"),
        signs("（印章）"),
    ]


def _hearing(case: PenaltyCase) -> list[Block]:
    found = _step(case, StepKind.HEARING_SET)
    return [
        text(f"{case.institution.name}："),
        text("你单位要求听证。依照《行政处罚法》第六十四条，现将听证事项通知如下："),
        _head(case),
        facts(
            ("听证日期", day(found.hearing_on if found else None)),
            ("听证地点", found.place if found else ""),
        ),
        text(
            "听证公开举行，涉及国家秘密、商业秘密或者个人隐私的除外。听证由非本案调查人员主持，你单位有权申请主持人回避，"
            "可以亲自参加，也可以委托一至二人代理。无正当理由拒不出席或者中途退出的，视为放弃听证权利。"
        ),
        signs("（印章）"),
    ]


def _review(case: PenaltyCase) -> list[Block]:
    found = _step(case, StepKind.REVIEWED)
    return [
        _head(case),
        facts(
            ("违法事实和证据", case.grounds),
            ("拟作出的行政处罚", "、".join(case.measure_labels)),
            ("审核意见", found.text if found else ""),
            ("审核结论", "审核通过"),
            ("审核人", f"{found.taken_by or '——'}（{found.taken_as}）" if found else ""),
            ("审核日期", day(found.on if found else None)),
        ),
        signs("审核人签字"),
    ]


MAKERS: dict[str, Callable[[Any], list[Block]]] = {
    DocumentKind.CASE_NOTICE: _notice,
    DocumentKind.HEARING_NOTICE: _hearing,
    DocumentKind.LEGAL_REVIEW: _review,
}
TITLES = {
    DocumentKind.CASE_NOTICE: "行政处罚告知书",
    DocumentKind.HEARING_NOTICE: "行政处罚听证通知书",
    DocumentKind.LEGAL_REVIEW: "重大行政处罚决定法制审核意见书",
}
