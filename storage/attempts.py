"""Counts tries at what could be guessed, so that nothing can be guessed by trying, and nobody is shut out for good."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select

from storage.database import UnitOfWork
from storage.tables import Attempt

_T = Attempt.__table__  # type: ignore[attr-defined]
TRIES, WINDOW = 5, timedelta(hours=1)
"""Tries of one address at one thing in an hour, right ones included."""
MISSES, DAY = 10, timedelta(days=1)
"""Wrong words of one address in a day, after which none is compared any more."""
_DAILY = "word"
"""What is guessed at so slowly that a day counts."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How tries slow down: `free` are not, then each waits twice as long after the last as the one before it."""

    free: int
    first: timedelta
    longest: timedelta

    def after(self, tries: int) -> timedelta:
        """Return how long to wait after so many tries."""
        if tries < self.free:
            return timedelta(0)
        doubled: int = 2 ** min(tries - self.free, 20)
        return min(self.first * doubled, self.longest)


def may_try(uow: UnitOfWork, what: str, address_index: bytes, now: datetime) -> bool:
    """Count a try of this address at `what`; return False when there were too many in the last hour."""
    _let_go(uow, now)
    mine = (_T.c.what == what, _T.c.address_index == address_index, _T.c.at >= now - WINDOW)
    if uow.read(select(func.count()).select_from(_T).where(*mine)).scalar_one() >= TRIES:
        return False
    uow.run(_T.insert(), {"what": what, "address_index": address_index, "at": now})
    return True


def pause(uow: UnitOfWork, what: str, index: bytes, pace: Pace, now: datetime) -> timedelta:
    """Return how long this one has to wait until its next try at `what`; tries of the last hour count."""
    mine = (_T.c.what == what, _T.c.address_index == index, _T.c.at >= now - WINDOW)
    tries = list(uow.read(select(_T.c.at).where(*mine).order_by(_T.c.at)).scalars())
    return max(tries[-1] + pace.after(len(tries)) - now, timedelta(0)) if tries else timedelta(0)


def note(uow: UnitOfWork, what: str, index: bytes, now: datetime) -> int:
    """Count a try, before it is made: of many at once, each is seen by the next. Return its number."""
    _let_go(uow, now)
    values = {"what": what, "address_index": index, "at": now}
    return int(uow.run(_T.insert().returning(_T.c.seq), values).scalar_one())


def take_back(uow: UnitOfWork, number: int) -> None:
    """Do not count a try any more: it was right."""
    uow.run(delete(_T).where(_T.c.seq == number))


def forgive(uow: UnitOfWork, what: str, index: bytes) -> None:
    """Do not count the tries of this one at `what` any more."""
    uow.run(delete(_T).where(_T.c.what == what, _T.c.address_index == index))


def may_guess(uow: UnitOfWork, index: bytes, now: datetime) -> bool:
    """Return whether a word of this address is still compared; False for a day after too many wrong ones."""
    mine = (_T.c.what == _DAILY, _T.c.address_index == index, _T.c.at > now - DAY)
    return int(uow.read(select(func.count()).select_from(_T).where(*mine)).scalar_one()) < MISSES


def missed(uow: UnitOfWork, index: bytes, now: datetime) -> None:
    """Count a word that was wrong."""
    note(uow, _DAILY, index, now)


def _let_go(uow: UnitOfWork, now: datetime) -> None:
    old = (_T.c.at < now - WINDOW) & (_T.c.what != _DAILY)
    uow.run(delete(_T).where(old | (_T.c.at < now - DAY)))
