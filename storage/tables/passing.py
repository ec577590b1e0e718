"""What passes through: messages that came in and that go out, and the copies that providers keep of them."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint, false, text
from sqlmodel import Field, SQLModel

from storage.tables.columns import sequence
from storage.times import UtcTime


class Inbox(SQLModel, table=True):
    """One update of a provider; the unique index drops repeats. `body` is kept only while it is not worked off."""

    __tablename__ = "inbox"
    __table_args__ = (UniqueConstraint("channel", "provider_id"),)
    seq: int = sequence()
    channel: str
    provider_id: str
    received_at: datetime = Field(sa_type=UtcTime)
    done_at: datetime | None = Field(default=None, sa_type=UtcTime, index=True)
    body: bytes | None = None
    tries: int = 0


class Outbox(SQLModel, table=True):
    """One message to be sent; `body` is gone once it has arrived, or is cancelled or expired.

    `provider_status` is the highest that a provider told who reports afterwards. `outside`: only a template may go.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        Index("ix_outbox_status_due_at", "status", "due_at"),
        Index("ix_outbox_chat_status", "chat", "status"),
        Index("ix_outbox_provider_id", "provider_id"),
    )
    seq: int = sequence()
    id: str = Field(unique=True)
    lane: str
    kind: str
    channel: str
    chat: bytes
    conversation_id: str | None = Field(default=None, index=True)
    contact_id: str | None = None
    case_id: str | None = None
    page_id: str | None = None
    body: bytes | None = None
    status: str = "queued"
    hands_over: bool = False
    marked: bool = False
    tries: int = 0
    error: str = ""
    provider_id: str = ""
    provider_status: str = Field(default="", sa_column_kwargs={"server_default": text("''")})
    outside: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    wording: str = ""
    made_at: datetime = Field(sa_type=UtcTime)
    due_at: datetime = Field(sa_type=UtcTime)
    lease_until: datetime | None = Field(default=None, sa_type=UtcTime)
    sent_at: datetime | None = Field(default=None, sa_type=UtcTime)


class ProviderCopy(SQLModel, table=True):
    """A message that a provider still keeps a copy of: to be blanked there from `due_at` on, then gone from here."""

    __tablename__ = "provider_copies"
    channel: str = Field(primary_key=True)
    provider_id: str = Field(primary_key=True)
    has_media: bool = False
    made_at: datetime = Field(sa_type=UtcTime)
    due_at: datetime = Field(sa_type=UtcTime, index=True)
    tries: int = 0


class Phone(SQLModel, table=True):
    """What the terminal channel has delivered and nobody has looked at yet: the phone of a person at a prompt."""

    __tablename__ = "phones"
    seq: int = sequence()
    chat: bytes = Field(index=True)
    at: datetime = Field(sa_type=UtcTime)
    body: bytes
