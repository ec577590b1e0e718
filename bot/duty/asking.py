"""Questions that concern no case (before a shift, a test, a drill): their answers, their ends, what never arrives."""

from datetime import datetime, timedelta

from bot.duty import drilling, readiness
from bot.house import House
from bot.talk import notices
from flows.errors import Refused
from storage import asks, audit, members
from storage.asks import LANE, New
from storage.database import UnitOfWork
from storage.rows import Row

TEST = "test"
_TEST_LASTS = timedelta(minutes=15)


def test(house: House, uow: UnitOfWork, name: str, now: datetime) -> str:
    """Send a member a marked page that is none; return the question's id. Raises Refused where nothing can be sent."""
    member = members.by_name(uow, name)
    if member is None:
        raise Refused(f"Tidak ada anggota bernama {name}.")
    if not members.contacts(uow, member.id):
        raise Refused(f"{name} belum punya chat. Kode untuk menyambungkannya: pelita member link {name}")
    ask = asks.add(uow, New(TEST, member.name, member.id, now, now + _TEST_LASTS), now)
    facts = {"at": house.shown(now)}
    notices.to_member(house, uow, member.id, "test_page", facts, now, lane=LANE, page_id=ask)
    audit.note(uow, "page_tested", actor="operator", subject=f"member/{member.name}", now=now)
    return ask


def answer(house: House, uow: UnitOfWork, ask: Row, *, yes: bool, now: datetime) -> None:
    """Hear the answer to a question; a second one of the same changes nothing."""
    if ask.kind == drilling.KIND:
        drilling.answer(house, uow, ask, yes=yes, now=now)
    elif ask.kind == readiness.KIND:
        readiness.answer(house, uow, ask, yes=yes, now=now)
    else:
        notices.to_member(house, uow, ask.member_id, "test_noted", {}, now)
        if ask.answered_at is None:
            asks.settle(uow, ask.id, "ready" if yes else "unable", now)


def over(house: House, uow: UnitOfWork, ask_id: str, now: datetime) -> None:
    """End the time of a question that nobody has answered; harmless before, and after."""
    ask = asks.get(uow, ask_id)
    if ask is None or ask.due_at is None or ask.due_at > now:
        return
    if ask.kind == readiness.KIND:
        readiness.over(house, uow, ask, now)
    else:
        asks.settle(uow, ask.id, "silent")


def lost(house: House, uow: UnitOfWork, ask_id: str, error: str, now: datetime) -> None:
    """Note that a question cannot be brought to its member; who must know is told at once."""
    ask = asks.get(uow, ask_id)
    if ask is None:
        return
    asks.failed(uow, ask_id, error)
    if ask.kind == readiness.KIND:
        readiness.lost(house, uow, ask, now)
    elif ask.kind == drilling.KIND:
        drilling.lost(house, uow, ask, now)
    elif ask.status == "out":
        asks.settle(uow, ask_id, "unreachable")
