"""Receipts: found by their Argon2id hash alone.

The hash is slow. A receipt is stored for the few seconds until it is computed as an envelope of the conversation's
flight key, and a number that was typed is stretched before the transaction in which it is looked up.
"""

from datetime import datetime

from sqlalchemy import select, update

from flows.receipt import make
from storage import meta, vault
from storage.conversations import load
from storage.database import UnitOfWork
from storage.ids import new_id, receipt_digits
from storage.tables import Receipt
from storage.vault import place

_T = Receipt.__table__  # type: ignore[attr-defined]


def issue(uow: UnitOfWork, conversation_id: str, flight_key: bytes, now: datetime) -> str:
    """Make a receipt for a conversation and return its 16 digits, this once."""
    key, number = new_id(), make(receipt_digits())
    pending = vault.envelope(number.encode(), flight_key, place("receipts", "pending", key))
    uow.run(_T.insert(), {"id": key, "conversation_id": conversation_id, "pending": pending, "issued_at": now})
    uow.wake("receipts")
    return number


def salt(uow: UnitOfWork) -> bytes:
    """Return the one salt of this installation; a receipt is found by its hash, so it cannot have its own."""
    return meta.get_or_make(uow, "receipt_salt", lambda: vault.random_key()[:16])


def pending(uow: UnitOfWork, limit: int = 8) -> list[tuple[str, str]]:
    """Return ids and numbers of receipts whose hash is not computed yet."""
    rows = uow.read(select(_T).where(_T.c.pending.is_not(None)).limit(limit)).all()
    return [(row.id, _opened(uow, row.id, row.conversation_id, row.pending)) for row in rows]


def settle(uow: UnitOfWork, receipt_id: str, lookup: bytes) -> None:
    """Store the hash of a receipt and destroy its number."""
    uow.run(update(_T).where(_T.c.id == receipt_id).values(lookup=lookup, pending=None))


def find(uow: UnitOfWork, lookup: bytes) -> str | None:
    """Return the conversation of the receipt with this hash, or None."""
    return uow.read(select(_T.c.conversation_id).where(_T.c.lookup == lookup)).scalar()


def _opened(uow: UnitOfWork, receipt_id: str, conversation_id: str, value: bytes) -> str:
    key = load(uow, conversation_id).flight_key
    return vault.open_envelope(value, key, place("receipts", "pending", receipt_id)).decode()
