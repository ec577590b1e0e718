"""Durable turns: a payload's bytes in, parsed, taken at the door, and answered when the turn is committed.

The whole service runs meanwhile as it does under `pelita serve`: group commit, the workers woken by each commit, the
ticks with their deadlines, and the delivery of every reply, into a channel that takes a message at once and does not
keep Telegram's pace (28 a second), so that delivering costs as much as it ever can. A turn counts when it is
committed; the clock of `per_s` stops at the last commit, that of `delivered_per_s` when the last reply is out.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.channels.telegram_form import parse
from bot.channels.update import Outgoing, Receipt
from bot.measuring.ground import Ground
from bot.measuring.people import STEPS, WrongWay, conversation, must_have_arrived, place_of
from bot.opening import opened
from bot.receiving import Door
from bot.service import Service, waking
from bot.settings import Settings

_WARM_UP = 20
"""People who have their conversation before the clock starts."""
_PATIENCE = 60
"""Seconds after which a reply is taken to be lost."""


class NullChannel:
    """Takes every message at once and shows it to nobody."""

    name = "telegram"
    reports = False
    window = None

    def __init__(self) -> None:
        """Begin with nothing sent."""
        self.sent = 0

    async def send(self, _address: str, _message: Outgoing) -> Receipt:
        """Take a message."""
        self.sent += 1
        return Receipt(str(self.sent))

    async def close(self) -> None:
        """Nothing to let go of."""


@dataclass(frozen=True, slots=True)
class Turns:
    """What one measured conversation of many people came to."""

    per_s: float
    delivered_per_s: float


@asynccontextmanager
async def service_of(settings: Settings, channel: NullChannel) -> AsyncIterator[Service]:
    """Run the service of an installation, put together as `pelita serve` does it."""
    services: list[Service] = []
    with opened(settings, after_commit=waking(services)) as house:
        house.channels = {channel.name: channel}
        services.append(Service(house))
        await services[0].start()
        yield services[0]
        await services[0].stop()


async def turns(ground: Ground, name: str, count: int, at_once: int) -> Turns:
    """Let `count` people have their conversation, `at_once` messages under way at a time."""
    channel = NullChannel()
    async with service_of(ground.settings(name), channel) as service:
        place = place_of(service.house)
        warm, people = range(1, 1 + _WARM_UP), range(1001, 1001 + count)
        await _write(service.door, list(conversation(warm, place)), at_once)
        await _all_sent(channel, _WARM_UP * STEPS)
        payloads = list(conversation(people, place))
        start = time.perf_counter()
        await _write(service.door, payloads, at_once)
        committed = time.perf_counter()
        await _all_sent(channel, (_WARM_UP + count) * STEPS)
        delivered = time.perf_counter()
        must_have_arrived(service.house, people)
    return Turns(len(payloads) / (committed - start), len(payloads) / (delivered - start))


async def write(door: Door, raw: bytes) -> None:
    """Bring one payload in; on return its turn is committed."""
    update = parse(raw)
    assert update is not None  # noqa: S101 - our own payload
    await door.take(update)


async def _write(door: Door, payloads: Iterable[bytes], at_once: int) -> None:
    waiting = iter(payloads)

    async def hand_in() -> None:
        for raw in waiting:
            await write(door, raw)

    await asyncio.gather(*(hand_in() for _ in range(at_once)))


async def _all_sent(channel: NullChannel, count: int) -> None:
    until = time.perf_counter() + _PATIENCE
    while channel.sent < count:
        if time.perf_counter() > until:
            raise WrongWay(f"only {channel.sent} of {count} replies were delivered")
        await asyncio.sleep(0.001)
