"""Papers beside the school permit: sent, confirmed, corrected, replaced, ended. Clauses: Z1, S1, S6."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from django_fsm import can_proceed

from institutions.models import Institution, Paper
from institutions.rules.papers import is_one_at_a_time, may_be_long_term
from institutions.services import marks, notices
from institutions.terms import Audience, NoticeKind, PaperState
from portal.accounts.actors import Actor
from portal.accounts.refusals import ChangedMeanwhile, ReasonRequired, Refusal
from portal.evidence.models import Evidence
from portal.evidence.services import store_all
from portal.timeline import services as timeline

CONFIRMED = gettext_noop("The paper %(number)s was confirmed and stands in the register.")
REFUSED = gettext_noop("The paper %(number)s was refused: %(reason)s")
FIELDS = ("kind", "number", "issued_on", "valid_until", "long_term", "scope", "site")


@transaction.atomic
def add(
    institution: Institution,
    *,
    actor: Actor,
    reason: str,
    client_id: uuid.UUID,
    files: Sequence[UploadedFile] = (),
    replaces: Paper | None = None,
    **values: Any,
) -> Paper:
    """Enter a paper that the district has seen; the one it replaces ends.

    The same `client_id` twice enters it once. Raises NotAllowed, ReasonRequired, ChangedMeanwhile, Refusal.
    """
    row = Institution.objects.lock(institution)
    actor.must("institutions.edit", row)
    known = Paper.objects.filter(client_id=client_id, institution=row).first()
    if known is not None:
        return known
    if not reason.strip():
        raise ReasonRequired(_("Write what you saw, and where."))
    paper = _new(row, actor, client_id, replaces, values)
    _put_in_force(paper, actor, reason)
    _save(paper)
    _keep_files(actor, paper, files)
    timeline.record(actor, "paper.added", paper, clause="S1", reason=reason, changes=_told(paper))
    marks.review_one(row)
    return paper


@transaction.atomic
def send(
    institution: Institution,
    *,
    actor: Actor,
    client_id: uuid.UUID,
    files: Sequence[UploadedFile] = (),
    replaces: Paper | None = None,
    **values: Any,
) -> Paper:
    """Send a new paper to the district, which confirms or refuses it.

    The same `client_id` twice sends it once. Raises NotAllowed, Refusal, BadUpload.
    """
    row = Institution.objects.lock(institution)
    actor.must("own.file", row)
    known = Paper.objects.filter(client_id=client_id, institution=row).first()
    if known is not None:
        return known
    paper = _new(row, actor, client_id, replaces, values)
    _save(paper)
    _keep_files(actor, paper, files)
    timeline.record(actor, "paper.sent", paper, clause="S1", changes=_told(paper))
    return paper


@transaction.atomic
def confirm(paper: Paper, *, actor: Actor, reason: str = "") -> Paper:
    """Put a sent paper into the register; the one it replaces ends. Raises NotAllowed, ChangedMeanwhile."""
    row = _locked(paper, actor)
    if not can_proceed(row.confirm):
        raise ChangedMeanwhile(_("This paper was decided meanwhile. Look at its page."))
    _put_in_force(row, actor, reason)
    row.answer = reason.strip()
    _save(row)
    timeline.record(actor, "paper.confirmed", row, clause="S1", reason=reason, changes=_told(row))
    _answer(row, CONFIRMED, {"number": row.number}, actor)
    marks.review_one(row.institution)
    return row


@transaction.atomic
def refuse(paper: Paper, *, actor: Actor, reason: str) -> Paper:
    """Refuse a sent paper, with words that the institution reads. Raises NotAllowed, ChangedMeanwhile, ReasonRequired."""
    row = _locked(paper, actor)
    if not can_proceed(row.refuse):
        raise ChangedMeanwhile(_("This paper was decided meanwhile. Look at its page."))
    if not reason.strip():
        raise ReasonRequired(_("Write why it is refused: the institution reads it."))
    row.refuse(reason.strip())
    row.decided_by, row.decided_at = actor.user, timezone.now()
    row.save()
    timeline.record(actor, "paper.refused", row, clause="S1", reason=reason)
    _answer(row, REFUSED, {"number": row.number, "reason": reason.strip()[:200]}, actor)
    return row


@transaction.atomic
def correct(paper: Paper, *, actor: Actor, reason: str, seen: datetime | None = None, **values: Any) -> Paper:
    """Correct what a paper in force says; the event keeps what stood there.

    Raises NotAllowed, ReasonRequired, ChangedMeanwhile, Refusal.
    """
    row = _locked(paper, actor)
    if row.state != PaperState.CONFIRMED or (seen is not None and row.updated_at > seen):
        raise ChangedMeanwhile()
    if not reason.strip():
        raise ReasonRequired(_("Write why this is corrected."))
    _judge(values | {"kind": values.get("kind", row.kind)})
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    if not changed:
        return row
    told = {name: [str(getattr(row, name) or ""), str(value or "")] for name, value in changed.items()}
    for name, value in changed.items():
        setattr(row, name, value)
    _save(row)
    timeline.record(actor, "paper.corrected", row, clause="S1", reason=reason, changes=told)
    marks.review_one(row.institution)
    return row


@transaction.atomic
def end(paper: Paper, *, actor: Actor, reason: str) -> Paper:
    """Take a paper out of force; it stays in the history. Raises NotAllowed, ReasonRequired, ChangedMeanwhile."""
    row = _locked(paper, actor)
    if not can_proceed(row.end):
        raise ChangedMeanwhile(_("This paper has ended already, or was never confirmed."))
    if not reason.strip():
        raise ReasonRequired(_("Write why this paper ends."))
    row.end(timezone.localdate())
    row.save()
    timeline.record(actor, "paper.ended", row, clause="S1", reason=reason)
    marks.review_one(row.institution)
    return row


def files_of(papers: Sequence[Paper]) -> dict[int, list[Evidence]]:
    """Return the files of several papers, in one query."""
    found: dict[int, list[Evidence]] = {}
    for file in Evidence.objects.of_many(Paper, [paper.pk for paper in papers]):
        found.setdefault(int(file.subject_id), []).append(file)
    return found


def _locked(paper: Paper, actor: Actor) -> Paper:
    actor.must("institutions.edit", paper)
    Institution.objects.lock(paper.institution)
    rows = Paper.objects.select_for_update(of=("self",)).select_related("institution", "replaces")
    return rows.get(pk=paper.pk)


def _judge(values: dict[str, Any]) -> None:
    if values.get("long_term") and not may_be_long_term(values["kind"]):
        raise Refusal(_("A paper of this kind always ends on a day."), field="long_term")
    if values.get("long_term") and values.get("valid_until"):
        raise Refusal(_("Either without end, or until a day: not both."), field="valid_until")


def _new(
    row: Institution, actor: Actor, client_id: uuid.UUID, replaces: Paper | None, values: dict[str, Any]
) -> Paper:
    _judge(values)
    if replaces is not None and (replaces.institution_id != row.pk or replaces.kind != values["kind"]):
        raise Refusal(_("A paper replaces one of the same kind."), field="replaces")
    now = timezone.now()
    return Paper(
        institution=row,
        client_id=client_id,
        replaces=replaces,
        sent_by=actor.user,
        sent_at=now,
        **values,
    )


def _put_in_force(paper: Paper, actor: Actor, reason: str) -> None:
    """Confirm a paper, and end the one it takes the place of."""
    old = Paper.objects.current().filter(institution=paper.institution, kind=paper.kind)
    if not is_one_at_a_time(paper.kind):
        old = old.filter(pk=paper.replaces_id or 0)
    for row in old.select_for_update():
        row.end(timezone.localdate())
        row.save()
        paper.replaces = row
        changes = {"replaced_by": paper.number}
        timeline.record(actor, "paper.replaced", row, clause="S1", reason=reason, changes=changes)
    paper.confirm()
    paper.decided_by, paper.decided_at = actor.user, timezone.now()


def _save(paper: Paper) -> None:
    try:
        with transaction.atomic():
            paper.save()
    except IntegrityError as error:
        words = _("A paper of this kind and number is there already, or waits to be checked.")
        raise Refusal(words, field="number") from error


def _keep_files(actor: Actor, paper: Paper, files: Sequence[UploadedFile]) -> None:
    store_all(actor, files, subject=paper, district_id=paper.district_id, institution_id=paper.institution_id)


def _told(paper: Paper) -> dict[str, Any]:
    until = paper.valid_until.isoformat() if paper.valid_until else None
    return {"kind": paper.kind, "number": paper.number, "until": "∞" if paper.long_term else until}


def _answer(paper: Paper, words: str, values: dict[str, Any], actor: Actor) -> None:
    notices.tell(
        paper.institution,
        audience=Audience.INSTITUTION,
        kind=NoticeKind.PAPER_ANSWER,
        words=words,
        values=values,
        url=reverse("institutions:my_paper", args=[paper.pk]),
        unique_key=f"paper:{paper.pk}:{paper.state}",
        day=timezone.localdate(),
        clause="S1",
        actor=actor,
    )
