"""Measures in a database of its own and says which promises hold. Exits 1 where one does not.

Usage: python -m benchmarks [BEGINNING_OF_A_NAME]
"""

from __future__ import annotations

import importlib
import os
import signal
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.figure import Figure

REPORTS = Path(__file__).resolve().parent.parent / "build" / "bench"
TOPICS = ("growth", "imports", "complaints")


def promises() -> dict[str, Callable[[], Figure]]:
    """Each topic's module lists its figures in PROMISES, by name: import…, search…, pages…, publish…, complaints…"""
    found: dict[str, Callable[[], Figure]] = {}
    for topic in TOPICS:
        found |= importlib.import_module(f"benchmarks.{topic}").PROMISES
    return found


def prepare(folder: str) -> None:
    os.environ |= {"VAR_DIR": folder, "DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3", "REDIS_URL": ""}
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def main(arguments: list[str]) -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # what was started for a figure ends with us
    beginning = arguments[0] if arguments else ""
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder:
        prepare(folder)
        chosen = {name: measure for name, measure in promises().items() if name.startswith(beginning)}
        if not chosen:
            print(f"No figure's name begins with {beginning!r}.", file=sys.stderr)
            return 2
        print(f"{'figure':<28} {'ratio':>8} {'goal':>8}  holds  how")
        held = True
        for measure in chosen.values():
            figure = measure()
            figure.write(REPORTS)
            held = held and figure.holds
            says = "yes" if figure.holds else "NO"
            print(
                f"{figure.name:<28} {figure.ratio:>8.2f} {figure.goal:>8.2f}  {says:<5}  {figure.how}",
                flush=True,
            )
    return 0 if held else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
