"""The auditor finds what hangs, what was changed, and a clock that is wrong."""

import threading
from collections.abc import AsyncIterator
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.auditing.chain import Chain
from bot.auditing.clocks import Steady, compare
from bot.auditing.cycles import BOUNDS, stuck
from storage import audit
from tests.bot.watched import HOUR, MINUTE, NOW, Watched, watched_in


@pytest.fixture
async def watched(tmp_path: Path) -> AsyncIterator[Watched]:
    """Return an auditor that finds nothing wrong yet."""
    async with watched_in(tmp_path) as opened:
        yield opened


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


def test_a_sweep_is_stuck_only_beyond_its_own_bound() -> None:
    assert stuck(dict.fromkeys(BOUNDS, 60.0), NOW) == []
    assert [one.subject for one in stuck({"duty": 61.0, "missed": 61.0, "forget": 9e9}, NOW)] == ["duty"]
