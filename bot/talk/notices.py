"""Notices to people on duty: queued to the chat on which each can be reached, worded when they are sent."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from bot.house import House
from storage import cases, members, outbox, overview
from storage.conversations import Stored
from storage.database import UnitOfWork
from storage.rows import Row

_WHATSAPP = "whatsapp"
_WORDS = frozenset({"backlog", "relayed", "number"})
"""Notices that carry what a reporter wrote."""
_AT_DESK = timedelta(minutes=5)
"""A holder without a chat who used the desk within this time is taken to be there."""


def to_member(
    house: House, uow: UnitOfWork, member_id: str, notice: str, facts: Mapping[str, Any], now: datetime, **columns: Any
) -> bool:
    """Queue a notice without any word of a reporter; return False when the member has no chat."""
    contact = _contact(uow, member_id)
    if contact is None:
        return False
    row = _row(contact, notice, now) | columns
    outbox.queue(uow, row, {"notice": notice, "facts": dict(facts)}, uow.keys.wrap)
    return True


def to_holder(
    house: House, uow: UnitOfWork, stored: Stored, notice: str, facts: Mapping[str, Any], now: datetime, **columns: Any
) -> None:
    """Queue a notice to the person who holds the conversation's case, readable with its flight key only."""
    if stored.case_id is None:
        return
    case = cases.get(uow, stored.case_id)
    contact = _contact(uow, case.holder_id) if case.holder_id else None
    if contact is None:
        if case.accepted_at is not None and case.status != "closed" and not _reads_at_desk(uow, case, now):
            _nobody_to_tell(house, uow, case, now)
        return
    told = {"code": case.code, **facts}
    if notice in _WORDS and contact.channel == _WHATSAPP and not house.organisation.office.words_on_whatsapp:
        if notice == "backlog" and not columns.pop("hands_over", False):
            return  # several bubbles of what was written: one word about them is enough
        notice, told = "at_desk", {"code": case.code}
    if notice == "relayed":
        told["several"] = len(cases.held_by(uow, case.holder_id)) > 1
    row = _row(contact, notice, now) | {"conversation_id": stored.id, "case_id": stored.case_id} | columns
    outbox.queue(uow, row, {"notice": notice, "facts": told}, stored.flight_key)


def _nobody_to_tell(house: House, uow: UnitOfWork, case: Row, now: datetime) -> None:
    """Something happened in a case whose holder has no chat, or that lost its holder: the coordinators must look."""
    reason = house.wording.code("unreachable")
    facts = {"code": case.code, "colour": "", "reason": reason, "at": house.shown(now)}
    to_coordinators(house, uow, "alarm", facts, now)


def _reads_at_desk(uow: UnitOfWork, case: Row, now: datetime) -> bool:
    """Return whether the holder, who has no chat, was at the desk a moment ago: there she sees for herself."""
    return bool(case.holder_id) and overview.is_at_desk(uow, case.holder_id, now - _AT_DESK)


def pieces(text: str, most: int = 2000) -> list[str]:
    """Return `text` in parts that fit a bubble with what stands around it; Telegram counts two for an emoji."""
    return [text[start : start + most] for start in range(0, len(text), most)] or [""]


def to_coordinators(
    house: House, uow: UnitOfWork, notice: str, facts: Mapping[str, Any], now: datetime, **columns: Any
) -> None:
    """Queue a notice to every coordinator, in the lane of pages: nothing delays it."""
    for member_id in members.coordinators(uow):
        to_member(house, uow, member_id, notice, facts, now, lane="page", **columns)


def _contact(uow: UnitOfWork, member_id: str) -> Row | None:
    reachable = members.contacts(uow, member_id)
    return reachable[0] if reachable else None


def _row(contact: Row, notice: str, now: datetime) -> dict[str, Any]:
    return {
        "lane": "staff",
        "kind": notice,
        "channel": contact.channel,
        "chat": contact.address_index,
        "contact_id": contact.id,
        "made_at": now,
        "due_at": now,
    }
