"""What became of messages that were handed to a provider which reports afterwards: taken, arrived, or lost.

A message whose text is still there was taken and has not arrived; with its arrival the text goes.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, or_, select, update

from storage.database import UnitOfWork
from storage.outbox import UNDER_WAY, UPDATE, by_id
from storage.tables import Outbox

_T = Outbox.__table__  # type: ignore[attr-defined]


def taken(uow: UnitOfWork, message: str, provider_id: str, now: datetime, wording: str = "") -> tuple[str, str]:
    """Note that a provider that reports afterwards took a message; return the status and error it has told by now.

    The text stays until it has arrived: a report may tell that it must go another way.
    """
    row = by_id(uow, message)
    told, error = "", ""
    if row is not None and row.provider_id in {"", provider_id}:
        told, error = row.provider_status, row.error
    values = {"status": "sent", "provider_id": provider_id, "provider_status": told, "sent_at": now, "wording": wording}
    uow.run(UNDER_WAY.values(**values, lease_until=None, error=""), {"key": message})
    uow.wake("settled")
    return told, error


def told(uow: UnitOfWork, message: str, provider_id: str, status: str) -> None:
    """Note what the provider told of a message."""
    uow.run(UPDATE.values(provider_id=provider_id, provider_status=status), {"key": message})


def arrived(uow: UnitOfWork, message: str) -> bool:
    """Note that a message that was taken has arrived: its text is gone from here. False when that was known."""
    mine = (_T.c.id == message, _T.c.status == "sent", _T.c.body.is_not(None))
    uow.wake("settled")
    return bool(uow.run(update(_T).where(*mine).values(body=None)).rowcount)


def back(uow: UnitOfWork, message: str, error: str, *, mark: bool = False) -> bool:
    """Take up again a message that was taken, or may have been, and did not arrive; False when it has or is gone.

    While its sending is not answered yet, `error` is noted for `taken`. With `mark` a part of it may have arrived.
    """
    marked = {"marked": True} if mark else {}
    unknown = and_(_T.c.status == "queued", _T.c.error == "unknown")
    mine = (_T.c.id == message, or_(_T.c.status == "sent", unknown), _T.c.body.is_not(None))
    uow.run(UNDER_WAY.values(error=error, **marked), {"key": message})
    return bool(uow.run(update(_T).where(*mine).values(status="sending", **marked)).rowcount)


def was_taken(uow: UnitOfWork, message: str, now: datetime, wording: str = "") -> None:
    """Note that a message which waits for another try, since nobody knew, had been taken after all."""
    mine = (_T.c.id == message, _T.c.status == "queued", _T.c.error == "unknown")
    uow.run(update(_T).where(*mine).values(status="sent", sent_at=now, error="", wording=wording))


def unreported(uow: UnitOfWork, channel: str, before: datetime, now: datetime, limit: int = 50) -> Sequence[Row[Any]]:
    """Return messages taken before `before` of which the provider has not told that they arrived.

    Those that nobody asked about for longest come first; what was asked about a moment ago has its turn `ask_again`.
    """
    waits = (_T.c.status == "sent", _T.c.body.is_not(None), _T.c.sent_at < before, _T.c.due_at <= now)
    query = select(_T).where(_T.c.channel == channel, *waits).order_by(_T.c.due_at, _T.c.seq)
    return uow.read(query.limit(limit)).all()


def ask_again(uow: UnitOfWork, message: str, at: datetime) -> None:
    """Let the provider be asked at `at` again what became of a message that it took."""
    mine = (_T.c.id == message, _T.c.status == "sent")
    uow.run(update(_T).where(*mine).values(due_at=at))


def heard_of(uow: UnitOfWork, now: datetime) -> Sequence[Row[Any]]:
    """Return messages whose sending was cut short, by a stop of ours, though the provider has told what became of them.

    They need not go again when their lease has run out by `now`.
    """
    cut_short = (_T.c.status == "sending", _T.c.lease_until <= now, _T.c.provider_status != "")
    return uow.read(select(_T).where(*cut_short).order_by(_T.c.seq)).all()


def not_brought(uow: UnitOfWork, channel: str, before: datetime) -> Sequence[Row[Any]]:
    """Return what was taken before `before` for whoever has a case, and has not reached her phone, the newest first."""
    waits = (_T.c.status == "sent", _T.c.body.is_not(None), _T.c.sent_at < before)
    hers = (_T.c.channel == channel, _T.c.lane == "staff", _T.c.case_id.is_not(None))
    return uow.read(select(_T).where(*hers, *waits).order_by(_T.c.sent_at.desc()).limit(200)).all()
