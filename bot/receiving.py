"""The door for updates: each is taken once, worked off and committed before the provider hears that we have it."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TypeVar

from bot.channels.update import Report, Update
from bot.house import House
from bot.log import logger
from bot.talk import conversation, duty_chat, linking, notices, reports
from bot.writing import AsyncWriter
from flows.events import Gone, Said, Sent
from flows.receipt import is_right, looks_like_one
from storage import held, inbox, members, provider_copies, receipts, vault
from storage.database import UnitOfWork
from storage.failpoints import fail_at

T = TypeVar("T")


class Door:
    """Takes in the updates of all channels."""

    def __init__(self, house: House) -> None:
        """Open the door of `house`."""
        self.house = house
        self._stretching = asyncio.Lock()
        self._salt: bytes | None = None
        self._writer = AsyncWriter(house.writer)

    async def take(self, update: Update) -> None:
        """Work off `update`; on return it is committed, or put aside to be tried again.

        Raises only when not even that could be committed: the provider must then send it again.
        """
        fail_at("update_parsed")
        lookup = await self._stretched(update)
        try:
            await self._writer.do(partial(self._work, update, lookup))
        except Exception as error:
            logger().error("turn failed", channel=update.channel, error=type(error).__name__)
            await self._writer.do(partial(self._put_aside, update))

    async def retry_aside(self) -> int:
        """Try again what was put aside; return how many are worked off now."""
        with self.house.database.look() as uow:
            waiting = [Update.from_bytes(inbox.raw(uow, row)) for row in inbox.undone(uow)]
        done = 0
        for update in waiting:
            lookup = await self._stretched(update)
            try:
                await self._writer.do(partial(self._work_again, update, lookup))
                done += 1
            except Exception as error:
                logger().error("turn failed again", channel=update.channel, error=type(error).__name__)
                await self._writer.do(partial(self._put_aside, update))
        return done

    async def do(self, work: Callable[[UnitOfWork], T]) -> T:
        """Do `work` in the one writer thread; on return it is committed."""
        return await self._writer.do(work)

    async def _stretched(self, update: Update) -> bytes | None:
        """Return the slow hash of a receipt that was typed: one at a time, and not on the event loop."""
        number = looks_like_one(update.event.text) if isinstance(update.event, Said) else ""
        if not number or not is_right(number):
            return None
        async with self._stretching:
            if self._salt is None:
                self._salt = await self._writer.do(receipts.salt)
            return await asyncio.to_thread(vault.stretch, number, self._salt)

    async def settle_receipts(self) -> int:
        """Compute the hashes of receipts that were issued, one at a time; return how many."""
        with self.house.database.look() as uow:
            waiting = receipts.pending(uow)
        for receipt_id, number in waiting:
            async with self._stretching:
                if self._salt is None:
                    self._salt = await self._writer.do(receipts.salt)
                lookup = await asyncio.to_thread(vault.stretch, number, self._salt)
            await self._writer.do(partial(_settle, receipt_id, lookup))
        return len(waiting)

    def _work(self, update: Update, lookup: bytes | None, uow: UnitOfWork) -> None:
        fail_at("turn_begun")
        now = self.house.clock.now()
        if inbox.take(uow, update.channel, update.provider_id, now):
            fail_at("inbox_taken")
            self._note_copy(uow, update, now)
            hear(self.house, uow, update, lookup)

    def _note_copy(self, uow: UnitOfWork, update: Update, now: datetime) -> None:
        """Note that the provider keeps what it brought us, where it does."""
        channel = self.house.channels.get(update.channel)
        if channel is not None and channel.reports:
            has_media = isinstance(update.event, Sent)
            due_at = now + reports.COPY_STAYS if has_media else now
            provider_copies.note(uow, update.channel, update.provider_id, now, due_at, has_media=has_media)

    async def take_report(self, channel: str, message: str, report: Report, *, of_part: bool = False) -> None:
        """Hear what the provider tells of the message with our id `message`, or of a part of it that went before.

        On return it is committed.
        """
        now, heard = self.house.clock.now(), reports.hear_part if of_part else reports.hear
        await self._writer.do(lambda uow: heard(self.house, uow, channel, message, report, now))

    def _work_again(self, update: Update, lookup: bytes | None, uow: UnitOfWork) -> None:
        hear(self.house, uow, update, lookup)
        inbox.done(uow, update.channel, update.provider_id, self.house.clock.now())

    def _put_aside(self, update: Update, uow: UnitOfWork) -> None:
        """Keep an update that our own mistake keeps us from hearing, and call people: a failure hands over."""
        now = self.house.clock.now()
        if inbox.put_aside(uow, update.channel, update.provider_id, update.to_bytes(), now):
            self._note_copy(uow, update, now)
            facts = {
                "code": "",
                "colour": "",
                "reason": self.house.wording.code("put_aside"),
                "at": self.house.shown(now),
            }
            notices.to_coordinators(self.house, uow, "alarm", facts, now)
            if members.at_address(uow, update.channel, update.address) is None:
                conversation.hand_over_failure(self.house, uow, update, now)


def _settle(receipt_id: str, lookup: bytes, uow: UnitOfWork) -> None:
    receipts.settle(uow, receipt_id, lookup)


def hear(house: House, uow: UnitOfWork, update: Update, lookup: bytes | None = None) -> None:
    """Hear an update as what it is: a member's, a one-time code, or a reporter's."""
    now = house.clock.now()
    member = members.at_address(uow, update.channel, update.address)
    was_asked = False
    if member is not None and not isinstance(update.event, Gone):
        contact = members.heard(uow, update.channel, update.address, now)
        was_asked = held.release_contact(uow, contact, now)
    code = members.looks_like_code(update.event.text) if isinstance(update.event, Said) else ""
    if code and linking.link(house, uow, code, update, now):
        return
    if code and member is not None:
        linking.failed(house, uow, member, now)
    elif member is not None:
        duty_chat.DutyChat(house, uow, member, update, now, was_asked=was_asked).hear()
    else:
        conversation.receive(house, uow, update, now, lookup)
