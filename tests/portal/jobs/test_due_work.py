"""The daily work runs every step for any date, and says what failed."""

from datetime import date
from io import StringIO

import pytest
from celery import current_app
from django.core.management import CommandError, call_command

from portal.jobs import due
from portal.jobs.due import DueStep


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[date]:
    """Two steps of our own in place of the apps': one notes its date, one fails."""
    seen: list[date] = []

    def note(today: date) -> int:
        seen.append(today)
        return 3

    monkeypatch.setattr(due, "_steps", {})
    due.register(DueStep("second", order=20, run=note))
    return seen


def test_the_command_runs_the_steps_for_the_date_given(steps: list[date]) -> None:
    out = StringIO()
    call_command("run_due_work", "--date", "2026-06-01", stdout=out)
    assert steps == [date(2026, 6, 1)]
    assert "second: 3" in out.getvalue()


def test_a_failing_step_stops_no_other_and_is_named(steps: list[date]) -> None:
    def fail(today: date) -> int:
        raise ValueError("broken")

    due.register(DueStep("first", order=10, run=fail))
    with pytest.raises(CommandError, match="first"):
        call_command("run_due_work", "--date", "2026-06-01", stdout=StringIO())
    assert len(steps) == 1


def test_a_date_that_is_none_is_refused_in_words() -> None:
    with pytest.raises(CommandError, match="2026-13-01"):
        call_command("run_due_work", "--date", "2026-13-01")


def test_every_name_that_services_queue_is_a_registered_task() -> None:
    """A service queues work by name; a name without a task would be lost in silence."""
    import ast

    from tests.architecture.source import python_files, tree

    current_app.loader.import_default_modules()
    queued = {
        call.args[0].value
        for path in python_files()
        for call in ast.walk(tree(path))
        if isinstance(call, ast.Call)
        and ast.unparse(call.func).endswith("after_commit")
        and call.args
        and isinstance(call.args[0], ast.Constant)
    }
    assert queued <= set(current_app.tasks), queued - set(current_app.tasks)
