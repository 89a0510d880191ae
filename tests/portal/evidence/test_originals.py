"""Originals are sealed, proved and never overwritten; what a save taken back left behind goes."""

import os
import stat
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone

from portal.accounts.actors import Actor
from portal.evidence import checks, services
from portal.evidence.models import Evidence
from portal.evidence.originals import clear_leftovers, find_broken, verify_original
from portal.evidence.services import TooMany
from portal.evidence.storage import AlreadySealed, sealed
from portal.jobs.due import run_all, steps
from portal.timeline.models import Event
from tests.portal.evidence.test_store import keep, photo

pytestmark = pytest.mark.django_db


def spoil(path: str, content: bytes = b"something else") -> None:
    """Write over a file past the storage, as somebody on the server would."""
    os.chmod(path, stat.S_IRUSR | stat.S_IWUSR)
    Path(path).write_bytes(content)


def grow_old(settings: Any, days: float) -> None:
    """Let every file in the media folder have been written so long ago."""
    then = (timezone.now() - timedelta(days=days)).timestamp()
    for path in Path(settings.MEDIA_ROOT).rglob("*"):
        if path.is_file():
            os.utime(path, (then, then))


def lose(institution: Any) -> None:
    """Keep a file in a transaction that is taken back: the row goes, the bytes stay."""
    with transaction.atomic():
        keep(institution, photo(quality=50))
        transaction.set_rollback(True)
    assert not Evidence.objects.filter(size=len(photo(quality=50))).exists()


def files(settings: Any, folder: str) -> list[str]:
    return sorted(path.name for path in (Path(settings.MEDIA_ROOT) / folder).rglob("*.*"))


def test_an_original_is_read_only_and_its_name_is_never_taken_twice(institution: Any) -> None:
    kept = keep(institution, photo())
    before = kept.original.open().read()
    assert stat.S_IMODE(os.stat(kept.original.path).st_mode) == 0o440
    with pytest.raises(AlreadySealed):
        sealed().save(kept.original.name, ContentFile(b"another"))
    with pytest.raises(AlreadySealed):
        kept.original.save("original", ContentFile(b"another"), save=False)
    assert Evidence.objects.get().original.open().read() == before


def test_the_hash_of_the_original_stands_in_the_event(institution: Any) -> None:
    kept = keep(institution, photo())
    assert Event.objects.get(verb="evidence.added").changes["sha256"] == kept.sha256
    assert verify_original(kept) == ""


def test_an_original_that_was_altered_or_lost_is_found(institution: Any) -> None:
    altered, lost, whole = (keep(institution, photo(quality=quality)) for quality in (60, 70, 80))
    spoil(altered.original.path)
    os.remove(lost.original.path)
    assert {(one.evidence_id, one.what) for one in find_broken()} == {
        (str(altered.pk), "altered"),
        (str(lost.pk), "missing"),
    }
    assert verify_original(whole) == ""


def test_the_command_proves_all_or_names_what_is_broken(institution: Any, capsys: Any) -> None:
    kept = keep(institution, photo())
    call_command("verify_evidence")
    assert "1" in capsys.readouterr().out
    spoil(kept.original.path)
    with pytest.raises(CommandError, match=str(kept.pk)):
        call_command("verify_evidence")


def test_a_subject_takes_so_many_files_and_says_so(institution: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(services, "MAX_OF_SUBJECT", 1)
    first = keep(institution, photo())
    with pytest.raises(TooMany, match=str(checks.MAX_OF_SUBJECT)) as refused:
        keep(institution, photo(quality=50))
    assert refused.value.field == "files"
    assert keep(institution, photo()) == first  # the same one again is no other one
    assert Evidence.objects.count() == 1


def test_what_a_transaction_taken_back_left_goes_after_a_day(institution: Any, settings: Any) -> None:
    kept = keep(institution, photo())
    lose(institution)
    assert len(files(settings, "evidence")) == 4
    assert clear_leftovers() == 0  # it may still be under way
    grow_old(settings, 1.1)
    assert clear_leftovers() == 2
    assert files(settings, "evidence") == sorted([f"{kept.pk.hex}.copy", f"{kept.pk.hex}.original"])
    assert clear_leftovers() == 0
    assert find_broken() == []


def test_what_was_set_aside_is_kept_for_thirty_days(institution: Any, settings: Any) -> None:
    lose(institution)
    grow_old(settings, 40)
    clear_leftovers()
    assert len(files(settings, "evidence-set-aside")) == 2  # the days count from the setting aside
    grow_old(settings, 29)
    clear_leftovers()
    assert len(files(settings, "evidence-set-aside")) == 2
    grow_old(settings, 31)
    clear_leftovers()
    assert files(settings, "evidence-set-aside") == []


def test_the_daily_work_clears_up(institution: Any, settings: Any) -> None:
    assert "evidence.leftovers" in {step.name for step in steps()}
    lose(institution)
    grow_old(settings, 2)
    done = {outcome.name: outcome.done for outcome in run_all(timezone.localdate())}
    assert done["evidence.leftovers"] == 2


def test_a_file_is_sent_so_that_no_browser_runs_it(
    institution: Any, officer_a: Actor, client_as: Any
) -> None:
    sent = client_as(officer_a).get(keep(institution, photo()).get_absolute_url())
    assert sent.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in sent.headers["Content-Security-Policy"]
    assert "default-src 'none'" in sent.headers["Content-Security-Policy"]
    assert sent.headers["Content-Disposition"].startswith("inline")
    assert "no-store" in sent.headers["Cache-Control"]


def test_what_is_no_picture_and_no_pdf_is_downloaded_only(
    institution: Any, officer_a: Actor, client_as: Any
) -> None:
    sound = b"ID3\x03\x00\x00\x00\x00\x00\x00" + b"\xff\xfb\x90\x00" * 50
    sent = client_as(officer_a).get(keep(institution, sound, "录音.mp3").get_absolute_url())
    assert sent.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.clause("N4")
def test_bytes_that_an_interrupted_erasure_left_are_deleted_by_the_daily_work(institution: Any) -> None:
    kept = keep(institution, photo())
    place = kept.original.path
    with (
        transaction.atomic()
    ):  # the test's own transaction is never committed: what waits for it does not run
        assert services.erase_of(institution, on=timezone.localdate()) == 1
    assert Path(place).exists()
    assert services.finish_erasing() == 1
    assert not Path(place).exists()
    assert services.finish_erasing() == 0
    kept.refresh_from_db()
    assert (kept.original.name, kept.name, len(kept.sha256)) == ("", "", 64)
