"""Copies of messages that a provider keeps: what must be blanked there, and when."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert

from storage.database import UnitOfWork
from storage.tables import ProviderCopy

_T = ProviderCopy.__table__  # type: ignore[attr-defined]


def note(
    uow: UnitOfWork, channel: str, provider_id: str, now: datetime, due_at: datetime, *, has_media: bool = False
) -> None:
    """Note that the provider keeps a copy, to be blanked from `due_at` on; harmless when it is noted already."""
    row = {
        "channel": channel,
        "provider_id": provider_id,
        "has_media": has_media,
        "made_at": now,
        "due_at": due_at,
        "tries": 0,
    }
    uow.run(insert(_T).on_conflict_do_nothing(), row)
    uow.wake("copies")


def due_now(uow: UnitOfWork, channel: str, provider_id: str, now: datetime) -> None:
    """Let a copy be blanked at once: its message has come as far as it will."""
    mine = (_T.c.channel == channel, _T.c.provider_id == provider_id, _T.c.due_at > now)
    if uow.run(update(_T).where(*mine).values(due_at=now)).rowcount:
        uow.wake("copies")


def due(uow: UnitOfWork, channel: str, now: datetime, limit: int = 50) -> Sequence[Row[Any]]:
    """Return the copies that are to be blanked by `now`, the longest due first."""
    query = select(_T).where(_T.c.channel == channel, _T.c.due_at <= now).order_by(_T.c.due_at).limit(limit)
    return uow.read(query).all()


def blanked(uow: UnitOfWork, channel: str, provider_id: str) -> None:
    """Note that the provider keeps nothing of a message any more."""
    uow.run(delete(_T).where(_T.c.channel == channel, _T.c.provider_id == provider_id))
    uow.wake("settled")


def later(uow: UnitOfWork, channel: str, provider_id: str, at: datetime) -> None:
    """Try again at `at`: the provider could not be reached, or refused."""
    mine = (_T.c.channel == channel, _T.c.provider_id == provider_id)
    uow.run(update(_T).where(*mine).values(due_at=at, tries=_T.c.tries + 1))


def overdue(uow: UnitOfWork, before: datetime) -> int:
    """Return how many copies were made before `before` and are still there."""
    return int(uow.read(select(func.count()).select_from(_T).where(_T.c.made_at < before)).scalar_one())
