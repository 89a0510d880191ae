"""Writing a publication's entries while nobody sees them: batch by batch, so that it can be stopped and taken up again.

Clauses: S9, M8.
"""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts.actors import Actor
from portal.timeline import services as timeline
from publicity.models import ListProposal, Publication, PublicationEntry
from publicity.queries import ListProposalQuerySet
from publicity.rules.whitelist import Condition, reasons_to_take_off, unmet
from publicity.services.entries import carried_over, entries_for
from publicity.services.facts import conditions_of
from publicity.services.listings import blacklisted_in
from publicity.services.wording import on_record, said
from publicity.terms import ListKind, Origin, PublicationKind

BATCH = 500


def proposals_for(publication: Publication) -> ListProposalQuerySet:
    """Return the accepted proposals that this publication is to carry out and has not taken in yet.

    An annual list takes all up to its year; it names anew who stands on it, so nobody has to be taken off first.
    An interim one leaves to an annual list in preparation what is its.
    """
    rows = ListProposal.objects.accepted().filter(district_id=publication.district_id).without_entry()
    if publication.pk:
        there = PublicationEntry.objects.filter(publication=publication)
        rows = rows.exclude(institution__in=there.values("institution"))
    if publication.kind == PublicationKind.ANNUAL:
        rows = rows.filter(year__lte=publication.year).exclude(kind=ListKind.OFF)
    else:
        rows = rows.exclude(year__in=years_in_preparation(publication.district_id))
    return rows.select_related("institution").order_by("kind", "institution__code")


def years_in_preparation(district_id: int) -> list[int]:
    """Return the years whose annual list of a district is open and not yet out."""
    open_lists = Publication.objects.open().filter(kind=PublicationKind.ANNUAL, district_id=district_id)
    return list(open_lists.values_list("year", flat=True))


def prepare(publication: Publication, *, today: date, batch: int = BATCH) -> None:
    """Write all entries, a batch a transaction. What an earlier run wrote today is kept."""
    while _write_batch(publication, today, batch):
        pass


@transaction.atomic
def _write_batch(publication: Publication, today: date, batch: int) -> bool:
    """Write the next entries; returns whether there may be more."""
    publication = Publication.objects.lock(publication)
    if publication.is_sealed:
        return False
    if publication.prepared_on != today:
        _begin_anew(publication, today)
    start = publication.entries.count()
    # Locked, so that none is sent back while it is taken in.
    proposals = list(proposals_for(publication).select_for_update(of=("self",))[:batch])
    if not proposals:
        return _carry_over(publication, start, today, batch)
    keep = _one_each(_drop_what_no_longer_holds(proposals, today))
    PublicationEntry.objects.bulk_create(entries_for(publication, keep, start=start, today=today))
    return True


def _one_each(proposals: list[ListProposal]) -> list[ListProposal]:
    """Return the first proposal of each institution: an institution has one entry in a publication."""
    return list({proposal.institution_id: proposal for proposal in reversed(proposals)}.values())[::-1]


def _begin_anew(publication: Publication, today: date) -> None:
    """Throw away entries written for another day: they name days that are no longer right."""
    PublicationEntry.objects.filter(publication=publication).delete()
    publication.prepared_on = today
    publication.save(update_fields=["prepared_on"])


def _carry_over(publication: Publication, start: int, today: date, batch: int) -> bool:
    """Take blacklist entries that still stand into an annual list (D5)."""
    if publication.kind != PublicationKind.ANNUAL:
        return False
    there = set(publication.entries.values_list("institution_id", flat=True))
    standing = [e for e in blacklisted_in(publication.district_id, today) if e.institution_id not in there]
    some = carried_over(publication, standing[:batch], start=start)
    PublicationEntry.objects.bulk_create(some)
    return len(standing) > batch


def _drop_what_no_longer_holds(proposals: list[ListProposal], today: date) -> list[ListProposal]:
    """Send back what the rule would no longer propose on the day of publication (S9); return the others.

    A whitelist proposal that misses a condition it met when proposed; taking off who may teach again.
    """
    by_year: dict[int, list[int]] = {}
    for proposal in proposals:
        if proposal.kind != ListKind.BLACK:
            by_year.setdefault(proposal.year, []).append(proposal.institution_id)
    judged = {
        (year, pk): conditions
        for year, ids in by_year.items()
        for pk, conditions in conditions_of(ids, year=year, today=today).items()
    }
    kept = []
    for proposal in proposals:
        reason = _why_not(proposal, judged.get((proposal.year, proposal.institution_id), ()))
        if reason:
            send_back_by_rule(proposal, reason)
        else:
            kept.append(proposal)
    return kept


def _why_not(proposal: ListProposal, judged: Sequence[Condition]) -> str:
    """Return why a proposal no longer holds, in the official language; empty where it does."""
    if proposal.origin == Origin.LOST and not reasons_to_take_off(judged):
        return on_record(_("On the day of publication the conditions were met again."))
    if proposal.kind != ListKind.WHITE:
        return ""
    known = {condition["key"] for condition in proposal.conditions if not condition["met"]}
    lost = [condition for condition in unmet(judged) if condition.key not in known]
    words = _("On the day of publication a condition was no longer met: %(what)s")
    return on_record(words, {"what": said(lost)}) if lost else ""


def send_back_by_rule(proposal: ListProposal, reason: str) -> None:
    """Send a proposal back in the name of the daily work, and say why."""
    proposal = ListProposal.objects.lock(proposal)
    proposal.send_back(None, timezone.now(), reason)
    proposal.save(update_fields=["state", "decided_by", "decided_at", "decision_reason"])
    timeline.record(Actor.system(), "list.returned", proposal, clause="S9", reason=reason)
