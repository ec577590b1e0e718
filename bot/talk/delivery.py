"""Delivery: claims what is due, words it at that moment, sends it, and notes what became of it.

A row is claimed under a lease in one transaction, sent outside of any, and settled in another. A crash in between
leaves the lease to run out: then it is sent again, with a mark, since nobody knows whether it had been taken.
"""

import asyncio
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from bot.channels.update import Outgoing, Receipt, SendError
from bot.duty import paging
from bot.house import Channel, House
from bot.log import logger
from bot.talk import bubbles, reports, settling, window
from bot.writing import AsyncWriter
from storage import cases, conversations, members, outbox
from storage.database import UnitOfWork
from storage.failpoints import fail_at
from storage.rows import Row

STALE_AFTER = timedelta(minutes=2)
"""A reply is not sent later than this unless the reporter has written since: at 03.00 it could betray her."""
SKEW = timedelta(minutes=2)
"""Difference to a provider's clock from which ours is not believed: a wrong clock must not silence everyone."""
LIVES = 300
"""Seconds that a provider may keep a message to a reporter waiting: what comes later could betray her."""
_BATCH = 32
_REFILL = _BATCH // 2
"""Messages under way on a channel at which more are claimed: not one claim for each that ended."""
_PATIENCE = 30.0
"""Seconds that a sending may take, well within its lease; then nobody knows whether it was taken."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A claimed message with all that is needed to word and send it."""

    row: Row
    body: dict[str, Any]
    address: str
    facts: dict[str, Any]
    public_key: bytes | None = None
    outside: bool = False


class Delivery:
    """Sends what is in the outbox, for some lanes."""

    def __init__(
        self,
        house: House,
        lanes: Sequence[str] = ("page", "ask", "staff", "reporter"),
        on_end: Callable[[], None] = lambda: None,
    ) -> None:
        """Deliver the rows of `lanes` on the channels the house has now; `on_end` is called when more can be sent."""
        self._on_end = on_end
        self._under_way: dict[asyncio.Task[None], str] = {}
        self.house = house
        self.lanes = tuple(lanes)
        self.skewed = False
        self._writer = AsyncWriter(house.writer)

    @property
    def under_way(self) -> frozenset["asyncio.Task[None]"]:
        """Return the sendings that have begun and are not settled."""
        return frozenset(self._under_way)

    async def begin(self) -> int:
        """Begin to send all that is due now, one message per chat and lane; return how many rows were worked off.

        No more than `_BATCH` are under way on a channel, and none waits for another channel's.
        """
        total = 0
        while free := self._free():
            now = self.house.clock.now()
            claimed = await self._writer.do(partial(self._claim, now, free))
            fail_at("outbox_claimed")
            for parcel in claimed:
                if parcel is not None:
                    self._start(parcel)
            total += len(claimed)
            if not claimed:
                break
        return total

    async def pump(self) -> int:
        """Begin to send what is due now, and return when all of it is settled: how many rows were worked off."""
        done = await self.begin()
        await asyncio.gather(*self._under_way)
        return done

    async def drain(self) -> int:
        """Pump until nothing is due; return how many rows were worked off."""
        total = 0
        while done := await self.pump():
            total += done
        return total

    async def finish(self, within: float) -> None:
        """Wait until what is under way is settled, `within` seconds at the most: what is cut short may go twice."""
        if self._under_way:
            _, left = await asyncio.wait(self._under_way, timeout=within)
            for task in left:
                task.cancel()
            await asyncio.gather(*left, return_exceptions=True)

    def _free(self) -> dict[str, int]:
        """Return how many more messages may be under way on each channel, where any may."""
        busy = Counter(self._under_way.values())
        return {name: _BATCH - busy[name] for name in self.house.channels if busy[name] < _BATCH}

    def _start(self, parcel: Parcel) -> None:
        task = asyncio.ensure_future(self._send(parcel))
        self._under_way[task] = parcel.row.channel
        task.add_done_callback(self._ended)

    def _ended(self, task: "asyncio.Task[None]") -> None:
        channel = self._under_way.pop(task)
        if not task.cancelled() and task.exception() is not None:
            logger().error("worker failed", worker="delivery", error=type(task.exception()).__name__)
        if list(self._under_way.values()).count(channel) <= _REFILL:
            self._on_end()

    def _claim(self, now: datetime, free: Mapping[str, int], uow: UnitOfWork) -> list[Parcel | None]:
        reports.cut_short(self.house, uow, now)
        least = min(free.values())
        each = {tuple(free): least} if least > _REFILL else {(name,): most for name, most in free.items()}
        return [
            self._open(uow, row, now)
            for channels, most in each.items()
            for row in outbox.claim(uow, now, self.lanes, channels, most)
        ]

    def _open(self, uow: UnitOfWork, row: Row, now: datetime) -> Parcel | None:
        """Return the parcel of a claimed row, or None when it must not be sent any more."""
        try:
            return self._to_reporter(uow, row, now) if row.lane == "reporter" else self._to_staff(uow, row, now)
        except Exception as error:
            logger().error("cannot be sent", kind=row.kind, error=type(error).__name__)
            return self._gone(uow, row)

    def _to_reporter(self, uow: UnitOfWork, row: Row, now: datetime) -> Parcel | None:
        to = conversations.destination(uow, row.conversation_id)
        if to is None:
            return self._gone(uow, row)
        if self._stale(row, now, to.heard_at):
            settling.expired(self.house, uow, row, now)
            return None
        if window.is_over(self.house, row, to.heard_at, now):
            window.wait_for_reporter(self.house, uow, row, now)
            return None
        body = outbox.body(uow, row, to.flight_key)
        facts = bubbles.case_facts(self.house, uow, row.case_id, now, body.get("language", "id"))
        return Parcel(row, body, to.address, facts, to.public_key)

    def _to_staff(self, uow: UnitOfWork, row: Row, now: datetime) -> Parcel | None:
        contact, address = members.contact(uow, row.contact_id), members.contact_address(uow, row.contact_id)
        if contact is None or address is None:
            return self._gone(uow, row)
        if row.conversation_id and cases.get(uow, row.case_id).holder_id != contact.member_id:
            outbox.drop(uow, row.id, "cancelled")  # it was held for her, and the case is not hers any more
            return None
        if row.kind in {paging.BUNDLE, paging.CALL} and not paging.waits(uow, row.id):
            outbox.drop(uow, row.id, "cancelled")  # all that it is about was answered meanwhile
            return None
        key = conversations.load(uow, row.conversation_id).flight_key if row.conversation_id else None
        body = outbox.body(uow, row, key)
        outside = window.is_over(self.house, row, contact.heard_at, now)
        if outside and row.kind not in window.TEMPLATES:
            window.wait_for_member(uow, row, body, now)
            return None
        return Parcel(row, body, address, {}, outside=outside)

    def _gone(self, uow: UnitOfWork, row: Row) -> Parcel | None:
        if row.lane == "reporter":
            outbox.drop(uow, row.id, "failed", "gone")
        else:
            settling.refused(self.house, uow, row, SendError("permanent"), self.house.clock.now())
        return None

    def _stale(self, row: Row, now: datetime, heard_at: datetime) -> bool:
        return not self.skewed and now - row.made_at > STALE_AFTER and heard_at <= row.made_at

    async def _send(self, parcel: Parcel) -> None:
        channel = self.house.channels[parcel.row.channel]
        settle: Any
        message, wording = Outgoing(""), ""
        try:
            message, wording = self._checked(parcel)
            fail_at("before_send")
            receipt = await self._handed_in(channel, parcel, message)
            fail_at("after_send")
        except SendError as error:
            logger().info("not sent", channel=parcel.row.channel, lane=parcel.row.lane, kind=error.kind)
            settle = _Failed(self.house, parcel, error, message.text, wording, self.house.clock.now())
        else:
            self._compare_clocks(receipt)
            settle = _Sent(self.house, parcel, receipt, message.text, wording, self.house.clock.now())
        fail_at("before_settle_commit")
        await self._writer.do(settle)
        fail_at("after_settle_commit")

    async def _handed_in(self, channel: Channel, parcel: Parcel, message: Outgoing) -> Receipt:
        """Send; a mistake of ours in a channel leaves open whether it was taken, and must not stop the others."""
        try:
            async with asyncio.timeout(_PATIENCE):
                return await channel.send(parcel.address, message)
        except SendError:
            raise
        except Exception as error:
            logger().error("channel failed", channel=channel.name, error=type(error).__name__)
            raise SendError("unknown") from None

    def _checked(self, parcel: Parcel) -> tuple[Outgoing, str]:
        """Word a parcel; wording that fails is our mistake and must not stop the others."""
        row, lives = parcel.row, LIVES if parcel.row.lane == "reporter" else 0
        try:
            message, wording = bubbles.worded(self.house, row, parcel.body, parcel.facts)
            template = window.template(row, parcel.body) if parcel.outside else None
            return replace(message, key=row.id, lives=lives, template=template), wording
        except Exception as error:
            logger().error("wording failed", kind=parcel.row.kind, error=type(error).__name__)
            raise SendError("permanent") from None

    def _compare_clocks(self, receipt: Receipt) -> None:
        if receipt.provider_time is None:
            return
        skewed = abs(receipt.provider_time - self.house.clock.now()) > SKEW
        if skewed and not self.skewed:
            logger().error("clock differs from the provider's", seconds=int(SKEW.total_seconds()))
            self.house.writer.submit(lambda uow: settling.clock_alarm(self.house, uow, self.house.clock.now()))
        self.skewed = skewed


@dataclass(frozen=True, slots=True)
class _Sent:
    house: House
    parcel: Parcel
    receipt: Receipt
    text: str
    wording: str
    now: datetime

    def __call__(self, uow: UnitOfWork) -> None:
        row = self.parcel.row
        _keep_once(uow, self.parcel, self.text, self.wording, self.now)
        if self.house.channels[row.channel].reports:
            reports.taken(self.house, uow, row, self.receipt, self.wording, self.now)
        else:
            outbox.sent(uow, row.id, self.receipt.provider_id, self.now, self.wording)
            settling.delivered(self.house, uow, row, self.now)


@dataclass(frozen=True, slots=True)
class _Failed:
    house: House
    parcel: Parcel
    error: SendError
    text: str
    wording: str
    now: datetime

    def __call__(self, uow: UnitOfWork) -> None:
        reports.note_copies(uow, self.parcel.row, self.error.taken, self.now)
        if reports.unanswered(self.house, uow, self.parcel.row, self.error, self.wording, self.now):
            _keep_once(uow, self.parcel, self.text, self.wording, self.now)


def _keep_once(uow: UnitOfWork, parcel: Parcel, text: str, wording: str, now: datetime) -> None:
    """Put what was said into the transcript, unless an earlier try, which left its wordings there, has done so."""
    if parcel.public_key is not None and parcel.body.get("kept") and not parcel.row.wording:
        settling.keep(uow, parcel.row.conversation_id, parcel.public_key, text, wording, now)
