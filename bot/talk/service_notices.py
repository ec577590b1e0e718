"""What coordinators are told of the auditor's findings: codes of cases, reasons and times, as an ordinary notice."""

from collections.abc import Sequence
from datetime import datetime

from bot.auditing.findings import Finding, in_order
from bot.auditing.memory import News
from bot.house import House
from bot.talk import notices
from storage.database import UnitOfWork

_MOST = 6
"""Findings in one notice; of more, the number is told."""


def tell(house: House, uow: UnitOfWork, news: News, now: datetime) -> None:
    """Tell the coordinators what is not well and what is well again; what wakes nobody is told by day."""
    by_day = house.organisation.day_begins(now) == now
    open_ones = [one for one in in_order([*news.raised, *news.again]) if by_day or one.wakes]
    ended = [one for one in in_order(news.ended) if by_day or one.wakes]
    if open_ones:
        bad = {
            "at": house.shown(now),
            "found": _lines(house, open_ones, now),
            "more": len(open_ones[_MOST:]),
            "wakes": any(one.wakes for one in open_ones),
        }
        notices.to_coordinators(house, uow, "service_bad", bad, now)
    if ended:
        well = {"at": house.shown(now), "found": _lines(house, ended, now), "more": len(ended[_MOST:])}
        notices.to_coordinators(house, uow, "service_well", well, now)


def _lines(house: House, findings: Sequence[Finding], now: datetime) -> list[list[str]]:
    """Return code of the case, reason and beginning of each finding; parts of the machine say nothing to people."""
    return [
        [one.subject if one.subject.startswith("#") else "", _reason(house, one), _since(house, one, now)]
        for one in findings[:_MOST]
    ]


def _reason(house: House, one: Finding) -> str:
    return house.wording.code(f"audit_{one.code}")


def _since(house: House, one: Finding, now: datetime) -> str:
    today = house.local(one.since).date() == house.local(now).date()
    return house.shown(one.since) if today else house.local(one.since).strftime("%d-%m %H.%M")
