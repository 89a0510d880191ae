"""A browser as people have it: the system's Chromium, in Chinese, on a phone or a desk.

Fixtures: `live` (address of a real server), `page_for(actor_or_None, width)`, `shot(page, name)`, `axe(page)`.
A page that writes an error to the console, policy violations included, fails its test.
"""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.db import connection
from playwright.sync_api import Browser, ConsoleMessage, Page, Playwright, Response, sync_playwright

from portal.accounts.actors import Actor

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=zh-CN",
]
SCREENSHOTS = Path(settings.BASE_DIR) / "build" / "screenshots"
HEIGHTS = {390: 844, 1280: 900}
PARTS_OF_PAGES = ("stylesheet", "script", "image", "font")
PATIENCE = 10_000  # milliseconds

# Playwright's loop runs in this thread, which Django takes for asynchronous code. It is not.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="session")
def executable() -> str:
    """The browser that is installed; without one the test fails rather than being left out."""
    named = os.environ.get("CHROMIUM")
    found = named or next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        pytest.fail("No Chromium is installed: apt-get install chromium fonts-noto-cjk")
    return found


@pytest.fixture(scope="session")
def driver(django_db_setup: None) -> Iterator[Playwright]:
    # Within Playwright's loop this thread has a connection of its own; it has to know the seeds, too.
    seeds = getattr(connection, "_test_serialized_contents", None)
    with sync_playwright() as playwright:
        connection._test_serialized_contents = seeds
        yield playwright


@pytest.fixture(scope="session")
def chromium(driver: Playwright, executable: str) -> Iterator[Browser]:
    with tempfile.TemporaryDirectory(prefix="portal-browser-") as home:
        browser = driver.chromium.launch(
            executable_path=executable,
            args=FLAGS,
            env={**os.environ, "HOME": home, "TZ": "Asia/Shanghai"},
        )
        yield browser
        browser.close()


@pytest.fixture
def live(live_server: Any) -> str:
    """The address of a real server over the test's database, static files included."""
    return live_server.url


class Watched:
    """Pages of one test, and what went wrong in them."""

    def __init__(self, browser: Browser, live: str) -> None:
        self.browser, self.live = browser, live
        self.contexts: list[Any] = []
        self.errors: list[str] = []

    def open(self, width: int, cookies: dict[str, str], **more: Any) -> Page:
        context = self.browser.new_context(
            **more,
            base_url=self.live,
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            viewport={"width": width, "height": HEIGHTS.get(width, 900)},
            device_scale_factor=1,
            has_touch=width < 600,
            reduced_motion="reduce",
            accept_downloads=True,
        )
        context.set_default_timeout(PATIENCE)
        context.add_cookies([{"name": k, "value": v, "url": self.live} for k, v in cookies.items()])
        page = context.new_page()
        page.on("console", self.note)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("response", self.note_missing)
        self.contexts.append(context)
        return page

    def note(self, message: ConsoleMessage) -> None:
        # A refused form answers 4xx on purpose, and the browser writes that to its console.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.errors.append(message.text)

    def note_missing(self, response: Response) -> None:
        if response.status >= 400 and response.request.resource_type in PARTS_OF_PAGES:
            self.errors.append(f"{response.status} {response.url}")

    def close(self) -> None:
        for context in self.contexts:
            context.close()


@pytest.fixture
def watched(chromium: Browser, live: str) -> Iterator[Watched]:
    pages = Watched(chromium, live)
    yield pages
    pages.close()
    assert not pages.errors, f"the browser complained: {pages.errors}"


@pytest.fixture
def page_for(watched: Watched, client_as: Any) -> Callable[..., Page]:
    """`page_for(actor, width=390)`: a page signed in as that actor; `page_for(None)`: a citizen's.

    `scripts=False` is a browser without JavaScript, `language="en"` a reader who chose English.
    """

    def open_page(
        actor: Actor | None = None, width: int = 1280, *, scripts: bool = True, language: str = ""
    ) -> Page:
        cookies = {settings.LANGUAGE_COOKIE_NAME: language} if language else {}
        if actor is not None:
            cookies |= {name: morsel.value for name, morsel in client_as(actor).cookies.items()}
        return watched.open(width, cookies, java_script_enabled=scripts)

    return open_page


@pytest.fixture
def shot() -> Callable[..., Path]:
    """`shot(page, "name")`: keep what the page looks like in build/screenshots/name.png."""

    def keep(page: Page, name: str, *, full: bool = True) -> Path:
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        path = SCREENSHOTS / f"{name}.png"
        page.screenshot(path=path, full_page=full, animations="disabled")
        return path

    return keep


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """`axe(page)`: fail where the page shuts somebody out, and where it is wider than its screen."""

    def check(page: Page) -> None:
        found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
        said = [
            f"{fault['id']} ({fault['impact']}): {fault['help']}: "
            + "; ".join(node["html"][:160] for node in fault["nodes"][:4])
            for fault in found
        ]
        assert not said, f"{page.url}:\n" + "\n".join(said)
        overflow = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert overflow <= 0, f"{page.url} is {overflow} px wider than its screen"

    return check
