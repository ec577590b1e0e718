"""Notices to people on duty: queued to the chat on which each can be reached, worded when they are sent."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from bot.channels import parting
from bot.duty.colours import colour
from bot.house import House
from bot.log import logger
from bot.talk import reach
from storage import (
    audit,
    cases,
    conversations,
    desk_sessions,
    held,
    left_out,
    members,
    outbox,
    overview,
    page_tries,
)
from storage.conversations import Stored
from storage.database import UnitOfWork
from storage.rows import Row

_WHATSAPP = "whatsapp"
_WORDS = frozenset({"backlog", "relayed", "number", "handed_note"})
"""Notices that carry what a reporter wrote, or what was written about her."""
BUBBLE = 1500
"""Characters of a bubble that carries words and at most a mark that it comes again; WhatsApp takes 1,600."""
_AT_DESK = timedelta(minutes=5)
"""A holder without a chat who used the desk within this time is taken to be there."""
_PAGE_OPEN = timedelta(minutes=6)
"""A page of a case that stands open is noted as read every five minutes."""


def to_member(
    house: House,
    uow: UnitOfWork,
    member_id: str,
    notice: str,
    facts: Mapping[str, Any],
    now: datetime,
    *,
    contact: Row | None = None,
    **columns: Any,
) -> str:
    """Queue a notice without any word of a reporter; return its id, empty when the member has no chat.

    With `contact` it goes that way, whatever others she has.
    """
    contact = contact or _contact(house, uow, member_id, notice, now)
    if contact is None:
        return ""
    row = columns_of(contact, notice, now) | columns
    return outbox.queue(uow, row, {"notice": notice, "facts": dict(facts)}, uow.keys.wrap)


def to_holder(
    house: House, uow: UnitOfWork, stored: Stored, notice: str, facts: Mapping[str, Any], now: datetime, **columns: Any
) -> None:
    """Queue a notice to the person who holds the conversation's case, readable with its flight key only."""
    if stored.case_id is None:
        return
    case = cases.get(uow, stored.case_id)
    contact = _contact(house, uow, case.holder_id, notice, now) if case.holder_id else None
    if contact is None:
        if case.accepted_at is not None and case.status != "closed" and not _reads_at_desk(uow, case, now):
            alarm(house, uow, case, "unreachable", now)
        return
    told = {"code": case.code, **facts}
    if _keeps_out(house, contact, notice):
        if notice == "backlog" and not columns.pop("hands_over", False):
            return  # several bubbles of what was written: one word about them is enough
        notice, told = "at_desk", {"code": case.code}
    if notice == "relayed":
        told["several"] = len(cases.held_by(uow, case.holder_id)) > 1
    row = columns_of(contact, notice, now) | {"conversation_id": stored.id, "case_id": stored.case_id} | columns
    outbox.queue(uow, row, {"notice": notice, "facts": told}, stored.flight_key)


def alarm(house: House, uow: UnitOfWork, case: Row, reason: str, now: datetime) -> None:
    """Tell the coordinators to look at a case, and why (a code); the audit says so where none of them has a chat."""
    shown = colour(case.level) if case.level else ""
    facts = {"code": case.code, "colour": shown, "reason": house.wording.code(reason), "at": house.shown(now)}
    told = to_coordinators(house, uow, "alarm", facts, now)
    detail: dict[str, object] = {"reason": reason}
    if not told:  # as soon as a coordinator has a chat again, the next repeat of the ladder tells her
        logger().error("no coordinator can be told", case=case.code)
        detail["told"] = 0
    audit.note(uow, "alarm", actor="system", subject=case.code, now=now, **detail)


def _reads_at_desk(uow: UnitOfWork, case: Row, now: datetime) -> bool:
    """Return whether the holder, who has no chat, was at the desk a moment ago: there she sees for herself.

    So does she while the page of the case stands open, which refreshes itself. Whether she did is looked at later.
    """
    if not case.holder_id:
        return False
    if overview.is_at_desk(uow, case.holder_id, now - _AT_DESK):
        return True
    reads = audit.noted_since(uow, "transcript_read", actor=case.holder_id, subject=case.code, since=now - _PAGE_OPEN)
    return reads and overview.is_at_desk(uow, case.holder_id, now - desk_sessions.IDLE)


def pieces(text: str, most: int = 1400) -> list[str]:
    """Return `text` in parts that fit a bubble of either channel with what stands around it."""
    return parting.pieces(text, most)


def to_coordinators(
    house: House,
    uow: UnitOfWork,
    notice: str,
    facts: Mapping[str, Any],
    now: datetime,
    *,
    lane: str = "page",
    **columns: Any,
) -> int:
    """Queue a notice to every coordinator, in the lane of pages or another; return how many have a chat.


    Where it is about a case, whoever is left out of that case hears nothing.
    """
    case = cases.by_code(uow, facts["code"]) if facts.get("code") else None
    without = left_out.of(uow, case.conversation_id) if case is not None else frozenset()
    told = [one for one in members.coordinators(uow) if one not in without]
    return sum(to_member(house, uow, one, notice, facts, now, lane=lane, **columns) != "" for one in told)


def move(house: House, uow: UnitOfWork, contact: Row, now: datetime, under_way: str = "") -> bool:
    """Bring what waits for a chat of a member, and the message `under_way`, to her other chat.

    Returns False when she has none; then no words of a reporter wait for it any more either.
    """
    waiting = held.waiting_for(uow, contact.id, under_way)
    other = _contact(house, uow, contact.member_id, "", now)
    if other is None:
        for row in waiting:
            if row.conversation_id and row.status == "held":
                outbox.cancel(uow, row.id)
        return False
    at_desk: set[str] = set()
    for row in waiting:
        if row.kind == outbox.KNOCK:
            outbox.cancel(uow, row.id)
        elif _keeps_out(house, other, row.kind):
            outbox.cancel(uow, row.id)
            at_desk.add(row.conversation_id)
        else:
            held.readdress(uow, row.id, other, now)
            page_tries.readdress(uow, row.id, other)
    for conversation_id in sorted(at_desk):
        to_holder(house, uow, conversations.load(uow, conversation_id), "at_desk", {}, now)
    return True


def _keeps_out(house: House, contact: Row, notice: str) -> bool:
    """Return whether a notice with words of a reporter may not go to this chat, as the office has decided."""
    return notice in _WORDS and contact.channel == _WHATSAPP and not house.organisation.office.words_on_whatsapp


def _contact(house: House, uow: UnitOfWork, member_id: str, notice: str, now: datetime) -> Row | None:
    """Return the chat for a notice: the first that takes it now, or the first of all, where it waits."""
    known = members.contacts(uow, member_id)
    return next((one for one in known if reach.takes(house, one, notice, now)), known[0] if known else None)


def columns_of(contact: Row, notice: str, now: datetime) -> dict[str, Any]:
    """Return the columns of a message to somebody on duty, due at once."""
    return {
        "lane": "staff",
        "kind": notice,
        "channel": contact.channel,
        "chat": contact.address_index,
        "contact_id": contact.id,
        "made_at": now,
        "due_at": now,
    }
