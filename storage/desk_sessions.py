"""Logins at the desk: found by the keyed hash of the cookie's token, and only the token opens the key in them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, or_, select, update

from flows.errors import SealBroken
from storage import vault
from storage.database import UnitOfWork
from storage.ids import new_id
from storage.rows import Row
from storage.tables import DeskSession, Member
from storage.vault import KeyPair, place

_T = DeskSession.__table__  # type: ignore[attr-defined]
_M = Member.__table__  # type: ignore[attr-defined]
IDLE, ABSOLUTE = timedelta(minutes=30), timedelta(hours=12)
"""How long a login lasts when nothing is done, and how long at most: one shift."""
_STALE = timedelta(minutes=1)
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Found:
    """A login in force: its row, whose it is, and her opened key."""

    session: Row
    member: Row
    own: KeyPair


def open_session(uow: UnitOfWork, member: Row, own: KeyPair, now: datetime) -> str:
    """Store a login of `member` and return its token, which is kept nowhere else."""
    token, key = vault.desk_token(), new_id()
    row = {
        "id": key,
        "token_hash": _hash(uow, token),
        "member_id": member.id,
        "wrapped_key": vault.envelope(own.private, vault.desk_key(token), place("desk_sessions", "wrapped_key", key)),
        "opened_at": now,
        "seen_at": now,
    }
    uow.run(_T.insert(), row)
    return token


def find(uow: UnitOfWork, token: str, now: datetime) -> Found | None:
    """Return the login that `token` belongs to; None when there is none, it is over, or its member is not active."""
    if not _TOKEN.fullmatch(token):
        return None
    session = uow.read(select(_T).where(_T.c.token_hash == _hash(uow, token))).first()
    if session is None or _is_over(session, now):
        return None
    member = uow.read(select(_M).where(_M.c.id == session.member_id, _M.c.active)).first()
    if member is None:
        return None
    where = place("desk_sessions", "wrapped_key", session.id)
    try:
        private = vault.open_envelope(session.wrapped_key, vault.desk_key(token), where)
    except SealBroken:
        return None
    return Found(session, member, KeyPair(member.public_key, private))


def is_in_force(uow: UnitOfWork, session_id: str, member: Row, now: datetime) -> bool:
    """Return whether a login of `member` is still there, and she active, in the same role, with the same codes."""
    session = uow.read(select(_T).where(_T.c.id == session_id, _T.c.member_id == member.id)).first()
    if session is None or _is_over(session, now):
        return False
    same = (_M.c.active, _M.c.role == member.role, _M.c.code_secret.is_not_distinct_from(member.code_secret))
    her = uow.read(select(_M.c.code_counter).where(_M.c.id == member.id, *same)).first()
    return her is not None and (her.code_counter == 0) == (member.code_counter == 0)


def form_word(token: str) -> str:
    """Return the word that forms of this login carry; it follows from the token and does not lead back to it."""
    return vault.desk_word(token)


def is_stale(session: Row, now: datetime) -> bool:
    """Return whether it is time to note that the login is in use: once a minute is enough."""
    return bool(now - session.seen_at >= _STALE)


def touch(uow: UnitOfWork, session_id: str, now: datetime) -> None:
    """Note that the login is in use."""
    uow.run(update(_T).where(_T.c.id == session_id, _T.c.seen_at < now).values(seen_at=now))


def end(uow: UnitOfWork, session_id: str, member_id: str) -> bool:
    """End one login of a member; return whether it was hers and there."""
    return bool(uow.run(delete(_T).where(_T.c.id == session_id, _T.c.member_id == member_id)).rowcount)


def end_all(uow: UnitOfWork, member_id: str) -> int:
    """End every login of a member; return how many there were."""
    return int(uow.run(delete(_T).where(_T.c.member_id == member_id)).rowcount)


def of_member(uow: UnitOfWork, member_id: str, now: datetime) -> Sequence[Row]:
    """Return the logins of a member that are in force, the newest first."""
    query = select(_T).where(_T.c.member_id == member_id).order_by(_T.c.opened_at.desc(), _T.c.id)
    return [row for row in uow.read(query).all() if not _is_over(row, now)]


def expired(uow: UnitOfWork, now: datetime) -> int:
    """Delete the logins that are over, and those of members who are not active; return how many."""
    left = select(_M.c.id).where(_M.c.active.is_(False))
    over = or_(_T.c.seen_at <= now - IDLE, _T.c.opened_at <= now - ABSOLUTE, _T.c.member_id.in_(left))
    return int(uow.run(delete(_T).where(over)).rowcount)


def _is_over(session: Row, now: datetime) -> bool:
    return bool(now - session.seen_at >= IDLE or now - session.opened_at >= ABSOLUTE)


def _hash(uow: UnitOfWork, token: str) -> bytes:
    return uow.keys.word_hash(f"desk\x00{token}")
