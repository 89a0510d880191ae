"""A register sent through the browser: kept, previewed, queued, written, and its refused rows given back."""

import hashlib
import tempfile
from datetime import timedelta
from typing import IO, Any

import structlog
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl import Workbook

from institutions.models import ImportRun
from institutions.rules.cells import squeezed
from institutions.rules.contents import in_order
from institutions.rules.register import Fault, Row
from institutions.services import registers
from institutions.services.wording import column_words, masked_numbers, reason_words
from institutions.services.workbooks import MAX_BYTES, BadWorkbook, Sheet
from institutions.terms import ImportState, RowResult
from portal.accounts.actors import Actor
from portal.accounts.models import Membership
from portal.accounts.refusals import ChangedMeanwhile
from portal.desk.exports import neutral
from portal.jobs import after_commit
from portal.regions.models import District
from portal.timeline import services as timeline

log = structlog.get_logger(__name__)
PREVIEWED = 2
KEPT_DAYS = 90
SILENT = timedelta(minutes=10)


@transaction.atomic
def preview(upload: UploadedFile, district: District, *, actor: Actor) -> ImportRun:
    """Keep the workbook as sent and say what it would bring; nothing of it is written to the register.

    Raises NotAllowed, BadWorkbook.
    """
    actor.must_in("institutions.import", district.pk)
    if (upload.size or 0) > MAX_BYTES:
        raise BadWorkbook(
            _("The file is larger than 10 MB. Split the register and send the parts."), field="workbook"
        )
    content = upload.read()
    reading = registers.read(content)
    run = ImportRun(
        district=district,
        uploaded_by=actor.user,
        name=str(upload.name or "")[-160:],
        sha256=hashlib.sha256(content).hexdigest(),
        reading=_summary(reading, district),
        total=len(reading.rows),
    )
    run.workbook.save("register", ContentFile(content), save=False)
    run.save(force_insert=True)
    return run


def _summary(reading: registers.Reading, district: District) -> dict[str, Any]:
    sheet = reading.sheet
    planned = registers.plan(reading, district)
    faults = [row.said for row in planned if isinstance(row.said, Fault)]
    used = {column.index for column in sheet.taken.values()}
    header = [squeezed(cell) for cell in sheet.rows[sheet.header_index]]
    return {
        "sheet": sheet.name,
        "header_row": sheet.header_index + 1,
        "header": header,
        "taken": [[t.field, t.index, t.header, t.how] for t in in_order(sheet.taken)],
        "unread": [title for index, title in enumerate(header) if title and index not in used],
        "other_sheets": list(sheet.others),
        "first": [[row.number, *_without_phone(row, sheet)] for row in reading.rows[:PREVIEWED]],
        "figures": registers.figures_of(district, planned),
        "faults": [[f.number, f.name, f.field, f.reason, f.detail] for f in faults[:200]],
    }


def _without_phone(row: Row, sheet: Sheet) -> list[str]:
    """The cells of a row with the telephone number masked: a preview is kept, and shown to more eyes."""
    shown = list(row.cells)
    phone = sheet.taken.get("phone")
    if phone is not None and phone.index < len(shown):
        shown[phone.index] = masked_numbers(shown[phone.index])
    return shown


@transaction.atomic
def start(run: ImportRun, *, actor: Actor) -> ImportRun:
    """Queue the import that was previewed. Starting it twice starts it once. Raises NotAllowed."""
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    actor.must("institutions.import", run)
    if run.state not in {ImportState.PREVIEW, ImportState.FAILED}:
        raise ChangedMeanwhile(_("This import was started already. Its progress stands below."))
    run.queue()
    run.started_as = actor.membership
    run.moved_at = timezone.now()
    run.save(update_fields=["state", "error", "started_as", "moved_at"])
    timeline.record(
        actor, "register.started", run, clause="S1", changes={"file": run.name, "sha256": run.sha256}
    )
    after_commit("institutions.run_import", run.pk)
    return run


def resume_stopped() -> int:
    """Queue again every import that no worker has moved for a while; returns how many."""
    waiting = ImportRun.objects.filter(state__in=[ImportState.QUEUED, ImportState.RUNNING])
    stopped = list(waiting.filter(moved_at__lt=timezone.now() - SILENT).values_list("pk", flat=True))
    for pk in stopped:
        after_commit("institutions.run_import", pk)
    return len(stopped)


def clear_old() -> int:
    """Throw away workbooks sent long ago; the results stay. Returns how many. Clause: N4."""
    old = ImportRun.objects.filter(uploaded_at__lt=timezone.now() - timedelta(days=KEPT_DAYS))
    cleared = 0
    for run in old.exclude(workbook="").exclude(state__in=[ImportState.QUEUED, ImportState.RUNNING]):
        if not ImportRun.objects.filter(workbook=run.workbook.name, uploaded_at__gt=run.uploaded_at).exists():
            run.workbook.delete(save=False)
        run.workbook = ""
        run.save(update_fields=["workbook"])
        cleared += 1
    return cleared


def carry_out(run_pk: int) -> None:
    """Write the queued import as who started it; called again after a kill, it goes on where it stopped."""
    with transaction.atomic():
        run = ImportRun.objects.select_for_update(of=("self",)).select_related("district").get(pk=run_pk)
        if run.state not in {ImportState.QUEUED, ImportState.RUNNING}:
            return
        run.run()
        run.save(update_fields=["state"])
        held = Membership.objects.for_acting().filter(pk=run.started_as_id or 0).first()
    actor = Actor.of(held) if held else Actor.system()
    try:
        with run.workbook.open("rb") as file:
            reading = registers.read(file.read())
        registers.write(reading, run.district, actor=actor, run=run)
    except Exception as error:
        log.exception("import stopped", run=run.pk)
        _stop(run, error)
        return
    _finish(run, actor)


@transaction.atomic
def _stop(run: ImportRun, error: Exception) -> None:
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    words = (
        str(error)
        if isinstance(error, BadWorkbook)
        else _("The import stopped. Nothing is lost: start it again.")
    )
    run.fail(words)
    run.save(update_fields=["state", "error"])


@transaction.atomic
def _finish(run: ImportRun, actor: Actor) -> None:
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    run.finish()
    run.save(update_fields=["state"])
    counts = {result: run.rows.filter(result=result).count() for result in RowResult.values}
    timeline.record(actor, "register.imported", run, clause="S1", changes=counts)


def refused_workbook(run: ImportRun) -> IO[bytes]:
    """Return a workbook of the refused rows: the same columns, and beside them what to put right.

    The cells come from the workbook as sent: the results keep no copy of them (N4).
    """
    with run.workbook.open("rb") as workbook:
        sent_rows = {row.number: row.cells for row in registers.read(workbook.read()).rows}
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("refused rows"))
    header = run.reading.get("header", [])
    sheet.append([*map(neutral, header), _("row in the file"), _("column"), _("what to put right")])
    for row in run.rows.filter(result=RowResult.REJECTED).iterator():
        kept = sent_rows.get(row.number, ())
        sent = [*kept, *[""] * (len(header) - len(kept))]
        words = [row.number, column_words(row.column), reason_words(row.reason, row.detail)]
        sheet.append([*map(neutral, sent), *words])
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    book.save(file)
    file.seek(0)
    return file
