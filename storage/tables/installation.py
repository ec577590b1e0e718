"""The tables of the installation as a whole: what was done in it, and its own facts."""

from datetime import datetime
from typing import Any

from sqlalchemy import Column, Integer
from sqlmodel import Field, SQLModel

from storage.tables.columns import codes
from storage.times import UtcTime


class AuditRow(SQLModel, table=True):
    """One thing that was done, chained to the one before it by its hash."""

    __tablename__ = "audit"
    seq: int = Field(sa_column=Column(Integer, primary_key=True, autoincrement=False))
    at: datetime = Field(sa_type=UtcTime)
    actor: str
    action: str
    subject: str = Field(index=True)
    detail: dict[str, Any] = codes()
    hash: bytes


class Meta(SQLModel, table=True):
    """Facts of the installation: the salt of receipts, the offset of a poller."""

    __tablename__ = "meta"
    name: str = Field(primary_key=True)
    value: bytes
