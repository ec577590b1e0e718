"""The tables of the people of the office: how each is reached, what she logs in with, and what her keys open."""

from datetime import datetime

from sqlalchemy import JSON, Column, text
from sqlmodel import Field, SQLModel

from storage.times import UtcTime


class Member(SQLModel, table=True):
    """A person of the office. The private half opens with the password only.

    `code_secret` makes her one-time codes (RFC 6238), `code_counter` is the last one that was used. `skills` are codes.
    `at_hand` is the case that she accepted, wrote to or named last, whoever has it by now.
    """

    __tablename__ = "members"
    id: str = Field(primary_key=True)
    name: str = Field(unique=True)
    role: str
    active: bool = True
    salt: bytes
    public_key: bytes
    private_half: bytes
    joined_at: datetime = Field(sa_type=UtcTime)
    code_secret: bytes | None = None
    code_counter: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    skills: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False, server_default=text("'[]'")))
    at_hand: str | None = None


class Contact(SQLModel, table=True):
    """A way to reach a member: one address on one channel, proven by a one-time code; a telephone is blocked before."""

    __tablename__ = "contacts"
    id: str = Field(primary_key=True)
    member_id: str = Field(foreign_key="members.id", index=True)
    channel: str
    address_index: bytes = Field(unique=True)
    address: bytes
    verified_at: datetime = Field(sa_type=UtcTime)
    blocked_at: datetime | None = Field(default=None, sa_type=UtcTime)
    heard_at: datetime | None = Field(default=None, sa_type=UtcTime)


class LinkCode(SQLModel, table=True):
    """A one-time code with which a member links a chat, as a keyed hash; with `contact_id` it proves that telephone."""

    __tablename__ = "link_codes"
    id: str = Field(primary_key=True)
    member_id: str = Field(foreign_key="members.id")
    hash: bytes = Field(unique=True)
    expires_at: datetime = Field(sa_type=UtcTime)
    used_at: datetime | None = Field(default=None, sa_type=UtcTime)
    contact_id: str | None = None


class DeskSession(SQLModel, table=True):
    """One login at the desk. The cookie's token finds it by its hash, and alone opens the member's key in it."""

    __tablename__ = "desk_sessions"
    id: str = Field(primary_key=True)
    token_hash: bytes = Field(unique=True)
    member_id: str = Field(foreign_key="members.id", index=True)
    wrapped_key: bytes
    opened_at: datetime = Field(sa_type=UtcTime)
    seen_at: datetime = Field(sa_type=UtcTime)


class Team(SQLModel, table=True):
    """A group that reads cases together; its private half is sealed to its members, in `grants`."""

    __tablename__ = "teams"
    id: str = Field(primary_key=True)
    public_key: bytes


class Grant(SQLModel, table=True):
    """The private half of `subject` (a team or a conversation), sealed to `holder` (a member or a team)."""

    __tablename__ = "grants"
    subject: str = Field(primary_key=True)
    holder: str = Field(primary_key=True)
    sealed: bytes
    granted_at: datetime = Field(sa_type=UtcTime)
