"""What is done with a provider that keeps copies and reports afterwards: catch up, ask what became of it, blank it."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

from bot.channels.update import SendError
from bot.channels.whatsapp import WhatsAppChannel
from bot.channels.whatsapp_form import read
from bot.house import House
from bot.log import logger
from bot.receiving import Door
from bot.talk import reports
from bot.writing import AsyncWriter
from storage import inbox, outbox, provider_copies
from storage.database import UnitOfWork
from storage.rows import Row

T = TypeVar("T")
CATCH_UP = timedelta(minutes=30)
"""How far back the provider's list is read for messages that never reached us."""
ASK_AFTER = timedelta(minutes=2)
"""How long after a message was taken the provider is asked what became of it, where it has not told."""
GIVE_UP_AFTER = timedelta(hours=6)
"""A message of which nothing was told for so long is taken as arrived: its text must not stay here."""
_LONGEST_WAIT = timedelta(minutes=15)


class Upkeep:
    """Keeps us and one provider of the same mind."""

    def __init__(self, house: House, channel: WhatsAppChannel, door: Door) -> None:
        """Work for `house` with `channel`; what is found goes through `door`."""
        self.house, self.channel, self.door = house, channel, door
        self._writer: AsyncWriter | None = None

    async def blank_copies(self) -> int:
        """Blank every copy that is due; return how many are gone. What cannot be blanked now is tried again."""
        now = self.house.clock.now()
        with self.house.database.look() as uow:
            waiting = provider_copies.due(uow, self.channel.name, now)
            old = provider_copies.overdue(uow, now - 2 * reports.COPY_STAYS)
        if old:
            logger().error("copies at the provider are overdue", channel=self.channel.name, count=old)
        return sum(await asyncio.gather(*(self._blank(copy, now) for copy in waiting)))

    async def ask(self) -> int:
        """Ask what became of messages of which no report came; return how many were settled."""
        now = self.house.clock.now()
        with self.house.database.look() as uow:
            waiting = outbox.unreported(uow, now - ASK_AFTER)
        mine = [row for row in waiting if row.channel == self.channel.name]
        return sum(await asyncio.gather(*(self._ask(row, now) for row in mine)))

    async def catch_up(self) -> int:
        """Take in what the provider has heard and we have not, as after an outage of ours; return how many."""
        now = self.house.clock.now()
        try:
            heard = await self.channel.heard_since(now - CATCH_UP)
        except SendError as error:
            logger().error("list of the provider not read", channel=self.channel.name, kind=error.kind)
            return 0
        updates = [update for update in map(read, heard) if update is not None]
        with self.house.database.look() as uow:
            missed = [one for one in updates if not inbox.was_taken(uow, one.channel, one.provider_id)]
        for update in missed:
            await self.door.take(update)
        return len(missed)

    async def _blank(self, copy: Row, now: datetime) -> bool:
        try:
            await self.channel.blank(copy.provider_id, has_media=copy.has_media)
        except SendError as error:
            at = now + min(timedelta(seconds=5 * 2 ** min(copy.tries, 10)), _LONGEST_WAIT)
            await self._do(lambda uow: provider_copies.later(uow, copy.channel, copy.provider_id, at))
            logger().info("copy not blanked", channel=copy.channel, kind=error.kind, tries=copy.tries)
            return False
        await self._do(lambda uow: provider_copies.blanked(uow, copy.channel, copy.provider_id))
        return True

    async def _ask(self, row: Row, now: datetime) -> bool:
        try:
            report = await self.channel.fetch(row.provider_id)
        except SendError as error:
            logger().info("not asked", channel=row.channel, kind=error.kind)
            report = None
        if report is not None and report.status in {"delivered", "read", "failed"}:
            await self.door.take_report(row.channel, row.id, report)
            return True
        if now - row.sent_at < GIVE_UP_AFTER:
            return False
        await self._do(partial(_give_up, self.house, row, now))
        return True

    async def _do(self, work: Callable[[UnitOfWork], T]) -> T:
        if self._writer is None:
            self._writer = AsyncWriter(self.house.writer)
        return await self._writer.do(work)


def _give_up(house: House, row: Row, now: datetime, uow: UnitOfWork) -> None:
    reports.give_up(house, uow, row, now)
