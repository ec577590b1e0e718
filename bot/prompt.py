"""One house at a prompt: says things as anybody, lets time pass, and shows what arrived on whose phone."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from bot.channels.terminal import NAME, TerminalChannel
from bot.channels.update import Update
from bot.clock import SetClock
from bot.house import House
from bot.receiving import Door
from bot.service import pass_time, settle
from bot.talk.delivery import Delivery
from flows.events import FromReporter, Picked, Said
from flows.understanding.text import clean
from storage import phones
from storage.ids import new_id

Shown = tuple[datetime, dict[str, Any]]


class Prompt:
    """People at a prompt, over the same path as every other channel."""

    def __init__(self, house: House) -> None:
        """Connect the terminal to `house`, whose clock must be one that can be moved."""
        self.house = house
        house.channels = {**house.channels, NAME: TerminalChannel(self._deliver)}
        self.door = Door(house)
        self.delivery = Delivery(house)

    async def say(self, name: str, text: str) -> None:
        """Let `name` write `text`, and work off all that follows at this instant."""
        await self.happen(name, Said(clean(text)))

    async def press(self, name: str, data: str) -> None:
        """Let `name` press the button with `data`."""
        await self.happen(name, Picked(data, -1))

    async def happen(self, name: str, event: FromReporter) -> None:
        """Let anything else arrive from `name`."""
        await self.door.take(Update(NAME, new_id(), name, event))
        await self.settle()

    async def settle(self) -> None:
        """Work off all that is due at this instant."""
        await settle(self.house, self.door, self.delivery)

    async def wait(self, length: timedelta) -> None:
        """Let time pass, working off each deadline when it is due."""
        clock = self.house.clock
        assert isinstance(clock, SetClock)  # noqa: S101 - a prompt owns its clock
        await pass_time(self.house, self.door, self.delivery, clock.now() + length, clock.move)

    def look(self, name: str) -> list[Shown]:
        """Return what arrived on the phone of `name` since the last look."""
        return self.house.writer.do(lambda uow: phones.look(uow, name))

    def _deliver(self, name: str, message: Mapping[str, Any]) -> None:
        now = self.house.clock.now()
        self.house.writer.do(lambda uow: phones.deliver(uow, name, dict(message), now))
