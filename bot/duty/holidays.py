"""The holidays of the office: the national list of the `holidays` package, and the office's own of its file.

The package knows a year for certain when the government has announced its days of joint leave (cuti bersama); before
that it can only estimate the dates that follow the moon.
"""

from datetime import date, datetime
from functools import lru_cache

from holidays import country_holidays

from bot.organisation import Organisation
from bot.organisation_duty import HolidaysPart

_COUNTRY = "ID"


def table(office: Organisation, now: datetime) -> frozenset[date]:
    """Return the holidays of last year, this year and the next, in the office's zone."""
    year = now.astimezone(office.zone).year
    return _table(office.holidays, (year - 1, year, year + 1))


def names(office: Organisation, year: int) -> dict[date, str]:
    """Return the holidays of a year with their names, in their order."""
    part = office.holidays
    found = dict(_national(year)) if part.national else {}
    found |= {one.date: one.name for one in part.add if one.date.year == year}
    return {day: found[day] for day in sorted(found) if day not in part.worked}


def missing(office: Organisation, now: datetime) -> tuple[int, ...]:
    """Return which of this year and the next have no list, neither the package's nor one of the office's own."""
    year = now.astimezone(office.zone).year
    part = office.holidays
    return tuple(
        one for one in (year, year + 1) if one not in part.complete and not (part.national and _announced(one))
    )


@lru_cache(maxsize=8)
def _table(part: HolidaysPart, years: tuple[int, ...]) -> frozenset[date]:
    national = {day for year in years for day in _national(year)} if part.national else set()
    return frozenset((national | {one.date for one in part.add}) - set(part.worked))


@lru_cache(maxsize=8)
def _national(year: int) -> dict[date, str]:
    found = country_holidays(_COUNTRY, years=year, categories=("public", "government"), language="id")
    return dict(found.items())


@lru_cache(maxsize=8)
def _announced(year: int) -> bool:
    return bool(country_holidays(_COUNTRY, years=year, categories=("government",)))
