"""The audit trail, verified as it grows: what was verified once is not read again, but must still stand."""

from dataclasses import dataclass
from datetime import datetime

from bot.auditing.findings import Finding
from storage import audit
from storage.database import UnitOfWork

TAIL = 1000
"""Rows that are verified at the first look; the whole chain is for `pelita audit check --full`."""


@dataclass(slots=True)
class Chain:
    """How far the trail is verified: the row's number, and its hash."""

    seq: int = 0
    digest: bytes = b""
    begun: bool = False

    def verify(self, uow: UnitOfWork, now: datetime, *, full: bool = False) -> list[Finding]:
        """Verify what was noted since the last look; a row that was changed, moved or is missing is a finding.

        A tail that was cut off since is found too. What is broken stays found: the look begins there again.
        """
        if not self.begun:
            self.seq, self.digest = (0, b"") if full else audit.stands_before(uow, TAIL)
            self.begun = True
        broken, self.seq, self.digest = audit.broken_after(uow, self.seq, self.digest)
        return [Finding("audit_broken", "", now)] if broken is not None else []
