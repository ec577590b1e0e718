"""What an auditor looks at in tests: a database with its writer and clock, and all that stands outside."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import text
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from bot.auditing.auditor import Auditor, Surroundings
from bot.auditing.cycles import Cycles
from bot.clock import SetClock
from flows.retention import Periods
from storage import members, schema
from storage.database import Database
from storage.vault import random_key, server_keys
from storage.writer import Writer
from tests.emulators.loopback import LoopbackServer

NOW = datetime(2026, 11, 22, 15, 10, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
SECRET = "CANARY-ALAMAT"
NOBODY = ("no_coordinator", "")


@dataclass
class Outside:
    """What stands outside: a monitor, an address for alarms, and somebody else's clock."""

    clock: Callable[[], datetime]
    beats: int = 0
    alarms: list[dict[str, Any]] = field(default_factory=list)
    status: int = 200
    asked: list[str] = field(default_factory=list)

    def app(self) -> Starlette:
        """Return what is served."""
        routes = [
            Route(f"/{SECRET}/beat", self._beat, methods=["GET"]),
            Route(f"/{SECRET}/alarm", self._alarm, methods=["POST"]),
            Route("/moved", lambda _request: RedirectResponse(f"/{SECRET}/beat")),
            Route("/", self._time, methods=["GET", "HEAD"]),
        ]
        return Starlette(routes=routes)

    async def _beat(self, _request: Request) -> Response:
        self.beats += 1
        return Response(status_code=self.status)

    async def _alarm(self, request: Request) -> Response:
        if self.status == 200:
            self.alarms.append(await request.json())
        return Response(status_code=self.status)

    async def _time(self, request: Request) -> Response:
        self.asked.append(request.method)
        return Response(headers={"date": format_datetime(self.clock(), usegmt=True)})


@dataclass
class Watched:
    """A database with its writer, an auditor over it, and all that is outside."""

    auditor: Auditor
    database: Database
    writer: Writer
    clock: SetClock
    cycles: Cycles
    outside: Outside
    folder: Path
    url: str
    told: list[tuple[str, list[str]]]
    steady: list[float]

    def coordinator(self, *, there: bool) -> None:
        """Let the house have somebody who can be told, or nobody: the one thing that these tests have found."""
        self.writer.do(lambda uow: uow.run(text("UPDATE members SET active = :there"), {"there": there}))

    async def after(self, length: timedelta = timedelta()) -> list[tuple[str, str]]:
        """Let time pass and the auditor look; return what it found."""
        self.clock.move(length)
        self.steady[0] += length.total_seconds()
        return [one.key for one in await self.auditor.cycle()]

    def again(self, **surroundings: Any) -> None:
        """Begin with a new auditor, as after a restart."""
        self.auditor.close()
        self.auditor = _auditor(self, **surroundings)


def _auditor(watched: Watched, **surroundings: Any) -> Auditor:
    async def at_once(_seconds: float) -> None:
        return

    def notify(_uow: Any, news: Any, _now: datetime) -> None:
        for state in ("raised", "again", "ended"):
            found = [one.code for one in getattr(news, state)]
            watched.told.extend([(state, found)] if found else [])

    usual = {
        "folder": watched.folder,
        "office": "Kantor Uji",
        "zone": ZoneInfo("Asia/Jakarta"),
        "alarm_url": f"{watched.url}/{SECRET}/alarm",
        "heartbeat_url": f"{watched.url}/{SECRET}/beat",
        "notify": notify,
    }
    around = Surroundings(**{**usual, **surroundings})
    return Auditor(
        watched.database,
        watched.writer,
        watched.clock,
        Periods(),
        around,
        watched.cycles,
        steady=lambda: watched.steady[0],
        pause=at_once,
    )


@asynccontextmanager
async def watched_in(folder: Path) -> AsyncIterator[Watched]:
    """Open an auditor over a real encrypted database in which all is well."""
    clock = SetClock(NOW)
    database = Database(f"sqlite:///{folder / 'pelita.db'}", server_keys(random_key()))
    schema.upgrade(database)
    writer = Writer(database)
    writer.do(lambda uow: _coordinator(uow))
    around = Outside(clock.now)
    server = LoopbackServer(around.app())
    await server.start()
    nothing: Any = None
    steady = [0.0]
    cycles = Cycles(lambda: steady[0])
    opened = Watched(nothing, database, writer, clock, cycles, around, folder, server.url, [], steady)
    opened.auditor = _auditor(opened)
    yield opened
    opened.auditor.close()
    await server.stop()
    writer.close()
    database.close()


def _coordinator(uow: Any) -> None:
    salt = {"salt": b"x", "public_key": b"x", "private_half": b"x"}
    uow.run(members._T.insert(), {"id": "1", "name": "ratna", "role": "koordinator", "joined_at": NOW, **salt})
    contact = {"id": "1", "member_id": "1", "channel": "telegram", "address_index": b"x", "address": b"x"}
    uow.run(members._C.insert(), {**contact, "verified_at": NOW})
