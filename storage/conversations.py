"""Conversations: found by the blind index of an address, their session encrypted with a key of its own.

Three keys belong to a conversation. The *routing* key opens its address. The *flight* key opens what the server still
has to work with: the running session and what is not sent yet; it is replaced at hand-over. The *pair* seals the
transcript; the server's copy of its private half (`server_half`) is destroyed at hand-over.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, select, update

from flows.errors import NotFound
from flows.session import Session
from storage import vault
from storage.database import UnitOfWork
from storage.ids import new_id
from storage.prepared import Prepared
from storage.tables import Conversation
from storage.vault import KeyPair, place

_T = Conversation.__table__  # type: ignore[attr-defined]
_LIVE = Prepared(
    select(_T).where(_T.c.address_index == bindparam("index"), _T.c.live).order_by(_T.c.opened_at.desc()).limit(1)
)
_BY_ID = Prepared(select(_T).where(_T.c.id == bindparam("key")))
_SAVE = Prepared(
    update(_T)
    .where(_T.c.id == bindparam("key"))
    .values(
        session=bindparam("new_session"),
        heard_at=bindparam("new_heard"),
        silent_at=bindparam("new_silent"),
        live=bindparam("new_live"),
        case_id=bindparam("new_case"),
    )
)
_INSERT = _T.insert()
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
IsCode = Callable[[str, str], bool]
"""Tells whether a value, answered in a state, is a code of the flow and no word of the reporter."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A conversation that was loaded, with the keys of its text that the server still has."""

    id: str
    channel: str
    address_index: bytes | None
    session: Session
    public_key: bytes
    flight_key: bytes
    case_id: str | None
    heard_at: datetime
    live: bool
    handed_over: bool


def find(uow: UnitOfWork, channel: str, address: str) -> Stored | None:
    """Return the conversation that this address continues, or None."""
    row = uow.first(_LIVE, {"index": uow.keys.address_index(channel, address)})
    return _stored(uow, row) if row else None


@dataclass(frozen=True, slots=True)
class Destination:
    """What delivering to a conversation needs: where to, and the keys of its words."""

    address: str
    flight_key: bytes
    public_key: bytes
    heard_at: datetime


def destination(uow: UnitOfWork, conversation_id: str) -> Destination | None:
    """Return where a conversation's messages go, or None when it was erased or its routing is gone."""
    row = uow.first(_BY_ID, {"key": conversation_id})
    if row is None or row.flight_key is None or row.routing_key is None:
        return None
    flight = vault.open_envelope(row.flight_key, uow.keys.wrap, _at("flight_key", row.id))
    routing = vault.open_envelope(row.routing_key, uow.keys.wrap, _at("routing_key", row.id))
    to = vault.open_envelope(row.address, routing, _at("address", row.id)).decode()
    return Destination(to, flight, row.public_key, row.heard_at)


def load(uow: UnitOfWork, conversation_id: str) -> Stored:
    """Return a conversation. Raises NotFound when it is not there or was erased."""
    row = uow.first(_BY_ID, {"key": conversation_id})
    if row is None or row.flight_key is None:
        raise NotFound("this conversation is not there any more")
    return _stored(uow, row)


def open_new(uow: UnitOfWork, channel: str, address: str, session: Session, now: datetime) -> Stored:
    """Begin a conversation for `address`: new keys, the address enveloped, the session saved."""
    key, wrap = new_id(), uow.keys.wrap
    routing, flight, pair = vault.random_key(), vault.random_key(), vault.key_pair()
    index = uow.keys.address_index(channel, address)
    uow.run(
        _INSERT,
        {
            "id": key,
            "channel": channel,
            "live": True,
            "address_index": index,
            "address": vault.envelope(address.encode(), routing, _at("address", key)),
            "routing_key": vault.envelope(routing, wrap, _at("routing_key", key)),
            "flight_key": vault.envelope(flight, wrap, _at("flight_key", key)),
            "server_half": vault.envelope(pair.private, wrap, _at("server_half", key)),
            "public_key": pair.public,
            "session": sealed_session(session, flight, key),
            "opened_at": now,
            "heard_at": now,
        },
    )
    return Stored(key, channel, index, session, pair.public, flight, None, now, live=True, handed_over=False)


def save(uow: UnitOfWork, stored: Stored, is_code: IsCode) -> None:
    """Write back the session, and whether the address still continues it; once handed over, without any words."""
    session = without_words(stored.session, is_code) if stored.handed_over else stored.session
    uow.do(
        _SAVE,
        {
            "key": stored.id,
            "new_session": sealed_session(session, stored.flight_key, stored.id),
            "new_heard": session.heard_at or stored.heard_at,
            "new_silent": session.silent_at if stored.live else None,
            "new_live": stored.live,
            "new_case": stored.case_id,
        },
    )


def address(uow: UnitOfWork, conversation_id: str) -> tuple[str, str] | None:
    """Return channel and address of a conversation, or None when its routing is gone."""
    row = uow.first(_BY_ID, {"key": conversation_id})
    if row is None or row.routing_key is None:
        return None
    routing = vault.open_envelope(row.routing_key, uow.keys.wrap, _at("routing_key", row.id))
    return row.channel, vault.open_envelope(row.address, routing, _at("address", row.id)).decode()


def offer_number(uow: UnitOfWork, conversation_id: str, number: str) -> None:
    """Keep a telephone number that the reporter offered, readable with the routing key and gone with it."""
    routing = _routing_key(uow, conversation_id)
    if routing is not None:
        value = vault.envelope(number.encode(), routing, _at("number", conversation_id))
        uow.run(update(_T).where(_T.c.id == conversation_id).values(number=value))


def offered_number(uow: UnitOfWork, conversation_id: str) -> str:
    """Return the number the reporter offered for calling, or an empty string."""
    routing = _routing_key(uow, conversation_id)
    value = uow.read(select(_T.c.number).where(_T.c.id == conversation_id)).scalar()
    return vault.open_envelope(value, routing, _at("number", conversation_id)).decode() if routing and value else ""


def _routing_key(uow: UnitOfWork, conversation_id: str) -> bytes | None:
    wrapped = uow.read(select(_T.c.routing_key).where(_T.c.id == conversation_id)).scalar()
    return vault.open_envelope(wrapped, uow.keys.wrap, _at("routing_key", conversation_id)) if wrapped else None


def server_pair(uow: UnitOfWork, conversation_id: str) -> KeyPair | None:
    """Return the pair of a conversation while the server may still read it, else None."""
    row = uow.first(_BY_ID, {"key": conversation_id})
    if row is None or row.server_half is None:
        return None
    private = vault.open_envelope(row.server_half, uow.keys.wrap, _at("server_half", row.id))
    return KeyPair(row.public_key, private)


def rebind(uow: UnitOfWork, stored: Stored, channel: str, new_address: str) -> Stored:
    """Move a conversation to another address, with a new routing key; the old address does not lead here any more."""
    routing = vault.random_key()
    index = uow.keys.address_index(channel, new_address)
    uow.run(
        update(_T)
        .where(_T.c.id == stored.id)
        .values(
            channel=channel,
            live=True,
            address_index=index,
            number=None,
            address=vault.envelope(new_address.encode(), routing, _at("address", stored.id)),
            routing_key=vault.envelope(routing, uow.keys.wrap, _at("routing_key", stored.id)),
        )
    )
    return replace(stored, channel=channel, address_index=index, live=True)


def silent(uow: UnitOfWork, now: datetime, limit: int = 200) -> list[str]:
    """Return the ids of conversations whose silence is due by `now`, longest silent first."""
    query = select(_T.c.id).where(_T.c.silent_at <= now, _T.c.live).order_by(_T.c.silent_at).limit(limit)
    return list(uow.read(query).scalars())


def next_silence(uow: UnitOfWork) -> datetime | None:
    """Return when the next silence is due, or None."""
    query = select(_T.c.silent_at).where(_T.c.silent_at.is_not(None), _T.c.live).order_by(_T.c.silent_at).limit(1)
    return uow.read(query).scalar()


def unread(uow: UnitOfWork, before: datetime) -> list[str]:
    """Return the ids of conversations with a case opened before `before` which the server can still read."""
    query = select(_T.c.id).where(_T.c.case_id.is_not(None), _T.c.server_half.is_not(None), _T.c.opened_at < before)
    return list(uow.read(query).scalars())


def close(uow: UnitOfWork, conversation_id: str) -> None:
    """End a conversation whose case is closed: the address does not lead here any more, the offered number is gone."""
    uow.run(update(_T).where(_T.c.id == conversation_id).values(live=False, silent_at=None, number=None))


def without_words(session: Session, is_code: IsCode) -> Session:
    """Return the session with the answers that are codes, and of all others only that they were given."""
    kept = {
        state: tuple(value if is_code(state, value) else "•" for value in given)
        for state, given in session.answers.items()
    }
    return replace(session, answers=kept)


def _stored(uow: UnitOfWork, row: Row[Any]) -> Stored:
    flight = vault.open_envelope(row.flight_key, uow.keys.wrap, _at("flight_key", row.id))
    data = vault.open_envelope(row.session, flight, _at("session", row.id))
    return Stored(
        row.id,
        row.channel,
        row.address_index,
        Session.from_data(json.loads(data)),
        row.public_key,
        flight,
        row.case_id,
        row.heard_at,
        live=row.live,
        handed_over=row.handed_over_at is not None,
    )


def sealed_session(session: Session, flight: bytes, key: str) -> bytes:
    """Return the session of conversation `key` as it is stored, readable with its flight key."""
    return vault.envelope(_encode(session.to_data()).encode(), flight, _at("session", key))


def _at(column: str, key: str) -> bytes:
    return place("conversations", column, key)
