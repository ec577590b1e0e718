"""The auditor tells what it finds and that it has ended, once; a monitor outside hears of it only when all is well."""

import asyncio
import json
import logging
import socket
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.auditing import outside
from bot.auditing.memory import FILE, QUIET
from tests.bot.loud import loud_log
from tests.bot.watched import MINUTE, NOBODY, NOW, SECRET, Watched, watched_in


@pytest.fixture
async def watched(tmp_path: Path) -> AsyncIterator[Watched]:
    """Return an auditor that finds nothing wrong yet."""
    async with watched_in(tmp_path) as opened:
        yield opened


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
