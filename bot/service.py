"""The service: receives, delivers and keeps duty moving, woken by commits and, where one was missed, by ticks."""

import asyncio
import gc
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot import overseeing
from bot.auditing import auditor as auditing
from bot.auditing.cycles import Cycles
from bot.channels import whatsapp_form
from bot.channels.telegram import TelegramChannel, poll_for_ever
from bot.channels.telegram_form import group_of, press_of, read
from bot.channels.telegram_webhook import listen_for_ever
from bot.channels.whatsapp import WhatsAppChannel
from bot.duty import sweeps
from bot.duty.files import FileFetching
from bot.duty.provider import Upkeep
from bot.house import House
from bot.log import logger
from bot.receiving import Door
from bot.talk.delivery import Delivery

_LANES = {"pages": ("page", "ask"), "others": ("staff", "reporter")}
"""Pages have a worker of their own: a flood of reporters cannot delay them."""
_TICK = {"seconds": 2}
_LAST_WORDS = 5.0
"""Seconds in which what is being sent may end before the service does."""
_FIRST_AUDIT = timedelta(seconds=15)
"""How long after the start the first audit comes: what was overdue is worked off by then."""
_AGAIN = 1.0
"""Seconds until what was deleted is forgotten after all, where somebody was reading."""


def waking(services: "list[Service]") -> Callable[[frozenset[str]], None]:
    """Return what a house calls after each commit: it wakes `services`, which are made after the house."""

    def woken(wakes: frozenset[str]) -> None:
        for service in services:
            service.woken(wakes)

    return woken


class Service:
    """The running house."""

    def __init__(self, house: House) -> None:
        """Prepare; nothing runs yet."""
        self.house = house
        self.door = Door(house)
        self.cycles = Cycles()
        self.auditor = None if house.demo else overseeing.auditor(house, self.cycles)
        self._wake = {name: asyncio.Event() for name in (*_LANES, "receipts", "duty", "forget", "files")}
        self._tasks: set[asyncio.Task[None]] = set()
        self._deliveries: list[Delivery] = []
        self._came = Counter[str]()
        self._working = 0
        self._rested = asyncio.Event()
        self._scheduler: AsyncIOScheduler | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    def woken(self, wakes: frozenset[str]) -> None:
        """Wake workers after a commit; called in the writer's thread."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._set, wakes)

    async def start(self) -> None:
        """Work off what is overdue, then run until `stop`."""
        self._loop = asyncio.get_running_loop()
        gc.collect()
        gc.freeze()  # what was built at start stays for good: the collector need not look at it at every turn
        gc.set_threshold(50_000, 20, 20)
        self._set(frozenset({"delivery", "receipts", "duty", "files"}))
        for name, lanes in _LANES.items():
            delivery = Delivery(self.house, lanes, partial(self._set_one, name))
            self._deliveries.append(delivery)
            self._run(name, delivery.begin)
        self._run("receipts", self.door.settle_receipts)
        self._run("duty", self._duty)
        self._run("forget", self._forget)
        self._run("files", FileFetching(self.house).fetch_due)
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        self._scheduler.add_job(
            self.tick, "interval", **_TICK, misfire_grace_time=None, coalesce=True, max_instances=1, id="tick"
        )
        self._keep_up(self._scheduler)
        self._audit(self._scheduler)
        self._scheduler.start()

    async def stop(self) -> None:
        """End all workers; what is not done stays a row."""
        if self._scheduler is not None:
            self._scheduler.shutdown(wait=False)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*(delivery.finish(_LAST_WORDS) for delivery in self._deliveries))
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self.auditor is not None:
            self.auditor.close()
        self._loop = None
        for channel in self.house.channels.values():
            await channel.close()

    async def poll(self, channel: TelegramChannel) -> None:
        """Poll a Telegram bot until `stop`."""

        def failed(error: Exception) -> None:
            logger().error("polling failed", channel=channel.name, error=type(error).__name__)

        name = f"hears {channel.name}"
        self.cycles.begin(name)
        heard = partial(self.cycles.ended, name)
        self._start(poll_for_ever(channel, partial(self.take_telegram, channel), failed, heard=heard))

    def listen(self, channel: TelegramChannel, url: str, secret: str) -> None:
        """Have Telegram send what a bot is written to `url`, and see until `stop` that it does."""
        opens, hears = f"opens {channel.name}", f"hears {channel.name}"
        self.cycles.begin(opens)

        def opened() -> None:
            self.cycles.over(opens)
            self.cycles.begin(hears)

        def failed(why: str) -> None:
            logger().error("webhook not heard", channel=channel.name, error=why)

        heard, came = partial(self.cycles.ended, hears), partial(self._came.__getitem__, channel.name)
        self._start(listen_for_ever(channel, url, secret, opened=opened, heard=heard, failed=failed, came=came))

    async def take_telegram(self, channel: TelegramChannel, raw: Mapping[str, Any]) -> None:
        """Take in one raw update of Telegram."""
        group = group_of(raw)
        update = None if group is not None else read(raw, channel.name)
        if group is not None:
            await channel.leave(group)
        if update is not None:
            await self.door.take(update)
        press = press_of(raw)
        if press and group is None:
            self._start(channel.answer_press(press))
        self._came[channel.name] += 1

    def _set(self, wakes: frozenset[str]) -> None:
        for name in {"pages", "others"} if "delivery" in wakes else ():
            self._wake[name].set()
        for name in wakes & self._wake.keys():
            self._wake[name].set()

    def _set_one(self, name: str) -> None:
        self._wake[name].set()

    async def tick(self) -> None:
        """Let every worker look whether something is due."""
        self._set(frozenset({"delivery", "receipts", "duty", "files"}))

    async def rest(self) -> None:
        """Return as soon as no worker works and none is woken: now the clock can be moved without passing one by."""
        while self._working or any(wake.is_set() for wake in self._wake.values()) or self._sends():
            self._rested.clear()
            await self._rested.wait()

    def _sends(self) -> bool:
        return any(delivery.under_way for delivery in self._deliveries)

    async def _duty(self) -> int:
        now = self.house.clock.now()
        done = await asyncio.to_thread(work_off, self.house, now)
        return done + await self.door.retry_aside()

    async def _forget(self) -> int:
        if not await asyncio.to_thread(self.house.database.forget_deleted):
            asyncio.get_running_loop().call_later(_AGAIN, self._wake["forget"].set)
        return 0

    def _keep_up(self, scheduler: AsyncIOScheduler) -> None:
        """Work with the provider that keeps copies and reports afterwards, where there is one."""
        channel = self.house.channels.get(whatsapp_form.NAME)
        if not isinstance(channel, WhatsAppChannel):
            return
        upkeep = Upkeep(self.house, channel, self.door)
        works = {"copies": (upkeep.blank_copies, 5), "reports": (upkeep.ask, 30), "missed": (upkeep.catch_up, 120)}
        for name, (work, seconds) in works.items():
            self._wake[name] = asyncio.Event()
            self._run(name, work)
            wake = partial(self._set, frozenset({name}))
            scheduler.add_job(
                wake, "interval", seconds=seconds, misfire_grace_time=None, coalesce=True, max_instances=1, id=name
            )
        self._set(frozenset(works))

    def _audit(self, scheduler: AsyncIOScheduler) -> None:
        """Let the auditor look by itself, apart from the workers: nothing waits for it, and it waits for none."""
        if self.auditor is None:
            return
        due, first = asyncio.Event(), datetime.now(UTC) + _FIRST_AUDIT
        every: dict[str, Any] = {"seconds": auditing.EVERY, "next_run_time": first, "misfire_grace_time": None}
        scheduler.add_job(_set_event, "interval", [due], **every, coalesce=True, max_instances=1, id="audit")
        self._start(_audit_when(due, self.auditor))

    def _run(self, name: str, work: Callable[[], Awaitable[int]]) -> None:
        self._start(self._worker(name, work))

    def _start(self, work: Any) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _worker(self, name: str, work: Callable[[], Awaitable[int]]) -> None:
        """Do `work` whenever it is woken; an error is logged, and the worker goes on."""
        self.cycles.begin(name)
        while True:
            await self._wake[name].wait()
            self._wake[name].clear()
            self._working += 1
            try:
                await work()
                self.cycles.ended(name)
            except asyncio.CancelledError:
                raise
            except Exception as error:
                logger().error("worker failed", worker=name, error=type(error).__name__)
                await asyncio.sleep(1)
            finally:
                self._working -= 1
                self._rested.set()


async def _set_event(due: asyncio.Event) -> None:
    due.set()


async def _audit_when(due: asyncio.Event, auditor: auditing.Auditor) -> None:
    """Let `auditor` look whenever it is due; an error is logged, and it looks again the next time."""
    while True:
        await due.wait()
        due.clear()
        try:
            await auditor.cycle()
        except Exception as error:
            logger().error("worker failed", worker="audit", error=type(error).__name__)


def work_off(house: House, now: datetime) -> int:
    """Work off every deadline that is due by `now`: ladders, what holders owe, silences; the hand-over window last."""
    urgent = sweeps.climb_due(house, now) + sweeps.pages_due(house, now) + sweeps.watches_due(house, now)
    urgent += sweeps.silences_due(house, now) + sweeps.unseen_due(house, now)
    return urgent + sweeps.routines_due(house, now) + sweeps.let_go_due(house, now)


async def settle(house: House, door: Door, delivery: Delivery) -> None:
    """Do everything that is due at the clock's instant, for a command or a test that runs without a service."""
    while work_off(house, house.clock.now()) + await delivery.drain() + await door.settle_receipts():
        continue
    house.database.forget_deleted()


async def pass_time(
    house: House, door: Door, delivery: Delivery, until: datetime, move: Callable[[timedelta], None]
) -> None:
    """Let time pass to `until`, stopping at each deadline on the way to work it off."""
    await settle(house, door, delivery)
    while house.clock.now() < until:
        move(to_next_stop(house, until))
        await settle(house, door, delivery)


def to_next_stop(house: House, until: datetime) -> timedelta:
    """Return how long time may pass, to `until` at most, before a deadline must be worked off.

    A deadline that stays due although it was worked off is stepped past.
    """
    due, now = sweeps.next_due(house), house.clock.now()
    stop = until if due is None else min(until, due if due > now else now + timedelta(seconds=1))
    return max(stop - now, timedelta())
