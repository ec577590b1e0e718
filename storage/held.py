"""Messages that wait until somebody writes: words to a reporter, notices to a chat that takes only templates.

`hold` keeps one back, `release` and `release_contact` let them go, `behind` puts one before them, `knocked` tells
whether she was asked to write.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, or_, select, update

from storage.database import UnitOfWork
from storage.outbox import KNOCK, UNDER_WAY, UPDATE
from storage.tables import Outbox

_T = Outbox.__table__  # type: ignore[attr-defined]


def waiting_for(uow: UnitOfWork, contact_id: str, under_way: str = "") -> Sequence[Row[Any]]:
    """Return what waits for a chat of somebody on duty, in its order; of what is under way, the message of that id."""
    waits = or_(_T.c.status.in_(("queued", "held")), and_(_T.c.id == under_way, _T.c.status == "sending"))
    return uow.read(select(_T).where(_T.c.contact_id == contact_id, waits).order_by(_T.c.seq)).all()


def readdress(uow: UnitOfWork, message: str, contact: Row[Any], now: datetime) -> None:
    """Let a message wait for another chat of the same person, to be sent at once."""
    chat = {"channel": contact.channel, "chat": contact.address_index, "contact_id": contact.id}
    anew = {"status": "queued", "due_at": now, "outside": False, "lease_until": None, "error": ""}
    uow.run(UPDATE.values(**chat, **anew), {"key": message})
    uow.wake("delivery")


def hold(uow: UnitOfWork, message: str) -> bool:
    """Keep a message under way until the person writes. False when it was cancelled meanwhile."""
    changed = uow.run(UNDER_WAY.values(status="held", outside=False, lease_until=None), {"key": message})
    uow.wake("settled")
    return bool(changed.rowcount)


def go_outside(uow: UnitOfWork, message: str, now: datetime) -> None:
    """Put a message back at once, to go as a template: free text is not taken for this chat any more."""
    values = {"status": "queued", "outside": True, "due_at": now, "lease_until": None}
    uow.run(UNDER_WAY.values(**values), {"key": message})
    uow.wake("delivery")


def knocked(uow: UnitOfWork, chat: bytes, since: datetime) -> bool:
    """Return whether a person was asked since `since` to write, or could not be, so that what is held can go."""
    asked = (_T.c.chat == chat, _T.c.kind == KNOCK, _T.c.made_at >= since, _T.c.status != "cancelled")
    return uow.read(select(_T.c.id).where(*asked).limit(1)).first() is not None


def release_contact(uow: UnitOfWork, contact_id: str, now: datetime) -> bool:
    """Queue what was held for a chat of somebody on duty, who has written now; she need not be asked to any more.

    Returns whether anything was held.
    """
    mine = (_T.c.contact_id == contact_id, _T.c.status == "held")
    asked = (_T.c.contact_id == contact_id, _T.c.kind == KNOCK, _T.c.status == "queued")
    uow.run(update(_T).where(*asked).values(status="cancelled", body=None))
    released = bool(uow.run(update(_T).where(*mine).values(status="queued", due_at=now)).rowcount)
    if released:
        uow.wake("delivery")
    return released


def cancel(uow: UnitOfWork, conversation_id: str) -> int:
    """End all that is held for a conversation, to its reporter and to whoever had its case: it will not be sent.

    Returns how many of these were words to the reporter.
    """
    mine = (_T.c.conversation_id == conversation_id, _T.c.status == "held")
    ended = update(_T).where(*mine).values(status="cancelled", body=None)
    words = uow.run(ended.where(_T.c.lane == "reporter")).rowcount
    uow.run(ended)
    return int(words)


def waits(uow: UnitOfWork, conversation_id: str) -> bool:
    """Return whether words of a person wait for the reporter."""
    return uow.read(select(_T.c.id).where(*_words(conversation_id)).limit(1)).first() is not None


def release(uow: UnitOfWork, conversation_id: str, now: datetime, since: datetime | None = None) -> int:
    """Queue what a person wrote while the reporter could not be written to, after `since`; return how many."""
    fresh = () if since is None else (_T.c.made_at > since,)
    changed = uow.run(
        update(_T).where(*_words(conversation_id), *fresh).values(status="queued", due_at=now, made_at=now)
    )
    if changed.rowcount:
        uow.wake("delivery")
    return int(changed.rowcount)


def behind(uow: UnitOfWork, message: str, conversation_id: str) -> None:
    """Let a message to the reporter, queued just now, go before the words that are held for her."""
    rows = uow.read(select(_T.c.id, _T.c.seq).where(or_(and_(*_words(conversation_id)), _T.c.id == message)))
    order = sorted(rows.all(), key=lambda row: int(row.seq))
    if len(order) > 1:
        places, names = [int(row.seq) for row in order], [str(row.id) for row in order]
        names.insert(0, names.pop(names.index(message)))
        for place, name in zip(places, names, strict=True):  # no two rows may have one place, also not in between
            uow.run(UPDATE.values(seq=-place), {"key": name})
        for place, name in zip(places, names, strict=True):
            uow.run(UPDATE.values(seq=place), {"key": name})


def _words(conversation_id: str) -> tuple[Any, ...]:
    return (_T.c.conversation_id == conversation_id, _T.c.lane == "reporter", _T.c.status == "held")
