"""Delivery: claims what is due, words it at that moment, sends it, and notes what became of it.

A row is claimed under a lease in one transaction, sent outside of any, and settled in another. A crash in between
leaves the lease to run out: then it is sent again, with a mark, since nobody knows whether it had been taken.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

from bot.channels.update import Outgoing, Receipt, SendError
from bot.duty import calls
from bot.house import Channel, House
from bot.log import logger
from bot.talk import buttons, reports, settling, window
from bot.writing import AsyncWriter
from storage import cases, conversations, escalations, members, outbox
from storage.database import UnitOfWork
from storage.failpoints import fail_at
from storage.rows import Row

T = TypeVar("T")
STALE_AFTER = timedelta(minutes=2)
"""A reply is not sent later than this unless the reporter has written since: at 03.00 it could betray her."""
SKEW = timedelta(minutes=2)
"""Difference to a provider's clock from which ours is not believed: a wrong clock must not silence everyone."""
LIVES = 300
"""Seconds that a provider may keep a message to a reporter waiting: what comes later could betray her."""
_BATCH = 32


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

    def __init__(self, house: House, lanes: Sequence[str] = ("page", "staff", "reporter")) -> None:
        """Deliver the rows of `lanes` on the channels the house has now."""
        self.house = house
        self.lanes = tuple(lanes)
        self.skewed = False
        self._writer: AsyncWriter | None = None

    async def _in_writer(self, work: Callable[[UnitOfWork], T]) -> T:
        if self._writer is None:
            self._writer = AsyncWriter(self.house.writer)
        return await self._writer.do(work)

    async def pump(self) -> int:
        """Send what is due now, one message per chat and lane; return how many rows were worked off."""
        now = self.house.clock.now()
        channels = tuple(self.house.channels)
        claimed = await self._in_writer(lambda uow: self._claim(uow, now, channels))
        fail_at("outbox_claimed")
        parcels = [parcel for parcel in claimed if isinstance(parcel, Parcel)]
        await asyncio.gather(*(self._send(parcel) for parcel in parcels))
        return len(claimed)

    async def drain(self) -> int:
        """Pump until nothing is due; return how many rows were worked off."""
        total = 0
        while done := await self.pump():
            total += done
        return total

    def _claim(self, uow: UnitOfWork, now: datetime, channels: tuple[str, ...]) -> list[Parcel | None]:
        return [self._open(uow, row, now) for row in outbox.claim(uow, now, self.lanes, channels, _BATCH)]

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
        facts = case_facts(self.house, uow, row.case_id, now)
        return Parcel(row, body, to.address, facts, to.public_key)

    def _to_staff(self, uow: UnitOfWork, row: Row, now: datetime) -> Parcel | None:
        contact, address = members.contact(uow, row.contact_id), members.contact_address(uow, row.contact_id)
        if contact is None or address is None:
            return self._gone(uow, row)
        if row.conversation_id and cases.get(uow, row.case_id).holder_id != contact.member_id:
            outbox.drop(uow, row.id, "cancelled")  # it was held for her, and the case is not hers any more
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
        try:
            message, wording = self._checked(parcel)
            fail_at("before_send")
            receipt = await self._handed_in(channel, parcel, message)
            fail_at("after_send")
        except SendError as error:
            logger().info("not sent", channel=parcel.row.channel, lane=parcel.row.lane, kind=error.kind)
            settle = _Failed(self.house, parcel, error, self.house.clock.now())
        else:
            self._compare_clocks(receipt)
            settle = _Sent(self.house, parcel, receipt, message.text, wording, self.house.clock.now())
        fail_at("before_settle_commit")
        await self._in_writer(settle)
        fail_at("after_settle_commit")

    async def _handed_in(self, channel: Channel, parcel: Parcel, message: Outgoing) -> Receipt:
        """Send; a mistake of ours in a channel leaves open whether it was taken, and must not stop the others."""
        try:
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
            message, wording = self._worded(parcel)
            template = window.template(row, parcel.body) if parcel.outside else None
            return replace(message, key=row.id, lives=lives, template=template), wording
        except Exception as error:
            logger().error("wording failed", kind=parcel.row.kind, error=type(error).__name__)
            raise SendError("permanent") from None

    def _worded(self, parcel: Parcel) -> tuple[Outgoing, str]:
        row, body, wording = parcel.row, parcel.body, self.house.wording
        if row.kind == outbox.KNOCK:
            return Outgoing("", said=(row.kind,)), ""
        if row.kind == "words":
            again = wording.block("everywhere", "repeated", {}) if row.marked else ""
            text = "\n\n".join(part for part in (body["text"], again) if part)
            return Outgoing(text, protected=True, said=("words",)), ""
        if "notice" in body:
            text = wording.notice(body["notice"], {"marked": row.marked, **body["facts"]})
            if row.marked and row.kind != "page":
                text = f"{text}\n{wording.code('repeated')}"
            pressed = wording.answer_buttons(row.page_id) if row.kind == "page" else ()
            return Outgoing(text, pressed, protected=True, said=(body["notice"],)), ""
        language = body.get("language", "id")
        text = wording.bubble(body, parcel.facts, language)
        if row.marked:
            text = f"{text}\n\n{wording.block('everywhere', 'repeated', {}, language)}"
        shown = tuple(
            buttons.button(wording.label(body["state"], key), row.conversation_id, body["turn"], key)
            for key in body["options"]
        )
        versions = dict.fromkeys(wording.version(state, language) for state, _ in body["blocks"])
        said = tuple(f"{state}.{block}" for state, block in body["blocks"])
        return Outgoing(text, shown, said=said), " ".join(versions)

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
        if self.parcel.public_key is not None and self.parcel.body.get("kept"):
            settling.keep(uow, row.conversation_id, self.parcel.public_key, self.text, self.wording, self.now)
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
    now: datetime

    def __call__(self, uow: UnitOfWork) -> None:
        reports.unanswered(self.house, uow, self.parcel.row, self.error, self.now)


def case_facts(house: House, uow: UnitOfWork, case_id: str | None, now: datetime) -> dict[str, Any]:
    """Return what may be told about a case at this moment: its code, true times and how many were called."""
    if case_id is None:
        nothing = dict.fromkeys(("code", "accepted_at", "calls_at", "target"), "")
        return {**nothing, "forwarded_at": house.shown(now), "people": 0}
    case = cases.get(uow, case_id)
    people = calls.people_called(uow, case_id)
    minutes = int(house.organisation.target(case.level).total_seconds() // 60) if case.level else 0
    return {
        "code": case.code,
        "forwarded_at": house.shown(case.forwarded_at or case.opened_at),
        "accepted_at": house.shown(case.accepted_at),
        "people": people,
        "calls_at": "" if people else house.shown(_calls_at(uow, case_id, now)),
        "target": house.wording.duration(minutes),
    }


def _calls_at(uow: UnitOfWork, case_id: str, now: datetime) -> datetime | None:
    """Return when the first call for a case will go out, where it waits for the office's day to begin."""
    running = escalations.get(uow, case_id)
    waits = running is not None and running.status == "climbing" and running.due is not None and running.due > now
    return running.due if running is not None and waits else None
