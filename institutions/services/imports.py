"""A register sent through the browser: kept, previewed, queued, written, and its refused rows given back."""

import hashlib
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta
from typing import IO, Any

import structlog
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django_fsm import can_proceed
from openpyxl import Workbook

from institutions.models import ImportRow, ImportRun
from institutions.rules.cells import squeezed
from institutions.rules.contents import in_order
from institutions.rules.register import Fault, Row
from institutions.services import registers
from institutions.services.register_batches import Written
from institutions.services.register_figures import Tally
from institutions.services.wording import column_words, masked_numbers, reason_words
from institutions.services.workbooks import MAX_BYTES, TOO_LARGE, BadWorkbook, Source
from institutions.terms import ImportState, RowResult
from portal.accounts.actors import Actor
from portal.accounts.models import Membership
from portal.accounts.refusals import ChangedMeanwhile
from portal.bulk import services as bulk
from portal.desk.exports import neutral
from portal.jobs import after_commit
from portal.regions.models import District
from portal.timeline import services as timeline

log = structlog.get_logger(__name__)
PREVIEWED = 2
SHOWN_FAULTS = 200
KEPT_DAYS = 90
FOLLOWED = 1_000
SILENT = timedelta(minutes=10)


def preview(upload: UploadedFile, district: District, *, actor: Actor) -> ImportRun:
    """Keep the workbook as sent and say what it would bring; nothing of it is written to the register.

    Raises NotAllowed, BadWorkbook.
    """
    actor.must_in("institutions.import", district.pk)
    if (upload.size or 0) > MAX_BYTES:
        raise BadWorkbook(TOO_LARGE, field="workbook")
    content = upload.read()
    summary = _summary(registers.read(content), district)
    run = ImportRun(
        district=district,
        uploaded_by=actor.user,
        name=str(upload.name or "")[-160:],
        sha256=hashlib.sha256(content).hexdigest(),
        reading=summary,
        total=summary["figures"]["rows"],
    )
    run.workbook.save("register", ContentFile(content), save=False)
    run.save(force_insert=True)
    return run


def _summary(reading: registers.Reading, district: District) -> dict[str, Any]:
    """Read the whole once, batch by batch, and keep what a page shows of it."""
    sheet, tally = reading.sheet, Tally(district)
    first: list[Row] = []
    faults: list[Fault] = []
    for rows, results in registers.planned(reading, district):
        tally.add(results)
        first += rows[: PREVIEWED - len(first)]
        faults += [row.said for row in results if isinstance(row.said, Fault)][: SHOWN_FAULTS - len(faults)]
    used = {column.index for column in sheet.taken.values()}
    header = [squeezed(cell) for cell in sheet.header]
    return {
        "sheet": sheet.name,
        "header_row": sheet.header_index + 1,
        "header": header,
        "taken": [[t.field, t.index, t.header, t.how] for t in in_order(sheet.taken)],
        "unread": [title for index, title in enumerate(header) if title and index not in used],
        "other_sheets": list(sheet.others),
        "first": [[row.number, *_without_phone(row, sheet)] for row in first],
        "figures": tally.figures(),
        "faults": [[f.number, f.name, f.field, f.reason, f.detail] for f in faults],
    }


def _without_phone(row: Row, sheet: Source) -> list[str]:
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
    if not can_proceed(run.queue):
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


@transaction.atomic
def pause(run: ImportRun, *, actor: Actor) -> ImportRun:
    """Let the worker stop after the batch under way. Raises NotAllowed, ChangedMeanwhile.

    Each batch holds the run's row until it is committed: what is said here is true when it is said.
    """
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    actor.must("institutions.import", run)
    if not can_proceed(run.pause):
        raise ChangedMeanwhile(_("This import is not running any more. Look at where it stands."))
    run.pause()
    run.save(update_fields=["state"])
    timeline.record(actor, "register.paused", run, clause="S1", changes={"done": run.done})
    return run


@transaction.atomic
def cancel(run: ImportRun, *, actor: Actor) -> ImportRun:
    """Give up what is not written yet, for good; what is written stays. Raises NotAllowed, ChangedMeanwhile."""
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    actor.must("institutions.import", run)
    if not can_proceed(run.cancel):
        raise ChangedMeanwhile(_("This import has come to its end already. Look at its result."))
    run.cancel()
    run.save(update_fields=["state"])
    timeline.record(actor, "register.cancelled", run, clause="S1", changes={"done": run.done})
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
        run.began_at, run.began_done, run.moved_at = timezone.now(), run.done, timezone.now()
        run.save(update_fields=["state", "began_at", "began_done", "moved_at"])
        held = Membership.objects.for_acting().filter(pk=run.started_as_id or 0).first()
    actor = Actor.of(held) if held else Actor.system()
    try:
        with run.workbook.open("rb") as file:
            reading = registers.read(file.read())
        write_rows(run, reading, actor)
    except Exception as error:
        log.exception("import stopped", run=run.pk)
        _stop(run, error)
        return
    _finish(run, actor)


def write_rows(run: ImportRun, reading: registers.Reading, actor: Actor) -> None:
    """Write the rows below the last one that has its result, until all have or somebody says stop."""
    last = run.rows.aggregate(last=Max("number"))["last"] or 0
    done = run.done

    def keep(rows: Sequence[Row], results: Sequence[Written], insert: bulk.Insert) -> None:
        nonlocal done
        _keep_results(run, rows, results, insert)
        _follow(results)
        done += len(rows)

    def guard() -> AbstractContextManager[bool]:
        return _goes_on(run.pk, done)

    written = registers.write_in_batches(
        reading, run.district, actor=actor, after=last, guard=guard, keep=keep
    )
    for _results in written:  # each is committed and counted by now; none is kept
        pass


@contextmanager
def _goes_on(run_pk: int, done: int) -> Iterator[bool]:
    """Hold the run's row for a batch; False where it was paused or given up, or another worker moves it."""
    run = ImportRun.objects.select_for_update().get(pk=run_pk)
    yield run.state == ImportState.RUNNING and run.done == done


def _keep_results(
    run: ImportRun, rows: Sequence[Row], results: Sequence[Written], insert: bulk.Insert
) -> None:
    columns = ("run_id", "number", "name", "result", "column", "reason", "detail", "institution_id")
    insert(ImportRow, columns, (_result_of(run.pk, *each) for each in zip(rows, results, strict=True)))
    ImportRun.objects.filter(pk=run.pk).update(done=F("done") + len(rows), moved_at=timezone.now())


def _result_of(run_pk: int, row: Row, written: Written) -> tuple[Any, ...]:
    """What is kept of one row, in the order of the columns above."""
    said, result, institution_id = written
    fault = (said.field, said.reason, said.detail[:120]) if isinstance(said, Fault) else ("", "", "")
    return (run_pk, row.number, said.name[:120], str(result), *fault, institution_id)


def _follow(results: Sequence[Written]) -> None:
    """Have drawn anew what the public reads of those that were entered or changed."""
    changed = {RowResult.CREATED, RowResult.UPDATED}
    pks = [r.institution_id for r in results if r.result in changed and r.institution_id is not None]
    for start in range(0, len(pks), FOLLOWED):
        after_commit("publicity.refresh_records", pks[start : start + FOLLOWED])


@transaction.atomic
def _stop(run: ImportRun, error: Exception) -> None:
    run = ImportRun.objects.select_for_update().get(pk=run.pk)
    if not can_proceed(run.fail):
        return
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
    if not can_proceed(run.finish) or run.done < run.total:  # paused, given up, or another worker moves it
        return
    run.finish()
    run.save(update_fields=["state"])
    counts = {result: run.rows.filter(result=result).count() for result in RowResult.values}
    timeline.record(actor, "register.imported", run, clause="S1", changes=counts)


def refused_workbook(run: ImportRun) -> IO[bytes]:
    """Return a workbook of the refused rows: the same columns, and beside them what to put right.

    The cells come from the workbook as sent: the results keep no copy of them (N4).
    """
    refused = run.rows.filter(result=RowResult.REJECTED)
    wanted = set(refused.values_list("number", flat=True))
    with run.workbook.open("rb") as workbook:
        reading = registers.read(workbook.read())
    sent_rows = {row.number: row.cells for row in reading if row.number in wanted}
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("refused rows"))
    header = run.reading.get("header", [])
    sheet.append([*map(neutral, header), _("row in the file"), _("column"), _("what to put right")])
    for row in refused.iterator():
        kept = sent_rows.get(row.number, ())
        sent = [*kept, *[""] * (len(header) - len(kept))]
        words = [row.number, column_words(row.column), reason_words(row.reason, row.detail)]
        sheet.append([*map(neutral, sent), *words])
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    book.save(file)
    file.seek(0)
    return file
