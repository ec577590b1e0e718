"""Decide whom to page next for a case, until a person has it.

The shape of the ladder is frozen when an escalation starts; who holds a role is asked when a rung
fires. A new generation (a higher level, a holder who let go) forgets the pages and declines before.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from flows.levels import LEVELS
from flows.roster import in_utc
from flows.rungs import Escalation, Ladder, Rung

Asked = dict[int, list[str]]
Alarm = Literal["empty_rung", "nobody", "declined", "unanswered"]
Who = Callable[[Rung], tuple[str, ...]]
SILENT = "silent"
"""Why others are called for a case whose holder does not answer its reporter: an answer of hers ends it."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page to send; `round` is 0 on the way up and counts the repeats after that."""

    member: str
    rung: int
    round: int


@dataclass(frozen=True, slots=True)
class Climb:
    """What one climb came to: pages to send, empty rungs passed, why to alarm the coordinator."""

    escalation: Escalation
    pages: tuple[Page, ...] = ()
    skipped: tuple[int, ...] = ()
    exhausted: bool = False
    alarm: Alarm | None = None


def begin(ladder: Ladder, *, level: str, now: datetime, start: datetime | None = None) -> Escalation:
    """Open an escalation whose first rung is due at `start`, or now (both aware, any zone)."""
    return Escalation(ladder, in_utc(now), level, "climbing", 0, in_utc(start or now))


def climb(escalation: Escalation, *, now: datetime, who: Who) -> Climb:
    """Page what is due at `now` (aware, any zone); before that, or when held or closed, nothing."""
    now = in_utc(now)
    if escalation.due is None or escalation.due > now:
        return Climb(escalation)
    if escalation.status == "exhausted":
        again = replace(escalation, due=now + escalation.ladder.repeat, round=escalation.round + 1)
        fired = _fire(again, _ask_again(escalation, who))
        return fired if fired.pages else replace(fired, alarm="nobody")
    rungs, asked = escalation.ladder.rungs, _ask_due(escalation, escalation.due, now, who)
    reached = [index for index, members in asked.items() if members]
    if not reached:
        paged, due = escalation.paged, now + escalation.ladder.repeat
        exhausted = replace(escalation, status="exhausted", rung=len(rungs), due=due)
        in_vain: Alarm = "declined" if paged <= escalation.declined else "unanswered"
        return Climb(exhausted, (), tuple(asked), True, in_vain if paged else "nobody")
    # Those paged late had no chance before, so their time to answer counts from now.
    due = now + rungs[reached[-1]].delay
    fired = _fire(replace(escalation, rung=max(asked) + 1, due=due), asked)
    return replace(fired, alarm="empty_rung") if fired.skipped else fired


def put_right(escalation: Escalation, *, now: datetime) -> Escalation:
    """Return it due no later than its longest wait from `now` (aware, any zone): it is only where a clock was put back.

    One that has not begun yet waits for its hour.
    """
    latest = in_utc(now) + max(escalation.ladder.repeat, *(rung.delay for rung in escalation.ladder.rungs))
    if escalation.due is None or escalation.rung == 0 or escalation.due <= latest:
        return escalation
    return replace(escalation, due=latest)


def acknowledge(escalation: Escalation, *, member: str, now: datetime) -> tuple[Escalation, bool]:
    """Give the case to the first who accepts (aware `now`), even after declining; say if hers."""
    in_utc(now)
    if escalation.due is None:
        return escalation, escalation.status == "held" and escalation.holder == member
    return replace(escalation, status="held", due=None, holder=member, why=""), True


def pass_on(escalation: Escalation, *, why: str, now: datetime) -> Escalation:
    """Call others for a case that is held (aware `now`): it stays its holder's until one of them accepts.

    Where others are called already, what its holder wants herself (any `why` but "silent") outweighs her silence.
    """
    if escalation.status == "held" and escalation.holder:
        return replace(_besides(escalation, now), why=why)
    again = bool(escalation.holder) and escalation.status != "closed" and why != SILENT
    return replace(escalation, why=why) if again else escalation


def hand_to(escalation: Escalation, *, member: str) -> Escalation:
    """Give a case that is held to the one to whom its holder offered it; nobody else is called any more."""
    if escalation.holder is None or escalation.status == "closed":
        return escalation
    return replace(escalation, status="held", due=None, holder=member, why="")


def decline(escalation: Escalation, *, member: str, now: datetime) -> Escalation:
    """Note who will not take it (aware `now`); a holder who declines lets go of the case."""
    now, due = in_utc(now), escalation.due
    if escalation.status != "closed" and escalation.holder == member:
        return replace(_anew(escalation, now), declined=frozenset({member}))
    if escalation.status == "closed" or member in escalation.declined:
        return escalation
    declined = escalation.declined | {member}
    # Nobody is left who could answer, or only those who slept through their own time: waiting is of no use.
    newest = escalation.newest or escalation.paged
    if due and member in newest and newest <= declined:
        due = min(due, now)  # what is overdue stays overdue
    return replace(escalation, declined=declined, due=due)


def raise_level(escalation: Escalation, *, ladder: Ladder, level: str, now: datetime) -> Escalation:
    """Start the ladder of a higher level at `now` (aware, any zone); a holder keeps the case."""
    anew = replace(_anew(escalation, now), ladder=ladder, level=level)
    if escalation.status == "closed" or LEVELS.index(level) <= LEVELS.index(escalation.level):
        return escalation
    if escalation.status == "held":
        return replace(anew, status="held", due=None, holder=escalation.holder)
    if escalation.holder:
        return replace(_besides(anew, now, escalation.holder), generation=anew.generation, why=escalation.why)
    return anew


def call_anew(escalation: Escalation, *, ladder: Ladder, level: str, now: datetime) -> Escalation:
    """Call anew at `now` (aware, any zone) for a case whose reporter came back in danger: nobody has it any more.

    `ladder` is that of `level`; a level that was higher stays, with its own ladder. While people are being called that
    goes on: to begin with the first, who was silent, would only cost time. Where all were called, they are again, now.
    """
    if escalation.status == "closed":
        return escalation
    if escalation.holder is None and LEVELS.index(level) <= LEVELS.index(escalation.level):
        return replace(escalation, due=in_utc(now)) if escalation.status == "exhausted" else escalation
    anew = _anew(escalation, now)
    rises = LEVELS.index(level) > LEVELS.index(escalation.level)
    return replace(anew, ladder=ladder, level=level) if rises else anew


def sleep(escalation: Escalation, *, until: datetime) -> Escalation:
    """Let nobody be called before `until` (aware, any zone): what is due earlier is due then."""
    until, due = in_utc(until), escalation.due
    return replace(escalation, due=max(due, until)) if due is not None else escalation


def release(escalation: Escalation, *, now: datetime) -> Escalation:
    """Take the case from its holder and page from the first rung at `now` (aware, any zone)."""
    anew = _anew(escalation, now)
    return anew if escalation.holder and escalation.status != "closed" else escalation


def call_again(escalation: Escalation, *, now: datetime) -> Escalation:
    """Call from the first rung at `now` (aware, any zone), also who declined: somebody has looked and wants it so.

    Where it is held or closed nothing changes; where others are called besides its holder, these are called again.
    """
    if escalation.due is None:
        return escalation
    return replace(_besides(escalation, now), why=escalation.why) if escalation.holder else _anew(escalation, now)


def widen(escalation: Escalation, *, rung: Rung, place: int, now: datetime) -> Escalation:
    """Add a rung at `place` of a ladder that may be under way (aware `now`); harmless where it is there already.

    Where its turn is over it is called now, and the ladder goes on from there; the last rung stays the last.
    """
    ladder, now = escalation.ladder, in_utc(now)
    if escalation.status == "closed" or any((one.team, one.role) == (rung.team, rung.role) for one in ladder.rungs):
        return escalation
    last = len(ladder.rungs) - 1
    place = min(place, last)
    over = escalation.due is not None and escalation.rung > place
    at = min(escalation.rung, last) if over else place
    wider = replace(escalation, ladder=replace(ladder, rungs=(*ladder.rungs[:at], rung, *ladder.rungs[at:])))
    return replace(wider, status="climbing", rung=at, due=now) if over else wider


def close(escalation: Escalation) -> Escalation:
    """End the escalation for good; its last holder stays on record."""
    return replace(escalation, status="closed", due=None)


def _ask_due(escalation: Escalation, moment: datetime, now: datetime, who: Who) -> Asked:
    """Ask each rung due by now as the delays count from `moment`; an empty one costs no time."""
    asked: Asked = {}
    for index in range(escalation.rung, len(escalation.ladder.rungs)):
        if moment <= now:
            if set(who(escalation.ladder.rungs[index])) == {escalation.holder}:
                continue  # the rung is hers alone: it is neither called nor empty
            asked[index] = _free(escalation, index, who)
            moment += escalation.ladder.rungs[index].delay if asked[index] else timedelta()
    return asked


def _ask_again(escalation: Escalation, who: Who) -> Asked:
    """Ask the last rung, and every second time all, whoever slept may be awake by now.

    All are asked too if the last rung is empty, or nobody was ever found; when all have declined, they are asked again.
    """
    last = len(escalation.ladder.rungs) - 1
    asked = {index: _free(escalation, index, who) for index in range(last + 1)}
    if not any(asked.values()):
        everyone = (who(rung) for rung in escalation.ladder.rungs)
        return {index: [name for name in names if name != escalation.holder] for index, names in enumerate(everyone)}
    if not asked[last] or not escalation.paged:
        return asked
    everybody = escalation.round % 2 == 1
    return {index: names for index, names in asked.items() if names and (everybody or index == last)}


def _free(escalation: Escalation, index: int, who: Who) -> list[str]:
    members = who(escalation.ladder.rungs[index])
    return [member for member in members if member not in escalation.declined]


def _fire(escalation: Escalation, asked: Asked) -> Climb:
    """Page everyone found, each once, on the first rung that names her."""
    found: dict[str, int] = {}
    for index, members in asked.items():
        found |= {member: index for member in members if member not in found}
    pages = tuple(Page(member, index, escalation.round) for member, index in found.items())
    skipped = tuple(index for index, members in asked.items() if not members)
    newest = frozenset(found) or escalation.newest
    return Climb(replace(escalation, paged=escalation.paged | found.keys(), newest=newest), pages, skipped)


def _besides(escalation: Escalation, now: datetime, holder: str | None = None) -> Escalation:
    """Begin at the first rung while the case stays its holder's, who is not called herself."""
    holder = holder or escalation.holder
    return replace(_anew(escalation, now), holder=holder, declined=frozenset({holder or ""}))


def _anew(escalation: Escalation, now: datetime) -> Escalation:
    fresh = begin(escalation.ladder, level=escalation.level, now=now)
    return replace(fresh, started=escalation.started, generation=escalation.generation + 1)
