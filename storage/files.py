"""Voice messages, pictures and files of reporters: fetched once from the provider, then sealed like the transcript."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, select, update

from storage import vault
from storage.conversations import Stored
from storage.database import UnitOfWork
from storage.ids import new_id
from storage.tables import File
from storage.vault import KeyPair, place

_T = File.__table__  # type: ignore[attr-defined]


_TYPES = frozenset(
    {
        *(f"audio/{kind}" for kind in ("aac", "amr", "mp4", "mpeg", "ogg", "wav")),
        *(f"image/{kind}" for kind in ("gif", "jpeg", "png", "webp")),
        *(f"video/{kind}" for kind in ("3gpp", "mp4", "quicktime", "webm")),
        *("application/pdf", "text/plain", "text/vcard"),
    }
)
"""Kinds that may be noted in the clear; whatever else a sender's device wrote there could hold a name."""
_OTHER_TYPE = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Content:
    """What a file holds, and what the provider called its kind ("audio/ogg")."""

    content_type: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Sealed:
    """A file as it is kept: enciphered with a key of its own, that key sealed to its conversation."""

    content_type: str
    size: int
    body: bytes
    sealed_key: bytes


def seal(row: Row[Any], public_key: bytes, content: Content) -> Sealed:
    """Seal what was fetched for the file of `row`. Takes a while for a large one: do it outside the transaction."""
    key = vault.random_key()
    body = vault.envelope(content.body, key, place("files", "body", row.id))
    kind = content.content_type.partition(";")[0].strip().lower()
    return Sealed(kind if kind in _TYPES else _OTHER_TYPE, len(content.body), body, vault.seal(key, public_key))


def expect(uow: UnitOfWork, stored: Stored, kind: str, source: str, provider_id: str, now: datetime) -> str:
    """Note that the provider has a file at `source`, readable with the flight key only; return our id of it."""
    key = new_id()
    row = {
        "id": key,
        "conversation_id": stored.id,
        "channel": stored.channel,
        "kind": kind,
        "source": vault.envelope(source.encode(), stored.flight_key, place("files", "source", key)),
        "provider_id": provider_id,
        "content_type": "",
        "size": 0,
        "at": now,
        "due_at": now,
        "tries": 0,
    }
    uow.run(_T.insert(), row)
    uow.wake("files")
    return key


def expected_since(uow: UnitOfWork, conversation_id: str, since: datetime) -> int:
    """Return how many files of a conversation were expected after `since`."""
    mine = (_T.c.conversation_id == conversation_id, _T.c.at > since)
    return int(uow.read(select(func.count()).select_from(_T).where(*mine)).scalar_one())


def due(uow: UnitOfWork, now: datetime, limit: int = 20) -> Sequence[Row[Any]]:
    """Return the files that are to be fetched by `now`, the oldest first."""
    return uow.read(select(_T).where(_T.c.due_at <= now).order_by(_T.c.due_at).limit(limit)).all()


def source(row: Row[Any], flight_key: bytes) -> str:
    """Return where the provider has a file."""
    return vault.open_envelope(row.source, flight_key, place("files", "source", row.id)).decode()


def keep(uow: UnitOfWork, row: Row[Any], sealed: Sealed) -> None:
    """Keep what was fetched and sealed; where it came from is forgotten."""
    values = {**asdict(sealed), "source": None, "due_at": None}
    uow.run(update(_T).where(_T.c.id == row.id).values(**values))
    uow.wake("settled")


def later(uow: UnitOfWork, row: Row[Any], at: datetime | None) -> None:
    """Try again at `at`; None gives up: where it was is forgotten, and the file stays as one that is missing."""
    gone: dict[str, Any] = {"source": None} if at is None else {}
    uow.run(update(_T).where(_T.c.id == row.id).values(due_at=at, tries=_T.c.tries + 1, **gone))
    uow.wake("settled")


def listed(uow: UnitOfWork, conversation_id: str) -> dict[str, Row[Any]]:
    """Return what is known of the files of a conversation, by their ids; without what they hold."""
    columns = (_T.c.id, _T.c.kind, _T.c.content_type, _T.c.size, _T.c.due_at, _T.c.at)
    rows = uow.read(select(*columns).where(_T.c.conversation_id == conversation_id).order_by(_T.c.at)).all()
    return {row.id: row for row in rows}


def read(uow: UnitOfWork, conversation_id: str, file_id: str, pair: KeyPair) -> Content | None:
    """Return a file of a conversation, or None when there is none or it was not fetched. Raises SealBroken."""
    mine = (_T.c.id == file_id, _T.c.conversation_id == conversation_id, _T.c.body.is_not(None))
    row = uow.read(select(_T).where(*mine)).first()
    if row is None:
        return None
    key = vault.open_seal(row.sealed_key, pair)
    return Content(row.content_type, vault.open_envelope(row.body, key, place("files", "body", row.id)))
