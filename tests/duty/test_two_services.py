"""Two services started on one data directory by mistake: the second says so and ends, and nobody is paged twice."""

import asyncio
import subprocess
import sys
from pathlib import Path

from bot.measuring.ground import WHERE, ground
from bot.measuring.overdue import leave_undone
from bot.measuring.pages import enrol_everybody
from bot.measuring.process import environment, served, served_settings
from bot.measuring.provider import provider
from bot.opening import open_database
from storage import outbox
from tests.bot.whole import OFFICE

CASES = 6


async def test_of_two_services_on_the_same_data_one_runs_and_nobody_is_paged_twice(tmp_path, monkeypatch):
    monkeypatch.setenv(WHERE, str(tmp_path))
    with ground(OFFICE) as place:
        async with provider() as taker:
            settings = served_settings(place, "twice", taker)
            await enrol_everybody(settings)
            await leave_undone(settings, CASES)
            async with served(settings):
                second = await asyncio.to_thread(_starts, settings)
                await _all_paged(settings)
            told = [(page.chat, page.text) for page in taker.taken if page.is_page]

    assert second.returncode != 0
    assert "Layanan sudah berjalan" in second.stderr
    assert len(told) >= CASES
    assert len(told) == len(set(told))


def _starts(settings) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "bot.cli", "serve"]
    return subprocess.run(
        command,
        env=environment(settings),
        cwd=Path(settings.data_dir).parent,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


async def _all_paged(settings) -> None:
    database = open_database(settings)
    try:
        async with asyncio.timeout(60):
            while True:
                with database.look() as uow:
                    if not outbox.pages_wait(uow):
                        return
                await asyncio.sleep(0.02)
    finally:
        database.close()
