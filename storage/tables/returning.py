"""By what a reporter comes back to her conversation, and how tries at guessing it are counted."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from storage.tables.columns import sequence
from storage.times import UtcTime


class Receipt(SQLModel, table=True):
    """A receipt number, findable by its Argon2id hash; `pending` until a background task has computed that."""

    __tablename__ = "receipts"
    id: str = Field(primary_key=True)
    conversation_id: str = Field(foreign_key="conversations.id", index=True)
    lookup: bytes | None = Field(default=None, unique=True)
    pending: bytes | None = None
    issued_at: datetime = Field(sa_type=UtcTime)


class Word(SQLModel, table=True):
    """One of the two words that a reporter chose, as a keyed hash bound to her conversation; never alike."""

    __tablename__ = "words"
    conversation_id: str = Field(primary_key=True, foreign_key="conversations.id")
    kind: str = Field(primary_key=True)
    lookup: bytes = Field(unique=True)
    chosen_at: datetime = Field(sa_type=UtcTime)


class Attempt(SQLModel, table=True):
    """One try at guessing something (a receipt, a link code, a word), by the blind index of the address."""

    __tablename__ = "attempts"
    seq: int = sequence()
    what: str
    address_index: bytes = Field(index=True)
    at: datetime = Field(sa_type=UtcTime)
