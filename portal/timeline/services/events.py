"""Recording what happened."""

from collections.abc import Iterable
from typing import Any, NamedTuple, Protocol

from django.db.models import Model
from django.utils import timezone

from portal.bulk import services as bulk
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


class Told(NamedTuple):
    """One of many events of one use case: what happened to whom, and what changed."""

    verb: str
    subject_id: int
    subject_name: str
    changes: dict[str, Any]


def record_many(
    actor: Acts,
    kind: type[Model],
    told: Iterable[Told],
    *,
    clause: str = "",
    district_id: int | None = None,
    insert: bulk.Insert = bulk.insert,
) -> None:
    """Append an event about each of many rows of one `kind`, in one statement. They carry what `record` would
    write and are sealed like any other; the same time stands in all of them, the order is that of their keys."""
    columns = ("at", "actor_id", "actor_name", "role", "subject_type", "district_id", "clause", "reason")
    name = actor.user.get_full_name() if actor.user else actor.label
    user_id = actor.user.pk if actor.user else None
    label = str(actor.label)
    same = (timezone.now(), user_id, str(name), label, kind._meta.label_lower, district_id, clause, "")
    is_institution = kind._meta.label == "institutions.Institution"
    rows = (
        (*same, verb, str(pk), subject[:200], pk if is_institution else None, changes)
        for verb, pk, subject, changes in told
    )
    own = ("verb", "subject_id", "subject_name", "institution_id", "changes")
    insert(Event, (*columns, *own), rows)
