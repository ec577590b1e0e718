"""The rules of duty: weekly shifts, rotations, and duties of one date.

Wall times are those of the office's zone. A duty belongs to the local day on which it begins: that day decides whether
it is a holiday and, in a rotation, whose turn it is.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal, TypeAlias

from flows.roster.instants import whole_span

EVERY_DAY = frozenset(range(7))

Holds: TypeAlias = Literal["always", "workdays", "holidays"]
"""On which days a rule holds. A holiday is a date of the roster's table; every other day is a workday, Sundays too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """A weekly duty of one member, from `starts` up to but not including `ends`.

    `days` are the local days on which it begins (0 = Monday .. 6 = Sunday); `starts` and `ends` are
    naive wall times in the office's zone. An end at or before the start falls on the next day, so
    equal times mean 24 hours.
    """

    team: str
    role: str
    member: str
    days: frozenset[int]
    starts: time
    ends: time
    holds: Holds = "always"

    def __post_init__(self) -> None:
        """Refuse days and times that mean nothing."""
        _must_be_days(self.days)
        _must_be_wall(self.starts, self.ends)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rotation:
    """Members who take turns of `every` days, from `hand_over` o'clock on the day `begins`; before it, nobody.

    A turn of seven days is handed over on the weekday of `begins`. Without hours of its own a turn is on duty all day
    long. With `starts` and `ends` (as in a shift) each duty belongs whole to whoever has the turn when it begins: a
    night is never cut by the hand-over.
    """

    team: str
    role: str
    members: tuple[str, ...]
    begins: date
    hand_over: time
    every: int = 7
    days: frozenset[int] = EVERY_DAY
    starts: time | None = None
    ends: time | None = None
    holds: Holds = "always"

    def __post_init__(self) -> None:
        """Refuse turns, days and times that mean nothing."""
        _must_be_days(self.days)
        if (self.starts is None) != (self.ends is None):
            raise ValueError("give both starts and ends, or neither")
        _must_be_wall(self.hand_over, *self.hours)
        if self.every < 1:
            raise ValueError(f"a turn lasts a day or more, not {self.every}")

    @property
    def hours(self) -> tuple[time, time]:
        """Wall times at which each day's duty starts and ends."""
        if self.starts is None or self.ends is None:
            return self.hand_over, self.hand_over
        return self.starts, self.ends

    def member_on(self, day: date) -> str | None:
        """Return who has the duty that begins on the local day `day`; None before the first turn or with no members."""
        if self.hours[0] < self.hand_over:
            day -= timedelta(days=1)
        if day < self.begins or not self.members:
            return None
        return self.members[(day - self.begins).days // self.every % len(self.members)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Once:
    """A duty of one date, [starts_at, ends_at) in UTC: a line of a plan that was written month by month."""

    team: str
    role: str
    member: str
    starts_at: datetime
    ends_at: datetime

    def __post_init__(self) -> None:
        """Keep the span in UTC, and refuse an empty one."""
        keep_span(self, "starts_at", "ends_at")


Rule: TypeAlias = Shift | Rotation | Once


def keep_span(holder: object, starts: str, ends: str) -> None:
    """Put two instants of a frozen `holder` into UTC. Raises ValueError when nothing lies between them."""
    start, end = whole_span(getattr(holder, starts), getattr(holder, ends))
    object.__setattr__(holder, starts, start)
    object.__setattr__(holder, ends, end)


def _must_be_days(days: frozenset[int]) -> None:
    if not days <= EVERY_DAY:
        raise ValueError(f"days are 0 (Monday) to 6 (Sunday), not {sorted(days)}")


def _must_be_wall(*times: time) -> None:
    if any(one.tzinfo is not None for one in times):
        raise ValueError("starts and ends are wall times of the office: leave out their zone")
