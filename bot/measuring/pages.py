"""Pages: from a danger message at the webhook of a served process to the page in the provider's hands.

Everything is real but the provider: HTTP in, `pelita serve` in its own process, python-telegram-bot's client out. The
clock starts before the webhook is called and stops when the page's request has come in at the loopback Telegram. Each
report comes from somebody new, as her first message, one after another at a pace of less than half of what Telegram
takes (each danger message makes a reply and a page). Others may write meanwhile, each a message every twenty seconds.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

from bot.channels.update import Update
from bot.enrolment import enrol, opener
from bot.house import House
from bot.measuring.ground import Ground
from bot.measuring.people import conversation, payload
from bot.measuring.process import Line, NotServed, served, served_settings
from bot.measuring.provider import Provider, provider
from bot.opening import opened
from bot.receiving import Door
from bot.settings import Settings
from flows.events import Said
from storage import members, teams

DANGER = "tolong dia bawa pisau mau bunuh saya"
_APART = 0.1
_FIRST, _PASSWORD = "pengukur", "kata-sandi-pengukur"
_CHATS = 500_000
_WRITERS, _LINES = 300_000, 16
_EVERY, _WARM = 20.0, 1.0
"""Seconds between two messages of the same person, and until the first page is measured."""


async def pages(ground: Ground, name: str, count: int, writers: int = 0) -> list[float]:
    """Return for `count` reports how many milliseconds passed until the page was handed over, sorted.

    Meanwhile `writers` others tell their stories.
    """
    async with provider() as taker:
        settings = served_settings(ground, name, taker)
        await enrol_everybody(settings)
        async with served(settings) as running:
            line = await Line.open(running.port)
            await _page(line, taker, 1)
            async with _others(running.port, writers):
                found = [await _page(line, taker, chat) for chat in range(1001, 1001 + count)]
            line.close()
    return sorted(found)


@asynccontextmanager
async def _others(port: int, writers: int) -> AsyncIterator[None]:
    """Let `writers` people write, all of them at the same pace, until the block ends."""
    payloads = conversation(range(_WRITERS, _WRITERS + writers), "lewati")
    lines = min(_LINES, writers)
    writing = [asyncio.create_task(_write(port, payloads, lines * _EVERY / writers)) for _ in range(lines)]
    try:
        if writing:
            await asyncio.sleep(_WARM)
        yield
    finally:
        for task in writing:
            task.cancel()
        ended = await asyncio.gather(*writing, return_exceptions=True)
    if any(isinstance(one, Exception) for one in ended):
        raise NotServed("what others wrote was not taken")


async def _write(port: int, payloads: Iterator[bytes], apart: float) -> None:
    """Bring payloads, one every `apart` seconds; later where the service is slower than that."""
    line, due = await Line.open(port), time.perf_counter()
    try:
        for written in payloads:
            await line.bring(written)
            due = max(due + apart, time.perf_counter() - apart)
            await asyncio.sleep(max(due - time.perf_counter(), 0))
    finally:
        line.close()


async def _page(line: Line, taker: Provider, chat: int) -> float:
    """Report danger as `chat` and wait for the page."""
    await asyncio.sleep(_APART)
    seen = len(taker.taken)
    start = time.perf_counter()
    await line.bring(payload(chat, chat, DANGER))
    async with asyncio.timeout(30):
        while True:
            taker.came.clear()
            paged = [taken for taken in taker.taken[seen:] if taken.is_page]
            if paged:
                return (paged[0].at - start) * 1000
            await taker.came.wait()


async def enrol_everybody(settings: Settings) -> None:
    """Enrol all who stand on a shift of the office, each with a linked chat."""
    with opened(settings) as house:
        door = Door(house)
        everybody = house.organisation.people()
        for place, (name, team) in enumerate([(_FIRST, teams.COORDINATION), *everybody.items()]):
            code = await asyncio.to_thread(_enrol, house, name, team)
            await door.take(Update("telegram", f"link-{place}", str(_CHATS + place), Said(code)))


def _enrol(house: House, name: str, team: str) -> str:
    with house.database.look() as uow:
        let_in = opener(_FIRST, _PASSWORD, uow) if members.by_name(uow, _FIRST) else None
    role = "koordinator" if team == teams.COORDINATION else "konselor"
    member = members.prepare(name, role, _PASSWORD)
    return house.writer.do(lambda uow: enrol(uow, member, team, house.clock.now(), let_in))
