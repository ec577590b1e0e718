"""A provider that puts us off must not make an answer arrive when it can betray her; a page arrives all the same."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.bot.whole import PUBLIC, STAFF, Whole, whole_house
from tests.emulators.telegram import TooManyRequests


@pytest.fixture
async def whole(tmp_path: Path) -> AsyncIterator[Whole]:
    async with whole_house(tmp_path) as house:
        yield house


async def becomes(whole: Whole, lane: str, *states: str) -> None:
    """Let ticks come until the newest row of a lane is in one of these states."""
    newest = text("select status from outbox where lane = :lane order by seq desc limit 1")

    def status() -> str:
        with whole.house.database.look() as uow:
            return str(uow.read(newest, {"lane": lane}).scalar())

    async with asyncio.timeout(5):
        while await asyncio.to_thread(status) not in states:
            await whole.service.tick()


async def test_a_reply_that_was_put_off_for_five_minutes_is_not_sent(whole: Whole) -> None:
    whole.telegram.script("sendMessage", bot=PUBLIC, faults=[TooManyRequests(retry_after=300)])
    ibu = whole.reporter()
    await ibu.says("halo")
    await whole.telegram.wait_for(lambda: not whole.telegram.unused_faults)
    await becomes(whole, "reporter", "queued")
    await whole.wait(timedelta(seconds=300))
    await becomes(whole, "reporter", "sent", "expired")
    assert ibu.received == []


async def test_a_page_that_was_put_off_for_five_minutes_is_sent(whole: Whole) -> None:
    whole.telegram.script("sendMessage", bot=STAFF, chat_id=901, faults=[TooManyRequests(retry_after=299)])
    await whole.reporter().says("darurat")
    await whole.telegram.wait_for(lambda: not whole.telegram.unused_faults)
    await becomes(whole, "page", "queued")
    await whole.wait(timedelta(seconds=299))
    await whole.staff["sari"].hears("Tugas baru")
