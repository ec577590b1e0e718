"""A look from another process finds a service or an auditor that hangs, and alarms over a checked connection only."""

from collections.abc import AsyncIterator
from datetime import UTC, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.auditing import outside
from bot.auditing.visit import Visit
from flows.retention import Periods
from storage.database import Database
from tests.bot.watched import NOBODY, SECRET, Watched, watched_in


@pytest.fixture
async def watched(tmp_path: Path) -> AsyncIterator[Watched]:
    """Return an auditor that finds nothing wrong yet."""
    async with watched_in(tmp_path) as opened:
        yield opened


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
