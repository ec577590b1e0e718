"""Watch over a case that somebody has: when to remind her, and when others are called besides.

Accepted is not done. One watch runs for each thing that is owed: an answer to the reporter, a note where nobody may
write to her, a word on whether the case is kept after the shift, the answer of a colleague to whom it was offered.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from flows.roster import in_utc

What = Literal["reply", "note", "shift", "offer"]
Act = Literal["remind", "pass_on", "lapse"]
Awake = Callable[[datetime], datetime]
"""Moves a moment to where whoever it concerns may be disturbed: the next day of the office, or nowhere."""
LEAST_FOR_NOTE = timedelta(minutes=30)
"""The least time for a note: to act for somebody who left takes telephone calls, not a line in a chat."""
_URGENT = frozenset({"kritis", "tinggi"})
_TO_REPORTER = frozenset({"reply", "note"})


@dataclass(frozen=True, slots=True)
class Watch:
    """What is owed since when, its times in UTC. `stage` counts what was done: 1 reminded, 2 others are called.

    It is due next at `due`, and never again once others are called: from then on the ladder repeats by itself.
    """

    what: What
    since: datetime
    patience: timedelta
    stage: int
    due: datetime | None

    def __post_init__(self) -> None:
        # A damaged row must fail loudly: without a due time it would sleep for ever.
        if self.patience <= timedelta() or (self.due is None) != (self.stage > 1):
            raise ValueError(f"a watch at stage {self.stage} cannot be due at {self.due} with {self.patience} a stage")


def awake_at(level: str, day_begins: Awake) -> Awake:
    """Return when people may be disturbed for `level`: for red and orange at any hour, else by the office's day."""
    return (lambda moment: moment) if level in _URGENT else day_begins


def begin(what: What, *, since: datetime, patience: timedelta, awake: Awake) -> Watch:
    """Begin to watch at `since` (aware, any zone): the first reminder is due after `patience`."""
    return Watch(what, in_utc(since), patience, 0, in_utc(awake(since + patience)))


def begin_shift(ends: datetime, *, patience: timedelta, awake: Awake) -> Watch:
    """Begin to watch the end of a shift: she is asked when it ends, not later."""
    return Watch("shift", in_utc(ends), patience, 0, in_utc(awake(ends)))


def hurry(watch: Watch, other: Watch) -> Watch:
    """Return `watch`, earlier where `other` would be due earlier; never later. What was reminded of stays so."""
    if watch.due is None or other.due is None or watch.due <= other.due:
        return watch
    return replace(watch, patience=min(watch.patience, other.patience), due=other.due)


def to_note(watch: Watch, *, awake: Awake) -> Watch:
    """Turn an answer that is owed into a note, since the reporter has left: nobody may write to her."""
    return begin("note", since=watch.since, patience=max(watch.patience, LEAST_FOR_NOTE), awake=awake)


def look(watch: Watch, *, now: datetime, awake: Awake) -> tuple[Watch | None, tuple[Act, ...]]:
    """Return what is left to watch at `now` (aware, any zone), and what is to be done; before it is due, nothing.

    Whoever is asked late whether she keeps a case has her time from then on. But an answer that is owed for twice its
    time is passed on, however late the service was with the reminder: the reporter has waited that long.
    """
    now = in_utc(now)
    if watch.due is None or watch.due > now:
        return watch, ()
    if watch.what == "offer":
        return None, ("lapse",)
    called = replace(watch, stage=2, due=None)
    if watch.stage:
        return called, ("pass_on",)
    first = watch.due if watch.what in _TO_REPORTER else now
    due = in_utc(awake(first + watch.patience))
    return (called, ("remind", "pass_on")) if due <= now else (replace(watch, stage=1, due=due), ("remind",))
