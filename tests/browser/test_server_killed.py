"""The server process is killed while a phone sends its photos: what the phone had arrives, each thing once."""

import contextlib
import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from PIL import Image
from playwright.sync_api import Request, expect

from inspections.models import Finding, ItemResult, PhoneUpload, UploadPiece, VisitPart
from portal.evidence.models import Evidence
from portal.evidence.originals import verify_original
from portal.timeline.models import Event
from tests.browser.test_visit_offline import OFFLINE, SEEN, answer, approved_part, load
from tests.browser.words import zh

pytestmark = pytest.mark.browser

PATIENCE = 30.0  # seconds to answer the first request
PHOTOS = 3
CLOSED = re.compile(r"/desk/inspections/\d+/$")


def database_url() -> str:
    """The test's own database, for another process."""
    at = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{at['NAME']}"
    return f"postgres://{at['USER']}:{at['PASSWORD']}@{at['HOST']}:{at['PORT']}/{at['NAME']}"


class Server:
    """The portal as it is run, in a process of its own on a port that it comes back to."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.url = f"http://localhost:{self.port}"
        self.log = folder / "web.log"
        self.environment = os.environ | {
            "DATABASE_URL": database_url(),
            "MEDIA_ROOT": str(settings.MEDIA_ROOT),
            "VAR_DIR": str(folder),
        }
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"]
        command += ["--port", str(self.port), "--workers", "1", "--blocking-threads", "4", "--no-ws"]
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(
                [*command, "portal.wsgi:application"],
                cwd=settings.BASE_DIR,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                start_new_session=True,
            )
        deadline = time.monotonic() + PATIENCE
        while not self.answers():
            assert self.process.poll() is None, self.log.read_text(errors="replace")
            assert time.monotonic() < deadline, self.log.read_text(errors="replace")
            time.sleep(0.1)

    def answers(self) -> bool:
        probe = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        with contextlib.suppress(OSError), contextlib.closing(probe):
            probe.request("GET", "/healthz")
            return probe.getresponse().status == 200
        return False

    def kill(self) -> None:
        """As a power cut would: no process of it gets to finish anything."""
        if self.process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.process = None


@pytest.fixture
def server(transactional_db: None, tmp_path: Path) -> Iterator[Server]:
    own = Server(tmp_path)
    try:
        own.start()
        yield own
    finally:
        own.kill()


@pytest.fixture
def live(server: Server) -> str:
    """The browser talks to the process that is killed."""
    return server.url


@pytest.fixture
def part(institution: Any, officer_a: Any, officer_a2: Any, fire_a: Any) -> VisitPart:
    return approved_part(institution, officer_a, officer_a2, fire_a)


@pytest.fixture
def photos(tmp_path: Path) -> list[Path]:
    """Photos of several pieces each, no two alike."""
    paths = [tmp_path / f"现场{n}.jpg" for n in range(PHOTOS)]
    for path in paths:
        Image.effect_noise((1200, 900), 90).convert("RGB").save(path, quality=95)
    return paths


class KillAt:
    """Kills the server when the phone begins its `nth` request to an address, and counts what was sent."""

    def __init__(self, server: Server, address: str, nth: int) -> None:
        self.server, self.address, self.nth = server, address, nth
        self.sent: list[str] = []

    def note(self, request: Request) -> None:
        self.sent.append(request.url)
        if sum(self.address in url for url in self.sent) == self.nth and request.url.count(self.address):
            self.server.kill()

    @property
    def pieces(self) -> int:
        return sum("/pieces/" in url for url in self.sent)


@pytest.mark.clause("S5")
@pytest.mark.parametrize(("address", "nth"), [("/pieces/", 4), ("/draft/", 1)])
def test_killing_the_server_during_an_upload_loses_nothing_that_the_phone_had(
    page_for, fire_a, part, photos, server, address, nth
):
    page = page_for(fire_a, 390)
    load(page, part)
    answer(page, wrong=SEEN)
    page.get_by_label(zh("Photos and files")).set_input_files(photos)
    expect(page.locator("[data-held] li")).to_have_count(PHOTOS)
    ending = KillAt(server, address, nth)
    page.on("request", ending.note)
    page.get_by_role("button", name=zh("Submit my part")).click()
    expect(page.locator("[data-autosave]")).to_contain_text(OFFLINE, timeout=20_000)
    assert server.process is None, "the server was not killed"
    had = set(UploadPiece.objects.values_list("upload_id", "index"))
    whole = PhoneUpload.objects.exclude(evidence=None).count()
    page.close(run_before_unload=False)  # and the tab dies with it

    again = page.context.new_page()
    again.goto(part.get_absolute_url())  # nobody answers: the kept page does
    expect(again.locator("[data-held] li")).to_have_count(PHOTOS)
    after = KillAt(server, "never", 1)
    again.on("request", after.note)
    server.start()
    again.evaluate("dispatchEvent(new Event('online'))")
    expect(again).to_have_url(CLOSED, timeout=20_000)

    part.refresh_from_db()
    assert part.state == "submitted"
    assert_everything_is_there_once(part, photos)
    in_all = sum(upload.pieces_in_all for upload in PhoneUpload.objects.all())
    assert after.pieces <= in_all - len(had) - whole, "what the server had was sent again"


def assert_everything_is_there_once(part: VisitPart, photos: list[Path]) -> None:
    """Every photo whole and once, on the disk as well; every answer once, one finding, one submission."""
    uploads = list(PhoneUpload.objects.select_related("evidence"))
    assert len(uploads) == len(photos) == Evidence.objects.count()
    assert not UploadPiece.objects.exists()
    for upload in uploads:
        assert upload.pieces_in_all > 1
        assert upload.evidence.sha256 == upload.sha256
        assert verify_original(upload.evidence) == ""
    assert len({upload.sha256 for upload in uploads}) == len(photos)
    assert Finding.objects.get().text == SEEN
    answered = list(ItemResult.objects.filter(part=part).values_list("item__code", flat=True))
    assert sorted(answered) == ["D1", "D2", "D3"]
    assert Event.objects.about(part).filter(verb="part.submitted").count() == 1
