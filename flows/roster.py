"""Say who is on duty at an instant, where nobody is, and when duty changes hands.

A shift is written in the office's wall time and belongs to the day on which it begins. Every answer
is compared and returned in UTC, so an office whose clocks change is served as well as one in WIB.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

_DAY = timedelta(days=1)


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

    def __post_init__(self) -> None:
        if not self.days <= frozenset(range(7)):
            raise ValueError(f"days are 0 (Monday) to 6 (Sunday), not {sorted(self.days)}")
        if self.starts.tzinfo is not None or self.ends.tzinfo is not None:
            raise ValueError("starts and ends are wall times of the office: leave out their zone")


class Window(NamedTuple):
    """One occurrence of a shift, [starts_at, ends_at) in UTC, not cut to the range asked for."""

    shift: Shift
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Gap:
    """An interval [starts_at, ends_at) in UTC in which nobody is on duty."""

    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Handover:
    """An instant in UTC at which the members on duty change, with who was and who is."""

    at: datetime
    before: tuple[str, ...]
    after: tuple[str, ...]


def in_utc(moment: datetime) -> datetime:
    """Turn an aware moment into UTC, and refuse a naive one."""
    if moment.utcoffset() is None:
        raise ValueError(f"{moment} has no time zone: pass an aware datetime, such as one in UTC")
    return moment.astimezone(UTC)


def on_call(shifts: Iterable[Shift], *, zone: ZoneInfo, at: datetime, team: str, role: str) -> tuple[str, ...]:
    """List the members on duty at `at` (aware, any zone), in the order of the shifts, each once."""
    at = in_utc(at)
    near = _near(_of(shifts, team, role), zone, at, at)
    return _members(w for w in near if w.starts_at <= at < w.ends_at)


def windows(shifts: Iterable[Shift], *, zone: ZoneInfo, start: datetime, end: datetime) -> tuple[Window, ...]:
    """List the occurrences that overlap [start, end) (aware, any zone), the earliest first."""
    start, end = _range(start, end)
    if start == end:
        return ()
    near = _near(shifts, zone, start, end)
    overlapping = [w for w in near if w.starts_at < end and w.ends_at > start]
    return tuple(sorted(overlapping, key=lambda w: w.starts_at))


def is_on_duty(shifts: Iterable[Shift], *, zone: ZoneInfo, member: str, at: datetime) -> bool:
    """Return whether a member is on duty at `at` (aware, any zone), in whatever team and role."""
    at = in_utc(at)
    return any(w.starts_at <= at < w.ends_at for w in _near(_by(shifts, member), zone, at, at))


def duty_ends(
    shifts: Iterable[Shift], *, zone: ZoneInfo, member: str, start: datetime, end: datetime
) -> datetime | None:
    """Return the first instant of (start, end] (aware, any zone) at which a member goes off duty, in UTC.

    None where she does not, or is on duty all the time. Shifts that follow each other without a pause are one.
    """
    start, end = _range(start, end)
    near = tuple(_near(_by(shifts, member), zone, start, end))
    ends = (w.ends_at for w in near if start < w.ends_at <= end)
    return min((at for at in ends if not any(w.starts_at <= at < w.ends_at for w in near)), default=None)


def gaps(
    shifts: Iterable[Shift],
    *,
    zone: ZoneInfo,
    start: datetime,
    end: datetime,
    team: str,
    role: str,
) -> tuple[Gap, ...]:
    """List the longest intervals of [start, end) (aware, any zone) in which nobody is on duty."""
    start, end = _range(start, end)
    found = []
    covered_to = start
    for window in windows(_of(shifts, team, role), zone=zone, start=start, end=end):
        if window.starts_at > covered_to:
            found.append(Gap(covered_to, window.starts_at))
        covered_to = max(covered_to, window.ends_at)
    if covered_to < end:
        found.append(Gap(covered_to, end))
    return tuple(found)


def handovers(
    shifts: Iterable[Shift],
    *,
    zone: ZoneInfo,
    start: datetime,
    end: datetime,
    team: str,
    role: str,
) -> tuple[Handover, ...]:
    """List the changes of the set of members at an instant of [start, end) (aware, any zone).

    A change exactly at `start` counts and one exactly at `end` does not, so that ranges laid end to
    end tell each handover once.
    """
    start, end = _range(start, end)
    near = tuple(_near(_of(shifts, team, role), zone, start, end))
    edges = {edge for w in near for edge in (w.starts_at, w.ends_at) if start <= edge < end}
    found = []
    for at in sorted(edges):
        before = _members(w for w in near if w.starts_at < at <= w.ends_at)
        after = _members(w for w in near if w.starts_at <= at < w.ends_at)
        if set(before) != set(after):
            found.append(Handover(at, before, after))
    return tuple(found)


def _near(shifts: Iterable[Shift], zone: ZoneInfo, start: datetime, end: datetime) -> Iterator[Window]:
    """Give every window that can touch [start, end], and some that do not, shift by shift."""
    # A day of slack on both sides: clocks that change around midnight move a window to another day.
    first = start.astimezone(zone).date() - 2 * _DAY
    last = end.astimezone(zone).date() + _DAY
    days = [first + n * _DAY for n in range((last - first).days + 1)]
    for shift in shifts:
        for day in days:
            if day.weekday() in shift.days:
                window = _window(shift, day, zone)
                # Clocks going forward can swallow a short shift whole.
                if window.starts_at < window.ends_at:
                    yield window


def _window(shift: Shift, day: date, zone: ZoneInfo) -> Window:
    end_day = day + _DAY if shift.ends <= shift.starts else day
    return Window(
        shift,
        datetime.combine(day, shift.starts, tzinfo=zone).astimezone(UTC),
        datetime.combine(end_day, shift.ends, tzinfo=zone).astimezone(UTC),
    )


def _of(shifts: Iterable[Shift], team: str, role: str) -> list[Shift]:
    return [shift for shift in shifts if shift.team == team and shift.role == role]


def _by(shifts: Iterable[Shift], member: str) -> list[Shift]:
    return [shift for shift in shifts if shift.member == member]


def _members(found: Iterable[Window]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(window.shift.member for window in found))


def _range(start: datetime, end: datetime) -> tuple[datetime, datetime]:
    start, end = in_utc(start), in_utc(end)
    if end < start:
        raise ValueError("end lies before start: swap them")
    return start, end
