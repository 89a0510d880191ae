"""Where sealed originals lie: written once, read only, never overwritten; what a failed save left is set aside."""

import os
import re
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.core.files.storage import FileSystemStorage, default_storage

FOLDER, ASIDE = "evidence", "evidence-set-aside"
READ_ONLY = 0o440
NAMES = re.compile(r"[0-9a-f]{32}\.(original|copy)")


class AlreadySealed(FileExistsError):
    """A file lies under this name already; nothing was written."""


class SealedStorage(FileSystemStorage):
    """Takes each name once and makes the file read only. A second write is refused, not given another name."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**(options | {"file_permissions_mode": READ_ONLY}))

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        # The system asks again where somebody wrote the name in between: there is no way around the refusal.
        if self.exists(name):
            raise AlreadySealed(name)
        return super().get_available_name(name, max_length)


def sealed() -> SealedStorage:
    """The storage of originals, in the media folder of these settings."""
    return SealedStorage()


def _files_in(folder: str) -> Iterator[Path]:
    root = Path(default_storage.path(folder))
    yield from (path for path in root.glob("*/*") if NAMES.fullmatch(path.name))


def written_before(moment: float) -> list[Path]:
    """The files of evidence last written before `moment`, in seconds since 1970."""
    return [path for path in _files_in(FOLDER) if path.stat().st_mtime < moment]


def set_aside(paths: Iterable[Path]) -> int:
    """Take files out of the evidence, keeping them for a while under the same names; returns how many."""
    moved = 0
    for path in paths:
        there = Path(default_storage.path(ASIDE)) / path.parent.name / path.name
        there.parent.mkdir(parents=True, exist_ok=True)
        os.replace(path, there)
        now = time.time()
        os.utime(there, (now, now))  # the days aside count from now
        moved += 1
    return moved


def clear_aside(moment: float) -> int:
    """Delete what was set aside before `moment`, in seconds since 1970; returns how many."""
    old = [path for path in _files_in(ASIDE) if path.stat().st_mtime < moment]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)
