"""Numbers for coordinators: how often people are called, how long reporters wait, what was in vain. Drills are no part.

Counted from rows that hold codes and times only; nothing here knows a word of anybody.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from statistics import median

from flows.levels import LEVELS

Night = Callable[[datetime], bool]
"""Whether an instant is at night."""
ShiftOf = Callable[[str, datetime], object]
"""The shift of a member at an instant, by whatever names it."""
FEW = 5
"""From this many cases on their times are told as shares of them; of fewer each is told."""


@dataclass(frozen=True, slots=True)
class Called:
    """One page to one person for a case: which rung and repeat of which ladder, and what became of it when."""

    case: str
    member: str
    at: datetime
    rung: int
    round: int
    generation: int
    status: str
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class Handled:
    """One case for which people were called: its level, when each thing happened, and how it ended."""

    case: str
    level: str
    called_at: datetime
    accepted_at: datetime | None
    replied_at: datetime | None
    exhausted: bool
    not_urgent: bool


@dataclass(frozen=True, slots=True)
class Times:
    """How long something took in `count` cases: half of them no longer than `median`, nine in ten than `p90`.

    Of fewer than `FEW` there are no tenths: then `p90` is None, and `each` holds every length, the shortest first.
    """

    count: int
    median: timedelta
    p90: timedelta | None
    each: tuple[timedelta, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """How often one person was called: in all, at night, in how many shifts, and in the shift with the most pages.

    `shifts` are those in which she was called at all; pages outside of any shift count as one of their own day.
    """

    name: str
    pages: int
    night: int
    shifts: int
    most: int
    missed: int


@dataclass(frozen=True, slots=True)
class Colour:
    """The cases of one level, how many nobody has yet, and the times until a person accepted and first answered."""

    level: str
    cases: int
    waiting: int
    accept: Times | None
    reply: Times | None


@dataclass(frozen=True, slots=True)
class Numbers:
    """All numbers of a span."""

    people: tuple[Person, ...]
    colours: tuple[Colour, ...]
    pages: int
    missed: int
    unreachable: int
    exhausted: int
    not_urgent: int


def count(
    pages: Iterable[Called],
    cases: Iterable[Handled],
    *,
    night: Night,
    shift: ShiftOf,
) -> Numbers:
    """Count pages and cases. `night` tells which instants are at night, `shift` names the shift of a member then."""
    pages, cases = tuple(pages), tuple(cases)
    lost = missed(pages)
    return Numbers(
        people=_people(pages, set(map(id, lost)), night, shift),
        colours=tuple(_colour(level, cases) for level in reversed(LEVELS)),
        pages=len(pages),
        missed=len(lost),
        unreachable=sum(page.status == "unreachable" for page in pages),
        exhausted=sum(case.exhausted for case in cases),
        not_urgent=sum(case.not_urgent for case in cases),
    )


def missed(pages: Iterable[Called]) -> tuple[Called, ...]:
    """Return the pages that nobody answered before the next rung, or the next repeat, was called for the same case.

    Who was not asked to wait in vain (another accepted first) missed nothing, nor who declined in time.
    """
    ladders: dict[tuple[str, int], list[Called]] = defaultdict(list)
    for page in pages:
        ladders[page.case, page.generation].append(page)
    return tuple(page for ladder in ladders.values() for page in ladder if _was_missed(page, ladder))


def times(lengths: Iterable[timedelta]) -> Times | None:
    """Return median and 90th percentile (nearest rank) of some lengths, or each of a few; None where there are none."""
    known = sorted(lengths)
    if not known:
        return None
    half = timedelta(seconds=median(one.total_seconds() for one in known))
    if len(known) < FEW:
        return Times(len(known), half, None, tuple(known))
    return Times(len(known), half, known[ceil(len(known) * 0.9) - 1])


def _was_missed(page: Called, ladder: Sequence[Called]) -> bool:
    later = [one.at for one in ladder if (one.round, one.rung) > (page.round, page.rung) and one.at > page.at]
    return bool(later) and (page.answered_at is None or page.answered_at > min(later))


def _people(
    pages: tuple[Called, ...],
    lost: set[int],
    night: Night,
    shift: ShiftOf,
) -> tuple[Person, ...]:
    by_name: dict[str, list[Called]] = defaultdict(list)
    for page in pages:
        by_name[page.member].append(page)
    found = []
    for name, hers in sorted(by_name.items()):
        shifts: dict[object, int] = defaultdict(int)
        for page in hers:
            shifts[shift(name, page.at)] += 1
        at_night = sum(night(page.at) for page in hers)
        in_vain = sum(id(page) in lost for page in hers)
        found.append(Person(name, len(hers), at_night, len(shifts), max(shifts.values()), in_vain))
    return tuple(found)


def _colour(level: str, cases: tuple[Handled, ...]) -> Colour:
    of = [case for case in cases if case.level == level]
    accepted = [case.accepted_at - case.called_at for case in of if case.accepted_at is not None]
    replied = [case.replied_at - case.called_at for case in of if case.replied_at is not None]
    return Colour(level, len(of), len(of) - len(accepted), times(accepted), times(replied))
