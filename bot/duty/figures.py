"""Numbers of a span as the office counts: its own night, its own shifts."""

from datetime import datetime, timedelta

from bot.duty import rota
from bot.house import House
from flows import numbers
from flows.numbers import Numbers
from flows.roster import Once, duties
from storage import figures
from storage.database import UnitOfWork

_BEFORE = timedelta(days=1)


def count(house: House, uow: UnitOfWork, start: datetime, end: datetime) -> Numbers:
    """Count what happened in [start, end); nothing of drills is in it."""
    pages, cases = figures.pages(uow, start, end), figures.cases(uow, start, end)
    plan = _plan(house, uow, start - _BEFORE, end)
    office = house.organisation.office

    def night(at: datetime) -> bool:
        return not office.day_from <= house.local(at).time() < office.day_to

    def shift(name: str, at: datetime) -> object:
        hers = (one.starts_at for one in plan if one.member == name and one.starts_at <= at < one.ends_at)
        return next(hers, None) or house.local(at).date()

    return numbers.count(pages, cases, night=night, shift=shift)


def _plan(house: House, uow: UnitOfWork, start: datetime, end: datetime) -> list[Once]:
    roster, zone = rota.in_force(house, uow, end, since=start), house.organisation.zone
    return [
        one
        for team, role in rota.posts(house)
        for one in duties(roster, zone=zone, start=start, end=end, team=team, role=role)
    ]
