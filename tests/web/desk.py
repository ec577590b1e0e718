"""The desk of a story: the real application on a real house, and browsers that keep cookies and fill in forms."""

import re
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any, Self

import httpx
from starlette.applications import Starlette

from bot.clock import SetClock
from bot.house import House
from bot.service import Service
from bot.web.app import create_app
from storage import cases, codes, conversations, files, members
from storage.codes import STEP
from storage.database import UnitOfWork
from tests.harness import Hotline
from tests.harness.ground import PASSWORD, new_member

HERE = "http://localhost:8080"
FIELD = re.compile(r'name="csrf" value="([0-9a-f]+)"')
MEMBERS = {"ratna": "koordinator", "sari": "konselor", "dewi": "konselor", "tini": "konselor"}
"""Who works here; tini is of another team, which is called for no case of this office."""


class Desk:
    """An office with its hotline and its desk."""

    def __init__(self, folder: Path) -> None:
        """Open an office on a Sunday at 22.10: sari is called first, dewi next, ratna coordinates."""
        self.hotline = Hotline(folder, staff=("sari", "dewi"))
        self.hotline.on_duty("sari").backup("dewi")
        new_member(self.house, "tini", team="kabupaten")
        self._served: tuple[House, Starlette] | None = None

    @property
    def house(self) -> House:
        """The house."""
        return self.hotline.house

    @property
    def clock(self) -> SetClock:
        """The clock of the house."""
        clock = self.house.clock
        assert isinstance(clock, SetClock)
        return clock

    @property
    def app(self) -> Starlette:
        """The application that serves the house as it is open now."""
        if self._served is None or self._served[0] is not self.house:
            self._served = self.house, create_app(Service(self.house))
        return self._served[1]

    def close(self) -> None:
        """Close everything."""
        self.hotline.close()

    def settings(self, **changes: Any) -> None:
        """Change settings of the house."""
        self.house.settings = self.house.settings.model_copy(update=changes)

    def browser(self, address: str = "10.0.0.1", url: str = HERE) -> "Browser":
        """Return a browser that nobody has used yet."""
        return Browser(self, address, url)

    def signed_in(self, name: str) -> "Browser":
        """Return a browser in which `name` is signed in, her codes set up."""
        return self.browser().signs_in(name)

    def half_signed_in(self, name: str) -> "Browser":
        """Return a browser in which `name` gave her password and has not set up her codes."""
        browser = self.browser()
        browser.logs_in(name)
        browser.gets("/desk/code")
        return browser

    def member(self, name: str) -> Any:
        """Return the row of a member, active or not."""
        with self.house.database.look() as uow:
            return next(row for row in members.everyone(uow) if row.name == name)

    def code_of(self, name: str) -> str:
        """Return a code of a member that was not used yet; the clock moves on until there is one. "" for none yet."""
        row = self.member(name)
        with self.house.database.look() as uow:
            secret = codes.secret_of(uow, row)
        if secret is None or row.code_counter == 0:
            return ""
        while int(self.clock.now().timestamp()) // STEP <= row.code_counter:
            self.hotline.sleeps(seconds=STEP)
        return codes.code_at(secret, int(self.clock.now().timestamp()) // STEP)

    def first_code(self, name: str) -> str:
        """Return a code of a member who is about to set up her codes."""
        with self.house.database.look() as uow:
            secret = codes.secret_of(uow, self.member(name))
        assert secret is not None
        return codes.code_at(secret, int(self.clock.now().timestamp()) // STEP)

    def deactivate(self, name: str) -> None:
        """Let a member leave the office."""
        member = self.member(name)
        self.write("UPDATE members SET active = 0 WHERE id = ?", member.id)

    def write(self, statement: str, *values: object) -> None:
        """Change rows of the real database."""
        with self.house.database.writer.begin() as connection:
            connection.exec_driver_sql(statement, values)

    def audit(self, *actions: str) -> list[dict[str, Any]]:
        """Return the rows of the audit with one of `actions`, the oldest first."""
        rows = self.hotline.rows("SELECT * FROM audit ORDER BY seq")
        return [row for row in rows if row["action"] in actions]

    def file(self, code: str, content: bytes = b"OggS", content_type: str = "audio/ogg") -> str:
        """Let a file of a case be fetched from its provider, and return its id."""
        with self.house.database.look() as uow:
            stored = conversations.load(uow, cases.by_code(uow, code).conversation_id)
        now = self.clock.now()

        def work(uow: UnitOfWork) -> str:
            key = files.expect(uow, stored, "voice", "where it was", "id there", now)
            row = next(row for row in files.due(uow, now) if row.id == key)
            files.keep(uow, row, files.seal(row, stored.public_key, files.Content(content_type, content)))
            return key

        return self.house.writer.do(work)

    def case(self, name: str = "ibu") -> str:
        """Open a case by words of danger, and return its code without the "#"."""
        self.hotline.victim(name).says("suami saya bawa parang")
        return str(self.hotline.case_of(name).code).lstrip("#")


@dataclass
class Browser:
    """A browser: cookies, the page it shows, and the proof of that page's forms."""

    desk: Desk
    address: str
    url: str

    def __post_init__(self) -> None:
        """Begin without any cookie."""
        self.cookies = httpx.Cookies()
        self.csrf = ""
        self.page: httpx.Response = httpx.Response(204)

    def sends(self, method: str, path: str, **request: Any) -> httpx.Response:
        """Send one request with the cookies of this browser; nothing is added and no redirect followed."""

        async def send() -> httpx.Response:
            transport = httpx.ASGITransport(self.desk.app, client=(self.address, 1))
            async with httpx.AsyncClient(transport=transport, base_url=self.url, cookies=self.cookies) as client:
                answer = await client.request(method, path, **request)
                self.cookies = client.cookies
                return answer

        self.desk.house  # noqa: B018 - opens the loop
        self.page = self.desk.hotline._loop.run(send())
        found = FIELD.search(self.page.text)
        self.csrf = found[1] if found else self.csrf
        return self.page

    def gets(self, path: str, **headers: str) -> httpx.Response:
        """Open a page."""
        return self.sends("GET", path, headers={"Sec-Fetch-Site": "none", **headers})

    def posts(self, path: str, headers: dict[str, str] | None = None, **fields: str) -> httpx.Response:
        """Send a form of the page that was shown last, with what a browser tells about it."""
        told = {"Sec-Fetch-Site": "same-origin", "Origin": "null"} if headers is None else headers
        return self.sends("POST", path, data={"csrf": self.csrf, **fields}, headers=told)

    def logs_in(self, name: str, password: str = PASSWORD, code: str | None = None) -> httpx.Response:
        """Fill in the login form; the code is the right one unless told."""
        self.gets("/desk/login")
        given = code if code is not None else (self.desk.code_of(name) if name in MEMBERS else "")
        return self.posts("/desk/login", name=name, password=password, code=given)

    def signs_in(self, name: str) -> Self:
        """Come in, and set up the codes where that has not been done."""
        answer = self.logs_in(name)
        assert answer.status_code == 303, answer.text
        if answer.headers["location"] == "/desk/code":
            self.gets("/desk/code")
            answer = self.posts("/desk/code", code=self.desk.first_code(name))
            assert answer.status_code == 303, answer.text
            self.csrf = ""
        self.gets("/desk/logins")
        return self

    @property
    def text(self) -> str:
        """What the page says, without its marks."""
        return " ".join(unescape(re.sub(r"<[^>]*>", " ", self.page.text)).split())

    @property
    def token(self) -> str:
        """The token of the session in this browser, or an empty string."""
        names = ("__Host-meja", "meja")
        return next((cookie.value or "" for cookie in self.cookies.jar if cookie.name in names), "")
