"""What the auditor finds: a code, what it is about, and since when; never a word, a name or an address."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

HELP = (
    "escalation_overdue",
    "nobody_sought",
    "unacknowledged",
    "owed_overdue",
    "no_coordinator",
    "outbox_stuck",
    "outbox_failing",
    "inbox_waiting",
    "silence_overdue",
    "cycle_stuck",
    "writer_stuck",
    "audit_failed",
    "audit_late",
    "service_down",
    "database_closed",
    "clock_wrong",
    "clock_jumped",
    "clock_behind",
)
"""Somebody may be without help while this lasts: people are woken."""
KEPT = ("readable_too_long", "copy_kept", "kept_too_long", "audit_broken")
"""A promise about what is kept is broken: it can wait for the day, and for nothing else."""
CODES = (*HELP, *KEPT)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it must be.

    `subject` is the code of a case, or a part of the machine such as a lane or a sweep; empty where it is all of it.
    """

    code: str
    subject: str
    since: datetime
    count: int = 1

    @property
    def key(self) -> tuple[str, str]:
        """What makes it the same finding at the next look."""
        return self.code, self.subject

    @property
    def wakes(self) -> bool:
        """Whether people are told at any hour."""
        return self.code not in KEPT


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings with what keeps help away first, the oldest of each kind first."""
    return tuple(sorted(findings, key=lambda one: (CODES.index(one.code), one.since, one.subject)))
