"""The tables of the roster: its rules, its changes, and the gaps of which somebody was warned."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, text
from sqlmodel import Field, SQLModel

from storage.tables.columns import sequence
from storage.times import UtcTime


class ShiftRow(SQLModel, table=True):
    """One weekly shift, as it stands in the organisation file now."""

    __tablename__ = "roster"
    seq: int = sequence()
    team: str
    role: str
    member: str
    days: list[int] = Field(default_factory=list, sa_type=JSON)
    starts: str
    ends: str
    holds: str = Field(default="always", sa_column_kwargs={"server_default": text("'always'")})


class RotationRow(SQLModel, table=True):
    """One rotation, as it stands in the organisation file now; `starts` and `ends` are empty where it has no hours."""

    __tablename__ = "rotations"
    seq: int = sequence()
    team: str
    role: str
    members: list[str] = Field(default_factory=list, sa_type=JSON)
    begins: str
    hand_over: str
    every: int
    days: list[int] = Field(default_factory=list, sa_type=JSON)
    starts: str = ""
    ends: str = ""
    holds: str


class RosterChange(SQLModel, table=True):
    """What changes the roster for a span. Its `seq` is the order in which changes count; a withdrawn one does not.

    `kind` is override, swap, leave or temporary; the columns that a kind has no use for are empty. `other` is whom an
    override puts its member instead of, or the second of a swap, whose span and agreement the `other_` columns hold.
    """

    __tablename__ = "roster_changes"
    seq: int = sequence()
    id: str = Field(unique=True)
    kind: str
    team: str = ""
    role: str = ""
    member: str = ""
    other: str = ""
    starts_at: datetime = Field(sa_type=UtcTime)
    ends_at: datetime = Field(sa_type=UtcTime)
    other_starts_at: datetime | None = Field(default=None, sa_type=UtcTime)
    other_ends_at: datetime | None = Field(default=None, sa_type=UtcTime)
    agreed_at: datetime | None = Field(default=None, sa_type=UtcTime)
    other_agreed_at: datetime | None = Field(default=None, sa_type=UtcTime)
    rules: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    why: str = ""
    made_by: str
    made_at: datetime = Field(sa_type=UtcTime)
    withdrawn_at: datetime | None = Field(default=None, sa_type=UtcTime)


class GapWarning(SQLModel, table=True):
    """A gap in the roster of which the coordinators were warned, the last time `step` seconds or less ahead of it."""

    __tablename__ = "gap_warnings"
    team: str = Field(primary_key=True)
    role: str = Field(primary_key=True)
    starts_at: datetime = Field(sa_type=UtcTime, primary_key=True)
    ends_at: datetime = Field(sa_type=UtcTime)
    step: int
    warned_at: datetime = Field(sa_type=UtcTime)
