"""Who is left out of a conversation: she is neither called for its case, nor sees it in a list, nor opens it."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.dialects.sqlite import insert

from storage import teams
from storage.database import UnitOfWork
from storage.tables import LeftOut

_T = LeftOut.__table__  # type: ignore[attr-defined]


def put(uow: UnitOfWork, conversation_id: str, who: str, why: str, now: datetime) -> bool:
    """Leave a member (by id) or a team out, for a reason that is a code; return False when that was so before."""
    row = {"conversation_id": conversation_id, "who": who, "why": why, "at": now}
    return bool(uow.run(insert(_T).values(row).on_conflict_do_nothing()).rowcount)


def carry_on(uow: UnitOfWork, conversation_id: str, into: str) -> None:
    """Leave out of the conversation `into` whoever is left out of `conversation_id`."""
    for row in uow.read(select(_T).where(_T.c.conversation_id == conversation_id)).all():
        put(uow, into, row.who, row.why, row.at)


def of(uow: UnitOfWork, conversation_id: str) -> frozenset[str]:
    """Return the teams that are left out, and the members, by id: themselves, or with a team of theirs."""
    named = uow.read(select(_T.c.who).where(_T.c.conversation_id == conversation_id)).scalars()
    return frozenset(member for who in named for member in (who, *teams.members_of(uow, who)))


def is_left_out(uow: UnitOfWork, conversation_id: str, member_id: str) -> bool:
    """Return whether a member is left out of a conversation."""
    mine = (_T.c.conversation_id == conversation_id, _T.c.who.in_((member_id, *teams.teams_of(uow, member_id))))
    return uow.read(select(_T.c.who).where(*mine).limit(1)).first() is not None


def leaves_out(uow: UnitOfWork, member_id: str, conversation: Any) -> ColumnElement[bool]:
    """Return the condition that a member is left out of the conversation in the column `conversation`."""
    names = (member_id, *teams.teams_of(uow, member_id))
    return exists().where(_T.c.conversation_id == conversation, _T.c.who.in_(names))
