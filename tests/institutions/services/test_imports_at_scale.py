"""A large register: in batches, paused, gone on with, given up, sent as CSV, killed in between."""

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest

from institutions.models import ImportRow, ImportRun, Institution, SchoolPermit, TeachingSite
from institutions.services import imports, registers
from institutions.services.workbooks import BadWorkbook, open_register
from institutions.terms import ImportState, RowResult
from portal.accounts.actors import Actor
from portal.accounts.refusals import ChangedMeanwhile, NotAllowed
from portal.regions.models import District
from portal.timeline.models import Event
from portal.timeline.services.seals import find_flaws, seal_new_events
from tests.institutions.conftest import corrected, upload
from tests.institutions.workbooks import HEADER, credit_code, permit, row

pytestmark = pytest.mark.django_db
MANY = 325


def rows_of(count: int) -> list[list[Any]]:
    return [
        row(
            f"学校{n}",
            code=credit_code(n) if n % 3 else "",
            permit=permit(n),
            validity="2024年1月1日-2027年1月1日",
            address=f"南昌市东湖区公园街道民德路{n}号",
            phone=f"139{n:08d}",
        )
        for n in range(1, count + 1)
    ]


def as_csv(rows: list[list[Any]], encoding: str) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([HEADER, *rows])
    return out.getvalue().encode(encoding)


@pytest.fixture
def run(district_a: District, officer_a: Actor, monkeypatch: pytest.MonkeyPatch) -> ImportRun:
    monkeypatch.setattr(registers, "BATCH", 100)
    return imports.preview(upload(corrected(rows_of(MANY))), district_a, actor=officer_a)


def fresh(run: ImportRun) -> ImportRun:
    return ImportRun.objects.get(pk=run.pk)


def during(monkeypatch: pytest.MonkeyPatch, batch: int, act: Callable[[], Any]) -> None:
    """Have something happen while the given batch (from 1) is written."""
    real, calls = registers.write_batch, iter(range(1, 100))

    def go(*args: Any, **kwargs: Any) -> Any:
        if next(calls) == batch:
            act()
        return real(*args, **kwargs)

    monkeypatch.setattr(registers, "write_batch", go)


@pytest.mark.clause("S1")
def test_every_row_of_several_batches_goes_in_with_its_result_and_event(
    run: ImportRun, officer_a: Actor
) -> None:
    imports.start(run, actor=officer_a)
    imports.carry_out(run.pk)
    done = fresh(run)
    assert (done.state, done.done, done.total) == (ImportState.DONE, MANY, MANY)
    assert Institution.objects.count() == SchoolPermit.objects.count() == TeachingSite.objects.count() == MANY
    assert done.rows.filter(result=RowResult.CREATED, institution__isnull=False).count() == MANY
    last = Institution.objects.get(code=credit_code(MANY))
    assert (last.name, last.phone, last.sites.get().is_main) == (f"学校{MANY}", f"139{MANY:08d}", True)
    assert last.created_at is not None
    event = Event.objects.of_institution(last.pk).get()
    assert (event.verb, event.changes, event.district_id) == (
        "institution.registered",
        {"row": MANY + 1},
        run.district_id,
    )
    codes = Institution.objects.filter(code__startswith="T360102-").values_list("code", flat=True)
    assert len(set(codes)) == MANY // 3


@pytest.mark.clause("S1", "N4")
def test_events_written_in_bulk_are_sealed_and_proved_like_any_other(
    run: ImportRun, officer_a: Actor, march: Any
) -> None:
    imports.start(run, actor=officer_a)
    imports.carry_out(run.pk)
    assert seal_new_events(march) == MANY + 2
    assert find_flaws() == []


@pytest.mark.clause("S1")
def test_paused_the_worker_stops_after_the_batch_and_goes_on_later(
    run: ImportRun, officer_a: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    imports.start(run, actor=officer_a)
    during(monkeypatch, 2, lambda: imports.pause(run, actor=officer_a))
    imports.carry_out(run.pk)
    halfway = fresh(run)
    assert (halfway.state, halfway.done) == (ImportState.PAUSED, 200)
    imports.carry_out(run.pk)  # a worker that comes by leaves it alone
    assert fresh(run).done == 200
    assert imports.resume_stopped() == 0
    imports.start(run, actor=officer_a)
    imports.carry_out(run.pk)
    assert (fresh(run).state, fresh(run).done) == (ImportState.DONE, MANY)
    assert Institution.objects.count() == MANY


@pytest.mark.clause("S1")
def test_given_up_what_is_written_stays_and_the_rest_never_comes(
    run: ImportRun, officer_a: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    imports.start(run, actor=officer_a)
    during(monkeypatch, 1, lambda: imports.cancel(run, actor=officer_a))
    imports.carry_out(run.pk)
    assert (fresh(run).state, Institution.objects.count()) == (ImportState.CANCELLED, 100)
    for act in (imports.start, imports.pause, imports.cancel):
        with pytest.raises(ChangedMeanwhile):
            act(run, actor=officer_a)
    assert Event.objects.filter(verb="register.cancelled").get().changes == {"done": 0}


def test_an_officer_of_another_district_may_neither_pause_nor_give_up(
    run: ImportRun, officer_b: Actor
) -> None:
    for act in (imports.pause, imports.cancel):
        with pytest.raises(NotAllowed):
            act(run, actor=officer_b)


@pytest.mark.clause("S1")
def test_killed_between_batches_it_goes_on_with_the_next(
    run: ImportRun, officer_a: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def kill() -> None:
        raise SystemExit

    imports.start(run, actor=officer_a)
    with monkeypatch.context() as during_kill:
        during(during_kill, 3, kill)
        with pytest.raises(SystemExit):
            imports.carry_out(run.pk)
    assert (fresh(run).state, fresh(run).done, ImportRow.objects.count()) == (ImportState.RUNNING, 200, 200)
    imports.carry_out(run.pk)
    assert (fresh(run).state, Institution.objects.count()) == (ImportState.DONE, MANY)
    assert Event.objects.filter(verb="institution.registered").count() == MANY


@pytest.mark.clause("S1")
def test_a_second_worker_that_finds_the_run_moved_on_writes_nothing_twice(
    run: ImportRun, officer_a: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    imports.start(run, actor=officer_a)
    during(monkeypatch, 1, lambda: ImportRun.objects.filter(pk=run.pk).update(done=50))
    imports.carry_out(run.pk)
    assert fresh(run).state == ImportState.RUNNING
    assert Institution.objects.count() == 100


@pytest.mark.clause("S1")
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_csv_is_read_whichever_way_a_spreadsheet_wrote_it(
    encoding: str, district_a: District, officer_a: Actor
) -> None:
    reading = registers.read(as_csv(rows_of(20), encoding))
    _written, figures = registers.write(reading, district_a, actor=officer_a)
    assert (figures["created"], figures["both"], figures["permit_only"]) == (20, 14, 6)
    assert registers.write(reading, district_a, actor=officer_a)[1]["unchanged"] == 20


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0",
        "机构名称,法定代表人,地址\n甲\0,乙,丙\n".encode(),
        b"\xff\xff\xff\xff",
        ("机构名称,法定代表人,地址\n" + "甲" * 200_000 + ",乙,丙\n").encode(),
        "机构名称,法定代表人,地址\n".encode("utf-16")[:-1],
    ],
)
def test_a_text_that_is_no_table_is_refused_with_words(content: bytes) -> None:
    with pytest.raises(BadWorkbook):
        open_register(content)


def test_a_formula_in_a_csv_stays_text(district_a: District, officer_a: Actor) -> None:
    reading = registers.read(as_csv([row("甲学校", legal="=1+1", address="民德路1号")], "utf-8"))
    registers.write(reading, district_a, actor=officer_a)
    assert Institution.objects.get().legal_representative == "=1+1"


def test_a_backslash_or_tab_in_a_cell_is_kept_as_it_is(district_a: District, officer_a: Actor) -> None:
    name = "甲\\N学\\校"
    registers.write(registers.read(corrected([row(name, fee="一\\t二")])), district_a, actor=officer_a)
    institution = Institution.objects.get()
    assert (institution.name, institution.fee_text) == (name, "一\\t二")
    assert institution.permits.count() == 0
