"""Correcting what the register says of an institution. Clause: S1."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from institutions.models import Institution, SchoolPermit
from institutions.rules.situations import licence_situation
from institutions.services import marks
from portal.accounts.actors import Actor
from portal.accounts.refusals import ChangedMeanwhile, ReasonRequired, Refusal
from portal.timeline import services as timeline

# A telephone number stays out of history (N4).
MASKED = frozenset({"phone"})


@transaction.atomic
def correct(
    institution: Institution, *, actor: Actor, reason: str, seen: datetime | None = None, **values: Any
) -> Institution:
    """Correct facts of an institution; the event keeps what stood there before.

    `seen` is when the officer's page was drawn. Raises NotAllowed, ReasonRequired, ChangedMeanwhile, Refusal.
    """
    row = Institution.objects.lock(institution)
    actor.must("institutions.edit", row)
    if not reason.strip():
        raise ReasonRequired(_("Write why this is corrected."))
    if seen is not None and row.updated_at > seen:
        raise ChangedMeanwhile()
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    if not changed:
        return row
    if "code" in changed:
        changed["situation"] = _situation(row, changed["code"])
    told = {
        name: "…" if name in MASKED else [str(getattr(row, name) or ""), str(value or "")]
        for name, value in changed.items()
    }
    for name, value in changed.items():
        setattr(row, name, value)
    try:
        with transaction.atomic():
            row.save(update_fields=[*changed, "updated_at"])
    except IntegrityError as error:
        raise Refusal(_("Another institution has this code already."), field="code") from error
    timeline.record(actor, "institution.changed", row, clause="S1", reason=reason, changes=told)
    marks.review_one(row)
    return row


def _situation(row: Institution, code: str) -> str:
    """The licence situation once the code is another: a credit code stands for a business licence."""
    has_permit = SchoolPermit.objects.live().filter(institution=row).exists()
    return licence_situation(has_business_licence=not code.startswith("T"), has_permit=has_permit)
