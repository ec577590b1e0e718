"""The auditor tells what it finds and that it has ended, once; a monitor outside hears of it only when all is well."""

import asyncio
import json
import logging
import socket
import threading
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import pytest
from sqlalchemy import text
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from bot.auditing import outside
from bot.auditing.auditor import Auditor, Surroundings
from bot.auditing.chain import Chain
from bot.auditing.clocks import Steady, compare
from bot.auditing.cycles import BOUNDS, Cycles, stuck
from bot.auditing.findings import Finding
from bot.auditing.memory import AGAIN, FILE, QUIET, Told, read, weigh, write
from bot.auditing.visit import Visit
from bot.clock import SetClock
from flows.retention import Periods
from storage import audit, members, schema
from storage.database import Database
from storage.vault import random_key, server_keys
from storage.writer import Writer
from tests.bot.loud import loud_log
from tests.emulators.loopback import LoopbackServer

NOW = datetime(2026, 11, 22, 15, 10, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
SECRET = "CANARY-ALAMAT"
OVERDUE = Finding("escalation_overdue", "#K7Q4", NOW)
STUCK = Finding("cycle_stuck", "duty", NOW)
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


@pytest.fixture
async def watched(tmp_path: Path) -> AsyncIterator[Watched]:
    """Return an auditor over a real encrypted database in which all is well."""
    clock = SetClock(NOW)
    database = Database(f"sqlite:///{tmp_path / 'pelita.db'}", server_keys(random_key()))
    schema.upgrade(database)
    writer = Writer(database)
    writer.do(lambda uow: _coordinator(uow))
    around = Outside(clock.now)
    server = LoopbackServer(around.app())
    await server.start()
    nothing: Any = None
    steady = [0.0]
    cycles = Cycles(lambda: steady[0])
    opened = Watched(nothing, database, writer, clock, cycles, around, tmp_path, server.url, [], steady)
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


async def test_the_monitor_outside_hears_of_us_only_while_all_is_well(watched: Watched) -> None:
    assert await watched.after() == []
    assert watched.outside.beats == 1
    watched.coordinator(there=False)
    assert await watched.after(MINUTE) == [NOBODY]
    assert watched.outside.beats == 1
    watched.coordinator(there=True)
    assert await watched.after(MINUTE) == []
    assert watched.outside.beats == 2


async def test_a_monitor_that_fails_hurts_nobody_and_its_address_is_not_logged(watched: Watched) -> None:
    watched.outside.status = 500
    with loud_log() as log:
        for url in (
            f"{watched.url}/{SECRET}/beat",
            f"http://127.0.0.1:9/{SECRET}",
            f"{watched.url}/moved",
            "http://[x",
        ):
            watched.again(heartbeat_url=url)
            assert await watched.after(MINUTE) == []
            assert watched.auditor.age is not None
        assert log.getvalue().count("heartbeat not sent") == 4
        assert watched.outside.beats == 1  # nobody is followed to another address
        logging.getLogger("httpx").setLevel(logging.WARNING)
        assert not [line for line in log.getvalue().splitlines() if SECRET in line]


async def test_a_monitor_that_never_answers_is_not_waited_for_long(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outside, "PATIENCE", 0.05)

    with socket.create_server(("127.0.0.1", 0)) as listening:  # it takes connections, and nobody reads them
        watched.again(heartbeat_url=f"http://127.0.0.1:{listening.getsockname()[1]}/")
        assert await asyncio.wait_for(watched.after(), 5) == []


async def test_what_is_found_is_told_once_then_again_after_an_hour_and_its_end_once(watched: Watched) -> None:
    watched.coordinator(there=False)
    for _ in range(3):
        await watched.after(timedelta(minutes=20))
    assert watched.told == [("raised", ["no_coordinator"])]
    await watched.after(timedelta(minutes=20))
    assert watched.told == [("raised", ["no_coordinator"]), ("again", ["no_coordinator"])]
    watched.coordinator(there=True)
    for _ in range(10):
        await watched.after(MINUTE)
    assert watched.told[2:] == [("ended", ["no_coordinator"])]
    assert [list(filter(one.get, ("raised", "again", "ended"))) for one in watched.outside.alarms] == [
        ["raised"],
        ["again"],
        ["ended"],
    ]


async def test_the_alarm_outside_carries_codes_counts_and_times(watched: Watched) -> None:
    watched.coordinator(there=False)
    await watched.after()
    (alarm,) = watched.outside.alarms
    assert alarm["raised"] == [{"code": "no_coordinator", "subject": "", "count": 1, "since": NOW.isoformat()}]
    assert set(alarm) == {"service", "office", "at", "text", "raised", "again", "ended"}
    assert alarm["text"].startswith("Pelita · Kantor Uji · 22-11 22.10\nBARU: no_coordinator · sejak 22-11 22.10. ")


async def test_an_alarm_that_was_not_taken_goes_again_at_the_next_look(watched: Watched) -> None:
    watched.outside.status = 503
    watched.coordinator(there=False)
    await watched.after()
    watched.coordinator(there=True)
    await watched.after(MINUTE)
    await watched.after(QUIET)
    assert watched.outside.alarms == []
    watched.outside.status = 200
    await watched.after(MINUTE)
    assert [bool(one["ended"]) for one in watched.outside.alarms] == [False, True]
    await watched.after(MINUTE)
    assert len(watched.outside.alarms) == 2


async def test_the_log_says_it_loudly_and_the_file_is_there_as_long_as_it_lasts(watched: Watched) -> None:
    file = watched.folder / FILE
    await watched.after()
    assert not file.exists()
    watched.coordinator(there=False)
    with loud_log() as log:
        await watched.after()
        assert "critical event=audit" in log.getvalue().replace("level=", "")
        assert "kind=no_coordinator" in log.getvalue()
    assert [one["code"] for one in json.loads(file.read_text())] == ["no_coordinator"]
    watched.coordinator(there=True)
    await watched.after(MINUTE)
    assert file.exists()
    await watched.after(QUIET)
    assert not file.exists()


async def test_a_restart_neither_repeats_nor_forgets_what_was_told(watched: Watched) -> None:
    watched.coordinator(there=False)
    await watched.after()
    watched.again()
    await watched.after(MINUTE)
    assert watched.told == [("raised", ["no_coordinator"])]
    watched.coordinator(there=True)
    watched.again()
    await watched.after(MINUTE)
    watched.again()
    await watched.after(QUIET)
    assert watched.told == [("raised", ["no_coordinator"]), ("ended", ["no_coordinator"])]


async def test_what_is_put_right_before_the_second_look_was_never_wrong(watched: Watched) -> None:
    """As after a pause of the machine: for a moment everything is late."""
    watched.coordinator(there=False)

    async def worked_off(_seconds: float) -> None:
        watched.coordinator(there=True)

    watched.auditor._pause = worked_off
    assert await watched.after() == []
    assert (watched.told, watched.outside.beats) == ([], 1)


async def test_a_sweep_that_does_not_come_to_its_end_is_found(watched: Watched) -> None:
    for name in BOUNDS:
        watched.cycles.begin(name)
    watched.cycles.begin("forget")
    assert await watched.after(MINUTE) == []
    assert await watched.after(timedelta(seconds=1)) == [("cycle_stuck", name) for name in ("duty", "others", "pages")]
    for name in BOUNDS:
        watched.cycles.ended(name)
    assert await watched.after() == []


async def test_a_channel_that_hears_nothing_or_never_opens_is_found(watched: Watched) -> None:
    for name in ("hears telegram", "opens telegram-staff", "opens telegram"):
        watched.cycles.begin(name)
    watched.cycles.over("opens telegram")
    assert await watched.after(2 * MINUTE) == []
    late = [("cycle_stuck", "hears telegram"), ("cycle_stuck", "opens telegram-staff")]
    assert await watched.after(timedelta(seconds=1)) == late
    watched.cycles.ended("hears telegram")
    assert await watched.after() == late[1:]


async def test_a_writer_that_hangs_is_found_and_nothing_waits_for_it(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.auditing.auditor._PATIENCE", 1.5)
    assert await watched.after() == []
    hold = threading.Event()
    watched.writer.submit(lambda _uow: hold.wait(20))
    assert await watched.after() == [("writer_stuck", "")]
    assert (watched.told, len(watched.outside.alarms), watched.outside.beats) == ([], 1, 1)
    hold.set()
    watched.writer.do(lambda _uow: None)
    assert await watched.after(MINUTE) == []
    assert watched.told == [("raised", ["writer_stuck"])]  # people hear of it as soon as they can


async def test_rows_that_cannot_be_read_are_found(watched: Watched) -> None:
    watched.writer.do(lambda uow: uow.run(text("ALTER TABLE escalations RENAME TO gone")))
    assert await watched.after() == [("audit_failed", "")]
    watched.writer.do(lambda uow: uow.run(text("ALTER TABLE gone RENAME TO escalations")))
    assert await watched.after() == []


def noted(watched: Watched, rows: int) -> None:
    """Have things noted in the audit trail."""
    for _ in range(rows):
        watched.clock.move(timedelta(seconds=1))
        now = watched.clock.now()
        watched.writer.do(partial(audit.note, action="paged", actor="system", subject="#K7Q4", now=now))


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE audit SET actor = 'somebody' WHERE seq = 3",
        "DELETE FROM audit WHERE seq = 3",
        "DELETE FROM audit",
        "UPDATE audit SET seq = 9 WHERE seq = 3",
    ],
)
async def test_a_trail_whose_end_was_changed_or_cut_is_found_and_stays_found(watched: Watched, harm: str) -> None:
    noted(watched, 2)
    assert await watched.after() == []
    noted(watched, 1)
    if harm.startswith("DELETE"):
        assert await watched.after() == []
    watched.writer.do(lambda uow: uow.run(text(harm)))
    if harm == "DELETE FROM audit WHERE seq = 3":
        noted(watched, 2)  # others stand in its place
    assert await watched.after() == [("audit_broken", "")]
    assert await watched.after() == [("audit_broken", "")]


async def test_a_trail_that_was_changed_before_the_service_began_is_found(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted(watched, 5)
    watched.writer.do(lambda uow: uow.run(text("UPDATE audit SET actor = 'somebody' WHERE seq = 2")))
    assert await watched.after() == [("audit_broken", "")]
    monkeypatch.setattr("bot.auditing.chain.TAIL", 3)  # what lies far back is for the look at all of it
    watched.again()
    assert await watched.after() == []
    with watched.database.look() as uow:
        assert [one.code for one in Chain().verify(uow, NOW, full=True)] == ["audit_broken"]


async def test_a_clock_that_differs_from_that_of_everybody_else_is_found(watched: Watched) -> None:
    away = [timedelta()]
    watched.outside.clock = lambda: watched.clock.now() + away[0]
    watched.again(clocks=(f"{watched.url}/", "http://127.0.0.1:9/"))
    assert await watched.after() == []
    away[0] = timedelta(minutes=3)
    assert await watched.after(timedelta(minutes=9)) == []  # asked now and then
    assert await watched.after(MINUTE) == [("clock_wrong", "")]
    away[0] = timedelta(seconds=100)
    assert await watched.after() == []
    assert set(watched.outside.asked) == {"HEAD"}


def test_one_other_clock_that_is_wrong_itself_alarms_nobody() -> None:
    assert compare(NOW, []) == []
    assert compare(NOW, [NOW, NOW + HOUR]) == []
    assert [one.code for one in compare(NOW, [NOW - HOUR, NOW + HOUR])] == ["clock_wrong"]


@pytest.mark.parametrize("moved", [timedelta(minutes=-3), timedelta(minutes=3)])
def test_a_clock_that_was_moved_is_found_once(moved: timedelta) -> None:
    seconds = [0.0]
    steady = Steady(lambda: seconds[0])
    assert steady.look(NOW) == []
    seconds[0] = 30
    assert steady.look(NOW + timedelta(seconds=31)) == []
    seconds[0] = 60
    assert [one.code for one in steady.look(NOW + MINUTE + moved)] == ["clock_jumped"]
    seconds[0] = 90
    assert steady.look(NOW + MINUTE + moved + timedelta(seconds=30)) == []


def test_what_comes_and_goes_is_told_once() -> None:
    known: dict[tuple[str, str], Told] = {}
    said = []
    for number in range(60):
        known, news = weigh(known, [OVERDUE] if number % 2 else [], NOW + number * MINUTE)
        said += [(state, number) for state in ("raised", "again", "ended") if getattr(news, state)]
    assert said == [("raised", 1)]


def test_a_finding_that_comes_back_after_its_end_was_told_is_raised_anew() -> None:
    known, _ = weigh({}, [OVERDUE], NOW)
    known, _ = weigh(known, [], NOW + MINUTE)
    known, news = weigh(known, [], NOW + MINUTE + QUIET)
    assert (known, news.ended) == ({}, (OVERDUE,))
    assert weigh(known, [OVERDUE], NOW + HOUR)[1].raised == (OVERDUE,)


def test_a_clock_put_back_does_not_keep_a_finding_silent_for_ever() -> None:
    known, _ = weigh({}, [OVERDUE], NOW)
    _, news = weigh(known, [OVERDUE], NOW - AGAIN)
    assert news.again == (OVERDUE,)


def test_a_finding_keeps_the_instant_since_which_it_is_known() -> None:
    known, _ = weigh({}, [STUCK], NOW)
    known, _ = weigh(known, [Finding("cycle_stuck", "duty", NOW + MINUTE, 3)], NOW + MINUTE)
    (told,) = known.values()
    assert (told.finding.since, told.finding.count) == (NOW, 3)


@pytest.mark.parametrize("damaged", ["", "{", "[]", "[{}]", '[{"code": 1}]', "null", "7"])
def test_a_damaged_memory_is_an_empty_one(tmp_path: Path, damaged: str) -> None:
    file = tmp_path / FILE
    file.write_text(damaged)
    assert read(file) == {}
    write(file, {OVERDUE.key: Told(OVERDUE, NOW, NOW)})
    assert read(file) == {OVERDUE.key: Told(OVERDUE, NOW, NOW)}
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_a_sweep_is_stuck_only_beyond_its_own_bound() -> None:
    assert stuck(dict.fromkeys(BOUNDS, 60.0), NOW) == []
    assert [one.subject for one in stuck({"duty": 61.0, "missed": 61.0, "forget": 9e9}, NOW)] == ["duty"]


async def visits(watched: Watched, **changed: Any) -> list[tuple[str, str]]:
    """Return what a look from another process finds."""

    async def at_once(_seconds: float) -> None:
        return

    usual: dict[str, Any] = {
        "open_database": lambda: Database(f"sqlite:///{watched.folder / 'pelita.db'}", watched.database.keys),
        "clock": watched.clock,
        "periods": Periods(),
        "folder": watched.folder,
        "office": "Kantor Uji",
        "zone": UTC,
        "live_url": f"{watched.url}/",
        "alarm_url": f"{watched.url}/{SECRET}/alarm",
        "pause": at_once,
    }
    tell = changed.pop("tell", False)
    return [one.key for one in await Visit(**{**usual, **changed}).look(tell=tell)]


async def test_from_outside_a_service_that_does_not_answer_is_found(watched: Watched) -> None:
    assert await visits(watched) == []
    assert await visits(watched, live_url="http://127.0.0.1:9/") == [("service_down", "")]
    assert await visits(watched, live_url=f"{watched.url}/nowhere") == [("service_down", "")]


async def test_from_outside_an_auditor_that_hangs_is_found(watched: Watched) -> None:
    await watched.after()
    watched.clock.move(timedelta(minutes=3))
    assert await visits(watched) == []
    watched.clock.move(timedelta(seconds=1))
    assert await visits(watched) == [("audit_late", "")]
    assert await visits(watched, live_url="http://127.0.0.1:9/") == [("service_down", "")]
    await watched.after()
    assert await visits(watched) == []


async def test_from_outside_a_sweep_that_hangs_is_found(watched: Watched) -> None:
    watched.cycles.begin("duty")
    await watched.after(timedelta(minutes=2))
    assert await visits(watched) == [("cycle_stuck", "duty")]


async def test_from_outside_a_database_that_does_not_open_is_found(watched: Watched) -> None:
    def closed() -> Database:
        raise OSError

    assert await visits(watched, open_database=closed) == [("database_closed", "")]


async def test_from_outside_news_are_told_once_and_what_was_not_taken_is_told_the_next_time(watched: Watched) -> None:
    watched.coordinator(there=False)
    assert await visits(watched) == [NOBODY]
    assert watched.outside.alarms == []
    watched.outside.status = 500
    assert await visits(watched, tell=True) == [NOBODY]
    watched.outside.status = 200
    for _ in range(3):
        assert await visits(watched, tell=True) == [NOBODY]
    assert [one["raised"][0]["code"] for one in watched.outside.alarms] == ["no_coordinator"]


async def test_alarms_go_out_over_a_connection_that_is_checked(watched: Watched) -> None:
    """An address that says https and does not speak it gets nothing: not the alarm, not the secret in its path."""
    secure = f"{watched.url}/{SECRET}/alarm".replace("http:", "https:")
    assert await outside.alarm(secure, {}) is False
    assert watched.outside.alarms == []
    async with httpx.AsyncClient() as client:
        assert (await client.get(f"{watched.url}/")).status_code == 200
