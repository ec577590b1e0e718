"""Cases: what duty and statistics know of a report, as codes."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Row, bindparam, case, func, select, update
from sqlalchemy.dialects.sqlite import insert

from flows.errors import NotFound
from flows.levels import LEVELS
from storage.database import UnitOfWork
from storage.ids import case_code, new_id
from storage.prepared import Prepared
from storage.tables import Case, Conversation, Entry

_T = Case.__table__  # type: ignore[attr-defined]
_C = Conversation.__table__  # type: ignore[attr-defined]
_HERE = _C.alias("here")
_E = Entry.__table__  # type: ignore[attr-defined]
AGAIN = "again"
"""The fact of a case whose reporter came back in danger, in another conversation: when that was."""
_BY_ID = Prepared(select(_T).where(_T.c.id == bindparam("key")))
_LEFT_OPEN = Prepared(
    select(_T)
    .join(_C, _T.c.conversation_id == _C.c.id)
    .where(
        _C.c.address_index == select(_HERE.c.address_index).where(_HERE.c.id == bindparam("key")).scalar_subquery(),
        _C.c.id != bindparam("key"),
        _C.c.live.is_(False),
        _T.c.status != "closed",
    )
    .order_by(_T.c.opened_at.desc(), _T.c.id)
    .limit(1)
)
_HELD_BY = Prepared(
    select(_T).where(_T.c.holder_id == bindparam("member"), _T.c.status == "held").order_by(_T.c.accepted_at.desc())
)
URGENT_FIRST = case({level: rank for rank, level in enumerate(LEVELS)}, value=_T.c.level, else_=-1).desc()
"""Orders by how urgent a case is."""
_OPEN = insert(_T).on_conflict_do_nothing(index_elements=["code"])


def open_case(uow: UnitOfWork, conversation_id: str, reason: str, now: datetime) -> tuple[str, str]:
    """Open a case for a conversation; return its id and its code, which no other case has."""
    while True:
        case_id, code = new_id(), case_code()
        row = {
            "id": case_id,
            "code": code,
            "conversation_id": conversation_id,
            "status": "open",
            "level": "",
            "opened_for": reason,
            "reasons": [],
            "facts": {},
            "careful": False,
            "opened_at": now,
            "outcome": "",
        }
        if uow.run(_OPEN, row).rowcount:
            uow.run(update(_C).where(_C.c.id == conversation_id).values(case_id=case_id))
            return case_id, code


def get(uow: UnitOfWork, case_id: str) -> Row[Any]:
    """Return a case by its id. Raises NotFound."""
    row = uow.first(_BY_ID, {"key": case_id})
    if row is None:
        raise NotFound("there is no such case")
    return cast(Row[Any], row)


def find(uow: UnitOfWork, case_id: str) -> Row[Any] | None:
    """Return a case by its id, or None where it is gone."""
    return cast(Row[Any] | None, uow.first(_BY_ID, {"key": case_id}))


def by_code(uow: UnitOfWork, code: str) -> Row[Any] | None:
    """Return a case by its code, with or without the leading #, in any letter case."""
    return uow.read(select(_T).where(_T.c.code == "#" + code.strip().lstrip("#").upper())).first()


def is_closed(uow: UnitOfWork, conversation_id: str) -> bool:
    """Return whether the case of a conversation is closed; False where there is none."""
    query = select(_T.c.status).join(_C, _C.c.case_id == _T.c.id).where(_C.c.id == conversation_id)
    return uow.read(query).scalar() == "closed"


def at_same_address(uow: UnitOfWork, conversation_id: str) -> list[str]:
    """Return the codes of the other cases, not closed, of the address that this conversation has now."""
    mine = select(_C.c.address_index).where(_C.c.id == conversation_id).scalar_subquery()
    query = select(_T.c.code).join(_C, _T.c.conversation_id == _C.c.id).order_by(_T.c.opened_at)
    others = (_C.c.address_index == mine, _C.c.id != conversation_id, _T.c.status != "closed")
    return list(uow.read(query.where(*others)).scalars())


def left_open(uow: UnitOfWork, conversation_id: str) -> Row[Any] | None:
    """Return the newest case, not closed, of a chat that was left at the address that this conversation has now."""
    return cast(Row[Any] | None, uow.first(_LEFT_OPEN, {"key": conversation_id}))


def conversations_of(uow: UnitOfWork, case_id: str) -> list[str]:
    """Return the conversations of a case, the oldest first: each time she comes back in danger she begins another."""
    first = select(func.min(_E.c.seq)).where(_E.c.conversation_id == _C.c.id).scalar_subquery()
    query = select(_C.c.id).where(_C.c.case_id == case_id).order_by(_C.c.opened_at, first)
    return list(uow.read(query).scalars())


def goes_on_in(uow: UnitOfWork, conversation_id: str) -> str:
    """Return the conversation in which the case of this one goes on: another one where she came back in danger."""
    query = select(_T.c.conversation_id).join(_C, _C.c.case_id == _T.c.id).where(_C.c.id == conversation_id)
    return str(uow.read(query).scalar() or conversation_id)


def held_by(uow: UnitOfWork, member_id: str) -> Sequence[Row[Any]]:
    """Return the open cases that a member holds, the one accepted last first."""
    return uow.all(_HELD_BY, {"member": member_id})


def held(uow: UnitOfWork) -> Sequence[Row[Any]]:
    """Return all cases that somebody has, the oldest first."""
    return uow.read(select(_T).where(_T.c.status == "held").order_by(_T.c.opened_at, _T.c.id)).all()


def listed(uow: UnitOfWork, limit: int = 200) -> Sequence[Row[Any]]:
    """Return the cases, the newest first."""
    return uow.read(select(_T).order_by(_T.c.opened_at.desc()).limit(limit)).all()


def change(uow: UnitOfWork, case_id: str, **values: Any) -> None:
    """Change columns of a case."""
    uow.run(update(_T).where(_T.c.id == case_id).values(**values))
