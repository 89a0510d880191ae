"""A register sent through the browser: kept, previewed, queued, written, and its refused rows given back."""

import hashlib
import tempfile
from typing import IO, Any

import structlog
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _
from openpyxl import Workbook

from institutions.models import ImportRun
from institutions.rules.register import Fault
from institutions.services import registers
from institutions.services.wording import column_words, reason_words
from institutions.services.workbooks import MAX_BYTES, BadWorkbook
from institutions.terms import ImportState, RowResult
from portal.accounts.actors import Actor
from portal.accounts.refusals import ChangedMeanwhile
from portal.desk.exports import neutral
from portal.jobs import after_commit
from portal.regions.models import District
from portal.timeline import services as timeline

log = structlog.get_logger(__name__)
PREVIEWED = 8


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
    faults = [row.said for row in reading.rows if isinstance(row.said, Fault)]
    return {
        "sheet": sheet.name,
        "header_row": sheet.header_index + 1,
        "header": [str(cell) for cell in sheet.rows[sheet.header_index]],
        "taken": [[t.field, t.index, t.header, round(t.sure, 2)] for t in sheet.taken.values()],
        "first": [[row.number, *row.cells] for row in reading.rows[:PREVIEWED]],
        "figures": registers.figures(district, [row.said for row in reading.rows]),
        "faults": [[f.number, f.name, f.field, f.reason, f.detail] for f in faults[:200]],
    }


@transaction.atomic
def start(run: ImportRun, *, actor: Actor) -> ImportRun:
    """Queue the import that was previewed. Starting it twice starts it once. Raises NotAllowed."""
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    actor.must("institutions.import", run)
    if run.state not in {ImportState.PREVIEW, ImportState.FAILED}:
        raise ChangedMeanwhile(_("This import was started already. Its progress stands below."))
    run.queue()
    run.save(update_fields=["state", "error"])
    timeline.record(
        actor, "register.started", run, clause="S1", changes={"file": run.name, "sha256": run.sha256}
    )
    after_commit("institutions.run_import", run.pk, actor.membership.pk if actor.membership else 0)
    return run


def carry_out(run_pk: int, *, actor: Actor) -> None:
    """Write the queued import; called again after a kill, it goes on where it stopped."""
    with transaction.atomic():
        run = ImportRun.objects.select_for_update().select_related("district").get(pk=run_pk)
        if run.state not in {ImportState.QUEUED, ImportState.RUNNING}:
            return
        run.run()
        run.save(update_fields=["state"])
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
    """Return a workbook of the refused rows: the same columns, and beside them what to put right."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("refused rows"))
    header = run.reading.get("header", [])
    sheet.append([*map(neutral, header), _("row in the file"), _("column"), _("what to put right")])
    for row in run.rows.filter(result=RowResult.REJECTED).iterator():
        sent = [*row.cells, *[""] * (len(header) - len(row.cells))]
        words = [row.number, column_words(row.column), reason_words(row.reason, row.detail)]
        sheet.append([*map(neutral, sent), *words])
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    book.save(file)
    file.seek(0)
    return file
