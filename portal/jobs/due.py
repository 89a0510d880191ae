"""The daily work: steps that each app registers, run in order for any date.

A step is computed from the data and idempotent: a day missed is caught up, a step run twice does nothing twice.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import structlog

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class DueStep:
    """One step: `run(today)` does all that is due up to `today` and returns how many things it did."""

    name: str
    order: int
    run: Callable[[date], int]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one step did: how many things, or the error that stopped it."""

    name: str
    done: int
    error: str = ""


_steps: dict[str, DueStep] = {}


def register(step: DueStep) -> None:
    """Add a step; the name is its key."""
    _steps[step.name] = step


def steps() -> list[DueStep]:
    """Return all steps in the order they run."""
    return sorted(_steps.values(), key=lambda step: (step.order, step.name))


def run_all(today: date) -> list[Outcome]:
    """Run every step for `today`. A step that fails does not keep the others from running; its error is returned."""
    outcomes = []
    for step in steps():
        try:
            outcomes.append(Outcome(step.name, step.run(today)))
        except Exception as error:
            log.exception("due step failed", step=step.name)
            outcomes.append(Outcome(step.name, 0, f"{type(error).__name__}: {error}"))
    return outcomes
