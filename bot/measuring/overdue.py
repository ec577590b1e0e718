"""Overdue: a service that starts with a thousand ladders that should have climbed hours ago.

The cases are made through the door at a time that is over, the least urgent first; each one's first call was sent then.
What is measured is a process of its own, as an operator starts it, until it answers, until no ladder is overdue any
more, and until the last page is in the provider's hands.
"""

import asyncio
import time
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from bot.channels.simulator import SimulatorChannel
from bot.channels.update import Update
from bot.clock import SetClock, SystemClock
from bot.duty import calls
from bot.house import House
from bot.measuring.ground import Ground
from bot.measuring.pages import enrol_everybody
from bot.measuring.process import NotServed, served, served_settings
from bot.measuring.provider import Provider, Taken, provider
from bot.opening import close_house, open_database, open_house
from bot.receiving import Door
from bot.settings import Settings
from bot.talk.delivery import Delivery
from flows.events import Said
from flows.levels import LEVELS
from storage import cases, conversations, escalations, outbox
from storage.database import Database, UnitOfWork

AGO = timedelta(hours=6)
"""Since when nothing ran: longer than the first rung of every ladder."""
_TELEGRAM = "telegram"
_LONGEST = 120
_CHATS = 700_000


@dataclass(frozen=True, slots=True)
class Overdue:
    """Seconds from the start of the process: until it answers, until all is climbed, until the last page is out.

    `cpu_s` is what the process had worked by the time all was climbed: on a busy machine it says more. `in_order`: on
    no phone came a page after a less urgent one.
    """

    ready_s: float
    climbed_s: float
    cpu_s: float
    paged_s: float
    pages: int
    in_order: bool


async def overdue(ground: Ground, name: str, count: int) -> Overdue:
    """Start a service with `count` overdue ladders, and see it work them off. Raises NotServed where it does not."""
    async with provider() as taker:
        settings = served_settings(ground, name, taker)
        await enrol_everybody(settings)
        await leave_undone(settings, count)
        begun = time.perf_counter()
        async with served(settings) as running:
            database = open_database(settings)
            try:
                climbed, worked = await _nothing_overdue(database, begun), running.cpu_s()
                paged = await _all_paged(database, taker, begun)
            finally:
                database.close()
        return Overdue(running.start_s, climbed, worked, paged, len(_pages(taker)), _in_order(taker))


async def leave_undone(settings: Settings, count: int) -> None:
    """Leave `count` cases, for each of which somebody was called hours ago, on the files of `settings`."""
    house = open_house(settings, SetClock(SystemClock().now() - AGO))
    house.channels = {_TELEGRAM: SimulatorChannel(_TELEGRAM, lambda _message: (), lambda *_: None, longest=4096)}
    try:
        await call_for_many(house, count)
        await Delivery(house).drain()
    finally:
        await asyncio.to_thread(close_house, house)


async def call_for_many(house: House, count: int) -> None:
    """Let `count` people write, and call somebody for each: a quarter at each level, the least urgent first."""
    door, now = Door(house), house.clock.now()
    for number in range(count):
        address, level = str(_CHATS + number), LEVELS[number * len(LEVELS) // count]
        await door.take(Update(_TELEGRAM, f"{address}-1", address, Said("halo")))
        await asyncio.to_thread(house.writer.do, partial(_call, house, address, level, now))


def _call(house: House, address: str, level: str, now: datetime, uow: UnitOfWork) -> None:
    stored = conversations.find(uow, _TELEGRAM, address)
    assert stored is not None  # noqa: S101 - somebody has just written from there
    case_id, _ = cases.open_case(uow, stored.id, "danger", now)
    opened = replace(stored, case_id=case_id)
    conversations.save(uow, opened, house.is_code)
    calls.escalate(house, uow, opened, level, ("recent_72h",), now)


async def _nothing_overdue(database: Database, begun: float) -> float:
    """Return after how many seconds every ladder is due in the future only."""
    while True:
        with database.look() as uow:
            due = escalations.next_due(uow)
        if due is None or due > SystemClock().now():
            return time.perf_counter() - begun
        await _pause(begun)


async def _all_paged(database: Database, taker: Provider, begun: float) -> float:
    """Return after how many seconds nothing waits in the lane of pages any more."""
    while True:
        with database.look() as uow:
            waits = outbox.pages_wait(uow)
        if not waits:
            return max(page.at for page in _pages(taker)) - begun
        await _pause(begun)


async def _pause(begun: float) -> None:
    if time.perf_counter() - begun > _LONGEST:
        raise NotServed("the overdue ladders were not worked off")
    await asyncio.sleep(0.02)


def _pages(taker: Provider) -> list[Taken]:
    return [taken for taken in taker.taken if taken.is_page]


def _in_order(taker: Provider) -> bool:
    ranks = {calls.colour(level): rank for rank, level in enumerate(LEVELS)}
    by_chat: dict[str, list[int]] = defaultdict(list)
    for page in _pages(taker):
        by_chat[page.chat] += [rank for colour, rank in ranks.items() if f" {colour} " in page.text]
    return all(ordered == sorted(ordered, reverse=True) for ordered in by_chat.values())
