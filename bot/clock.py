"""The clock: the only place where the time is read."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """Return the instant, aware, in UTC."""


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Return the instant, aware, in UTC."""
        return datetime.now(UTC)


class SetClock:
    """A clock that stands where it was set, for trying things out at another time, and for tests."""

    def __init__(self, at: datetime) -> None:
        """Set it to the aware time `at`."""
        self.at = at.astimezone(UTC)

    def now(self) -> datetime:
        """Return where the clock stands, in UTC."""
        return self.at

    def move(self, by: timedelta) -> None:
        """Let time pass."""
        self.at += by


class ShiftedClock:
    """A clock that runs with another and can be put ahead of it, never back: time that has passed has passed."""

    def __init__(self, base: Clock, ahead: timedelta = timedelta()) -> None:
        """Run with `base`, put `ahead` of it."""
        self._base = base
        self.ahead = max(ahead, timedelta())

    def now(self) -> datetime:
        """Return the instant, aware, in UTC."""
        return self._base.now() + self.ahead

    def move(self, by: timedelta) -> None:
        """Let time pass. Raises ValueError for a length below zero."""
        if by < timedelta():
            raise ValueError("a clock that people live by is never put back")
        self.ahead += by


def told_by(headers: Mapping[str, str]) -> datetime | None:
    """Return what the clock of a server showed when it answered with `headers`; None where it does not say."""
    try:
        return parsedate_to_datetime(headers["date"]).astimezone(UTC)
    except (KeyError, ValueError):
        return None
