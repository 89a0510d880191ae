"""One measured promise: a ratio that does not depend on the machine, and the goal it is held to."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Figure:
    """`ratio` is measured, `goal` is the most it may be, or the least where `at_least`; `how` says what was
    divided by what. What could not be measured holds nothing."""

    name: str
    ratio: float
    goal: float
    how: str
    at_least: bool = False
    measured: bool = True

    @property
    def holds(self) -> bool:
        if not self.measured:
            return False
        return self.ratio >= self.goal if self.at_least else self.ratio <= self.goal

    def write(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        told = asdict(self) | {"ratio": round(self.ratio, 3), "holds": self.holds}
        del told["at_least"], told["measured"]
        path = folder / f"{self.name}.json"
        path.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def seconds(work: Callable[[], object], *, times: int = 7) -> float:
    """The median time of `work`, after one run that does not count."""
    work()
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        work()
        taken.append(time.perf_counter() - started)
    return statistics.median(taken)
