"""What must be gone by when: pure rules over times, given `now`. The figures are the office's (`Periods`)."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Periods:
    """How long things stay. No Indonesian rule was found for these; the office decides (UU 27/2022 art. 21, 42-44)."""

    unfinished: timedelta = timedelta(days=7)
    """A conversation without a case, since it was last heard."""
    routing: timedelta = timedelta(days=30)
    """The address of a closed case, since it was closed."""
    traffic: timedelta = timedelta(days=30)
    """Rows about messages that came and went, which hold no text any more."""
    readable: timedelta = timedelta(hours=24)
    """The server's copy of a case's key when no person was sent its text before."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The instants before which each class of rows must be gone, or no longer readable."""

    unfinished: datetime
    routing: datetime
    traffic: datetime
    readable: datetime


def limits(periods: Periods, now: datetime) -> Limits:
    """Return the limits that hold at the aware time `now`. Raises ValueError for a time without a zone."""
    if now.tzinfo is None:
        raise ValueError("give `now` with a zone")
    return Limits(now - periods.unfinished, now - periods.routing, now - periods.traffic, now - periods.readable)
