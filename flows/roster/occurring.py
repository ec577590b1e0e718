"""When the rules of a role occur: each shift, turn and single duty as a span in UTC."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from flows.roster.changes import Roster, Temporary
from flows.roster.rules import Once, Rotation, Rule, Shift

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One duty of `member`, [starts_at, ends_at) in UTC, not cut to any range.

    `plan` is the temporary schedule that it belongs to, None for the roster's own rules; `holds` is False when the day
    is a holiday and the rule is for workdays, or the other way round. `rank` is the place of the rule.
    """

    rank: int
    rule: Rule
    member: str
    starts_at: datetime
    ends_at: datetime
    holds: bool
    plan: Temporary | None


def near(roster: Roster, zone: ZoneInfo, start: datetime, end: datetime, team: str, role: str) -> Iterator[Occurrence]:
    """Give every occurrence of a role that can touch [start, end], and some that do not, in the order of the rules."""
    plans = [one for one in roster.changes if isinstance(one, Temporary) and one.team == team]
    for plan in (None, *(one for one in plans if one.starts_at <= end and one.ends_at >= start)):
        for rank, rule in enumerate(roster.rules if plan is None else plan.rules):
            if rule.team == team and rule.role == role:
                yield from occurrences(rank, rule, zone, roster.holidays, start, end, plan)


def occurrences(
    rank: int,
    rule: Rule,
    zone: ZoneInfo,
    holidays: frozenset[date],
    start: datetime,
    end: datetime,
    plan: Temporary | None = None,
) -> Iterator[Occurrence]:
    """Give every occurrence of one rule that can touch [start, end], and some that do not."""
    if isinstance(rule, Once):
        yield Occurrence(rank, rule, rule.member, rule.starts_at, rule.ends_at, True, plan)
        return
    starts, ends = (rule.starts, rule.ends) if isinstance(rule, Shift) else rule.hours
    for day in _days(zone, start, end):
        member = rule.member_on(day) if isinstance(rule, Rotation) else rule.member
        if member is None or day.weekday() not in rule.days:
            continue
        starts_at, ends_at = _span(day, starts, ends, zone)
        # Clocks going forward can swallow a short shift whole.
        if starts_at < ends_at:
            holds = rule.holds == "always" or (rule.holds == "holidays") == (day in holidays)
            yield Occurrence(rank, rule, member, starts_at, ends_at, holds, plan)


def _days(zone: ZoneInfo, start: datetime, end: datetime) -> list[date]:
    # A day of slack on both sides: clocks that change around midnight move a duty to another day.
    first = start.astimezone(zone).date() - 2 * _DAY
    last = end.astimezone(zone).date() + _DAY
    return [first + n * _DAY for n in range((last - first).days + 1)]


def _span(day: date, starts: time, ends: time, zone: ZoneInfo) -> tuple[datetime, datetime]:
    end_day = day + _DAY if ends <= starts else day
    return _first(day, starts, zone), _first(end_day, ends, zone)


def _first(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """Return the first instant at which clocks show a wall time, whatever its fold says."""
    return datetime.combine(day, clock.replace(fold=0), tzinfo=zone).astimezone(UTC)
