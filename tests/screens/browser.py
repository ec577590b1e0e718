"""Debian's Chromium, driven as a person would: what is missing fails, and what the browser complains of fails too."""

import contextlib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_PATIENCE = 20_000
"""Milliseconds until something that is waited for is taken to be missing: pages look for news every five seconds."""
SIZES = {"hp": (360, 740), "laptop": (1366, 768)}
"""A small phone, and an old laptop."""


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """Start the browser. Fails, and says what to do, where there is none."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    assert found, "Chromium is missing. On Debian: apt-get install chromium"
    expect.set_options(timeout=_PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
        yield browser
        browser.close()


@dataclass
class Window:
    """One window of one size, and where its pictures go."""

    context: BrowserContext
    size: str
    pictures: Path
    complaints: list[str] = field(default_factory=list)
    taken: int = 0

    def open(self, address: str) -> Page:
        """Open a tab at `address`; whatever the browser complains of is noted."""
        page = self.context.new_page()
        page.on("console", self._note)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.goto(address)
        return page

    def picture(self, page: Page, name: str, *, whole: bool = False) -> None:
        """Save what is seen, and see to it that nothing stands out at the side."""
        self.taken += 1
        page.wait_for_load_state()
        if whole:
            page.evaluate("window.scrollTo(0, 0)")
        wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wider <= 0, f"{name} is {wider} pixels wider than the {self.size}"
        page.screenshot(path=self.pictures / f"{self.size}-{self.taken:02}-{name}.png", full_page=whole)

    def _note(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)


@contextlib.contextmanager
def window(browser: Browser, size: str, pictures: Path, *, script: bool = True) -> Iterator[Window]:
    """Open a window of one of `SIZES`, with scripts or without; nothing may have been complained of at its end."""
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        java_script_enabled=script,
        locale="id-ID",
        has_touch=size == "hp",
        service_workers="block",
    )
    context.set_default_timeout(_PATIENCE)
    opened = Window(context, size, pictures)
    yield opened
    context.close()
    assert not opened.complaints, opened.complaints
