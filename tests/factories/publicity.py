"""Lists for tests: institutions that meet the conditions, proposals, and publications made as the portal makes them."""

from datetime import date
from typing import Any

import factory

from institutions.models import AnnualInspection, AnnualReturn, Institution, SchoolPermit
from institutions.terms import AnnualResult, AnnualStep
from portal.accounts.actors import Actor
from portal.regions.models import District
from publicity.models import ListProposal, Publication
from publicity.services import publishing, records
from publicity.terms import ListKind, Origin, ProposalState, Severity
from tests.factories.institutions import InstitutionFactory

YEAR = 2026
JUNE = date(2026, 6, 1)
NOTICE_OVER = date(2026, 6, 10)


def licensed(
    district: District, name: str = "", *, result: str = AnnualResult.PASSED, **more: Any
) -> Institution:
    """An institution that meets every condition of the whitelist of 2026, unless `result` says otherwise."""
    named = {"name": name} if name else {}
    institution = InstitutionFactory(district=district, **named, **more)
    SchoolPermit.objects.create(
        institution=institution,
        number=f"教民{institution.code[-9:]}号",
        valid_from=date(2020, 1, 1),
        valid_until=date(2029, 12, 31),
    )
    inspection, _made = AnnualInspection.objects.get_or_create(
        district=district,
        year=YEAR,
        defaults={
            "opened_on": date(YEAR, 3, 1),
            "report_by": date(YEAR, 3, 31),
            "conclude_by": date(YEAR, 5, 31),
            "rule_version": "D6.annual@default",
        },
    )
    step = AnnualStep.EXPECTED if result == AnnualResult.PENDING else AnnualStep.FINAL
    AnnualReturn.objects.create(
        annual_inspection=inspection, institution=institution, result=result, step=step
    )
    return institution


class ProposalFactory(factory.django.DjangoModelFactory):
    """A computed whitelist proposal for the list of 2026, told on 1 June."""

    class Meta:
        model = ListProposal

    institution = factory.SubFactory(InstitutionFactory)
    district = factory.SelfAttribute("institution.district")
    kind = ListKind.WHITE
    year = YEAR
    origin = Origin.COMPUTED
    clause = "S9"
    reason = "符合白名单全部条件。"
    proposed_as = "日常任务"
    notice_on = JUNE
    answer_by = date(2026, 6, 8)
    must_wait = False
    rule_version = "D5.notice@default"


class BlackFactory(ProposalFactory):
    """A blacklist proposal by hand."""

    kind = ListKind.BLACK
    origin = Origin.BY_HAND
    severity = Severity.GENERAL
    reason = "逾期未整改。"
    needs_look = True
    must_wait = True


def published(
    district: District, *institutions: Institution, black: tuple[Institution, ...] = (), today: date = JUNE
) -> Publication:
    """The annual list of a district with these institutions, out, and the public records drawn."""
    for institution in institutions:
        ProposalFactory(institution=institution, state=ProposalState.ACCEPTED, year=today.year)
    for institution in black:
        BlackFactory(institution=institution, state=ProposalState.ACCEPTED, year=today.year)
    publication = Publication.objects.create(
        kind="annual", district=district, year=today.year, opened_on=today
    )
    sealed = publishing.publish(publication, actor=Actor.system(), today=today)
    assert sealed is not None
    records.refresh_all(today)
    return sealed
