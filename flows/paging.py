"""Decide by which way a page is brought next: chat after chat, then a telephone call, until somebody answers.

A chat that is silent at night wakes nobody, so that a page out for a while goes another way too. What cannot be brought
at all moves the next way forward at once. Whether the page is still unanswered is for whoever asks.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from flows.levels import LEVELS
from flows.roster import in_utc

Ended = Literal["", "failed", "unanswered"]
CALLS = 2
"""Calls for one page at the most: who was on another call, or too slow, hears it once more."""
LOST = timedelta(minutes=3)
"""After this a call of which nothing was heard counts as unanswered: it rings half a minute, and lasts two at most."""
CALM = frozenset(LEVELS[:2])
"""Levels that can wait a little: what comes for them is bundled."""


@dataclass(frozen=True, slots=True)
class Paging:
    """How an office wants to be woken: lengths after the page, and limits.

    `second` and `call` count from when the page went out, `again` from the end of a call that nobody answered. A call
    goes out in its time for the levels `calls_for`; for the others only where no chat takes the page.
    """

    second: timedelta = timedelta(minutes=1)
    call: timedelta = timedelta(minutes=2)
    again: timedelta = timedelta(minutes=1)
    calls_for: frozenset[str] = frozenset(LEVELS[-1:])
    calls_per_hour: int = 6
    pages_per_hour: int = 20
    bundle: timedelta = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Way:
    """One way to reach a person; without a `delay` it is taken only where every way before it has failed."""

    contact: str
    delay: timedelta | None
    calls: bool = False


@dataclass(frozen=True, slots=True)
class Tried:
    """One try of a way, and how it ended: failed (it cannot be brought so), unanswered (a call), or not at all yet."""

    contact: str
    at: datetime
    ended: Ended = ""
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """The ways that are due, when to look again (None: never), and whether every way there is has failed."""

    due: tuple[Way, ...] = ()
    next: datetime | None = None
    in_vain: bool = False


def ways(
    paging: Paging, *, level: str, chats: Sequence[str], telephone: str = "", only_first: bool = False
) -> tuple[Way, ...]:
    """Return the ways to somebody with these `chats`, the first of them first, for a page of `level`.

    For what can wait, and with `only_first`, the others are taken only where the first has failed.
    """
    waits = only_first or level in CALM
    second = None if waits else paging.second
    found = [Way(contact, second if place else timedelta()) for place, contact in enumerate(chats)]
    if telephone:
        in_time = paging.call if level in paging.calls_for and not only_first else None
        found.append(Way(telephone, in_time, calls=True))
    return tuple(found)


def look(paging: Paging, ways: Sequence[Way], tried: Sequence[Tried], *, now: datetime) -> Look:
    """Return which of `ways` are due at `now` (aware, any zone) after what was `tried`, in their order.

    Delays count from the first try: before it only the first way is due, and others where it is sure to fail.
    """
    now = in_utc(now)
    since = min((one.at for one in tried), default=now)
    found: list[tuple[datetime, Way]] = []
    all_failed = True
    for way in ways:
        moment = _moment(paging, way, tried, since, all_failed, now)
        if moment is not None:
            found.append((moment, way))
        mine = [one for one in tried if one.contact == way.contact]
        all_failed = all_failed and bool(mine) and mine[-1].ended == "failed"
    later = (moment for moment, _ in found if moment > now)
    return Look(tuple(way for moment, way in found if moment <= now), min(later, default=None), all_failed)


def _moment(
    paging: Paging, way: Way, tried: Sequence[Tried], since: datetime, all_failed: bool, now: datetime
) -> datetime | None:
    """Return when a way is due: never again after it failed, a call once more after nobody answered it."""
    mine = [one for one in tried if one.contact == way.contact]
    if not mine:
        if all_failed:
            return now
        return since + way.delay if way.delay is not None else None
    last = mine[-1]
    if way.calls and last.ended != "failed" and len(mine) < CALLS:
        return (last.ended_at or last.at + LOST) + paging.again
    return None


def is_limited(paging: Paging, *, level: str, first: bool, said: Sequence[datetime]) -> bool:
    """Return whether a page may have to wait: the first of a case that is red or orange always goes.

    `said` are the moments at which she was sent pages in the last hour.
    """
    return level in CALM or (not first and len(said) >= paging.pages_per_hour)


def held_until(paging: Paging, *, said: Sequence[datetime], since: datetime, now: datetime) -> datetime | None:
    """Return until when a page of `since` that is limited is held back, or None: it is free now.

    One message in `bundle`; but whoever is called for red again and again learns of the others after `bundle` at the
    latest.
    """
    free = min(max(said), since) + paging.bundle if said else None
    return free if free is not None and free > now else None


def may_call(paging: Paging, *, first: bool, calls: int) -> bool:
    """Return whether somebody may be called who was called `calls` times in an hour; the first for a case always."""
    return first or calls < paging.calls_per_hour
