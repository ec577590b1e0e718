"""What of a conversation the server destroys: what lets it read, the words, the way to its reporter, or all of it."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update

from storage import conversations, vault
from storage.conversations import IsCode, Stored
from storage.database import UnitOfWork
from storage.tables import Conversation, Entry, File, HandOver, LeftOut, Outbox, Receipt, Word
from storage.vault import place

_T = Conversation.__table__  # type: ignore[attr-defined]


def hand_over(uow: UnitOfWork, conversation_id: str, now: datetime, is_code: IsCode) -> None:
    """Destroy what lets the server read the conversation: its private half, the session's words, the old flight key.

    What is still to be sent, or to be hashed, is carried over to the new flight key. With it go the other conversations
    of its case, which she had left.
    """
    old = conversations.load(uow, conversation_id)
    readable = select(_T.c.id).where(_T.c.case_id == old.case_id, _T.c.id != old.id, _T.c.server_half.is_not(None))
    others = list(uow.read(readable).scalars()) if old.case_id else []
    for key in (*others, old.id):
        _hand_over(uow, conversations.load(uow, key), now, is_code)
    uow.wake("forget")


def _hand_over(uow: UnitOfWork, old: Stored, now: datetime, is_code: IsCode) -> None:
    flight = vault.random_key()
    _carry_over(uow, old, flight)
    session = conversations.without_words(old.session, is_code)
    uow.run(
        update(_T)
        .where(_T.c.id == old.id)
        .values(
            server_half=None,
            flight_key=vault.envelope(flight, uow.keys.wrap, place("conversations", "flight_key", old.id)),
            session=conversations.sealed_session(session, flight, old.id),
            handed_over_at=now,
        )
    )


def _carry_over(uow: UnitOfWork, old: Stored, flight: bytes) -> None:
    columns: list[tuple[Any, str]] = [(Outbox, "body"), (Receipt, "pending"), (File, "source"), (HandOver, "note")]
    for value in (one.__table__.c[name] for one, name in columns):
        table = value.table
        mine = (table.c.conversation_id == old.id, value.is_not(None))
        for row in uow.read(select(table.c.id, value.label("value")).where(*mine)).all():
            where = place(table.name, value.name, row.id)
            opened = vault.open_envelope(row.value, old.flight_key, where)
            carried = {value.name: vault.envelope(opened, flight, where)}
            uow.run(update(table).where(table.c.id == row.id).values(carried))


def forget_words(uow: UnitOfWork, conversation_id: str) -> None:
    """Destroy the transcript of a conversation and the private half that opened it, at once."""
    _delete_words(uow, conversation_id)
    uow.run(update(_T).where(_T.c.id == conversation_id).values(server_half=None))


def erase(uow: UnitOfWork, conversation_id: str) -> None:
    """Destroy all keys and words of a conversation; only its row with its times stays."""
    _delete_words(uow, conversation_id)
    table = LeftOut.__table__  # type: ignore[attr-defined]
    uow.run(delete(table).where(table.c.conversation_id == conversation_id))
    uow.run(
        update(_T)
        .where(_T.c.id == conversation_id)
        .values(
            live=False,
            address_index=None,
            address=None,
            routing_key=None,
            number=None,
            flight_key=None,
            server_half=None,
            session=None,
            silent_at=None,
        )
    )
    uow.wake("forget")


def forget_routing(uow: UnitOfWork, conversation_id: str) -> None:
    """Destroy the address of a conversation, and what finds it by its address or by a word."""
    _delete_chosen_words(uow, conversation_id)
    uow.run(
        update(_T)
        .where(_T.c.id == conversation_id)
        .values(live=False, address_index=None, address=None, routing_key=None, number=None, silent_at=None)
    )


def _delete_words(uow: UnitOfWork, conversation_id: str) -> None:
    _delete_chosen_words(uow, conversation_id)
    for table in (Entry.__table__, File.__table__):  # type: ignore[attr-defined]
        uow.run(delete(table).where(table.c.conversation_id == conversation_id))


def _delete_chosen_words(uow: UnitOfWork, conversation_id: str) -> None:
    table = Word.__table__  # type: ignore[attr-defined]
    uow.run(delete(table).where(table.c.conversation_id == conversation_id))
