"""Questions to people on duty that concern no case: before a shift, as a test, in a drill. Each is asked once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select, update
from sqlalchemy.dialects.sqlite import insert

from storage.database import UnitOfWork
from storage.ids import new_id
from storage.tables import Ask

LANE = "ask"
"""The lane of the outbox for these: the worker of pages sends them, and none ever stands before a page."""
_T = Ask.__table__  # type: ignore[attr-defined]
_NEW = insert(_T).on_conflict_do_nothing(index_elements=["kind", "member", "starts_at"])


@dataclass(frozen=True, slots=True)
class New:
    """A question to be asked. `status` is "out", or "unreachable" where nothing can be sent."""

    kind: str
    member: str
    member_id: str | None
    starts_at: datetime
    due_at: datetime | None = None
    posts: tuple[tuple[str, str], ...] = ()
    drill_id: str | None = None
    rung: int = 0
    status: str = "out"


def add(uow: UnitOfWork, new: New, now: datetime) -> str:
    """Note a question; return its id, empty where the same was asked before."""
    ask = new_id()
    row = {
        "id": ask,
        "kind": new.kind,
        "drill_id": new.drill_id,
        "member": new.member,
        "member_id": new.member_id,
        "posts": [list(post) for post in new.posts],
        "rung": new.rung,
        "starts_at": new.starts_at,
        "asked_at": now,
        "due_at": new.due_at if new.status == "out" else None,
        "status": new.status,
        "error": "",
    }
    uow.wake("duty")
    return ask if uow.run(_NEW, row).rowcount else ""


def get(uow: UnitOfWork, ask_id: str) -> Row[Any] | None:
    """Return a question by its id."""
    return uow.read(select(_T).where(_T.c.id == ask_id)).first()


def of(uow: UnitOfWork, kind: str, starts_at: datetime) -> Sequence[Row[Any]]:
    """Return the questions of a kind about duty that begins at `starts_at`."""
    return uow.read(select(_T).where(_T.c.kind == kind, _T.c.starts_at == starts_at).order_by(_T.c.member)).all()


def of_drill(uow: UnitOfWork, drill_id: str) -> Sequence[Row[Any]]:
    """Return the questions of a drill, in the order of its rungs."""
    query = select(_T).where(_T.c.drill_id == drill_id).order_by(_T.c.rung, _T.c.asked_at, _T.c.member)
    return uow.read(query).all()


def newest_out(uow: UnitOfWork, member_id: str) -> Row[Any] | None:
    """Return the newest question to a member that nobody has answered."""
    query = select(_T).where(_T.c.member_id == member_id, _T.c.status == "out")
    return uow.read(query.order_by(_T.c.asked_at.desc()).limit(1)).first()


def due(uow: UnitOfWork, now: datetime) -> list[str]:
    """Return the questions whose time to be answered is over by `now`."""
    return list(uow.read(select(_T.c.id).where(_T.c.due_at <= now).order_by(_T.c.due_at)).scalars())


def next_due(uow: UnitOfWork) -> datetime | None:
    """Return when the time of the next question is over, or None."""
    return uow.read(select(_T.c.due_at).where(_T.c.due_at.is_not(None)).order_by(_T.c.due_at).limit(1)).scalar()


def settle(uow: UnitOfWork, ask_id: str, status: str, now: datetime | None = None) -> None:
    """Note what became of a question, and when it was answered; its time is over."""
    answered = {"answered_at": now} if now is not None else {}
    uow.run(update(_T).where(_T.c.id == ask_id).values(status=status, due_at=None, **answered))


def arrived(uow: UnitOfWork, ask_id: str, now: datetime) -> None:
    """Note that a question reached the chat of its member."""
    uow.run(update(_T).where(_T.c.id == ask_id, _T.c.sent_at.is_(None)).values(sent_at=now, error=""))


def failed(uow: UnitOfWork, ask_id: str, error: str) -> None:
    """Note why a question did not reach its member yet."""
    uow.run(update(_T).where(_T.c.id == ask_id, _T.c.sent_at.is_(None)).values(error=error))
