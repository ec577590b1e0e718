"""The tables of readiness: what is done again and again, drills, and what members are asked outside of cases."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.tables.columns import codes
from storage.times import UtcTime


class Routine(SQLModel, table=True):
    """When something that is done again and again is done next: readiness, gaps, summaries, the monthly drill."""

    __tablename__ = "routines"
    name: str = Field(primary_key=True)
    due_at: datetime = Field(sa_type=UtcTime, index=True)


class Drill(SQLModel, table=True):
    """One drill: a ladder that is climbed like that of a case, without one. `outcome` says how it ended."""

    __tablename__ = "drills"
    id: str = Field(primary_key=True)
    code: str = Field(unique=True)
    data: dict[str, Any] = codes()
    started_by: str
    started_at: datetime = Field(sa_type=UtcTime)
    due_at: datetime | None = Field(default=None, sa_type=UtcTime, index=True)
    ended_at: datetime | None = Field(default=None, sa_type=UtcTime)
    outcome: str = ""


class Ask(SQLModel, table=True):
    """A question to one person that concerns no case: `kind` is shift (is she ready?), test or drill.

    `member` is her name on the roster, who may be nobody yet. `starts_at` is when her duty begins, or when she was
    asked. `sent_at` is when it reached her chat, `error` why it did not.
    """

    __tablename__ = "asks"
    __table_args__ = (UniqueConstraint("kind", "member", "starts_at"),)
    id: str = Field(primary_key=True)
    kind: str
    drill_id: str | None = Field(default=None, foreign_key="drills.id", index=True)
    member: str
    member_id: str | None = Field(default=None, foreign_key="members.id", index=True)
    posts: list[list[str]] = Field(default_factory=list, sa_type=JSON)
    rung: int = 0
    starts_at: datetime = Field(sa_type=UtcTime)
    asked_at: datetime = Field(sa_type=UtcTime)
    due_at: datetime | None = Field(default=None, sa_type=UtcTime, index=True)
    status: str = "out"
    sent_at: datetime | None = Field(default=None, sa_type=UtcTime)
    answered_at: datetime | None = Field(default=None, sa_type=UtcTime)
    error: str = ""
