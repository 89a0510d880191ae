"""Taking a report down on the telephone or from a letter: kept as typed, then filed. Clauses: M8, D2, N4."""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from complaints.models import CallDraft
from complaints.services import events
from complaints.services.filing import Filed, Filing, file_complaint
from complaints.terms import Source
from portal.accounts.actors import Actor
from portal.accounts.refusals import ChangedMeanwhile, NotAllowed

KEPT_DAYS = 7
LONGEST = 12_000


def begin(*, actor: Actor, source: str) -> CallDraft:
    """Begin taking one down. Raises NotAllowed."""
    actor.must("complaints.handle")
    if actor.user is None:
        raise NotAllowed()
    return CallDraft.objects.create(user=actor.user, source=Source(source))


def typed(draft: CallDraft) -> dict[str, Any]:
    """What was typed so far, field by field."""
    found: dict[str, Any] = json.loads(draft.said) if draft.said else {}
    return found


def _locked(draft: CallDraft, actor: Actor) -> CallDraft:
    draft = CallDraft.objects.lock(draft)
    actor.must("complaints.handle")
    if actor.user is None or draft.user_id != actor.user.pk:
        raise NotAllowed()
    return draft


@transaction.atomic
def keep(draft: CallDraft, *, actor: Actor, said: Mapping[str, str]) -> CallDraft:
    """Keep what is typed, right or wrong, finished or not. Raises NotAllowed, ChangedMeanwhile (filed)."""
    draft = _locked(draft, actor)
    if draft.complaint_id is not None:
        raise ChangedMeanwhile()
    draft.said = json.dumps(dict(said), ensure_ascii=False)[:LONGEST] if said else ""
    draft.save()
    return draft


@transaction.atomic
def file(draft: CallDraft, *, actor: Actor, filing: Filing) -> Filed:
    """File what was taken down; filed twice, it is filed once. The draft is emptied.

    Raises NotAllowed, NotEnough, KeyUsed.
    """
    draft = _locked(draft, actor)
    filed = file_complaint(filing, actor=actor, client_id=draft.client_id)
    if draft.complaint_id is None:
        draft.complaint, draft.said = filed.complaint, ""
        draft.save()
        changes = {"source": draft.source}
        events.record(actor, "complaint.taken_down", filed.complaint, clause="M8", changes=changes)
    return filed


@transaction.atomic
def discard(draft: CallDraft, *, actor: Actor) -> None:
    """Throw one away that is not filed. Raises NotAllowed, ChangedMeanwhile."""
    draft = _locked(draft, actor)
    if draft.complaint_id is not None:
        raise ChangedMeanwhile()
    draft.delete()


def clear_abandoned(today: date) -> int:
    """Erase drafts that nobody has touched for a week. Clause: N4. Returns how many."""
    old = CallDraft.objects.filter(complaint=None, saved_at__lt=timezone.now() - timedelta(days=KEPT_DAYS))
    return old.delete()[0]
