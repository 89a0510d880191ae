"""Recording what happened."""

from typing import Any, Protocol

from django.db.models import Model
from django.utils import timezone

from portal.timeline.models import Event


class Acts(Protocol):
    """Whoever acts: an `accounts.Actor`, seen from below."""

    @property
    def user(self) -> Any: ...
    @property
    def label(self) -> str: ...


def record(
    actor: Acts,
    verb: str,
    subject: Model,
    *,
    clause: str = "",
    reason: str = "",
    changes: dict[str, Any] | None = None,
    institution_id: int | None = None,
    district_id: int | None = None,
) -> Event:
    """Append one event about `subject`. The institution and district are read off the subject where it has them.

    Never put personal data of a complainant or a pupil in `reason` or `changes` (N4): events stay for good.
    """
    if institution_id is None:
        institution_id = (
            subject.pk
            if subject._meta.label == "institutions.Institution"
            else getattr(subject, "institution_id", None)
        )
    if district_id is None:
        district_id = getattr(subject, "district_id", None)
    return Event.objects.create(
        at=timezone.now(),
        actor=actor.user,
        actor_name=actor.user.get_full_name() if actor.user else actor.label,
        role=actor.label,
        verb=verb,
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
        subject_name=str(subject)[:200],
        institution_id=institution_id,
        district_id=district_id,
        clause=clause,
        reason=reason,
        changes=changes or {},
    )
