"""The part of the organisation file about what is done at set times: before a shift, ahead of a gap, day by day."""

from datetime import date, datetime, time, timedelta
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, Field, model_validator

from bot.organisation_duty import Clock, Part, length

Length = Annotated[timedelta, BeforeValidator(length)]
_MOST = timedelta(hours=12)


def _clock_or_none(value: object) -> object:
    return None if value == "" else value


MaybeClock = Annotated[Clock | None, BeforeValidator(_clock_or_none)]


class Routine(Part):
    """What is done at set times.

    `ready`: how long before a shift whoever begins is asked whether she is ready ("0m": nobody is). `gaps`: whether the
    coordinators are warned ahead of hours without anybody. `summary`: when they get the day's summary, and on Mondays
    the week's numbers (empty: never). `drill`: when a drill is held on day `drill_day` of each month (empty: never).
    """

    ready: Length = timedelta(minutes=30)
    gaps: bool = True
    summary: MaybeClock = time(7, 15)
    drill: MaybeClock = None
    drill_day: int = Field(default=1, ge=1, le=28)

    @model_validator(mode="after")
    def _is_short(self) -> "Routine":
        if self.ready > _MOST:
            raise ValueError("routine.ready paling lama 12 jam")
        return self

    def next_summary(self, now: datetime, zone: ZoneInfo) -> datetime | None:
        """Return when the next summary goes after `now`, or None."""
        return _at(self.summary, now, zone) if self.summary is not None else None

    def next_drill(self, now: datetime, zone: ZoneInfo) -> datetime | None:
        """Return when the next monthly drill begins after `now`, or None."""
        if self.drill is None:
            return None
        local = now.astimezone(zone)
        months = ((local.year + (local.month + more - 1) // 12, (local.month + more - 1) % 12 + 1) for more in (0, 1))
        days = (datetime.combine(date(year, month, self.drill_day), self.drill, zone) for year, month in months)
        return next(at for at in days if at > local)

    def drill_put_off(self, now: datetime, zone: ZoneInfo) -> datetime | None:
        """Return when the hour of the drill comes again after `now`, on any day: for one that could not be held."""
        return _at(self.drill, now, zone) if self.drill is not None else None


def _at(clock: time, now: datetime, zone: ZoneInfo) -> datetime:
    local = now.astimezone(zone)
    today = datetime.combine(local.date(), clock, zone)
    return today if today > local else datetime.combine(local.date() + timedelta(days=1), clock, zone)
