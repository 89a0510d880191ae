"""Keeping what is typed of a class until it is filed. Clause: Z3."""

import uuid
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from institutions.models import CourseFiling, FilingDraft, Institution
from portal.accounts.actors import Actor
from portal.accounts.refusals import Refusal

AT_MOST = 50  # drafts of one institution
NAME_LENGTH = 80


@transaction.atomic
def save_draft(
    institution: Institution,
    *,
    actor: Actor,
    series: uuid.UUID,
    typed: dict[str, Any],
    filing: CourseFiling | None = None,
) -> FilingDraft:
    """Keep what was typed, right or wrong, to go on with later. Saved again it replaces what was kept.

    Raises NotAllowed, Refusal (too many drafts).
    """
    actor.must("own.file", institution)
    Institution.objects.lock(institution)
    own = FilingDraft.objects.filter(institution=institution)
    kept = own.filter(series=series).first()
    if kept is None:
        if own.count() >= AT_MOST:
            raise Refusal(_("There are fifty drafts. File or discard one before you keep another."))
        if FilingDraft.objects.filter(series=series).exists():
            series = uuid.uuid4()
        kept = FilingDraft(institution=institution, series=series)
    kept.filing = filing
    kept.typed = typed
    kept.name = str(typed.get("name", ""))[:NAME_LENGTH]
    kept.save()
    return kept


@transaction.atomic
def discard_draft(draft: FilingDraft, *, actor: Actor) -> None:
    """Throw a draft away. Raises NotAllowed."""
    actor.must("own.file", draft)
    FilingDraft.objects.filter(pk=draft.pk).delete()
