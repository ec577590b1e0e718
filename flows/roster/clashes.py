"""What a new change would run into: another change of the same people, or somebody who is on leave."""

from collections.abc import Iterable
from datetime import datetime
from typing import TypeAlias

from flows.roster.changes import EVERYBODY, Change, Leave, Override, Swap, Temporary

_Taken: TypeAlias = tuple[str, datetime, datetime]


def clashes(changes: Iterable[Change], new: Change) -> tuple[Change, ...]:
    """List the changes that contradict `new`.

    Two of them contradict each other when they meet in time and both say who has the same role instead of the same
    person, when somebody is to take over while she is on leave, or when a team would have two temporary schedules.
    """
    return tuple(one for one in changes if _contradict(one, new))


def _contradict(one: Change, new: Change) -> bool:
    match one, new:
        case (Leave(), Leave()):
            return _meet(_away(one), _away(new))
        case (Leave() as leave, other) | (other, Leave() as leave):
            return any(_meet(_away(leave), taken) for taken in _taking(other))
        case (Temporary(), Temporary()):
            return _meet((one.team, one.starts_at, one.ends_at), (new.team, new.starts_at, new.ends_at))
        case (Override() | Swap(), Override() | Swap()) if (one.team, one.role) == (new.team, new.role):
            return any(_meet(a, b) for a in _giving(one) for b in _giving(new))
    return False


def _away(leave: Leave) -> _Taken:
    return leave.member, leave.starts_at, leave.ends_at


def _taking(change: Change) -> list[_Taken]:
    """Return who gets duties by a change, and when."""
    if isinstance(change, Override):
        return [(change.member, change.starts_at, change.ends_at)]
    if isinstance(change, Swap):
        return [
            (change.other, change.one_starts_at, change.one_ends_at),
            (change.one, change.other_starts_at, change.other_ends_at),
        ]
    return []


def _giving(change: Override | Swap) -> list[_Taken]:
    """Return whose duties are given away by a change, and when."""
    if isinstance(change, Override):
        return [(change.instead_of, change.starts_at, change.ends_at)] if change.instead_of else []
    return [
        (change.one, change.one_starts_at, change.one_ends_at),
        (change.other, change.other_starts_at, change.other_ends_at),
    ]


def _meet(one: _Taken, new: _Taken) -> bool:
    same = one[0] == new[0] or EVERYBODY in (one[0], new[0])
    return same and one[1] < new[2] and new[1] < one[2]
