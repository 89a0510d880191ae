"""The city reviews what districts propose; the institution answers before. Clauses: S9, D5."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.accounts.actors import Actor
from portal.accounts.refusals import ChangedMeanwhile, ReasonRequired, Refusal
from portal.evidence.services import store
from portal.timeline import services as timeline
from publicity.models import ListProposal
from publicity.rules.notices import may_answer, may_decide
from publicity.rules.whitelist import Condition, meets_all, reasons_to_take_off, unmet
from publicity.services.facts import conditions_of
from publicity.terms import ConditionKey, Finding, ListKind, ProposalState


class NoticeRunning(Refusal):
    """The institution may still answer."""

    words = gettext_lazy("The institution may still answer; decide once it has, or once its days are over.")


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What a bulk review did: accepted, and left alone because they need a look or may still be answered."""

    accepted: int
    left: int


@transaction.atomic
def accept(
    proposal: ListProposal, *, actor: Actor, reason: str = "", today: date | None = None
) -> ListProposal:
    """Accept a proposal; it goes out with the next publication.

    A whitelist proposal whose conditions are not all met departs from the rule and needs a reason (S9).
    Raises NotAllowed, ChangedMeanwhile, NoticeRunning, ReasonRequired.
    """
    today = today or timezone.localdate()
    proposal = _locked(proposal, actor, {ProposalState.PROPOSED})
    if not _is_heard(proposal, today):
        raise NoticeRunning
    missing = unmet_today(proposal, today) if proposal.kind == ListKind.WHITE else []
    if missing and not reason.strip():
        raise ReasonRequired(
            _("Not met: %(what)s. Write why it is accepted all the same.") % {"what": in_words(missing)}
        )
    proposal.accept(actor.user, timezone.now(), reason.strip())
    _save(proposal, actor, "list.accepted", reason)
    return proposal


@transaction.atomic
def send_back(proposal: ListProposal, *, actor: Actor, reason: str) -> ListProposal:
    """Return a proposal to the district, with a reason. Raises NotAllowed, ChangedMeanwhile, ReasonRequired."""
    proposal = _locked(proposal, actor, {ProposalState.PROPOSED, ProposalState.ACCEPTED})
    if not reason.strip():
        raise ReasonRequired(_("Write why: the district reads it."))
    if hasattr(proposal, "entry"):
        raise ChangedMeanwhile(_("It is being published just now."))
    proposal.send_back(actor.user, timezone.now(), reason.strip())
    _save(proposal, actor, "list.returned", reason)
    return proposal


def _locked(proposal: ListProposal, actor: Actor, states: set[ProposalState]) -> ListProposal:
    proposal = ListProposal.objects.lock(proposal)
    actor.must("publicity.review", proposal)
    if proposal.state not in states:
        raise ChangedMeanwhile
    return proposal


def _is_heard(proposal: ListProposal, today: date) -> bool:
    return may_decide(
        must_wait=proposal.must_wait,
        last_day=proposal.answer_by,
        answered=proposal.answered_at is not None,
        today=today,
    )


def _save(proposal: ListProposal, actor: Actor, verb: str, reason: str) -> None:
    proposal.save(update_fields=["state", "decided_by", "decided_at", "decision_reason"])
    timeline.record(
        actor, verb, proposal, clause=proposal.clause, reason=reason.strip(), changes={"list": proposal.kind}
    )


def unmet_today(proposal: ListProposal, today: date) -> list[Condition]:
    """Return the conditions of the whitelist that are not met today."""
    judged = conditions_of([proposal.institution_id], year=proposal.year, today=today)
    return unmet(judged[proposal.institution_id])


def in_words(missing: Iterable[Condition]) -> str:
    """Return unmet conditions in the officer's language."""
    return "; ".join(f"{ConditionKey(c.key).label}: {Finding(c.found).label}" for c in missing)


@transaction.atomic
def accept_many(proposal_ids: Collection[int], *, actor: Actor, today: date | None = None) -> Reviewed:
    """Accept all that need no look: undecided, computed, nothing answered, every condition still met.

    What needs a look, was changed meanwhile, or lies outside the actor's territory stays as it is.
    """
    actor.must("publicity.review")
    today = today or timezone.localdate()
    rows = ListProposal.objects.visible_to(actor).undecided().filter(pk__in=proposal_ids, needs_look=False)
    locked = list(rows.select_for_update(of=("self",)).select_related("institution").order_by("pk"))
    still = _still_meeting([p for p in locked if _is_heard(p, today)], today)
    for proposal in still:
        proposal.accept(actor.user, timezone.now(), "")
        _save(proposal, actor, "list.accepted", "")
    return Reviewed(len(still), len(set(proposal_ids)) - len(still))


def _still_meeting(proposals: list[ListProposal], today: date) -> list[ListProposal]:
    """Return those that the rule would propose today, too."""
    met: list[ListProposal] = []
    for year in sorted({proposal.year for proposal in proposals}):
        of_year = [proposal for proposal in proposals if proposal.year == year]
        judged = conditions_of([p.institution_id for p in of_year], year=year, today=today)
        met += [p for p in of_year if _is_so_still(p, judged[p.institution_id])]
    return met


def _is_so_still(proposal: ListProposal, judged: Sequence[Condition]) -> bool:
    if proposal.kind == ListKind.OFF:
        return bool(reasons_to_take_off(judged))
    return meets_all(judged)


@transaction.atomic
def answer(
    proposal: ListProposal,
    *,
    actor: Actor,
    text: str,
    files: Iterable[UploadedFile] = (),
    today: date | None = None,
) -> ListProposal:
    """The institution answers the notice, within its days (D5). Raises NotAllowed, ChangedMeanwhile, Refusal."""
    today = today or timezone.localdate()
    actor.must("own.file", proposal)
    proposal = ListProposal.objects.lock(proposal)
    if not may_answer(last_day=proposal.answer_by, today=today, decided=proposal.is_decided):
        raise ChangedMeanwhile(_("The days to answer are over, or it is decided already."))
    if proposal.answered_at is not None:
        raise ChangedMeanwhile(_("You have answered already."))
    if not text.strip():
        raise Refusal(_("Write your answer."), field="text")
    proposal.answer, proposal.answered_at, proposal.answered_by = text.strip(), timezone.now(), actor.user
    proposal.needs_look = True
    proposal.save(update_fields=["answer", "answered_at", "answered_by", "needs_look"])
    for file in files:
        store(
            actor,
            file,
            subject=proposal,
            district_id=proposal.district_id,
            institution_id=proposal.institution_id,
        )
    timeline.record(actor, "list.answered", proposal, clause="D5")
    return proposal
