"""A register sent through the browser: previewed, confirmed, written, its refused rows given back."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from institutions.models import ImportRow, ImportRun, Institution
from institutions.services import imports, registers
from institutions.services.workbooks import BadWorkbook
from institutions.terms import ImportState, RowResult
from portal.accounts.actors import Actor
from portal.accounts.refusals import ChangedMeanwhile, NotAllowed
from portal.regions.models import District
from portal.timeline.models import Event
from tests.institutions.conftest import EXPECTED, corrected, upload
from tests.institutions.workbooks import row

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(register: bytes, district_a: District, officer_a: Actor) -> ImportRun:
    return imports.preview(upload(register), district_a, actor=officer_a)


def finish(run: ImportRun, actor: Actor) -> ImportRun:
    imports.start(run, actor=actor)
    imports.carry_out(run.pk)
    return ImportRun.objects.get(pk=run.pk)


@pytest.mark.clause("S1")
def test_a_preview_says_how_the_workbook_was_read_and_writes_no_institution(run: ImportRun) -> None:
    assert run.state == ImportState.PREVIEW
    assert (run.reading["sheet"], run.reading["header_row"]) == ("汇总表", 3)
    assert run.reading["figures"] == EXPECTED | {"created": 6, "updated": 0, "unchanged": 0}
    assert [number for number, *_rest in run.reading["faults"]] == [11, 12, 13]
    assert not Institution.objects.exists()
    assert not ImportRow.objects.exists()


@pytest.mark.clause("N4")
def test_a_preview_and_the_results_keep_no_telephone_number(run: ImportRun, officer_a: Actor) -> None:
    finish(run, officer_a)
    kept = str(ImportRun.objects.values().get()) + str(list(ImportRow.objects.values()))
    assert "13970000001" not in kept
    assert "13970000008" not in kept


@pytest.mark.clause("S1")
def test_confirmed_it_is_written_with_a_result_for_each_row(run: ImportRun, officer_a: Actor) -> None:
    done = finish(run, officer_a)
    assert (done.state, done.done, done.total) == (ImportState.DONE, 9, 9)
    results = list(done.rows.values_list("number", "result"))
    assert [n for n, result in results if result == RowResult.REJECTED] == [11, 12, 13]
    assert Institution.objects.count() == 6
    registered = Event.objects.filter(verb="institution.registered")
    assert {event.actor_name for event in registered} == {officer_a.user.get_full_name()}  # type: ignore[union-attr]


@pytest.mark.clause("S1")
def test_an_import_killed_in_the_middle_goes_on_where_it_stopped(
    run: ImportRun, officer_a: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registers, "BATCH", 2)
    real, calls = registers.write_batch, iter(range(100))

    def killed(*args: Any, **kwargs: Any) -> Any:
        if next(calls) == 2:
            raise SystemExit
        return real(*args, **kwargs)

    monkeypatch.setattr(registers, "write_batch", killed)
    imports.start(run, actor=officer_a)
    with pytest.raises(SystemExit):
        imports.carry_out(run.pk)
    halfway = ImportRun.objects.get(pk=run.pk)
    assert (halfway.state, halfway.done) == (ImportState.RUNNING, 4)

    monkeypatch.setattr(registers, "write_batch", real)
    imports.carry_out(run.pk)
    done = ImportRun.objects.get(pk=run.pk)
    assert (done.state, done.done) == (ImportState.DONE, 9)
    assert Institution.objects.count() == 6
    assert Event.objects.filter(verb="institution.registered").count() == 6


@pytest.mark.clause("S1")
def test_the_daily_work_goes_on_with_an_import_that_nobody_moves(
    run: ImportRun, officer_a: Actor, django_capture_on_commit_callbacks: Any
) -> None:
    imports.start(run, actor=officer_a)
    assert imports.resume_stopped() == 0
    ImportRun.objects.filter(pk=run.pk).update(moved_at=timezone.now() - timedelta(hours=1))
    with django_capture_on_commit_callbacks(execute=True):
        assert imports.resume_stopped() == 1
    assert ImportRun.objects.get(pk=run.pk).state == ImportState.DONE


@pytest.mark.clause("S1")
def test_run_twice_it_writes_nothing_twice(run: ImportRun, officer_a: Actor) -> None:
    finish(run, officer_a)
    before = Event.objects.count()
    imports.carry_out(run.pk)
    assert (Institution.objects.count(), Event.objects.count()) == (6, before)


@pytest.mark.clause("S1")
def test_started_twice_the_second_is_told(run: ImportRun, officer_a: Actor) -> None:
    imports.start(run, actor=officer_a)
    with pytest.raises(ChangedMeanwhile):
        imports.start(run, actor=officer_a)


@pytest.mark.clause("S1")
def test_the_refused_rows_come_back_with_their_columns_and_can_be_sent_again(
    run: ImportRun, officer_a: Actor, district_a: District
) -> None:
    done = finish(run, officer_a)
    with imports.refused_workbook(done) as file:
        sheet = load_workbook(BytesIO(file.read())).active
    assert sheet is not None
    rows = [list(cells) for cells in sheet.iter_rows(values_only=True)]
    assert rows[0][: len(run.reading["header"])] == run.reading["header"]
    assert [cells[-3] for cells in rows[1:]] == [11, 12, 13]
    assert all(cells[-1] for cells in rows[1:])

    rows[1][1] = "补名学校"  # the nameless row gets its name; the other two stay wrong
    from tests.institutions.workbooks import book

    again = imports.preview(upload(book(rows)), district_a, actor=officer_a)
    figures = again.reading["figures"]
    assert (figures["rows"], figures["created"]) == (3, 1)
    assert sorted(fault[3] for fault in again.reading["faults"]) == ["check_digit", "code_taken"]


@pytest.mark.clause("N4")
def test_the_workbook_goes_after_ninety_days_and_the_results_stay(run: ImportRun, officer_a: Actor) -> None:
    done = finish(run, officer_a)
    path = done.workbook.path
    assert imports.clear_old() == 0
    ImportRun.objects.filter(pk=done.pk).update(uploaded_at=timezone.now() - timedelta(days=91))
    assert imports.clear_old() == 1
    assert imports.clear_old() == 0
    from pathlib import Path

    assert not Path(path).exists()
    assert done.rows.count() == 9


@pytest.mark.clause("S1")
def test_a_wrong_file_leaves_nothing(district_a: District, officer_a: Actor) -> None:
    with pytest.raises(BadWorkbook):
        imports.preview(upload(b"not a workbook"), district_a, actor=officer_a)
    assert not ImportRun.objects.exists()


def test_an_officer_of_another_district_may_not_send(district_a: District, officer_b: Actor) -> None:
    with pytest.raises(NotAllowed):
        imports.preview(upload(corrected([row("甲学校")])), district_a, actor=officer_b)
