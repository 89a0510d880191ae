"""Lists open in June, and go out once they are reviewed; changes in between go out by themselves. Clauses: M8, S9, D6.

Nothing of a publication is seen before it is sealed, and it is sealed in one transaction. A run that is killed
leaves an open publication that the next run takes up; two runs at once find each other's rows locked.
"""

from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal import jobs
from portal.accounts.actors import Actor
from portal.accounts.refusals import Refusal
from portal.regions.models import District
from portal.rulebook.services import in_force
from portal.timeline import services as timeline
from publicity.models import ListProposal, Publication, PublicationEntry
from publicity.rules.canonical import canonical, digest
from publicity.rules.merkle import root_hex
from publicity.rules.years import ListDays, is_open, is_ready
from publicity.services import keys
from publicity.services.preparing import BATCH, prepare, proposals_for, send_back_by_rule
from publicity.services.proposing import propose_whitelist, year_of_list
from publicity.services.wording import on_record
from publicity.terms import ListKind, ProposalState, PublicationKind


class NothingToPublish(Refusal):
    """There is no accepted proposal and no standing entry."""

    words = _("Nothing is accepted for this list yet.")


class NotYetOpen(Refusal):
    """The year's lists have not opened."""

    words = _("The lists of that year have not opened yet.")


class NotReviewed(Refusal):
    """Proposals wait for the city."""

    words = _("Proposals of this list still wait for the city's review.")


def open_due(today: date) -> int:
    """Open each district's annual list from the day it should be open; returns how many things were new."""
    done = 0
    for district in District.objects.order_by("pk"):
        days = in_force(ListDays, on=today, district_id=district.pk).figure
        if is_open(today, today.year, days):
            done += open_annual(district, year=today.year, actor=Actor.system(), today=today)
    return done


def open_annual(district: District, *, year: int, actor: Actor, today: date) -> int:
    """Open a district's annual list: propose who meets the conditions, give notice. Returns how much was new.

    While the list is open, who comes to meet the conditions is proposed too. Once it is out, nothing happens.
    """
    publication, made = _opened(district, year, actor, today)
    if publication.is_sealed:
        return 0
    return int(made) + propose_whitelist(district, actor=actor, year=year, today=today)


@transaction.atomic
def _opened(district: District, year: int, actor: Actor, today: date) -> tuple[Publication, bool]:
    known = Publication.objects.annual(district.pk, year).first()
    if known:
        return known, False
    try:
        with transaction.atomic():
            publication = Publication.objects.create(
                kind=PublicationKind.ANNUAL, district=district, year=year, opened_on=today
            )
    except IntegrityError:  # another run was quicker
        return Publication.objects.annual(district.pk, year).get(), False
    timeline.record(actor, "list.opened", publication, clause="M8", changes={"year": year})
    return publication, True


def undecided_of(publication: Publication, today: date) -> int:
    """Return how many proposals hold a publication up: those that the city could decide and has not."""
    waiting = ListProposal.objects.decidable(today).filter(district_id=publication.district_id)
    return waiting.filter(year__lte=publication.year).exclude(kind=ListKind.OFF).count()


def publish_due(today: date) -> int:
    """Publish each annual list that is reviewed, then what changed in between; returns how many went out."""
    return sum(
        publish_ready(district_id, today) for district_id in District.objects.values_list("pk", flat=True)
    )


def publish_ready(district_id: int, today: date) -> int:
    """Publish what is ready in one district; returns how many publications went out."""
    done = 0
    annual = Publication.objects.open().filter(district_id=district_id, kind=PublicationKind.ANNUAL)
    for publication in annual.filter(opened_on__lte=today):
        accepted = proposals_for(publication).count() + publication.entries.count()
        if is_ready(undecided=undecided_of(publication, today), accepted=accepted):
            done += publish(publication, actor=Actor.system(), today=today) is not None
    return done + (publish_interim(district_id, actor=Actor.system(), today=today) is not None)


def publish_annual(district: District, *, year: int, actor: Actor, today: date) -> Publication:
    """Publish a district's annual list now. Out already, it is returned as it is.

    Raises NotAllowed, NotYetOpen, NotReviewed, NothingToPublish.
    """
    actor.must_in("publicity.publish", district.pk)
    days = in_force(ListDays, on=today, district_id=district.pk).figure
    if not is_open(today, year, days):
        raise NotYetOpen
    open_annual(district, year=year, actor=Actor.system(), today=today)
    publication = Publication.objects.annual(district.pk, year).get()
    if publication.is_sealed:
        return publication
    if undecided_of(publication, today):
        raise NotReviewed
    published = publish(publication, actor=actor, today=today)
    if published is None:
        raise NothingToPublish
    return published


def publish_interim(district_id: int, *, actor: Actor, today: date) -> Publication | None:
    """Publish what was accepted since the last list; None where nothing was."""
    wanted = {"kind": PublicationKind.INTERIM, "district_id": district_id}
    publication = Publication.objects.open().filter(**wanted).first()
    if publication is None:
        year = year_of_list(today, district_id)
        publication = Publication(year=year, opened_on=today, **wanted)
        if not proposals_for(publication).exists():
            return None
        try:
            with transaction.atomic():
                publication.save()
        except IntegrityError:  # another run was quicker
            publication = Publication.objects.open().filter(**wanted).first()
    return publication and publish(publication, actor=actor, today=today)


def publish(publication: Publication, *, actor: Actor, today: date, batch: int = BATCH) -> Publication | None:
    """Write the entries, then seal; None where another run sealed it, or there is nothing in it."""
    prepare(publication, today=today, batch=batch)
    return _seal(publication, actor, today)


@transaction.atomic
def _seal(publication: Publication, actor: Actor, today: date) -> Publication | None:
    """Compute root, chain and signature, and let everybody see it: all in one transaction."""
    publication = Publication.objects.lock(publication)
    entries = list(publication.entries.in_order())
    if publication.is_sealed or not entries:
        return None
    last = Publication.objects.last_of_chain()
    publication.sequence = (last.sequence or 0) + 1 if last else 1
    publication.previous = last.content_hash if last else ""
    publication.published_on, publication.sealed_at = today, timezone.now()
    publication.size = len(entries)
    publication.white = sum(entry.list == ListKind.WHITE for entry in entries)
    publication.black = sum(entry.list == ListKind.BLACK for entry in entries)
    publication.root = root_hex(entry.leaf for entry in entries)
    publication.content_hash = digest(publication.header)
    signed = keys.sign_with_current(canonical(publication.header))
    publication.signature, publication.public_key = signed.signature, signed.public_key
    publication.key_id = signed.key_id
    publication.seal()
    publication.save()
    _carry_out(publication, entries, actor)
    if publication.kind == PublicationKind.ANNUAL:
        _settle_what_it_makes_pointless(publication)
    jobs.after_commit("publicity.refresh_publication", publication.pk)
    return publication


def _carry_out(publication: Publication, entries: list[PublicationEntry], actor: Actor) -> None:
    """Mark the proposals as published and tell each institution's history."""
    # The transition `publish`, for all of them in one statement: the lock above keeps them as they are.
    accepted = ListProposal.objects.accepted().filter(entry__publication=publication)
    accepted.update(state=ProposalState.PUBLISHED)
    changes = {"number": publication.sequence, "content_hash": publication.content_hash}
    timeline.record(actor, "list.published", publication, clause="M8", changes=changes)
    new = ListProposal.objects.filter(entry__publication=publication).select_related("institution")
    for proposal in new.order_by("pk"):
        timeline.record(
            actor,
            f"list.{proposal.kind}_published",
            proposal,
            clause=proposal.clause,
            reason=proposal.reason,
            changes={"publication": publication.sequence},
        )


def _settle_what_it_makes_pointless(publication: Publication) -> None:
    """An annual list names anew who stands on it: nobody is left to be taken off the one before."""
    words = on_record(
        _("The annual list of %(year)s names anew who stands on it."), {"year": publication.year}
    )
    pending = ListProposal.objects.pending().filter(
        district_id=publication.district_id, kind=ListKind.OFF, year__lt=publication.year
    )
    for proposal in pending.without_entry():
        send_back_by_rule(proposal, words)
