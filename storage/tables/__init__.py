"""The tables. What each column may hold, and who can read it, is the tier table of docs/threat-model.md.

Times are instants in UTC. Columns of bytes hold envelopes, seals, keyed hashes or public keys, never plain words.
"""

from storage.tables.cases import Case, EscalationRow, HandOver, LeftOut, Page, PageTry, Reading, WatchRow
from storage.tables.columns import metadata
from storage.tables.conversations import ConsentRow, Conversation, Entry, File
from storage.tables.installation import AuditRow, Meta
from storage.tables.passing import Inbox, Outbox, Phone, ProviderCopy
from storage.tables.people import Contact, DeskSession, Grant, LinkCode, Member, Team
from storage.tables.readiness import Ask, Drill, Routine
from storage.tables.returning import Attempt, Receipt, Word
from storage.tables.roster import GapWarning, RosterChange, RotationRow, ShiftRow

__all__ = [
    "Ask",
    "Attempt",
    "AuditRow",
    "Case",
    "ConsentRow",
    "Contact",
    "Conversation",
    "DeskSession",
    "Drill",
    "Entry",
    "EscalationRow",
    "File",
    "GapWarning",
    "Grant",
    "HandOver",
    "Inbox",
    "LeftOut",
    "LinkCode",
    "Member",
    "Meta",
    "Outbox",
    "Page",
    "PageTry",
    "Phone",
    "ProviderCopy",
    "Reading",
    "Receipt",
    "RosterChange",
    "RotationRow",
    "Routine",
    "ShiftRow",
    "Team",
    "WatchRow",
    "Word",
    "metadata",
]
