"""The inbox: an update is taken once, whatever the provider repeats, and is kept until it is worked off."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, select, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.exc import IntegrityError

from storage import vault
from storage.database import UnitOfWork
from storage.prepared import Prepared
from storage.tables import Inbox
from storage.vault import place

_T = Inbox.__table__  # type: ignore[attr-defined]
_INSERT = _T.insert()
TRIES = 50
"""Tries of an update that was put aside before only a person looks at it; the row stays."""
_TAKE = Prepared(insert(_T).on_conflict_do_nothing(), ("channel", "provider_id", "received_at", "done_at", "tries"))
_DONE = (
    update(_T)
    .where(_T.c.channel == bindparam("of"), _T.c.provider_id == bindparam("key"))
    .values(done_at=bindparam("at"), body=None)
)


def take(uow: UnitOfWork, channel: str, provider_id: str, now: datetime) -> bool:
    """Note an update as worked off in this transaction; return False when it was taken before.

    Its text needs no place of its own: either this transaction ends well, or nothing of it stays.
    """
    row = {"channel": channel, "provider_id": provider_id, "received_at": now, "done_at": now, "tries": 0}
    return bool(uow.do(_TAKE, row))


def was_taken(uow: UnitOfWork, channel: str, provider_id: str) -> bool:
    """Return whether an update has been taken, or put aside to be tried again."""
    mine = (_T.c.channel == channel, _T.c.provider_id == provider_id)
    return uow.read(select(_T.c.seq).where(*mine)).first() is not None


def put_aside(uow: UnitOfWork, channel: str, provider_id: str, raw: bytes, now: datetime) -> bool:
    """Keep an update that could not be worked off, encrypted, so that it is tried again; return whether it is new."""
    body = vault.envelope(raw, uow.keys.wrap, place("inbox", channel, provider_id))
    row = {"channel": channel, "provider_id": provider_id, "received_at": now, "body": body, "tries": 1}
    try:
        with uow.savepoint():
            uow.run(_INSERT, row)
    except IntegrityError:
        uow.run(update(_T).where(_T.c.channel == channel, _T.c.provider_id == provider_id).values(tries=_T.c.tries + 1))
        return False
    return True


def undone(uow: UnitOfWork, limit: int = 100) -> Sequence[Row[Any]]:
    """Return the updates put aside, oldest first."""
    waiting = (_T.c.done_at.is_(None), _T.c.tries < TRIES)
    return uow.read(select(_T).where(*waiting).order_by(_T.c.seq).limit(limit)).all()


def raw(uow: UnitOfWork, row: Row[Any]) -> bytes:
    """Return the raw update of a row that was put aside."""
    return vault.open_envelope(row.body, uow.keys.wrap, place("inbox", row.channel, row.provider_id))


def done(uow: UnitOfWork, channel: str, provider_id: str, now: datetime) -> None:
    """Note that an update put aside is worked off; its text is gone."""
    uow.run(_DONE, {"of": channel, "key": provider_id, "at": now})
