"""What follows when a message was sent, was refused, or has grown stale."""

import contextlib
from datetime import datetime, timedelta

from bot.channels.update import SendError
from bot.duty import asking, calls, offers, paging
from bot.house import House
from bot.log import logger
from bot.talk import notices
from flows import escalation as ladder
from flows.errors import NotFound
from storage import (
    asks,
    audit,
    cases,
    conversations,
    escalations,
    forgetting,
    held,
    members,
    outbox,
    page_tries,
    transcript,
)
from storage.conversations import Stored
from storage.database import UnitOfWork
from storage.rows import Row

_LONGEST_WAIT = 60
"""Seconds between two tries at the most."""
_REPORT_WAIT = 20.0
"""Seconds in which a report may tell that what nobody knew of had been taken."""
_MOST_TRIES = 8
"""Tries of a message that is no page; a page is tried for ever."""


def keep(uow: UnitOfWork, conversation_id: str, public_key: bytes, text: str, wording: str, now: datetime) -> None:
    """Put what the bot said into the transcript, as it was shown."""
    transcript.append(uow, conversation_id, public_key, transcript.Line(now, "bot", "text", text, wording))


def delivered(house: House, uow: UnitOfWork, row: Row, now: datetime) -> None:
    """Do what waits for a message to arrive: the hand-over of the text, the last trace of an erased conversation."""
    if row.page_id and row.lane == asks.LANE:
        asks.arrived(uow, row.page_id, now)
    else:
        for page_id in _pages(uow, row):
            escalations.page_arrived(uow, page_id, now)
    if row.kind == "words":
        _replied(uow, row, now)
    if row.hands_over:
        forgetting.hand_over(uow, row.conversation_id, now, house.is_code)
    given_up(uow, row)


def _replied(uow: UnitOfWork, row: Row, now: datetime) -> None:
    """Note when the first words of a person went to the reporter: held ones count from when they left, not before."""
    case = cases.get(uow, row.case_id) if row.case_id else None
    if case is not None and case.replied_at is None and case.conversation_id == row.conversation_id:
        cases.change(uow, case.id, replied_at=row.sent_at or now)


def _never_told(uow: UnitOfWork, row: Row, why: str, now: datetime) -> None:
    """Note it where this very message was to tell the reporter that all were called in vain, and never reached her."""
    case = cases.get(uow, row.case_id) if row.kind == "bubble" and row.case_id else None
    noted = audit.of(uow, case.code) if case is not None else ()
    if case is not None and any(one.action == "exhausted_told" and one.detail["message"] == row.id for one in noted):
        audit.note(uow, "exhausted_untold", actor="system", subject=case.code, now=now, why=why)


def given_up(uow: UnitOfWork, row: Row) -> None:
    """Do what waits for a message that may have arrived or not: the last trace of an erased conversation goes."""
    if row.kind == "farewell":
        forgetting.erase(uow, row.conversation_id)


def expired(house: House, uow: UnitOfWork, row: Row, now: datetime) -> None:
    """Drop a message that is too old; when a person wrote it, she learns that it was not sent."""
    outbox.drop(uow, row.id, "expired")
    _never_told(uow, row, "stale", now)
    if row.kind == "words":
        _tell_not_sent(house, uow, conversations.load(uow, row.conversation_id), "stale", now)
    if row.kind == "farewell":
        forgetting.erase(uow, row.conversation_id)


def refused(house: House, uow: UnitOfWork, row: Row, error: SendError, now: datetime) -> None:
    """Try again later, or end it and tell whoever must know. What people on duty are sent is tried for ever."""
    if row.page_id and row.lane == asks.LANE:
        asks.failed(uow, row.page_id, error.kind)
    else:
        for page_id in _pages(uow, row):
            escalations.page_failed(uow, page_id, error.kind)
    if error.kind == "blocked" and row.lane != "reporter" and block(house, uow, row.contact_id, now, row.id):
        return
    if error.kind == "outside_window" and not row.outside and row.kind != outbox.KNOCK:
        held.go_outside(uow, row.id, now)
    elif error.kind in {"retry", "throttled", "unknown"} and (row.lane != "reporter" or row.tries < _MOST_TRIES):
        wait = error.delay if error.kind == "throttled" else min(2.0 ** min(row.tries, 6), _LONGEST_WAIT)
        if error.kind == "unknown" and house.channels[row.channel].reports:
            wait = max(wait, _REPORT_WAIT)
        outbox.retry(uow, row.id, now + timedelta(seconds=wait), error.kind, mark=error.kind == "unknown")
    elif outbox.drop(uow, row.id, "failed", error.kind):
        lost(house, uow, row, error, now)


def lost(house: House, uow: UnitOfWork, row: Row, error: SendError, now: datetime) -> None:
    """Tell whoever must know that a message did not arrive and will not go again."""
    if row.kind == "farewell":
        forgetting.erase(uow, row.conversation_id)
    elif row.lane == "reporter":
        _never_told(uow, row, "permanent", now)
        with contextlib.suppress(NotFound):  # erased meanwhile: nobody is there to be told
            reason = error.kind if error.kind == "blocked" else "permanent"
            _tell_not_sent(house, uow, conversations.load(uow, row.conversation_id), reason, now)
    else:
        logger().error("could not be brought to duty", channel=row.channel, kind=row.kind, error=error.kind)
        _lost_by_staff(house, uow, row, error, now)


def _lost_by_staff(house: House, uow: UnitOfWork, row: Row, error: SendError, now: datetime) -> None:
    contact, tries = members.contact(uow, row.contact_id), page_tries.of_message(uow, row.id)
    page_tries.end(uow, row.id, "failed", now)
    if row.page_id and row.lane == asks.LANE:
        asking.lost(house, uow, row.page_id, error.kind, now)
    elif row.page_id or tries:
        for page_id in dict.fromkeys([*filter(None, [row.page_id]), *(one.page_id for one in tries)]):
            another_way(house, uow, page_id, now)
    elif row.case_id:
        calls.alarm(house, uow, row.case_id, "unreachable" if error.kind == "blocked" else "permanent", now)
    elif row.kind == "alarm" and row.body is not None:
        calls.alarm_lost(uow, outbox.body(uow, row, None)["facts"]["code"], now)
    elif row.kind == outbox.KNOCK and contact is not None:
        _not_asked(house, uow, contact.member_id, now)


def _not_asked(house: House, uow: UnitOfWork, member_id: str, now: datetime) -> None:
    """Somebody on duty could not even be asked to write, so all that is meant for her waits: people must know."""
    member = members.by_id(uow, member_id)
    reason, name = house.wording.code("unreachable"), member.name if member is not None else ""
    facts = {"code": "", "colour": name, "reason": reason, "at": house.shown(now)}
    notices.to_coordinators(house, uow, "alarm", facts, now)


def block(house: House, uow: UnitOfWork, contact_id: str, now: datetime, under_way: str = "") -> bool:
    """Let go of a chat that does not take our messages any more; what waits for it goes to her other one.

    With it goes the message `under_way`. Returns False when she has no other: her cases look for somebody again.
    """
    contact = members.contact(uow, contact_id)
    if contact is None:
        return False
    members.block_contact(uow, contact.id, now)
    return moved_on(house, uow, contact, now, under_way)


def moved_on(house: House, uow: UnitOfWork, contact: Row, now: datetime, under_way: str = "") -> bool:
    """Bring what waits for a chat that is not a member's any more to her other one; False when she has none."""
    if notices.move(house, uow, contact, now, under_way):
        return True
    let_go_of(house, uow, contact.member_id, now)
    return False


def let_go_of(house: House, uow: UnitOfWork, member_id: str, now: datetime) -> None:
    """Nothing can be brought to a member any more: every case she holds looks for somebody again, loudly."""
    if members.contacts(uow, member_id):
        return
    for case in cases.held_by(uow, member_id):
        offers.end(house, uow, case, "withdrawn", now)
        calls.take_away(uow, case, "holder_lost", now)
        calls.alarm(house, uow, case.id, "unreachable", now)
        calls.climb(house, uow, case.id, now)


def _tell_not_sent(house: House, uow: UnitOfWork, stored: Stored, reason: str, now: datetime) -> None:
    notices.to_holder(house, uow, stored, "not_sent", {"reason": house.wording.code(reason)}, now)


def another_way(house: House, uow: UnitOfWork, page_id: str, now: datetime) -> None:
    """One way of a page has failed or ended: the next is taken; where there is none the ladder goes on, and loudly."""
    page = escalations.page(uow, page_id)
    running = escalations.get(uow, page.case_id) if page is not None else None
    if page is None or running is None or page.status != "out" or paging.go_on(house, uow, page, now):
        return
    if page.kind == "offer":
        offers.end(house, uow, cases.get(uow, page.case_id), "unreachable", now)
        return
    escalations.answer_page(uow, page.id, "unreachable", now)
    if page.kind == "page" and page.generation == running.generation and running.due is not None:
        escalations.save(uow, page.case_id, ladder.decline(running, member=page.member_id, now=now))
    calls.alarm(house, uow, page.case_id, "unreachable", now)


def _pages(uow: UnitOfWork, row: Row) -> list[str]:
    """Return the pages that a message brings to a chat; a telephone that is called has not brought anything yet."""
    if row.kind == paging.CALL:
        return []
    carried = [one.page_id for one in page_tries.of_message(uow, row.id)] if row.kind in paging.KINDS else []
    return list(dict.fromkeys([*filter(None, [row.page_id]), *carried]))


def clock_alarm(house: House, uow: UnitOfWork, now: datetime) -> None:
    """Tell the coordinators that our clock and the provider's differ."""
    facts = {"code": "", "colour": "", "reason": house.wording.code("clock"), "at": house.shown(now)}
    notices.to_coordinators(house, uow, "alarm", facts, now)
