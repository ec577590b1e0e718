"""One play of the demo: what is done on the phones goes the way of real messages, and the clock can be put forward."""

import asyncio
from datetime import UTC, datetime, time, timedelta

from bot.channels.update import Update
from bot.clock import ShiftedClock
from bot.duty import rota
from bot.house import House
from bot.service import Service, to_next_stop
from bot.web.demo import payloads
from bot.web.demo.phones import STAFF, Bubble, Phone, Phones
from flows.roster import on_call
from flows.understanding.text import clean

_PATIENCE = 5.0
"""Seconds for which a page waits for what follows from a message; what comes later is on the next refresh."""


class Play:
    """The phones, and the running service behind them."""

    def __init__(self, service: Service, phones: Phones, clock: ShiftedClock) -> None:
        """Play with `service`, whose house tells the time by `clock` and sends to `phones`."""
        self.service, self.phones, self.clock = service, phones, clock
        self._moving = asyncio.Lock()

    @property
    def house(self) -> House:
        """The house that is played with."""
        return self.service.house

    async def say(self, phone: Phone, text: str) -> None:
        """Let the owner of `phone` write `text`; nothing but blanks is not sent."""
        if not clean(text):
            return
        phone.put(Bubble(self.clock.now(), True, text))
        await self._take(payloads.said(phone, text, self.clock.now()))

    async def send(self, phone: Phone, kind: str) -> None:
        """Let her send a stand-in for a voice message, a picture or a location."""
        phone.put(Bubble(self.clock.now(), True, "", kind=kind))
        await self._take(payloads.sent(phone, kind, self.clock.now()))

    async def press(self, phone: Phone, data: str) -> None:
        """Let her press the button with `data`, which must be on her screen."""
        if phone.shows(data):
            phone.pressed.add(data)
            await self._take(payloads.pressed(phone, data, self.clock.now()))

    async def forward(self, by: timedelta) -> None:
        """Let time pass, stopping at each deadline on the way; the clock moves only while the workers rest."""
        async with self._moving:
            until = self.clock.now() + by
            await self._settle()
            while self.clock.now() < until:
                self.clock.move(await asyncio.to_thread(to_next_stop, self.house, until))
                await self._settle()

    def until(self, local: time) -> timedelta:
        """Return how long it is to the next time the office's clocks show `local`."""
        zone = self.house.organisation.zone
        now = self.clock.now().astimezone(zone)
        then = datetime.combine(now.date(), local, zone)
        if then <= now:
            then = datetime.combine(now.date() + timedelta(days=1), local, zone)
        return then.astimezone(UTC) - now.astimezone(UTC)

    def on_duty(self) -> str:
        """Return who is called first now."""
        rung = self.house.organisation.ladder("kritis").rungs[0]
        zone, now = self.house.organisation.zone, self.clock.now()
        with self.house.database.look() as uow:
            duty = rota.in_force(self.house, uow, now)
        names = on_call(duty, zone=zone, at=now, team=rung.team, role=rung.role)
        return next((name for name in names if name in STAFF), STAFF[0])

    async def _take(self, update: Update | None) -> None:
        if update is not None:
            await self.service.door.take(update)
            await self._settle()

    async def _settle(self) -> None:
        """Wait until the service has done all that is due now; it goes on by itself where that takes long."""
        try:
            async with asyncio.timeout(_PATIENCE):
                for _ in range(2):  # what the first round makes due at this instant, the second sends
                    await self.service.tick()
                    await self.service.rest()
        except TimeoutError:
            return
