"""The real service in a process of its own, and a clerk at Debian's Chromium whose clicks and requests are counted."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response, sync_playwright

from tests.webhook.running import Running, start

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SCREEN = {"width": 1366, "height": 768}
"""What stands on most desks of the offices."""


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    running = start(tmp_path_factory.mktemp("service") / "data", ("-m", "webhook"))
    yield running
    assert running.stop() == 0
    running.close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@dataclass
class Clerk:
    """``clicks`` counts every press of the mouse; choosing a file in the system's own dialogue is none."""

    page: Page
    service: Running
    clicks: int = 0
    faults: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)

    def open(self, path: str = "/") -> None:
        self.page.goto(f"{self.service.url}{path}")

    def wait_for(self, selector: str) -> None:
        """Wait for a page that holds ``selector`` and whose script has run: it is deferred, so the page comes first."""
        self.page.wait_for_selector(selector)
        self.page.wait_for_load_state("load")

    def click(self, selector: str) -> None:
        self.page.click(selector)
        self.clicks += 1

    def hand_in(self, name: str, content: bytes) -> None:
        """Choose the file, press the one button, and wait for what was read."""
        self.page.select_option("#programme", "provincial")
        self.page.set_input_files("#files", {"name": name, "mimeType": "application/octet-stream", "buffer": content})
        self.click("form[data-upload] button")
        self.wait_for("[data-review]")

    def watch(self) -> None:
        """Note requests that leave the service, faults of scripts, and what the policy of the pages refused."""
        self.page.on("request", self._asked)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("console", self._said)
        self.page.on("response", self._answered)

    def _said(self, said: ConsoleMessage) -> None:
        """What the browser itself says of an answer that refuses (409, 422) is no fault."""
        if said.type == "error" and not said.text.startswith("Failed to load resource"):
            self.faults.append(said.text)

    def _asked(self, request: Request) -> None:
        if request.url.startswith(("data:", "blob:", "about:")):
            return
        if urlsplit(request.url).netloc != urlsplit(self.service.url).netloc:
            self.foreign.append(request.url)

    def _answered(self, response: Response) -> None:
        if response.status >= 500:
            self.faults.append(f"{response.status} {response.url}")


@pytest.fixture
def clerk(service: Running, chromium: Browser) -> Iterator[Clerk]:
    """Signed in at the first page; at the end no script has failed and nothing was asked of anybody else."""
    context = chromium.new_context(viewport=SCREEN, accept_downloads=True)
    context.set_default_timeout(30_000)
    one = Clerk(context.new_page(), service)
    one.watch()
    one.open()
    one.page.fill("#token", service.token)
    one.page.press("#token", "Enter")
    one.wait_for("#files")
    yield one
    context.close()
    assert one.foreign == []
    assert one.faults == []


def sample(name: str) -> bytes:
    return (Path(__file__).parent.parent.parent / "webhook" / "samples" / name).read_bytes()
