"""The tables of conversations: what was said and sent in them, and what their reporters agreed to."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from storage.tables.columns import sequence
from storage.times import UtcTime


class Conversation(SQLModel, table=True):
    """One conversation of one address; `live` while that address continues it."""

    __tablename__ = "conversations"
    __table_args__ = (Index("ix_conversations_address_index_live", "address_index", "live"),)
    id: str = Field(primary_key=True)
    channel: str
    live: bool = True
    address_index: bytes | None = None
    address: bytes | None = None
    routing_key: bytes | None = None
    number: bytes | None = None
    flight_key: bytes | None = None
    server_half: bytes | None = None
    public_key: bytes
    session: bytes | None = None
    case_id: str | None = Field(default=None, index=True)
    opened_at: datetime = Field(sa_type=UtcTime)
    heard_at: datetime = Field(sa_type=UtcTime)
    silent_at: datetime | None = Field(default=None, sa_type=UtcTime, index=True)
    handed_over_at: datetime | None = Field(default=None, sa_type=UtcTime)


class Entry(SQLModel, table=True):
    """One line of a transcript: encrypted with a key of its own, that key sealed to the conversation."""

    __tablename__ = "entries"
    seq: int = sequence()
    id: str = Field(unique=True)
    conversation_id: str = Field(foreign_key="conversations.id", index=True)
    at: datetime = Field(sa_type=UtcTime)
    author: str
    kind: str = "text"
    wording: str = ""
    body: bytes
    sealed_key: bytes


class File(SQLModel, table=True):
    """A voice message, picture or file of a reporter: `source` is where the provider has it until it was fetched.

    `body` is encrypted with a key of its own, that key sealed to the conversation.
    """

    __tablename__ = "files"
    id: str = Field(primary_key=True)
    conversation_id: str = Field(foreign_key="conversations.id", index=True)
    channel: str
    kind: str
    source: bytes | None = None
    provider_id: str = ""
    content_type: str = ""
    size: int = 0
    body: bytes | None = None
    sealed_key: bytes | None = None
    at: datetime = Field(sa_type=UtcTime)
    due_at: datetime | None = Field(default=None, sa_type=UtcTime, index=True)
    tries: int = 0


class ConsentRow(SQLModel, table=True):
    """What the reporter agreed to, and the hash of the very wording that was shown."""

    __tablename__ = "consents"
    id: str = Field(primary_key=True)
    conversation_id: str = Field(foreign_key="conversations.id", index=True)
    purpose: str
    granted: bool
    wording: str
    at: datetime = Field(sa_type=UtcTime)
