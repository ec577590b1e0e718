"""What is done again and again: who is asked before a shift, gaps, summaries, the monthly drill.

When each is done next is a row. It is planned anew in the transaction in which it is done, so that two ticks, or two
processes, do it once. What fell into a stop of the service is done once afterwards, but a drill, and a summary at
night, waits for its hour to come again: nobody is woken since a server was down.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.duty import drilling, gap_telling, readiness, summary
from bot.house import House
from bot.log import logger
from flows.errors import Refused
from storage import drills, routines
from storage.database import UnitOfWork

_DRILL, _SUMMARY = "drill", "summary"
_LATE = timedelta(hours=1)


def plan(house: House, uow: UnitOfWork, now: datetime) -> None:
    """Plan all that the office's file asks for, and end what it does not; what is overdue stays so."""
    routine, zone = house.organisation.routine, house.organisation.zone
    wanted = {
        "ready": now if routine.ready else None,
        "gaps": now if routine.gaps else None,
        _SUMMARY: routine.next_summary(now, zone),
        _DRILL: routine.next_drill(now, zone),
    }
    for name, at in wanted.items():
        planned = routines.due_at(uow, name)
        if at is None:
            routines.end(uow, name)
        elif planned is None or (planned > now and (name != _DRILL or planned > at)):  # one that waits a day stays so
            routines.plan(uow, name, at)


def work_off(house: House, uow: UnitOfWork, name: str, now: datetime) -> None:
    """Do what is due by `now` under `name`, and plan it anew; harmless when it is not due."""
    due_at = routines.due_at(uow, name)
    if due_at is None or due_at > now:
        return
    late = now - due_at > _LATE
    at = _DO[name](house, uow, now) if not late or name not in _LATER else _LATER[name](house, uow, now)
    if at is None:
        routines.end(uow, name)
    else:
        routines.plan(uow, name, at)


def _summary(house: House, uow: UnitOfWork, now: datetime) -> datetime | None:
    summary.send(house, uow, now)
    return house.organisation.routine.next_summary(now, house.organisation.zone)


def _drill(house: House, uow: UnitOfWork, now: datetime) -> datetime | None:
    """Hold the monthly drill; while a red case is open it waits for the next day."""
    routine, zone = house.organisation.routine, house.organisation.zone
    if drills.red_is_open(uow):
        return routine.drill_put_off(now, zone)
    try:
        drilling.start(house, uow, "system", now)
    except Refused:
        logger().info("drill skipped")
    return routine.next_drill(now, zone)


def _late_summary(house: House, uow: UnitOfWork, now: datetime) -> datetime | None:
    if house.organisation.day_begins(now) <= now:
        return _summary(house, uow, now)
    return house.organisation.routine.next_summary(now, house.organisation.zone)


def _late_drill(house: House, uow: UnitOfWork, now: datetime) -> datetime | None:
    return house.organisation.routine.drill_put_off(now, house.organisation.zone)


_DO: dict[str, Callable[[House, UnitOfWork, datetime], datetime | None]] = {
    "ready": readiness.look,
    "gaps": gap_telling.look,
    _SUMMARY: _summary,
    _DRILL: _drill,
}
_LATER = {_SUMMARY: _late_summary, _DRILL: _late_drill}
