"""Whether an institution may teach: stopped, resumed, closed, revoked, banned. Clauses: Z5, P1, P3–P5."""

from collections.abc import Callable
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import can_proceed

from institutions.models import Institution, SchoolPermit
from institutions.rules.situations import licence_situation
from portal.accounts.actors import Actor
from portal.accounts.refusals import ChangedMeanwhile
from portal.timeline import services as timeline

TOO_LATE = _("The institution's standing does not allow this any more. Look at its page.")


def _move(
    institution: Institution,
    act: Callable[[Institution], None],
    name: str,
    *,
    actor: Actor,
    clause: str,
    reason: str,
) -> Institution:
    """Lock, transition, save, event. The same move twice changes nothing."""
    institution = Institution.objects.lock(institution)
    before = (institution.status, institution.teaching_stopped_until)
    if not can_proceed(getattr(institution, name)):
        raise ChangedMeanwhile(TOO_LATE)
    act(institution)
    after = (institution.status, institution.teaching_stopped_until)
    if after == before:
        return institution
    institution.save(update_fields=["status", "teaching_stopped_until", "updated_at"])
    changes = {"from": before[0], "to": after[0], "until": after[1].isoformat() if after[1] else None}
    timeline.record(actor, f"institution.{name}", institution, clause=clause, reason=reason, changes=changes)
    return institution


@transaction.atomic
def stop_teaching(
    institution: Institution, *, actor: Actor, until: date | None, clause: str, reason: str
) -> Institution:
    """No training until `until`; until put right where it is None (P3–P5, Z5). A later day already set stays.

    Raises ChangedMeanwhile where the institution is closed, revoked or banned.
    """

    def stop(row: Institution) -> None:
        known = row.teaching_stopped_until
        row.stop_teaching(max(known, until) if known and until else until or known)

    return _move(institution, stop, "stop_teaching", actor=actor, clause=clause, reason=reason)


@transaction.atomic
def resume_teaching(institution: Institution, *, actor: Actor, clause: str, reason: str) -> Institution:
    """Teach again. Who calls it has judged that the re-inspection passed and the term is over (P4)."""
    return _move(
        institution,
        lambda row: row.resume_teaching(),
        "resume_teaching",
        actor=actor,
        clause=clause,
        reason=reason,
    )


@transaction.atomic
def close(institution: Institution, *, actor: Actor, clause: str, reason: str) -> Institution:
    """Close for rectification (P3, second)."""
    return _move(institution, lambda row: row.close(), "close", actor=actor, clause=clause, reason=reason)


@transaction.atomic
def revoke_permit(institution: Institution, *, actor: Actor, clause: str, reason: str) -> Institution:
    """Revoke the school permits (P3, P4: third)."""
    row = _move(institution, lambda row: row.revoke(), "revoke", actor=actor, clause=clause, reason=reason)
    SchoolPermit.objects.live().filter(institution=row).update(revoked_on=timezone.localdate())
    row.situation = licence_situation(has_business_licence=row.has_credit_code, has_permit=False)
    row.save(update_fields=["situation"])
    return row


@transaction.atomic
def ban(institution: Institution, *, actor: Actor, clause: str, reason: str) -> Institution:
    """Ban (P1): neither licence nor permit."""
    return _move(institution, lambda row: row.ban(), "ban", actor=actor, clause=clause, reason=reason)
