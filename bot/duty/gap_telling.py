"""Warns the coordinators ahead of hours without anybody on duty, and of a year without a list of holidays."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from bot.duty import holidays, rota
from bot.duty.moments import told
from bot.house import House
from bot.talk import notices
from flows import ahead
from flows.ahead import Ahead, Post
from flows.roster import Gap, gaps
from storage import gap_warnings
from storage.database import UnitOfWork

HOLIDAYS = "libur"
"""Stands for the team where it is a year that has no list of holidays; the role is the year."""
_BACK = timedelta(days=2)
_SEEN = timedelta(days=28)
_LOOK = timedelta(hours=6)
_MOST = 12
"""Gaps that one message names."""


def look(house: House, uow: UnitOfWork, now: datetime) -> datetime:
    """Warn of what is due, all in one message; return when to look next."""
    since, until = now - _BACK, now + _SEEN
    found = [*_gaps(house, uow, since, until), *_years(house, now)]
    office, day = house.organisation.office, house.organisation.day_begins(now)
    last = partial(ahead.last_call, day=(office.day_from, office.day_to), zone=house.organisation.zone)
    warned = gap_warnings.known(uow)
    due = ahead.due(found, warned=warned, now=now, since=since, until=until, last=last, disturb=day <= now)
    if due:
        gap_warnings.note(uow, due, now)
        _tell(house, uow, due, now)
    gap_warnings.forget(uow, since)
    steps = (at for at in (ahead.next_look(found, now, last), now + _LOOK, day) if at is not None and at > now)
    return min(steps)


def coming(house: House, uow: UnitOfWork, now: datetime, until: datetime) -> list[tuple[Post, Gap]]:
    """Return the hours without anybody from `now` to `until`, the earliest first."""
    return sorted(_gaps(house, uow, now, until), key=lambda one: (one[1].starts_at, one[0]))


def _gaps(house: House, uow: UnitOfWork, start: datetime, end: datetime) -> Iterator[tuple[Post, Gap]]:
    roster = rota.in_force(house, uow, start, since=start)
    for post in rota.on_ladders(house):
        for gap in gaps(roster, zone=house.organisation.zone, start=start, end=end, team=post[0], role=post[1]):
            yield post, gap


def _years(house: House, now: datetime) -> Iterator[tuple[Post, Gap]]:
    """Yield the years without a list of holidays as if nobody was on duty in them: they are warned of as early."""
    zone = house.organisation.zone
    for year in holidays.missing(house.organisation, now):
        begins, ends = (datetime(one, 1, 1, tzinfo=zone).astimezone(now.tzinfo) for one in (year, year + 1))
        yield (HOLIDAYS, str(year)), Gap(begins, ends)


def _tell(house: House, uow: UnitOfWork, due: tuple[Ahead, ...], now: datetime) -> None:
    hours = [one for one in due if one.post[0] != HOLIDAYS]
    soon = any(one.step == ahead.HOUR for one in hours)
    facts = {
        "gaps": shown(house, ((one.post, Gap(one.starts_at, one.ends_at)) for one in hours[:_MOST])),
        "more": max(len(hours) - _MOST, 0),
        "years": [one.post[1] for one in due if one.post[0] == HOLIDAYS],
        "soon": soon,
    }
    notices.to_coordinators(house, uow, "gaps", facts, now, lane="page" if soon else "staff")


def shown(house: House, found: Iterator[tuple[Post, Gap]] | list[tuple[Post, Gap]]) -> list[str]:
    """Return gaps as people read them."""
    zone = house.organisation.zone
    return [f"{rota.shown([post])}: {told(gap.starts_at, zone)} – {told(gap.ends_at, zone)}" for post, gap in found]
