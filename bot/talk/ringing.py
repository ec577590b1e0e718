"""A telephone call for a page: what is spoken when somebody answers, what a digit does, and how the call ended.

Whoever picks up may not be who was meant: nothing is said but a code. A digit does what the button in the chat does, by
the same functions; without one nothing is accepted, whoever or whatever has answered.
"""

from dataclasses import dataclass
from datetime import datetime

from bot.duty import paging
from bot.house import House
from bot.log import logger
from bot.talk import answering, settling
from storage import cases, escalations, inbox, members, outbox, page_tries
from storage.database import UnitOfWork
from storage.rows import Row

ENDED = {
    "completed": "no_digit",
    "busy": "busy",
    "no-answer": "no_answer",
    "canceled": "canceled",
    "failed": "failed",
}
"""How a call ends, by Twilio's name for it (https://www.twilio.com/docs/voice/api/call-resource#call-status-values)."""
_DIGITS = {"1": "accepted", "2": "declined"}
_CAN_STILL = frozenset({"declined", "unreachable"})
"""Answers to a page after which she can take its case all the same, as long as nobody has it."""


@dataclass(frozen=True, slots=True)
class Speech:
    """What is spoken, and whether a digit is waited for."""

    text: str
    asks: bool = False


def picked_up(house: House, uow: UnitOfWork, message_id: str) -> Speech:
    """Return what somebody hears who picks up: the question, or that there is nothing to answer any more."""
    page = _page(uow, message_id)
    case = cases.get(uow, page.case_id) if page is not None else None
    if page is None or case is None:
        return Speech(house.wording.speech("gone", {}))
    facts = {"code": paging.spelled(case.code)}
    asks = page.status == "out" or (case.status == "open" and page.status in _CAN_STILL)
    return Speech(house.wording.speech("call" if asks else "gone" if case.status == "open" else "taken", facts), asks)


def pressed(house: House, uow: UnitOfWork, message_id: str, digit: str, call_id: str, now: datetime) -> Speech:
    """Do what a digit asks for, once; a signature never expires, so a request that comes again only hears how it is.

    Any other digit is answered with the question.
    """
    page = _page(uow, message_id)
    member = members.by_id(uow, page.member_id) if page is not None else None
    if page is None or member is None or digit not in _DIGITS or not member.active:
        return picked_up(house, uow, message_id)
    case = cases.get(uow, page.case_id)
    if inbox.take(uow, members.TELEPHONE, f"{call_id}:{digit}", now):
        page_tries.end(uow, message_id, _DIGITS[digit], now)
        answer = answering.accept if digit == "1" else answering.decline
        answer(house, uow, member, page, now)
    case, answered = cases.get(uow, case.id), escalations.page(uow, page.id)
    hers = case.status == "held" and case.holder_id == member.id
    declined = answered is not None and answered.status == "declined"
    said = "yours" if hers else "declined" if declined else "taken" if case.status != "open" else "gone"
    return Speech(house.wording.speech(said, {"code": paging.spelled(case.code)}))


def ended(house: House, uow: UnitOfWork, message_id: str, status: str, now: datetime) -> None:
    """Hear how a call ended; where nobody answered it the page goes on, and a number that cannot be called fails."""
    tries = [one for one in page_tries.of_message(uow, message_id) if one.status == "out"]
    if status not in ENDED or not tries:
        return
    page_tries.end(uow, message_id, ENDED[status], now)
    if status == "failed":
        logger().error("telephone not reached", channel=members.TELEPHONE)
    for one in tries:
        settling.another_way(house, uow, one.page_id, now)


def _page(uow: UnitOfWork, message_id: str) -> Row | None:
    """Return the page that a call is for; where it was superseded while it rang, as by a rise, the one in its place."""
    row = outbox.by_id(uow, message_id)
    page = escalations.page(uow, row.page_id) if row is not None and row.kind == paging.CALL else None
    if page is None or page.status != "stopped":
        return page
    newer = (one for one in escalations.pages_out(uow, page.member_id) if one.case_id == page.case_id)
    return next(newer, page)
