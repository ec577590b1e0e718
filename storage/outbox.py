"""The outbox: what is to be sent, claimed under a lease, in the order of each chat.

Lanes: `page` (never delayed by anything else, never expires), `staff` and `reporter`. A row whose lease ran out may or
may not have been sent: it goes out again with a mark.
"""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, and_, bindparam, func, or_, select, update

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
_UPDATE = update(_T).where(_T.c.id == bindparam("key"))
_UNDER_WAY = update(_T).where(_T.c.id == bindparam("key"), _T.c.status == "sending")
_SENT = _UPDATE.values(
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


def taken(uow: UnitOfWork, message: str, provider_id: str, now: datetime, wording: str = "") -> tuple[str, str]:
    """Note that a provider that reports afterwards took a message; return the status and error it has told by now.

    The text stays until it has arrived: a report may tell that it must go another way.
    """
    row = by_id(uow, message)
    told, error = "", ""
    if row is not None and row.provider_id in {"", provider_id}:
        told, error = row.provider_status, row.error
    values = {"status": "sent", "provider_id": provider_id, "provider_status": told, "sent_at": now, "wording": wording}
    uow.run(_UNDER_WAY.values(**values, lease_until=None, error=""), {"key": message})
    uow.wake("settled")
    return told, error


def told(uow: UnitOfWork, message: str, provider_id: str, status: str) -> None:
    """Note what the provider told of a message."""
    uow.run(_UPDATE.values(provider_id=provider_id, provider_status=status), {"key": message})


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
    uow.run(_UNDER_WAY.values(error=error, **marked), {"key": message})
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


def waiting_for(uow: UnitOfWork, contact_id: str, under_way: str = "") -> Sequence[Row[Any]]:
    """Return what waits for a chat of somebody on duty, in its order; of what is under way, the message of that id."""
    waits = or_(_T.c.status.in_(("queued", "held")), and_(_T.c.id == under_way, _T.c.status == "sending"))
    return uow.read(select(_T).where(_T.c.contact_id == contact_id, waits).order_by(_T.c.seq)).all()


def readdress(uow: UnitOfWork, message: str, contact: Row[Any], now: datetime) -> None:
    """Let a message wait for another chat of the same person, to be sent at once."""
    chat = {"channel": contact.channel, "chat": contact.address_index, "contact_id": contact.id}
    anew = {"status": "queued", "due_at": now, "outside": False, "lease_until": None, "error": ""}
    uow.run(_UPDATE.values(**chat, **anew), {"key": message})
    uow.wake("delivery")


def cancel(uow: UnitOfWork, message: str) -> None:
    """End a message that waits, unsent; its text is gone."""
    uow.run(_UPDATE.values(status="cancelled", body=None, lease_until=None), {"key": message})
    uow.wake("settled")


def by_id(uow: UnitOfWork, message: str) -> Row[Any] | None:
    """Return a message by its id."""
    return uow.read(select(_T).where(_T.c.id == message)).first()


def hold(uow: UnitOfWork, message: str) -> bool:
    """Keep a message under way until the person writes. False when it was cancelled meanwhile."""
    changed = uow.run(_UNDER_WAY.values(status="held", outside=False, lease_until=None), {"key": message})
    uow.wake("settled")
    return bool(changed.rowcount)


def go_outside(uow: UnitOfWork, message: str, now: datetime) -> None:
    """Put a message back at once, to go as a template: free text is not taken for this chat any more."""
    values = {"status": "queued", "outside": True, "due_at": now, "lease_until": None}
    uow.run(_UNDER_WAY.values(**values), {"key": message})
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


def retry(uow: UnitOfWork, message: str, at: datetime, error: str, *, mark: bool = False) -> bool:
    """Put a message back until `at`; with `mark` it may have been sent. False when it was cancelled meanwhile."""
    values: dict[str, Any] = {"status": "queued", "due_at": at, "error": error, "lease_until": None}
    changed = uow.run(_UNDER_WAY.values(**values, **({"marked": True} if mark else {})), {"key": message})
    uow.wake("settled")
    return bool(changed.rowcount)


def drop(uow: UnitOfWork, message: str, status: str, error: str = "") -> bool:
    """End a message unsent, `failed` or `expired`; its text is gone. False when it was cancelled meanwhile."""
    changed = uow.run(_UNDER_WAY.values(status=status, body=None, error=error, lease_until=None), {"key": message})
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


def cancel_held(uow: UnitOfWork, conversation_id: str) -> int:
    """End all that is held for a conversation, to its reporter and to whoever had its case: it will not be sent.

    Returns how many of these were words to the reporter.
    """
    mine = (_T.c.conversation_id == conversation_id, _T.c.status == "held")
    ended = update(_T).where(*mine).values(status="cancelled", body=None)
    words = uow.run(ended.where(_T.c.lane == "reporter")).rowcount
    uow.run(ended)
    return int(words)


def release_held(uow: UnitOfWork, conversation_id: str, now: datetime) -> int:
    """Queue what a person wrote while the reporter could not be written to; return how many."""
    changed = uow.run(
        update(_T)
        .where(_T.c.conversation_id == conversation_id, _T.c.lane == "reporter", _T.c.status == "held")
        .values(status="queued", due_at=now, made_at=now)
    )
    if changed.rowcount:
        uow.wake("delivery")
    return int(changed.rowcount)


def next_due(uow: UnitOfWork) -> datetime | None:
    """Return when the next message is due, or None when nothing waits; what waits behind another counts with that."""
    heads = select(func.min(_T.c.seq)).where(_WAITING).group_by(_T.c.chat, _T.c.lane)
    query = select(func.min(_T.c.due_at)).where(_T.c.seq.in_(heads), _T.c.status == "queued")
    return _instant(uow.read(query).scalar())


def _instant(value: Any) -> datetime | None:
    return datetime.fromisoformat(value) if isinstance(value, str) else value
