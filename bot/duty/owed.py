"""What the holder of a case owes its reporter: an answer, sooner when she writes or when it becomes more urgent."""

from datetime import datetime

from bot.house import House
from flows import watch as watching
from flows.staff import nobody_there
from flows.watch import Awake
from storage import cases, conversations, watches
from storage.database import UnitOfWork
from storage.rows import Row


def heard(house: House, uow: UnitOfWork, case_id: str, now: datetime) -> None:
    """Note that the reporter wrote to whoever has her case: an answer is owed from now on, or sooner than before."""
    case = cases.get(uow, case_id)
    if case.status == "held":
        watches.end(uow, case_id, "note")  # she is there again
        if watches.get(uow, case_id, "reply") is None:
            patience = house.organisation.unanswered(case.level)
            fresh = watching.begin("reply", since=now, patience=patience, awake=awake(house, case.level))
            watches.put(uow, case_id, fresh)
        hurry(house, uow, case_id, case.level, now)


def hurry(house: House, uow: UnitOfWork, case_id: str, level: str, now: datetime) -> None:
    """Let an answer that is owed be due no later than one to a message of now at `level`: also when the level rises."""
    known, patience = watches.get(uow, case_id, "reply"), house.organisation.unanswered(level)
    if known is not None:
        fresh = watching.begin("reply", since=now, patience=patience, awake=awake(house, level))
        watches.put(uow, case_id, watching.hurry(known, fresh))


def reporter_left(house: House, uow: UnitOfWork, case: Row, now: datetime) -> bool:
    """Return whether nobody may write to the reporter now: she has left, or asked not to be written to."""
    stored, careful = conversations.load(uow, case.conversation_id), bool(case.careful)
    return not stored.live or nobody_there(house.flow, stored.session, house.local(now), careful=careful)


def awake(house: House, level: str) -> Awake:
    """Return when people may be disturbed for `level`."""
    return watching.awake_at(level, house.organisation.day_begins)
