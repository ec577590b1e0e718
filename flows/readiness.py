"""Whose duty begins when, and when she is asked whether she is ready: before the shift, and by day where that goes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from flows.roster import handovers, in_utc, on_call
from flows.roster.standing import Duty

Post = tuple[str, str]
"""A team and a role of it."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A member's duty begins at `starts_at` (UTC) on all of `posts`; `before` her had them whoever goes off then."""

    member: str
    starts_at: datetime
    posts: tuple[Post, ...]
    before: tuple[str, ...]


def turns(duty: Duty, *, zone: ZoneInfo, posts: Iterable[Post], start: datetime, end: datetime) -> tuple[Turn, ...]:
    """List whose duty begins in [start, end) (aware, any zone), each member once for an instant, the earliest first.

    A change of her role is a beginning; duties of one role that follow each other without a pause are one.
    """
    found: dict[tuple[datetime, str], Turn] = {}
    for team, role in posts:
        for one in handovers(duty, zone=zone, start=start, end=end, team=team, role=role):
            left = tuple(name for name in one.before if name not in one.after)
            for member in one.after:
                if member not in one.before:
                    known = found.get((one.at, member), Turn(member, one.at, (), ()))
                    names = tuple(dict.fromkeys((*known.before, *left)))
                    found[one.at, member] = Turn(member, one.at, (*known.posts, (team, role)), names)
    return tuple(found[key] for key in sorted(found))


def begins(duty: Duty, *, zone: ZoneInfo, member: str, at: datetime, posts: Iterable[Post]) -> bool:
    """Return whether a member still goes on any of `posts` at `at`: the roster may have changed since she was asked."""
    return any(member in on_call(duty, zone=zone, at=at, team=team, role=role) for team, role in posts)


def when(starts_at: datetime, *, ahead: timedelta, day: tuple[time, time], zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Return when she is asked and until when she answers (UTC), for a duty that begins at `starts_at`.

    She answers until it begins and is asked `ahead` of that. But nobody is woken to be asked whether she can be woken:
    what begins in the night of the office is asked and answered in the evening before.
    """
    local = in_utc(starts_at).astimezone(zone)
    begins_day, ends_day = day
    until = starts_at
    if not begins_day <= local.time() <= ends_day:
        evening = local.date() if local.time() > ends_day else local.date() - timedelta(days=1)
        until = datetime.combine(evening, ends_day, zone)
    return in_utc(until) - ahead, in_utc(until)
