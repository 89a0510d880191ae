"""Schools' lists of serving teachers: read into keyed digests, looked at, kept. Clauses: P7, N4."""

import hashlib
from datetime import date, timedelta

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import can_proceed

from institutions.models import ServingList, ServingTeacher
from institutions.rules.cells import squeezed
from institutions.rules.serving import read_rows
from institutions.services import serving_matches
from institutions.services.serving_tables import content_of, open_list
from institutions.terms import ListState
from portal.accounts.actors import Actor
from portal.accounts.refusals import ChangedMeanwhile, Refusal
from portal.privacy.digests import keyed_digest
from portal.regions.models import District
from portal.timeline import services as timeline

BATCH = 1000
PREVIEW_KEPT = timedelta(days=2)
REFUSED = {
    "rounded": _("The spreadsheet rounded the number. Format the column as text and type it again."),
    "no_number": _("The identity number is missing."),
    "number_wrong": _("This is no identity number: its check digit or birthday does not fit."),
    "twice": _("The number stands in the list already; it counts once."),
}


@transaction.atomic
def read_list(
    upload: UploadedFile, district: District, *, actor: Actor, school: str, as_of: date
) -> ServingList:
    """Read a school's list into digests and say what it came to; nothing is compared before it is kept.

    Names and numbers are gone when this returns: the file is not kept. The same list sent again while it waits
    is the one that waits. Clauses: P7, N4. Raises NotAllowed, BadWorkbook, Refusal.
    """
    actor.must_in("teachers.provide", district.pk)
    school = squeezed(school)
    if not school:
        raise Refusal(_("Write the school's name."), field="school")
    if as_of > timezone.localdate():
        raise Refusal(_("This day is still to come."), field="as_of")
    content = content_of(upload)
    sha256 = hashlib.sha256(content).hexdigest()
    same = ServingList.objects.filter(district=district, school=school, as_of=as_of, sha256=sha256)
    kept = same.exclude(state=ListState.REPLACED).first()
    if kept is not None:
        return kept
    read = read_rows(*open_list(content))
    if not read.numbers:
        raise Refusal(_("No row of this list has an identity number that can be used."), field="workbook")
    row = ServingList.objects.create(
        district=district,
        school=school,
        as_of=as_of,
        count=len(read.numbers),
        refused=[[refused.row, refused.reason] for refused in read.refused],
        sha256=sha256,
        uploaded_by=actor.user,
    )
    digests = (keyed_digest(number, purpose="serving") for number in read.numbers)
    entries = [ServingTeacher(serving_list=row, digest=digest) for digest in digests]
    ServingTeacher.objects.bulk_create(entries, batch_size=BATCH)
    return row


def _lock(serving_list: ServingList, actor: Actor) -> ServingList:
    row = ServingList.objects.select_for_update().filter(pk=serving_list.pk).first()
    if row is None:
        raise ChangedMeanwhile(_("This list was discarded meanwhile."))
    actor.must("teachers.provide", row)
    if not can_proceed(row.keep):
        raise ChangedMeanwhile(_("This list is kept already."))
    return row


@transaction.atomic
def keep_list(serving_list: ServingList, *, actor: Actor) -> int:
    """Compare a list from now on; it replaces the school's former one. Returns how many matches it brought.

    Clause: P7. Raises NotAllowed, ChangedMeanwhile, Refusal (the school's list is newer).
    """
    row = _lock(serving_list, actor)
    of_school = ServingList.objects.current().filter(district_id=row.district_id, school=row.school)
    former = of_school.select_for_update().first()
    if former is not None:
        if former.as_of > row.as_of:
            raise Refusal(_("A list of a later day is kept of this school already. Discard this one."))
        former.replace(timezone.now())
        former.save()
        ServingTeacher.objects.filter(serving_list=former).delete()
    row.keep()
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise ChangedMeanwhile(_("Another list of this school was kept meanwhile.")) from error
    told = {"school": row.school, "as_of": row.as_of.isoformat(), "count": row.count, "sha256": row.sha256}
    timeline.record(actor, "serving.list_kept", row, clause="P7", changes=told)
    return serving_matches.find(timezone.localdate(), serving_list=row)


@transaction.atomic
def discard_list(serving_list: ServingList, *, actor: Actor) -> None:
    """Throw a list away that was read and not kept. Raises NotAllowed, ChangedMeanwhile."""
    row = _lock(serving_list, actor)
    timeline.record(actor, "serving.list_discarded", row, clause="N4", changes={"school": row.school})
    row.delete()


@transaction.atomic
def discard_forgotten(today: date) -> int:
    """Throw lists away that were read and that nobody kept within two days; returns how many. Clause: N4."""
    before = timezone.now() - PREVIEW_KEPT
    waiting = ServingList.objects.filter(state=ListState.PREVIEW, uploaded_at__lt=before)
    pks = list(waiting.values_list("pk", flat=True))
    waiting.filter(pk__in=pks).delete()
    return len(pks)
