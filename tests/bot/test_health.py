"""The service answers in three depths whether it is well; what is wrong is named by codes, never by a case."""

import asyncio
import threading
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import text

from bot import overseeing
from bot.clock import SystemClock
from bot.web import health
from tests.bot.whole import Whole, whole_house


@pytest.fixture
async def whole(tmp_path: Path) -> AsyncIterator[Whole]:
    async with whole_house(tmp_path) as house:
        yield house


async def asked(whole: Whole, depth: str) -> tuple[int, Any]:
    """Return status and body of an answer."""
    async with httpx.AsyncClient() as client:
        answer = await client.get(f"{whole.url}/health/{depth}")
    return answer.status_code, answer.text if depth == "live" else answer.json()["problems"]


async def test_a_service_that_works_is_well_once_it_has_looked_at_itself(whole: Whole) -> None:
    assert await asked(whole, "live") == (200, "ok")
    assert await asked(whole, "ready") == (200, [])
    assert await asked(whole, "deep") == (503, ["audit_late"])
    assert await whole.service.auditor.cycle() == ()
    assert await asked(whole, "deep") == (200, [])


async def test_the_auditor_looks_by_itself_each_half_minute_whatever_fails(whole: Whole) -> None:
    job = whole.service._scheduler.get_job("audit")
    assert job.trigger.interval == timedelta(seconds=30)
    assert (job.max_instances, job.coalesce, job.misfire_grace_time) == (1, True, None)
    looked, look = asyncio.Event(), whole.service.auditor.cycle

    async def fails_first() -> None:
        whole.service.auditor.cycle = lambda: look_and_note()
        job.modify(next_run_time=datetime.now(UTC))
        raise ZeroDivisionError

    async def look_and_note() -> None:
        await look()
        looked.set()

    whole.service.auditor.cycle = fails_first
    job.modify(next_run_time=datetime.now(UTC))
    await asyncio.wait_for(looked.wait(), 10)
    assert whole.service.auditor.age is not None


async def test_a_case_that_nobody_is_called_for_is_told_to_the_coordinator_and_named_to_nobody_else(
    whole: Whole,
) -> None:
    await whole.reporter().says("suami saya bawa parang")
    await whole.staff["sari"].hears("Tugas baru")
    whole.house.writer.do(lambda uow: uow.run(text("UPDATE escalations SET due_at = NULL")))
    whole.house.writer.do(lambda uow: uow.run(text("UPDATE conversations SET silent_at = NULL")))
    whole.clock.move(timedelta(minutes=3))

    async def at_once(_seconds: float) -> None:
        return

    whole.service.auditor._pause = at_once
    (one,) = await whole.service.auditor.cycle()
    notice = await whole.staff["ratna"].hears("Layanan perlu dilihat")
    assert f"{one.subject} · tidak ada yang memegang, tidak ada yang dipanggil, sejak 22.10" in notice.text
    assert "parang" not in notice.text
    assert await asked(whole, "deep") == (503, ["nobody_sought"])
    whole.house.writer.do(lambda uow: uow.run(text("UPDATE cases SET status = 'closed'")))
    await whole.service.auditor.cycle()
    assert await asked(whole, "deep") == (200, [])
    whole.clock.move(timedelta(minutes=5))
    await whole.service.auditor.cycle()
    assert one.subject in (await whole.staff["ratna"].hears("Sudah beres")).text


async def test_a_writer_that_hangs_is_not_ready(whole: Whole, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "_PATIENCE", 0.3)
    hold = threading.Event()
    whole.house.writer.submit(lambda _uow: hold.wait(20))
    assert await asked(whole, "ready") == (503, ["writer"])
    assert await asked(whole, "live") == (200, "ok")
    hold.set()
    whole.house.writer.do(lambda _uow: None)
    assert await asked(whole, "ready") == (200, [])


async def test_a_database_in_another_form_or_no_channel_is_not_ready(whole: Whole) -> None:
    whole.house.writer.do(lambda uow: uow.run(text("UPDATE alembic_version SET version_num = '0001'")))
    assert await asked(whole, "ready") == (503, ["database"])
    channels, whole.house.channels = whole.house.channels, {}
    assert await asked(whole, "ready") == (503, ["channels", "database"])
    whole.house.channels = channels


async def test_a_sweep_that_does_not_come_to_its_end_is_named(whole: Whole, monkeypatch: pytest.MonkeyPatch) -> None:
    await whole.service.auditor.cycle()
    monkeypatch.setitem(health.stuck.__globals__["BOUNDS"], "duty", -1)
    assert await asked(whole, "deep") == (503, ["cycle_stuck duty"])


async def test_our_clock_is_compared_with_those_of_the_providers_that_are_used(whole: Whole) -> None:
    settings = whole.house.settings
    assert overseeing.clocks(settings) == (settings.telegram_api_url,)
    assert overseeing.surroundings(settings, whole.house).clocks == ()  # this one is moved on purpose
    whole.house.clock = SystemClock()
    assert overseeing.surroundings(settings, whole.house).clocks == (settings.telegram_api_url,)
    both = settings.model_copy(update={"twilio_account_sid": "AC1", "twilio_api_url": "https://t"})
    assert overseeing.clocks(both) == (settings.telegram_api_url, "https://t")
