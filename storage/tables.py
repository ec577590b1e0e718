"""The tables. What each column may hold, and who can read it, is the tier table of docs/threat-model.md.

Times are instants in UTC. Columns of bytes hold envelopes, seals, keyed hashes or public keys, never plain words.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, Index, Integer, MetaData, UniqueConstraint, false, text
from sqlmodel import Field, SQLModel

from storage.times import UtcTime

metadata: MetaData = SQLModel.metadata
metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


def _seq() -> Any:
    return Field(default=None, sa_column=Column(Integer, primary_key=True, autoincrement=True))


def _json() -> Any:
    return Field(default_factory=dict, sa_type=JSON)


class Inbox(SQLModel, table=True):
    """One update of a provider; the unique index drops repeats. `body` is kept only while it is not worked off."""

    __tablename__ = "inbox"
    __table_args__ = (UniqueConstraint("channel", "provider_id"),)
    seq: int = _seq()
    channel: str
    provider_id: str
    received_at: datetime = Field(sa_type=UtcTime)
    done_at: datetime | None = Field(default=None, sa_type=UtcTime, index=True)
    body: bytes | None = None
    tries: int = 0


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
    seq: int = _seq()
    id: str = Field(unique=True)
    conversation_id: str = Field(foreign_key="conversations.id", index=True)
    at: datetime = Field(sa_type=UtcTime)
    author: str
    kind: str = "text"
    wording: str = ""
    body: bytes
    sealed_key: bytes


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
    seq: int = _seq()
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
    facts: dict[str, Any] = _json()
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
    data: dict[str, Any] = _json()
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


class ShiftRow(SQLModel, table=True):
    """One weekly shift, as it stands in the organisation file now."""

    __tablename__ = "roster"
    seq: int = _seq()
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
    seq: int = _seq()
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
    seq: int = _seq()
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


class Routine(SQLModel, table=True):
    """When something that is done again and again is done next: readiness, gaps, summaries, the monthly drill."""

    __tablename__ = "routines"
    name: str = Field(primary_key=True)
    due_at: datetime = Field(sa_type=UtcTime, index=True)


class GapWarning(SQLModel, table=True):
    """A gap in the roster of which the coordinators were warned, the last time `step` seconds or less ahead of it."""

    __tablename__ = "gap_warnings"
    team: str = Field(primary_key=True)
    role: str = Field(primary_key=True)
    starts_at: datetime = Field(sa_type=UtcTime, primary_key=True)
    ends_at: datetime = Field(sa_type=UtcTime)
    step: int
    warned_at: datetime = Field(sa_type=UtcTime)


class Drill(SQLModel, table=True):
    """One drill: a ladder that is climbed like that of a case, without one. `outcome` says how it ended."""

    __tablename__ = "drills"
    id: str = Field(primary_key=True)
    code: str = Field(unique=True)
    data: dict[str, Any] = _json()
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
    seq: int = _seq()
    what: str
    address_index: bytes = Field(index=True)
    at: datetime = Field(sa_type=UtcTime)


class ConsentRow(SQLModel, table=True):
    """What the reporter agreed to, and the hash of the very wording that was shown."""

    __tablename__ = "consents"
    id: str = Field(primary_key=True)
    conversation_id: str = Field(foreign_key="conversations.id", index=True)
    purpose: str
    granted: bool
    wording: str
    at: datetime = Field(sa_type=UtcTime)


class AuditRow(SQLModel, table=True):
    """One thing that was done, chained to the one before it by its hash."""

    __tablename__ = "audit"
    seq: int = Field(sa_column=Column(Integer, primary_key=True, autoincrement=False))
    at: datetime = Field(sa_type=UtcTime)
    actor: str
    action: str
    subject: str = Field(index=True)
    detail: dict[str, Any] = _json()
    hash: bytes


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


class DeskSession(SQLModel, table=True):
    """One login at the desk. The cookie's token finds it by its hash, and alone opens the member's key in it."""

    __tablename__ = "desk_sessions"
    id: str = Field(primary_key=True)
    token_hash: bytes = Field(unique=True)
    member_id: str = Field(foreign_key="members.id", index=True)
    wrapped_key: bytes
    opened_at: datetime = Field(sa_type=UtcTime)
    seen_at: datetime = Field(sa_type=UtcTime)


class Reading(SQLModel, table=True):
    """Why a member reads a case, asked before the first time. The reason is a code."""

    __tablename__ = "readings"
    member_id: str = Field(primary_key=True, foreign_key="members.id")
    case_id: str = Field(primary_key=True, foreign_key="cases.id")
    reason: str
    at: datetime = Field(sa_type=UtcTime)


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
    seq: int = _seq()
    chat: bytes = Field(index=True)
    at: datetime = Field(sa_type=UtcTime)
    body: bytes


class Meta(SQLModel, table=True):
    """Facts of the installation: the salt of receipts, the offset of a poller."""

    __tablename__ = "meta"
    name: str = Field(primary_key=True)
    value: bytes
