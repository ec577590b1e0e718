"""What is done with a provider that keeps copies and reports afterwards: catch up, ask what became of it, blank it."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.channels.update import SendError
from bot.channels.whatsapp import WhatsAppChannel
from bot.channels.whatsapp_form import read
from bot.house import House
from bot.log import logger
from bot.receiving import Door
from bot.talk import reports
from bot.writing import AsyncWriter
from storage import arrivals, inbox, meta, provider_copies
from storage.rows import Row

CATCH_UP = timedelta(minutes=30)
"""How far before the last look the provider's list is read again for messages that never reached us."""
_LONGEST_LOOK = timedelta(days=7)
"""How far back it is read at the most: a longer outage is a matter for people."""
_CAUGHT_UP = "whatsapp_caught_up"
ASK_AFTER = timedelta(minutes=2)
"""How long after a message was taken the provider is asked what became of it, where it has not told."""
GIVE_UP_AFTER = timedelta(hours=6)
"""A message of which nothing was told for so long is let go of: its text must not stay here."""
ALARM_AFTER = timedelta(minutes=5)
"""How long what a reporter wrote may be on its way to whoever has her case before the coordinators are told."""
_LONGEST_WAIT = timedelta(minutes=15)


class Upkeep:
    """Keeps us and one provider of the same mind."""

    def __init__(self, house: House, channel: WhatsAppChannel, door: Door) -> None:
        """Work for `house` with `channel`; what is found goes through `door`."""
        self.house, self.channel, self.door = house, channel, door
        self._writer = AsyncWriter(house.writer)
        self._told_of_old = datetime.min.replace(tzinfo=UTC)

    async def blank_copies(self) -> int:
        """Blank every copy that is due; return how many are gone. What cannot be blanked now is tried again."""
        now = self.house.clock.now()
        with self.house.database.look() as uow:
            waiting = provider_copies.due(uow, self.channel.name, now)
            old = provider_copies.overdue(uow, now - 2 * reports.COPY_STAYS)
        if old and now - self._told_of_old > reports.COPY_STAYS:
            self._told_of_old = now
            logger().error("copies at the provider are overdue", channel=self.channel.name, count=old)
        return sum(await asyncio.gather(*(self._blank(copy, now) for copy in waiting)))

    async def ask(self) -> int:
        """Ask what became of messages of which no report came; return how many were settled."""
        now = self.house.clock.now()
        with self.house.database.look() as uow:
            waiting = arrivals.unreported(uow, self.channel.name, now - ASK_AFTER, now)
        settled = sum(await asyncio.gather(*(self._ask(row, now) for row in waiting)))
        before = now - ALARM_AFTER
        with self.house.database.look() as uow:
            stuck = arrivals.not_brought(uow, self.channel.name, before)
        if stuck:
            await self._writer.do(lambda uow: reports.not_brought(self.house, uow, self.channel.name, before, now))
        return settled

    async def catch_up(self) -> int:
        """Take in what the provider has heard and we have not, as after an outage of ours; return how many."""
        now = self.house.clock.now()
        with self.house.database.look() as uow:
            since = meta.instant(uow, _CAUGHT_UP) or now
        try:
            missed = await self.channel.heard_since(max(since, now - _LONGEST_LOOK) - CATCH_UP, self._is_known)
        except SendError as error:
            logger().error("list of the provider not read", channel=self.channel.name, kind=error.kind)
            return 0
        updates = [replace(update, late=one.late) for one in missed if (update := read(one.form)) is not None]
        for update in updates:
            await self.door.take(update)
        await self._writer.do(lambda uow: meta.set_instant(uow, _CAUGHT_UP, now))
        return len(updates)

    def _is_known(self, provider_id: str) -> bool:
        """Return whether a message of the provider's list has been taken already; called in a thread of the channel."""
        with self.house.database.look() as uow:
            return inbox.was_taken(uow, self.channel.name, provider_id)

    async def _blank(self, copy: Row, now: datetime) -> bool:
        try:
            await self.channel.blank(copy.provider_id, has_media=copy.has_media)
        except SendError as error:
            at = now + min(timedelta(seconds=5 * 2 ** min(copy.tries, 10)), _LONGEST_WAIT)
            await self._writer.do(lambda uow: provider_copies.later(uow, copy.channel, copy.provider_id, at))
            logger().info("copy not blanked", channel=copy.channel, kind=error.kind, tries=copy.tries)
            return False
        await self._writer.do(lambda uow: provider_copies.blanked(uow, copy.channel, copy.provider_id))
        return True

    async def _ask(self, row: Row, now: datetime) -> bool:
        try:
            report, answered = await self.channel.fetch(row.provider_id), True
        except SendError as error:
            logger().info("not asked", channel=row.channel, kind=error.kind)
            report, answered = None, False
        if report is not None and report.status in {"delivered", "read", "failed"}:
            await self.door.take_report(row.channel, row.id, report)
            return True
        age = now - row.sent_at
        if age < GIVE_UP_AFTER:
            again = min(now + min(age / 4, _LONGEST_WAIT), row.sent_at + GIVE_UP_AFTER)
            if answered:
                await self._writer.do(lambda uow: arrivals.ask_again(uow, row.id, again))
            return False
        await self._writer.do(lambda uow: reports.give_up(uow, row))
        return True
