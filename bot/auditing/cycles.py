"""How long ago each sweep came to an end: a process that runs is not a service that works."""

import time
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from bot.auditing.findings import Finding

BOUNDS = {
    "pages": 60,
    "others": 60,
    "duty": 60,
    "receipts": 180,
    "files": 900,
    "copies": 300,
    "reports": 600,
    "missed": 900,
    "hears": 120,
    "opens": 120,
}
"""Seconds within which each sweep must have ended well once more; ticks wake most of them every two seconds.

A channel "hears" each half a minute, also when nobody wrote: polled, or asked whether its webhook works, which "opens"
before. What comes after the first word of a name is which of them it is.
"""


class Cycles:
    """The sweeps of a running service."""

    def __init__(self, tell: Callable[[], float] = time.monotonic) -> None:
        """Measure with `tell`, which must not follow a clock that is set."""
        self._tell = tell
        self._ended: dict[str, float] = {}

    def begin(self, name: str) -> None:
        """Expect the sweep `name` from now on."""
        self._ended[name] = self._tell()

    def ended(self, name: str) -> None:
        """Note that the sweep `name` came to its end, with nothing raised."""
        self._ended[name] = self._tell()

    def over(self, name: str) -> None:
        """Expect the sweep `name` no more: what it was for is done."""
        self._ended.pop(name, None)

    def ages(self) -> dict[str, float]:
        """Return how many seconds ago each sweep ended."""
        now = self._tell()
        return {name: now - ended for name, ended in self._ended.items()}


def stuck(ages: Mapping[str, float], now: datetime) -> list[Finding]:
    """Return the sweeps that have not ended within their bounds, at the instant `now` of whoever asks."""
    bounds = {name: BOUNDS[kind] for name in ages if (kind := name.partition(" ")[0]) in BOUNDS}
    late = {name: ages[name] for name, bound in bounds.items() if ages[name] > bound}
    return [Finding("cycle_stuck", name, now - timedelta(seconds=age)) for name, age in late.items()]
