"""Penalty cases for tests: with what is on file that a decision waits for."""

import uuid
from datetime import timedelta
from typing import Any

from django.utils import timezone

from inspections.models import (
    CaseStep,
    Decision,
    EnforcementDocument,
    Finding,
    PenaltyCase,
    ServiceOfDocument,
)
from inspections.rules.effects import NEEDS_PAPERS
from inspections.rules.procedure import ProcedureTerms, decide_by
from inspections.services.decisions import decide
from inspections.terms import CaseState, DocumentKind, Measure, ServiceManner, StepKind
from portal.accounts.actors import Actor
from portal.accounts.models import User


def leader(name: str) -> User:
    """An officer of nobody's cast, who leads cases."""
    user: User = User.objects.create_user(username=f"lead-{uuid.uuid4().hex[:10]}", name=name)
    return user


def open_case(finding: Finding, *measures: str, days_ago: int = 0, **more: Any) -> PenaltyCase:
    """A case opened by two officers; nothing is on file."""
    opened = timezone.localdate() - timedelta(days=days_ago)
    district = finding.institution.district
    serial = PenaltyCase.objects.filter(district=district, year=opened.year).count() + 1
    values: dict[str, Any] = {
        "finding": finding,
        "institution": finding.institution,
        "district": district,
        "year": opened.year,
        "serial": serial,
        "number": f"测教罚立{district.slug}〔{opened.year}〕{serial}号",
        "measures": [str(measure) for measure in measures or (Measure.STOP_TEACHING_THREE_MONTHS,)],
        "grounds": finding.text,
        "ended_on": finding.found_on,
        "opened_on": opened,
        "decide_by": decide_by(opened, ProcedureTerms()),
        "rule_version": "N3.procedure@default",
        "clocks": {},
        "officer": leader("主办人"),
        "companion": leader("协办人"),
        "opened_as": "区县教育局",
        "client_id": uuid.uuid4(),
    }
    case: PenaltyCase = PenaltyCase.objects.create(**(values | more))
    return case


def notice(case: PenaltyCase, *, served_days_ago: int | None = 0) -> EnforcementDocument:
    """The notice of a case, served some days ago, or not yet."""
    serial = EnforcementDocument.objects.count() + 1
    paper: EnforcementDocument = EnforcementDocument.objects.create(
        kind=DocumentKind.CASE_NOTICE,
        district=case.district,
        institution=case.institution,
        year=case.year,
        serial=serial,
        number=f"测教罚告〔{case.year}〕{serial}号",
        case=case,
        content={"title": "行政处罚告知书", "authority": "南昌市", "blocks": []},
        sha256="0" * 64,
        issued_as="区县教育局",
        issued_at=timezone.now() - timedelta(days=(served_days_ago or 0) + 1),
    )
    if served_days_ago is not None:
        on = timezone.localdate() - timedelta(days=served_days_ago)
        ServiceOfDocument.objects.create(document=paper, manner=ServiceManner.DIRECT, on=on, receiver="张三")
    return paper


def step(case: PenaltyCase, kind: str, **more: Any) -> CaseStep:
    """One step on file today."""
    made: CaseStep = CaseStep.objects.create(
        case=case,
        serial=case.steps.count() + 1,
        kind=kind,
        client_id=uuid.uuid4(),
        **({"on": timezone.localdate(), "text": "在案。"} | more),
    )
    return made


def reviewed_case(finding: Finding, *measures: str) -> PenaltyCase:
    """A case that is ready: notice served, rights given up in writing, legal review passed."""
    case = open_case(finding, *measures, state=CaseState.REVIEWED)
    notice(case)
    for kind in (StepKind.STATEMENT_GIVEN_UP, StepKind.HEARING_GIVEN_UP, StepKind.REVIEWED):
        step(case, kind)
    return case


def decided(finding: Finding, *, actor: Actor, measures: Any, **more: Any) -> Decision:
    """Decide as an officer does, after the case that the measures call for."""
    if guarded := [measure for measure in measures if measure in NEEDS_PAPERS]:
        reviewed_case(finding, *guarded)
    return decide(finding, actor=actor, measures=measures, **more)
