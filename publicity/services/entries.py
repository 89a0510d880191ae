"""What an entry says of an institution. Clauses: S9, M8."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from institutions.models import SchoolPermit
from portal.rulebook.services import in_force
from publicity.models import ListProposal, Publication, PublicationEntry
from publicity.rules.blacklist import CreditTerms, listed_until
from publicity.rules.canonical import canonical, day
from publicity.terms import ListKind


def permits_of(institution_ids: Collection[int]) -> dict[int, list[dict[str, Any]]]:
    """Return each institution's school permits as the public reads them, by number."""
    found: dict[int, list[dict[str, Any]]] = {}
    for permit in SchoolPermit.objects.filter(institution_id__in=institution_ids).order_by("number"):
        shown = {
            "number": permit.number,
            "valid_from": day(permit.valid_from),
            "valid_until": day(permit.valid_until),
            "long_term": permit.long_term,
            "revoked_on": day(permit.revoked_on),
            "suspended_on": day(permit.suspended_on),
            "surrendered_on": day(permit.surrendered_on),
        }
        found.setdefault(permit.institution_id, []).append(shown)
    return found


def entries_for(
    publication: Publication, proposals: Iterable[ListProposal], *, start: int, today: date
) -> list[PublicationEntry]:
    """Return unsaved entries for accepted proposals, from place `start` on."""
    proposals = list(proposals)
    permits = permits_of([proposal.institution_id for proposal in proposals])
    terms = in_force(CreditTerms, on=today, district_id=publication.district_id).figure
    rows = []
    for position, proposal in enumerate(proposals, start):
        black = proposal.kind == ListKind.BLACK
        until = listed_until(today, proposal.severity, terms) if black else None
        content = _content(publication, proposal, permits.get(proposal.institution_id, []), today, until)
        rows.append(
            PublicationEntry(
                publication=publication,
                position=position,
                institution_id=proposal.institution_id,
                proposal=proposal,
                code=proposal.institution.code,
                list=proposal.kind,
                listed_since=today,
                listed_until=until,
                content=canonical(content).decode(),
            )
        )
    return rows


def _content(
    publication: Publication,
    proposal: ListProposal,
    permits: list[dict[str, Any]],
    today: date,
    until: date | None,
) -> dict[str, Any]:
    institution = proposal.institution
    return {
        "code": institution.code,
        "name": institution.name,
        "district": publication.district.key,
        "category": institution.category,
        "situation": institution.situation,
        "permits": [p["number"] for p in permits if not p["revoked_on"] and not p["surrendered_on"]],
        "list": proposal.kind,
        "clause": proposal.clause,
        "reason": proposal.reason,
        "severity": proposal.severity,
        "since": day(today),
        "until": day(until),
        "first_published": None,
    }


def carried_over(
    publication: Publication, entries: Iterable[PublicationEntry], *, start: int
) -> list[PublicationEntry]:
    """Return unsaved entries for earlier listings that still stand: the same words, naming where they came from."""
    rows = []
    for position, earlier in enumerate(entries, start):
        first = earlier.words["first_published"] or earlier.publication.sequence
        content = earlier.words | {"first_published": first}
        rows.append(
            PublicationEntry(
                publication=publication,
                position=position,
                institution_id=earlier.institution_id,
                proposal=None,
                code=earlier.code,
                list=earlier.list,
                listed_since=earlier.listed_since,
                listed_until=earlier.listed_until,
                content=canonical(content).decode(),
            )
        )
    return rows
