"""What stands on each paper, taken from the record. A paper is Chinese whatever the officer reads. Clause: N3."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils import timezone, translation

from inspections.models import Decision, JointInspection, RectificationOrder, ServiceOfDocument
from inspections.services.documents import case_papers
from inspections.services.documents.blocks import Block, day, facts, remedies_of, signs, table, text
from inspections.services.parts import not_looked_at
from inspections.terms import DocumentKind, VisitKind
from portal.privacy.masks import mask_name


def _members(inspection: JointInspection) -> str:
    rows = inspection.members.select_related("user")
    return "、".join(f"{row.user}（{row.get_department_display()}，证号 {row.certificate}）" for row in rows)


def _head(inspection: JointInspection) -> Block:
    institution = inspection.institution
    return facts(
        ("被检查单位", institution.name),
        ("统一社会信用代码", institution.code),
        ("地址", institution.address),
        ("检查事由", inspection.purpose),
        ("检查日期", day(inspection.on)),
        ("参加部门", "、".join(inspection.department_labels)),
        ("检查内容", "、".join(inspection.topic_labels) or "各部门全部检查事项"),
        ("执法人员", _members(inspection)),
    )


def _approval(inspection: JointInspection) -> list[Block]:
    opened = timezone.localtime(inspection.opened_at).date()
    approved = timezone.localtime(inspection.approved_at).date() if inspection.approved_at else None
    return [
        _head(inspection),
        facts(
            ("拟办人", f"{inspection.opened_by or '——'}（{inspection.opened_as}）"),
            ("拟办日期", day(opened)),
            ("检查来源", inspection.get_source_display()),
            ("审批意见", inspection.approval_note or "同意检查"),
            ("审批人", f"{inspection.approved_by or '——'}（{inspection.approved_as}）"),
            ("审批日期", day(approved)),
        ),
        signs("审批人签字"),
    ]


def _notice(inspection: JointInspection) -> list[Block]:
    return [
        text(f"{inspection.institution.name}："),
        text(
            f"根据校外培训监管有关规定，定于{day(inspection.on)}对你单位进行检查，请予配合，并备齐有关证照、台账。"
        ),
        _head(inspection),
        text(
            "检查人员应主动出示执法证件。你单位有权核验检查码，有权申请有利害关系的人员回避，有权进行陈述和申辩。"
        ),
        signs("（印章）"),
    ]


def _record(inspection: JointInspection) -> list[Block]:
    blocks = [_head(inspection)]
    visit = inspection.visits.get(kind=VisitKind.FIRST)
    today = timezone.localdate()
    for part in (
        visit.parts.select_related("visit__joint_inspection", "visit__standard")
        .prefetch_related("results__item")
        .order_by("department")
    ):
        blocks.append({"kind": "heading", "text": str(part.get_department_display())})
        rows = [
            [f"{r.item.code} {r.item.text}", str(r.get_outcome_display() or "——"), r.note or "——"]
            for r in part.results.all()
        ]
        blocks.append(table(["检查事项", "结果", "现场情况"], rows))
        if unlooked := not_looked_at(part, today):
            named = "；".join(f"{item.code} {item.text}" for item in unlooked)
            blocks.append(text(f"本次未检查（不作是否合格的认定）：{named}。"))
        said = "现场人员不愿陈述。" if part.statement_refused else part.statement_text
        blocks.append(facts(("现场人员职务", part.statement_role), ("现场陈述", said)))
    blocks.append(signs("被检查单位现场人员", "执法人员", "执法人员"))
    return blocks


def _rectification(order: RectificationOrder) -> list[Block]:
    finding = order.decision.finding
    return [
        text(f"{order.institution.name}："),
        text(f"经查，你单位存在以下问题：{finding.text}"),
        text(
            f"上述行为属于“{finding.get_group_display()}”（条款 {order.decision.clause}）。现责令你单位限期整改："
        ),
        facts(
            ("通知书编号", order.number),
            ("整改要求", order.requirement),
            ("整改期限", f"{day(order.due)}前"),
            ("复查日期", day(order.reinspect_on)),
        ),
        text(
            "请在期限内提交整改报告和证明材料。逾期未整改或者复查不合格的，依规提请列入黑名单并向社会公布。"
        ),
        remedies_of(order.institution),
        signs("（印章）"),
    ]


def _decided(decision: Decision, ask: str) -> list[Block]:
    finding = decision.finding
    return [
        text(f"{finding.institution.name}："),
        text(f"经查，你单位存在以下问题：{finding.text}"),
        facts(
            ("问题类别", finding.get_group_display()),
            ("依据条款", decision.clause),
            ("处理措施", "、".join(decision.measure_labels)),
            ("决定日期", day(decision.decided_on)),
        ),
        text(ask),
        remedies_of(finding.institution),
        signs("（印章）"),
    ]


def _interview(decision: Decision) -> list[Block]:
    return _decided(
        decision, "请你单位举办者（法定代表人）携带本通知和身份证件，于收到之日起三个工作日内到本局接受约谈。"
    )


def _suspension(decision: Decision) -> list[Block]:
    until = f"至{day(decision.stops_until)}" if decision.stops_until else "至整改合格并经复查之日"
    return _decided(
        decision, f"责令你单位自收到本通知之日起停止培训，{until}。停止期间应妥善处理学生和已收费用。"
    )


def _penalty(decision: Decision) -> list[Block]:
    finding, case = decision.finding, getattr(decision, "case", None)
    return [
        text(f"{finding.institution.name}："),
        facts(
            ("立案编号", case.number if case else ""),
            ("违法事实和证据", case.grounds if case else finding.text),
            ("问题类别", finding.get_group_display()),
            ("依据条款", decision.clause),
            ("事先告知", decision.notice_ref),
            ("陈述申辩或者听证", decision.defence_ref),
            ("法制审核", decision.legal_review_ref),
            ("处罚决定", "、".join(decision.measure_labels)),
            ("决定日期", day(decision.decided_on)),
        ),
        text(decision.reason or "本决定自送达之日起生效。"),
        remedies_of(finding.institution),
        signs("（印章）"),
    ]


def _reinspection(order: RectificationOrder) -> list[Block]:
    visit = order.visits.filter(kind=VisitKind.REINSPECTION).order_by("pk").last()
    part = visit.parts.first() if visit else None
    officers = "、".join(str(who) for who in ((visit.officer, visit.companion) if visit else ()) if who)
    verdict = "复查合格，准予结案。" if order.state == "passed" else "复查不合格。"
    return [
        text(f"{order.institution.name}："),
        facts(
            ("整改通知书编号", order.number),
            ("整改要求", order.requirement),
            ("复查日期", day(visit.on if visit else order.closed_on)),
            ("复查人员", officers),
            ("复查情况", part.statement_text if part else ""),
            ("复查意见", verdict),
        ),
        remedies_of(order.institution),
        signs("复查人员", "复查人员", "（印章）"),
    ]


def _service(service: ServiceOfDocument) -> list[Block]:
    document = service.document
    return [
        facts(
            ("受送达人", document.institution.name),
            ("送达文书", f"{document.get_kind_display()} {document.number}"),
            ("送达方式", service.get_manner_display()),
            ("送达日期", day(service.on)),
            # The whole name stays encrypted in the record of the service; by hand it stands beside the signature.
            ("收件人", mask_name(service.receiver)),
            ("收件人身份", service.relation),
            ("备注", service.remark),
        ),
        signs("收件人签名", "送达人", "见证人"),
    ]


MAKERS: dict[str, Callable[[Any], list[Block]]] = {
    DocumentKind.APPROVAL: _approval,
    DocumentKind.NOTICE: _notice,
    DocumentKind.RECORD: _record,
    DocumentKind.RECTIFICATION: _rectification,
    DocumentKind.INTERVIEW: _interview,
    DocumentKind.SUSPENSION: _suspension,
    DocumentKind.REINSPECTION: _reinspection,
    DocumentKind.SERVICE: _service,
    DocumentKind.PENALTY: _penalty,
    **case_papers.MAKERS,
}
TITLES = {
    DocumentKind.APPROVAL: "行政检查审批表",
    DocumentKind.NOTICE: "行政检查通知书",
    DocumentKind.RECORD: "现场检查笔录",
    DocumentKind.RECTIFICATION: "责令限期整改通知书",
    DocumentKind.INTERVIEW: "约谈通知书",
    DocumentKind.SUSPENSION: "责令停止培训通知书",
    DocumentKind.REINSPECTION: "复查意见书",
    DocumentKind.SERVICE: "送达回证",
    DocumentKind.PENALTY: "行政处罚决定书",
    **case_papers.TITLES,
}


def content_of(kind: str, subject: Any, district_name: str) -> dict[str, Any]:
    """The whole paper but its number: title, authority, blocks. Clause: N3."""
    with translation.override("zh-hans"):
        return {
            "title": TITLES[DocumentKind(kind)],
            "authority": f"南昌市{district_name}教育行政部门",
            "blocks": MAKERS[DocumentKind(kind)](subject),
        }
