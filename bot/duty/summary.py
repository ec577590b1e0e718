"""The day's summary to the coordinators, and on Mondays the week's numbers: codes, counts, names of colleagues, times.

It carries the newest hash of the audit trail out of the database: a tail cut off the chain since is noticed by it.
"""

from datetime import datetime, timedelta
from typing import Any

from bot.duty import calls, figures, gap_telling, holidays, rota
from bot.house import House
from bot.talk import notices
from flows.levels import LEVELS, rank
from flows.numbers import Times, missed
from flows.roster import duties
from storage import audit, overview
from storage import figures as rows
from storage.database import UnitOfWork

_DAY, _WEEK = timedelta(days=1), timedelta(days=7)
_TODAY = timedelta(hours=23)
"""What begins later than this is of tomorrow's summary."""
_MONDAY = 0
_MOST = 8
"""Cases, duties or gaps that one message names; a message must fit into 1,600 characters."""


def send(house: House, uow: UnitOfWork, now: datetime) -> None:
    """Send the day's summary, and on Mondays the week's numbers."""
    _daily(house, uow, now)
    if house.local(now).weekday() == _MONDAY:
        _weekly(house, uow, now)


def _daily(house: House, uow: UnitOfWork, now: datetime) -> None:
    open_, pages = rows.open_cases(uow), rows.pages(uow, now - _DAY, now)
    waiting = overview.unanswered(uow, [one.conversation_id for one in open_])
    listed = sorted(open_, key=lambda one: (-rank(one.level), one.opened_at))
    gaps = gap_telling.shown(house, gap_telling.coming(house, uow, now, now + _WEEK))
    number, last = audit.head(uow)
    facts = {
        "date": house.local(now).strftime("%d-%m-%Y"),
        "open": len(open_),
        "colours": [(calls.colour(level), sum(one.level == level for one in open_)) for level in reversed(LEVELS)],
        "cases": [
            {
                "code": one.code,
                "colour": calls.colour(one.level) if one.level else "",
                "minutes": int((now - one.opened_at).total_seconds() // 60),
                "holder": one.holder or "",
                "waits": one.conversation_id in waiting,
            }
            for one in listed[:_MOST]
        ],
        "waiting": len(waiting),
        "pages": len(pages),
        "missed": len(missed(pages)),
        "duties": _duties(house, uow, now)[:_MOST],
        "gaps": gaps[:3],
        "more_gaps": max(len(gaps) - 3, 0),
        "years": [str(year) for year in holidays.missing(house.organisation, now)],
        "audit": number,
        "hash": last,
    }
    notices.to_coordinators(house, uow, "daily", facts, now, lane="staff")


def _weekly(house: House, uow: UnitOfWork, now: datetime) -> None:
    found = figures.count(house, uow, now - _WEEK, now)
    facts = {
        "start": house.local(now - _WEEK).strftime("%d-%m"),
        "end": house.local(now).strftime("%d-%m-%Y"),
        "levels": [
            {
                "colour": calls.colour(one.level),
                "cases": one.cases,
                "waiting": one.waiting,
                "accept": _minutes(one.accept),
                "reply": _minutes(one.reply),
            }
            for one in found.colours
            if one.cases
        ],
        "people": [(one.name, one.pages, one.night, one.most, one.missed) for one in found.people[:_MOST]],
        "pages": found.pages,
        "missed": found.missed,
        "unreachable": found.unreachable,
        "exhausted": found.exhausted,
        "not_urgent": found.not_urgent,
    }
    notices.to_coordinators(house, uow, "weekly", facts, now, lane="staff")


def _duties(house: House, uow: UnitOfWork, now: datetime) -> list[dict[str, str]]:
    """Return who has which post within the next day, from when until when; without times who has it all along."""
    roster, zone, start, end = rota.in_force(house, uow, now), house.organisation.zone, now - _DAY, now + 2 * _DAY
    return [
        {
            "name": one.member,
            "post": rota.shown([(team, role)]),
            "start": "" if one.starts_at == start else house.shown(one.starts_at),
            "end": "" if one.ends_at == end else house.shown(one.ends_at),
        }
        for team, role in rota.posts(house)
        for one in duties(roster, zone=zone, start=start, end=end, team=team, role=role)
        if one.ends_at > now and one.starts_at < now + _TODAY
    ]


def _minutes(times: Times | None) -> dict[str, Any] | None:
    """Return median and 90th percentile, or each of a few times, in whole minutes, as people read them."""
    if times is None:
        return None
    most = _in_minutes(times.p90) if times.p90 is not None else None
    return {"half": _in_minutes(times.median), "most": most, "each": [_in_minutes(one) for one in times.each]}


def _in_minutes(length: timedelta) -> int:
    return round(length.total_seconds() / 60)
