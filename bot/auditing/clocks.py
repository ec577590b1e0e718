"""Whether our clock is right: against the clocks of others, and against the one that cannot be set."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from bot.auditing.findings import Finding

SKEW = timedelta(minutes=2)
"""Difference from which ours is not believed: replies would grow stale too early or too late."""


class Steady:
    """Compares the clock with the machine's steady one between two looks: it may run, and must not be moved."""

    def __init__(self, steady: Callable[[], float]) -> None:
        """Measure with `steady`, in seconds."""
        self._steady = steady
        self._last: tuple[datetime, float] | None = None

    def look(self, now: datetime) -> list[Finding]:
        """Return whether the clock was moved, or the machine stood still, since the last look."""
        last, self._last = self._last, (now, self._steady())
        if last is None:
            return []
        moved = (now - last[0]) - timedelta(seconds=self._last[1] - last[1])
        return [Finding("clock_jumped", "", now)] if abs(moved) > SKEW else []


def compare(now: datetime, others: Iterable[datetime]) -> list[Finding]:
    """Return whether all of the others' clocks differ from ours; one that is wrong itself alarms nobody."""
    far = [abs(other - now) > SKEW for other in others]
    return [Finding("clock_wrong", "", now)] if far and all(far) else []
