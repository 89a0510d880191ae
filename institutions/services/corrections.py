"""What an institution says is wrong in the register, and the district's answer. Clause: S1."""

import uuid
from collections.abc import Sequence

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from django_fsm import can_proceed

from institutions.models import Institution, ProfileRequest
from institutions.services.notices import tell
from institutions.terms import Audience, NoticeKind
from portal.accounts.actors import Actor
from portal.accounts.refusals import ChangedMeanwhile, ReasonRequired
from portal.evidence.models import Evidence
from portal.evidence.services import store_all
from portal.timeline import services as timeline

CORRECTED = gettext_noop("The district corrected the register as you asked: %(answer)s")
DECLINED = gettext_noop("The district left the register as it is: %(answer)s")


@transaction.atomic
def ask(
    institution: Institution,
    *,
    actor: Actor,
    text: str,
    client_id: uuid.UUID,
    files: Sequence[UploadedFile] = (),
) -> ProfileRequest:
    """Ask the district for a correction. The same `client_id` twice asks once. Raises NotAllowed, ReasonRequired."""
    row = Institution.objects.lock(institution)
    actor.must("own.file", row)
    known = ProfileRequest.objects.filter(client_id=client_id, institution=row).first()
    if known is not None:
        return known
    if not text.strip():
        raise ReasonRequired(_("Write what is wrong, and how it should read."), field="text")
    made = ProfileRequest.objects.create(
        institution=row,
        text=text.strip(),
        client_id=client_id,
        sent_by=actor.user,
        sent_at=timezone.now(),
    )
    store_all(actor, files, subject=made, district_id=row.district_id, institution_id=row.pk)
    timeline.record(actor, "correction.asked", made, clause="S1")
    return made


@transaction.atomic
def answer(request: ProfileRequest, *, actor: Actor, answer: str, is_corrected: bool) -> ProfileRequest:
    """Answer, once the register was corrected or stays as it is; the institution is told.

    Raises NotAllowed, ChangedMeanwhile, ReasonRequired.
    """
    actor.must("institutions.edit", request)
    rows = ProfileRequest.objects.select_for_update(of=("self",)).select_related("institution")
    row = rows.get(pk=request.pk)
    if not can_proceed(row.corrected):
        raise ChangedMeanwhile(_("This was answered meanwhile. Look at the answer."))
    if not answer.strip():
        raise ReasonRequired(_("Write the answer: the institution reads it."), field="answer")
    if is_corrected:
        row.corrected()
    else:
        row.decline()
    row.answer, row.answered_by, row.answered_at = answer.strip(), actor.user, timezone.now()
    row.save()
    timeline.record(
        actor, "correction.answered", row, clause="S1", reason=answer, changes={"state": row.state}
    )
    _tell(row, actor)
    return row


def files_of(request: ProfileRequest) -> list[Evidence]:
    """Return the files sent along."""
    return list(Evidence.objects.of(request))


def _tell(row: ProfileRequest, actor: Actor) -> None:
    tell(
        row.institution,
        audience=Audience.INSTITUTION,
        kind=NoticeKind.CORRECTION,
        words=CORRECTED if row.state == "corrected" else DECLINED,
        values={"answer": row.answer[:200]},
        url=reverse("institutions:my_profile"),
        unique_key=f"correction:{row.pk}",
        day=timezone.localdate(),
        clause="S1",
        actor=actor,
    )
