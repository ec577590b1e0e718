"""The tables of cases: their ladders, the calls for them, and who may, must or will no longer look after them."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, text
from sqlmodel import Field, SQLModel

from storage.tables.columns import codes
from storage.times import UtcTime


class Case(SQLModel, table=True):
    """What duty and statistics know of a report, as codes; never a word of it.

    `answered_by` is its holder once she has written to the reporter since she accepted; anybody else, or None, before.
    """

    __tablename__ = "cases"
    id: str = Field(primary_key=True)
    code: str = Field(unique=True)
    conversation_id: str = Field(foreign_key="conversations.id", index=True)
    status: str = "open"
    level: str = ""
    opened_for: str
    reasons: list[str] = Field(default_factory=list, sa_type=JSON)
    facts: dict[str, Any] = codes()
    careful: bool = False
    holder_id: str | None = Field(default=None, index=True)
    opened_at: datetime = Field(sa_type=UtcTime)
    forwarded_at: datetime | None = Field(default=None, sa_type=UtcTime)
    accepted_at: datetime | None = Field(default=None, sa_type=UtcTime)
    replied_at: datetime | None = Field(default=None, sa_type=UtcTime)
    closed_at: datetime | None = Field(default=None, sa_type=UtcTime)
    withdrawn_at: datetime | None = Field(default=None, sa_type=UtcTime)
    outcome: str = ""
    answered_by: str | None = None


class EscalationRow(SQLModel, table=True):
    """The ladder of a case, frozen when it began, and when it climbs next."""

    __tablename__ = "escalations"
    case_id: str = Field(primary_key=True, foreign_key="cases.id")
    data: dict[str, Any] = codes()
    status: str
    due_at: datetime | None = Field(default=None, sa_type=UtcTime, index=True)


class Page(SQLModel, table=True):
    """One call of one person for one case, or (`kind`) an offer by its holder, or the question whether she keeps it.

    `sent_at` is when it reached her chat, `error` why it did not, as far as the provider tells. `next_at` is when it is
    brought again another way, or for the first time where it is held back.
    """

    __tablename__ = "pages"
    id: str = Field(primary_key=True)
    case_id: str = Field(foreign_key="cases.id", index=True)
    member_id: str = Field(foreign_key="members.id", index=True)
    rung: int
    round: int
    generation: int
    status: str = "out"
    at: datetime = Field(sa_type=UtcTime)
    answered_at: datetime | None = Field(default=None, sa_type=UtcTime)
    kind: str = Field(default="page", sa_column_kwargs={"server_default": text("'page'")})
    sent_at: datetime | None = Field(default=None, sa_type=UtcTime)
    error: str = Field(default="", sa_column_kwargs={"server_default": text("''")})
    next_at: datetime | None = Field(default=None, sa_type=UtcTime, index=True)


class PageTry(SQLModel, table=True):
    """One way by which a page was brought: a chat, or a telephone call; `message_id` is the message that carried it.

    `status` is out, failed, or limited where a call was left out; of a call that has ended what became of it.
    """

    __tablename__ = "page_tries"
    id: str = Field(primary_key=True)
    page_id: str = Field(foreign_key="pages.id", index=True)
    contact_id: str = Field(index=True)
    channel: str
    message_id: str = Field(index=True)
    status: str = "out"
    at: datetime = Field(sa_type=UtcTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcTime)


class WatchRow(SQLModel, table=True):
    """What is owed in a case that somebody has (an answer, a note, a word after the shift), and when that is due."""

    __tablename__ = "watches"
    case_id: str = Field(primary_key=True, foreign_key="cases.id")
    what: str = Field(primary_key=True)
    since: datetime = Field(sa_type=UtcTime)
    patience: int
    stage: int = 0
    due_at: datetime | None = Field(default=None, sa_type=UtcTime, index=True)


class HandOver(SQLModel, table=True):
    """A case that its holder wants to give away: to one member by a page, or to whoever is on duty, without one.

    `note` is gone once it was passed on, or nobody will read it.
    """

    __tablename__ = "hand_overs"
    id: str = Field(primary_key=True)
    case_id: str = Field(foreign_key="cases.id", index=True)
    conversation_id: str = Field(foreign_key="conversations.id")
    page_id: str | None = Field(default=None, foreign_key="pages.id")
    from_id: str = Field(foreign_key="members.id")
    note: bytes | None = None
    status: str = "out"
    at: datetime = Field(sa_type=UtcTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcTime)


class LeftOut(SQLModel, table=True):
    """Somebody (`who`: a member's id or a team) who may neither be called for a conversation's case nor open it.

    `why` is a code: her reporter asked for it, or the member herself said that she is too near.
    """

    __tablename__ = "left_out"
    conversation_id: str = Field(primary_key=True, foreign_key="conversations.id")
    who: str = Field(primary_key=True)
    why: str
    at: datetime = Field(sa_type=UtcTime)


class Reading(SQLModel, table=True):
    """Why a member reads a case, asked before the first time. The reason is a code."""

    __tablename__ = "readings"
    member_id: str = Field(primary_key=True, foreign_key="members.id")
    case_id: str = Field(primary_key=True, foreign_key="cases.id")
    reason: str
    at: datetime = Field(sa_type=UtcTime)
