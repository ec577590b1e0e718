"""The two words of a reporter, as keyed hashes that are bound to her conversation: found only where she writes from."""

import hmac
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, select

from storage.database import UnitOfWork
from storage.prepared import Prepared
from storage.tables import Case, Conversation, Word

_T = Word.__table__  # type: ignore[attr-defined]
_C = Conversation.__table__  # type: ignore[attr-defined]
_K = Case.__table__  # type: ignore[attr-defined]

_ANY = Prepared(
    select(_T.c.kind).join(_C, _T.c.conversation_id == _C.c.id).where(_C.c.address_index == bindparam("index")).limit(1)
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """One word that was chosen: `closed` when nobody would hear what is written in its conversation any more."""

    conversation_id: str
    kind: str
    lookup: bytes
    closed: bool
    leads_to: str
    """The conversation in which its case goes on, or its own."""


def set_word(uow: UnitOfWork, conversation_id: str, kind: str, word: str, now: datetime) -> bool:
    """Keep `word`, in its normal form, as the word of this kind; return whether it took the place of another."""
    mine = (_T.c.conversation_id == conversation_id, _T.c.kind == kind)
    replaced = bool(uow.run(delete(_T).where(*mine)).rowcount)
    lookup = _lookup(uow, conversation_id, word)
    uow.run(_T.insert(), {"conversation_id": conversation_id, "kind": kind, "lookup": lookup, "chosen_at": now})
    return replaced


def of_address(uow: UnitOfWork, address_index: bytes) -> list[Chosen]:
    """Return the words of all conversations of an address, those of the newest conversation first."""
    if uow.first(_ANY, {"index": address_index}) is None:  # asked at every message of everybody
        return []
    query = (
        select(_T.c.conversation_id, _T.c.kind, _T.c.lookup, _K.c.status, _K.c.conversation_id.label("goes_on_in"))
        .join(_C, _T.c.conversation_id == _C.c.id)
        .join(_K, _K.c.id == _C.c.case_id, isouter=True)
        .where(_C.c.address_index == address_index)
        .order_by(_C.c.opened_at.desc(), _T.c.kind)
    )
    rows = uow.read(query).all()
    return [
        Chosen(row.conversation_id, row.kind, row.lookup, row.status == "closed", row.goes_on_in or row.conversation_id)
        for row in rows
    ]


def matching(uow: UnitOfWork, known: list[Chosen], word: str) -> list[Chosen]:
    """Return those of the `known` words that `word`, in its normal form, is; each is compared, in constant time."""
    return [one for one in known if hmac.compare_digest(one.lookup, _lookup(uow, one.conversation_id, word))]


def chosen_at(uow: UnitOfWork, conversation_id: str, kind: str) -> datetime | None:
    """Return when the word of this kind was chosen, or None where there is none."""
    query = select(_T.c.chosen_at).where(_T.c.conversation_id == conversation_id, _T.c.kind == kind)
    return uow.read(query).scalar()


def _lookup(uow: UnitOfWork, conversation_id: str, word: str) -> bytes:
    """Return the keyed hash of a word: another one in each conversation."""
    return uow.keys.word_hash(f"chosen\x00{conversation_id}\x00{word}")
