"""Cases that their holders want to give away, each with the note that goes on with it."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, select, update

from storage import vault
from storage.conversations import Stored
from storage.database import UnitOfWork
from storage.ids import new_id
from storage.tables import HandOver
from storage.vault import place

_T = HandOver.__table__  # type: ignore[attr-defined]


def offer(uow: UnitOfWork, stored: Stored, from_id: str, page_id: str | None, note: str, now: datetime) -> str:
    """Note that a holder gives away a case; `note` can be read with the flight key until it was passed on."""
    key = new_id()
    sealed = vault.envelope(note.encode(), stored.flight_key, place("hand_overs", "note", key)) if note else None
    uow.run(
        _T.insert(),
        {
            "id": key,
            "case_id": stored.case_id,
            "conversation_id": stored.id,
            "page_id": page_id,
            "from_id": from_id,
            "note": sealed,
            "status": "out",
            "at": now,
        },
    )
    return key


def waiting(uow: UnitOfWork, case_id: str) -> Row[Any] | None:
    """Return what its holder wants of a case and nobody has answered yet, or None."""
    query = select(_T).where(_T.c.case_id == case_id, _T.c.status == "out").order_by(_T.c.at.desc(), _T.c.id)
    return uow.read(query.limit(1)).first()


def note(row: Row[Any], stored: Stored) -> str:
    """Return the note that goes on with a case; empty where there is none."""
    if row.note is None:
        return ""
    return vault.open_envelope(row.note, stored.flight_key, place("hand_overs", "note", row.id)).decode()


def end(uow: UnitOfWork, case_id: str, status: str, now: datetime) -> int:
    """End what waits for an answer in a case; its note is gone from here. Returns how many there were."""
    out = (_T.c.case_id == case_id, _T.c.status == "out")
    return int(uow.run(update(_T).where(*out).values(status=status, note=None, ended_at=now)).rowcount)
