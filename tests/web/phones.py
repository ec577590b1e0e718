"""The demo's page as somebody uses it: the real application over HTTP, its clock standing where a test set it."""

import asyncio
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from zoneinfo import ZoneInfo

import httpx
from starlette.applications import Starlette

from bot.clock import SetClock
from bot.commands import playing
from bot.house import House
from tests.harness.ground import cheap_stretching

HERE = "http://127.0.0.1:8080"
ROOT = Path(__file__).parents[2]
WIB = ZoneInfo("Asia/Jakarta")
WORD = re.compile(r'name="csrf" value="([\w-]+)"')


@dataclass
class Shown:
    """One bubble on a screen."""

    mine: bool
    text: str = ""
    at: str = ""
    buttons: dict[str, str] = field(default_factory=dict)


class _Screen(HTMLParser):
    """Reads the bubbles of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.bubbles: list[Shown] = []
        self._into, self._data = "", ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "li" and given.get("class") in {"mine", "theirs"}:
            self.bubbles.append(Shown(given["class"] == "mine"))
        if self.bubbles:
            self._into = {"p": "text", "i": "text", "time": "at", "button": "button"}.get(tag, self._into)
            self._data = given.get("value", "") if tag == "button" else self._data

    def handle_endtag(self, tag: str) -> None:
        if tag in {"p", "i", "time", "button", "ol"}:
            self._into = ""

    def handle_data(self, data: str) -> None:
        if self._into == "button":
            self.bubbles[-1].buttons[data] = self._data
        elif self._into:
            setattr(self.bubbles[-1], self._into, getattr(self.bubbles[-1], self._into) + data)


class Browser:
    """Sends requests to the application, which runs for as long as this is open, and follows where it is led."""

    def __init__(self, app: Starlette, loop: asyncio.Runner) -> None:
        """Start the application."""
        self._loop = loop
        self._life = app.router.lifespan_context(app)
        self._client = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=HERE, follow_redirects=True)
        loop.run(self._life.__aenter__())

    def close(self) -> None:
        """Stop the application."""
        self._loop.run(self._client.aclose())
        self._loop.run(self._life.__aexit__(None, None, None))

    def get(self, path: str, headers: dict[str, str] | None = None) -> httpx.Response:
        """Open a page."""
        return self._loop.run(self._client.get(path, headers=headers))

    def post(self, path: str, data: dict[str, str], headers: dict[str, str]) -> httpx.Response:
        """Send a form."""
        return self._loop.run(self._client.post(path, data=data, headers=headers))


class Page:
    """The start page in a browser without script."""

    def __init__(self, client: Browser, house: House) -> None:
        """Open the page once, as a browser does, to get its forms."""
        self.client, self.house = client, house
        self.word = WORD.search(client.get("/").text)[1]

    def screen(self, phone: str) -> list[Shown]:
        """Return what a phone shows."""
        return _Screen(self.client.get(f"/phone/{phone}").text).bubbles

    def heard(self, phone: str, part: str) -> Shown:
        """Return the newest bubble with `part` that was sent to a phone; fails where there is none."""
        found = [shown for shown in self.screen(phone) if not shown.mine and part in shown.text]
        assert found, f"{part!r} is not on {phone}: {[shown.text for shown in self.screen(phone)]}"
        return found[-1]

    def post(self, path: str, headers: dict[str, str] | None = None, **fields: str) -> httpx.Response:
        """Send a form of the page."""
        return self.client.post(path, data={"csrf": self.word, **fields}, headers={"Origin": HERE, **(headers or {})})

    def say(self, phone: str, text: str) -> None:
        """Write on a phone."""
        assert self.post(f"/phone/{phone}/say", text=text).status_code == 200

    def press(self, phone: str, label: str) -> None:
        """Press the newest button that is called `label`, or whose name begins with it."""
        named = [
            one for shown in self.screen(phone) for one in shown.buttons.items() if f"{one[0]} ".startswith(f"{label} ")
        ]
        data = named[-1][1]
        assert self.post(f"/phone/{phone}/press", data=data).status_code == 200

    def forward(self, by: str) -> httpx.Response:
        """Put the clock forward."""
        return self.post("/clock", by=by)

    @property
    def time(self) -> str:
        """The time of day on the page."""
        return re.search(r"<b>(\d\d\.\d\d)</b>", self.client.get("/clock").text)[1]


@contextmanager
def demo(folder: Path, at: str = "2026-11-22 22.10") -> Iterator[Page]:
    """Run the demo with its data in `folder`, at local time `at`."""
    machine = SetClock(datetime.strptime(at, "%Y-%m-%d %H.%M").replace(tzinfo=WIB).astimezone(UTC))
    with cheap_stretching(), playing.demo_app(folder, machine) as app, asyncio.Runner() as loop:
        browser = Browser(app, loop)
        try:
            yield Page(browser, app.state.service.house)
        finally:
            browser.close()
