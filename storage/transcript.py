"""The transcript: anyone may add to it, only who holds the conversation's private half can read it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select

from storage import vault
from storage.database import UnitOfWork
from storage.ids import new_id
from storage.prepared import Prepared
from storage.tables import Entry
from storage.vault import KeyPair, place

_T = Entry.__table__  # type: ignore[attr-defined]
_INSERT = Prepared(_T.insert(), ("id", "conversation_id", "at", "author", "kind", "wording", "body", "sealed_key"))
_READ = select(_T).where(_T.c.conversation_id == bindparam("conversation")).order_by(_T.c.seq)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a transcript. `author` is reporter, bot, staff, or note; `at` in UTC."""

    at: datetime
    author: str
    kind: str
    text: str
    wording: str = ""


def append(uow: UnitOfWork, conversation_id: str, public_key: bytes, line: Line) -> None:
    """Add `line`: encrypted with a key of its own, that key sealed to the conversation."""
    key, entry = vault.random_key(), new_id()
    uow.do(
        _INSERT,
        {
            "id": entry,
            "conversation_id": conversation_id,
            "at": line.at,
            "author": line.author,
            "kind": line.kind,
            "wording": line.wording,
            "body": vault.envelope(line.text.encode(), key, place("entries", "body", entry)),
            "sealed_key": vault.seal(key, public_key),
        },
    )


def read(uow: UnitOfWork, conversation_id: str, pair: KeyPair) -> Iterator[Line]:
    """Yield the lines of a conversation in their order. Raises SealBroken for another pair."""
    for row in uow.read(_READ, {"conversation": conversation_id}).all():
        key = vault.open_seal(row.sealed_key, pair)
        text = vault.open_envelope(row.body, key, place("entries", "body", row.id)).decode()
        yield Line(row.at, row.author, row.kind, text, row.wording)
