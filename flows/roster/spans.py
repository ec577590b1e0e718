"""Duty over a range of time: stretches, gaps, overlaps, hand-overs, and who has duty when."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple
from zoneinfo import ZoneInfo

from flows.roster.changes import Leave, Override, Roster, Swap, Temporary
from flows.roster.instants import in_order
from flows.roster.occurring import Occurrence, near, occurrences
from flows.roster.rules import Once, Rule
from flows.roster.standing import Duty, on_call, stand, whole


class Window(NamedTuple):
    """One occurrence of a rule, [starts_at, ends_at) in UTC, not cut to the range asked for."""

    shift: Rule
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Stretch:
    """An interval [starts_at, ends_at) in UTC in which the same members are on duty, or nobody."""

    starts_at: datetime
    ends_at: datetime
    members: tuple[str, ...]


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


def windows(rules: Iterable[Rule], *, zone: ZoneInfo, start: datetime, end: datetime) -> tuple[Window, ...]:
    """List the occurrences of rules that overlap [start, end) (aware, any zone), the earliest first.

    They are what the rules say on any day: neither holidays nor changes are put upon them.
    """
    start, end = in_order(start, end)
    if start == end:
        return ()
    every = (one for rule in rules for one in occurrences(0, rule, zone, frozenset(), start, end))
    overlapping = [Window(one.rule, one.starts_at, one.ends_at) for one in every if _overlaps(one, start, end)]
    return tuple(sorted(overlapping, key=lambda w: w.starts_at))


def stretches(
    duty: Duty, *, zone: ZoneInfo, start: datetime, end: datetime, team: str, role: str
) -> tuple[Stretch, ...]:
    """Cut [start, end) (aware, any zone) into the longest intervals with the same members, without a hole between."""
    start, end = in_order(start, end)
    roster = whole(duty)
    waiting = [one for one in near(roster, zone, start, end, team, role) if _overlaps(one, start, end)]
    waiting.sort(key=lambda one: one.starts_at)
    waiting.reverse()  # taken from the end, those that start together in the order of the rules and days
    edges = {start, end, *(edge for edge in _edges(roster, waiting, team, role) if start < edge < end)}
    found: list[Stretch] = []
    running: list[Occurrence] = []
    for at, until in pairwise(sorted(edges)):
        while waiting and waiting[-1].starts_at <= at:
            running.append(waiting.pop())
        running = [one for one in running if one.ends_at > at]
        members = stand(roster, running, at, team, role).on_duty
        if found and found[-1].members == members:
            found[-1] = Stretch(found[-1].starts_at, until, members)
        else:
            found.append(Stretch(at, until, members))
    return tuple(found)


def gaps(duty: Duty, *, zone: ZoneInfo, start: datetime, end: datetime, team: str, role: str) -> tuple[Gap, ...]:
    """List the longest intervals of [start, end) (aware, any zone) in which nobody is on duty."""
    found = stretches(duty, zone=zone, start=start, end=end, team=team, role=role)
    return tuple(Gap(one.starts_at, one.ends_at) for one in found if not one.members)


def overlaps(
    duty: Duty, *, zone: ZoneInfo, start: datetime, end: datetime, team: str, role: str
) -> tuple[Stretch, ...]:
    """List the intervals of [start, end) (aware, any zone) in which more than one member is on duty."""
    found = stretches(duty, zone=zone, start=start, end=end, team=team, role=role)
    return tuple(one for one in found if len(one.members) > 1)


def duties(duty: Duty, *, zone: ZoneInfo, start: datetime, end: datetime, team: str, role: str) -> tuple[Once, ...]:
    """List each member's duties in [start, end) (aware, any zone), cut to it, by their start: a plan to hand around."""
    open_since: dict[str, datetime] = {}
    found = []
    last = Stretch(end, end, ())
    for one in (*stretches(duty, zone=zone, start=start, end=end, team=team, role=role), last):
        for member in [name for name in open_since if name not in one.members]:
            since = open_since.pop(member)
            found.append(Once(team=team, role=role, member=member, starts_at=since, ends_at=one.starts_at))
        for member in one.members:
            open_since.setdefault(member, one.starts_at)
    return tuple(sorted(found, key=lambda once: once.starts_at))


def handovers(
    duty: Duty, *, zone: ZoneInfo, start: datetime, end: datetime, team: str, role: str
) -> tuple[Handover, ...]:
    """List the changes of the set of members at an instant of [start, end) (aware, any zone).

    A change exactly at `start` counts and one exactly at `end` does not, so that ranges laid end to
    end tell each handover once.
    """
    start, end = in_order(start, end)
    roster = whole(duty)
    before = on_call(roster, zone=zone, at=start - datetime.resolution, team=team, role=role)
    found = []
    for one in stretches(roster, zone=zone, start=start, end=end, team=team, role=role):
        if set(one.members) != set(before):
            found.append(Handover(one.starts_at, before, one.members))
        before = one.members
    return tuple(found)


def _overlaps(one: Occurrence, start: datetime, end: datetime) -> bool:
    return one.starts_at < end and one.ends_at > start


def _edges(roster: Roster, near_by: list[Occurrence], team: str, role: str) -> Iterator[datetime]:
    """Give every instant at which anything about a role can change."""
    for one in near_by:
        yield from (one.starts_at, one.ends_at)
    for change in roster.changes:
        match change:
            case Leave():
                yield from (change.starts_at, change.ends_at)
            case Temporary() if change.team == team:
                yield from (change.starts_at, change.ends_at)
            case Override() if (change.team, change.role) == (team, role):
                yield from (change.starts_at, change.ends_at)
            case Swap() if (change.team, change.role) == (team, role):
                yield from (change.one_starts_at, change.one_ends_at, change.other_starts_at, change.other_ends_at)
                if change.counts_from is not None:
                    yield change.counts_from
