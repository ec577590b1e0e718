"""The outbox: what is to be sent, claimed under a lease, in the order of each chat.

Lanes: `page` (never delayed by anything else, never expires), `staff` and `reporter`. A row whose lease ran out may or
may not have been sent: it goes out again with a mark.
"""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, bindparam, func, or_, select, update

from storage import vault
from storage.conversations import Stored
from storage.database import UnitOfWork
from storage.ids import new_id
from storage.prepared import Prepared
from storage.tables import Outbox
from storage.vault import place

_T = Outbox.__table__  # type: ignore[attr-defined]
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_NEW: dict[str, Any] = {
    "status": "queued",
    "hands_over": False,
    "marked": False,
    "tries": 0,
    "error": "",
    "provider_id": "",
    "provider_status": "",
    "outside": False,
    "wording": "",
    "case_id": None,
    "page_id": None,
    "conversation_id": None,
    "contact_id": None,
}
_INSERT = Prepared(
    _T.insert(),
    (*_NEW, "id", "lane", "kind", "channel", "chat", "body", "made_at", "due_at"),
)
LEASE = timedelta(seconds=60)
WAITING = ("queued", "sending")
KNOCK = "knock"
"""The kind of a message that only asks to be answered, since nothing else may be sent."""
UPDATE = update(_T).where(_T.c.id == bindparam("key"))
UNDER_WAY = update(_T).where(_T.c.id == bindparam("key"), _T.c.status == "sending")
_SENT = UPDATE.values(
    status="sent",
    body=None,
    provider_id=bindparam("provider"),
    sent_at=bindparam("at"),
    wording=bindparam("said"),
    lease_until=None,
    error="",
)


_WAITING = _T.c.status.in_(WAITING)
_FIRST = (
    select(func.min(_T.c.seq))
    .where(_WAITING, _T.c.lane.in_(bindparam("lanes", expanding=True)))
    .group_by(_T.c.chat, _T.c.lane)
)
_NEXT = (
    select(_T.c.seq)
    .where(
        _T.c.seq.in_(_FIRST),
        or_(_T.c.status == "queued", _T.c.lease_until <= bindparam("now")),
        _T.c.due_at <= bindparam("now"),
        _T.c.channel.in_(bindparam("channels", expanding=True)),
    )
    .order_by(_T.c.seq)
    .limit(bindparam("most"))
)
_CLAIM = (
    update(_T)
    .where(_T.c.seq.in_(_NEXT))
    .values(
        status="sending",
        provider_id="",
        provider_status="",
        lease_until=bindparam("lease"),
        marked=or_(_T.c.marked, _T.c.status == "sending"),
        tries=_T.c.tries + 1,
    )
    .returning(_T)
)


_SENT_ROW = Prepared(_SENT)


def queue(uow: UnitOfWork, row: dict[str, Any], body: dict[str, Any], key: bytes) -> str:
    """Queue a message; `body` is enveloped with `key`, and `row` holds the other columns. Returns its id."""
    message = new_id()
    sealed = vault.envelope(_encode(body).encode(), key, place("outbox", "body", message))
    uow.do(_INSERT, {**_NEW, **row, "id": message, "body": sealed})
    uow.wake("delivery")
    return message


def to_reporter(uow: UnitOfWork, stored: Stored, kind: str, body: dict[str, Any], now: datetime, **columns: Any) -> str:
    """Queue a message to the address of a conversation, readable with its flight key."""
    row = {
        "lane": "reporter",
        "kind": kind,
        "channel": stored.channel,
        "chat": stored.address_index or b"",
        "conversation_id": stored.id,
        "case_id": stored.case_id,
        "made_at": now,
        "due_at": now,
        **columns,
    }
    return queue(uow, row, body, stored.flight_key)


def body(uow: UnitOfWork, row: Row[Any], flight_key: bytes | None) -> dict[str, Any]:
    """Return the body of a claimed row, opened with the flight key of its conversation or the server's own."""
    opened = vault.open_envelope(row.body, flight_key or uow.keys.wrap, place("outbox", "body", row.id))
    return dict(json.loads(opened))


def claim(
    uow: UnitOfWork, now: datetime, lanes: Sequence[str], channels: Sequence[str], limit: int = 32
) -> Sequence[Row[Any]]:
    """Lease the next message of each chat that is due in `lanes`; one per chat, the earliest first.

    A chat in which a message is under way, or waits for another try, waits with it, so that its order is kept.
    """
    values = {"now": now, "lease": now + LEASE, "lanes": lanes, "channels": channels, "most": limit}
    return sorted(uow.run(_CLAIM, values).all(), key=lambda row: int(row.seq))


def sent(uow: UnitOfWork, message: str, provider_id: str, now: datetime, wording: str = "") -> None:
    """Note that the provider took a message; its text is gone from here."""
    uow.do(_SENT_ROW, {"key": message, "provider": provider_id, "at": now, "said": wording})
    uow.wake("settled")


def cancel(uow: UnitOfWork, message: str) -> None:
    """End a message that waits, unsent; its text is gone."""
    uow.run(UPDATE.values(status="cancelled", body=None, lease_until=None), {"key": message})
    uow.wake("settled")


def by_id(uow: UnitOfWork, message: str) -> Row[Any] | None:
    """Return a message by its id."""
    return uow.read(select(_T).where(_T.c.id == message)).first()


def retry(uow: UnitOfWork, message: str, at: datetime, error: str, *, mark: bool = False) -> bool:
    """Put a message back until `at`; with `mark` it may have been sent. False when it was cancelled meanwhile."""
    values: dict[str, Any] = {"status": "queued", "due_at": at, "error": error, "lease_until": None}
    changed = uow.run(UNDER_WAY.values(**values, **({"marked": True} if mark else {})), {"key": message})
    uow.wake("settled")
    return bool(changed.rowcount)


def drop(uow: UnitOfWork, message: str, status: str, error: str = "") -> bool:
    """End a message unsent, `failed` or `expired`; its text is gone. False when it was cancelled meanwhile."""
    changed = uow.run(UNDER_WAY.values(status=status, body=None, error=error, lease_until=None), {"key": message})
    uow.wake("settled")
    return bool(changed.rowcount)


def cancel_reporter(uow: UnitOfWork, conversation_id: str) -> None:
    """Take back everything to the reporter of a conversation that was not sent yet, what is held included.

    What a provider took and has not brought yet does not go a second time: its text is gone from here. Only a farewell
    keeps it, since the last trace of the conversation goes when that has arrived.
    """
    uow.run(
        update(_T)
        .where(_T.c.conversation_id == conversation_id, _T.c.lane == "reporter", _T.c.status.in_((*WAITING, "held")))
        .values(status="cancelled", body=None, lease_until=None)
    )
    taken_before = (_T.c.lane == "reporter", _T.c.status == "sent", _T.c.kind != "farewell")
    uow.run(update(_T).where(_T.c.conversation_id == conversation_id, *taken_before).values(body=None))


def cancel_pages(uow: UnitOfWork, case_id: str) -> None:
    """Stop the pages of a case that were not sent yet; one that was taken does not go a second time either."""
    pages = (_T.c.case_id == case_id, _T.c.lane == "page")
    stopped = {"status": "cancelled", "body": None, "lease_until": None}
    uow.run(update(_T).where(*pages, _T.c.status.in_(WAITING)).values(**stopped))
    uow.run(update(_T).where(*pages, _T.c.status == "sent").values(body=None))


def cancel_page(uow: UnitOfWork, page_id: str) -> None:
    """Stop one page that was not sent yet; its text is gone."""
    mine = (_T.c.page_id == page_id, _T.c.status.in_(WAITING))
    uow.run(update(_T).where(*mine).values(status="cancelled", body=None, lease_until=None))


def cancel_staff(uow: UnitOfWork, case_id: str, contacts: Sequence[str]) -> None:
    """Take back what was not sent yet of a case to the chats of somebody who may not know of it any more."""
    hers = (_T.c.case_id == case_id, _T.c.contact_id.in_(contacts), _T.c.status.in_((*WAITING, "held")))
    uow.run(update(_T).where(*hers).values(status="cancelled", body=None, lease_until=None))
    uow.wake("settled")


def pages_wait(uow: UnitOfWork) -> bool:
    """Return whether anything in the lane of pages waits to be sent, or is under way."""
    return uow.read(select(_T.c.seq).where(_T.c.lane == "page", _WAITING).limit(1)).first() is not None


def next_due(uow: UnitOfWork) -> datetime | None:
    """Return when the next message is due, or None when nothing waits; what waits behind another counts with that."""
    heads = select(func.min(_T.c.seq)).where(_WAITING).group_by(_T.c.chat, _T.c.lane)
    query = select(func.min(_T.c.due_at)).where(_T.c.seq.in_(heads), _T.c.status == "queued")
    return _instant(uow.read(query).scalar())


def _instant(value: Any) -> datetime | None:
    return datetime.fromisoformat(value) if isinstance(value, str) else value
