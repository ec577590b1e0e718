"""Warn of what is to come in time: which gaps of the roster the coordinators are told of now, each step once."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from flows.roster import Gap, in_utc

Post = tuple[str, str]
"""A team and a role of it."""
HOUR = timedelta(hours=1)
STEPS = (HOUR, timedelta(hours=24), timedelta(days=7), timedelta(days=14))
"""How far ahead a gap is told of, the nearest first."""
_FAR = STEPS[1:]
LastCall = Callable[[datetime], datetime]
"""When what begins at an instant is told of the last time."""


@dataclass(frozen=True, slots=True)
class Ahead:
    """A gap to tell of: nobody has `post` in [starts_at, ends_at), and `step` is the nearest step that is due."""

    post: Post
    starts_at: datetime
    ends_at: datetime
    step: timedelta


@dataclass(frozen=True, slots=True)
class Warned:
    """A gap as it was when it was told of last, and the step at which that was."""

    post: Post
    starts_at: datetime
    ends_at: datetime
    step: timedelta


def due(
    gaps: Iterable[tuple[Post, Gap]],
    *,
    warned: Iterable[Warned],
    now: datetime,
    since: datetime,
    until: datetime,
    last: LastCall,
    disturb: bool,
) -> tuple[Ahead, ...]:
    """Return the gaps to tell of at `now` (aware, any zone): each once for a step, and once more when it grew or moved.

    The roster was looked at from `since` to `until`: a gap that is open there began before, or ends after. Who must not
    be disturbed (`disturb` False) is told only of what was not known at its `last` call: a change of a moment ago.
    After downtime the nearest step is told and not those before it.
    """
    now, told, found = in_utc(now), tuple(warned), []
    for post, gap in gaps:
        step = HOUR if last(gap.starts_at) <= now else next((one for one in _FAR if gap.starts_at - now <= one), None)
        if step is None or gap.ends_at <= now or (step > HOUR and not disturb):
            continue
        before = [one for one in told if one.post == post and _same(one, gap, since)]
        whole = gap.ends_at < until
        if not any(one.step <= step and (one.ends_at >= gap.ends_at or not whole) for one in before):
            found.append(Ahead(post, gap.starts_at, gap.ends_at, step))
    return tuple(sorted(found, key=lambda one: (one.starts_at, one.post)))


def next_look(gaps: Iterable[tuple[Post, Gap]], now: datetime, last: LastCall) -> datetime | None:
    """Return when the next step of any gap is due after `now`, or None."""
    steps = (at for _, gap in gaps for at in (last(gap.starts_at), *(gap.starts_at - step for step in _FAR)))
    return min((at for at in steps if at > now), default=None)


def last_call(starts_at: datetime, *, day: tuple[time, time], zone: ZoneInfo) -> datetime:
    """Return when a gap that begins at `starts_at` is told of the last time (UTC): an hour ahead.

    Nobody is woken for what was known all day: where that hour is at night, it is the last one of the evening before.
    """
    at = in_utc(starts_at) - HOUR
    local, (begins, ends) = at.astimezone(zone), day
    if begins <= local.time() <= ends:
        return at
    evening = local.date() if local.time() > ends else local.date() - timedelta(days=1)
    return min(at, in_utc(datetime.combine(evening, ends, zone)) - HOUR)


def _same(one: Warned, gap: Gap, since: datetime) -> bool:
    """Return whether a gap is the one that was told of: it begins as that did, or both began before the look."""
    return one.starts_at == gap.starts_at or (gap.starts_at <= since and one.starts_at <= gap.starts_at < one.ends_at)
