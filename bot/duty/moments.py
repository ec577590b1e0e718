"""Moments as people in the office write and read them: by the office's clocks, "2026-12-24 07.00"."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from flows.errors import Refused

_DATE = r"(?P<year>\d{4})-(?P<month>\d\d?)-(?P<day>\d\d?)|(?P<day_>\d\d?)[-/](?P<month_>\d\d?)[-/](?P<year_>\d{4})"
_CLOCK = r"(?P<hour>[01]?\d|2[0-3])[.:](?P<minute>[0-5]\d)"
_WRITTEN = re.compile(rf"(?:{_DATE})(?:[ T]+{_CLOCK})?", re.ASCII)
_WEEKDAYS = ("Sen", "Sel", "Rab", "Kam", "Jum", "Sab", "Min")


def moment(text: str, zone: ZoneInfo, *, end: bool = False) -> datetime:
    """Return the instant in UTC that `text` names; a date alone is its beginning, or with `end` the end of that day.

    An offset is kept ("2026-12-24T07:00+07:00"), any other time is the office's. Raises Refused.
    """
    text = text.strip()
    found = _WRITTEN.fullmatch(text)
    try:
        if found is None:
            exact = datetime.fromisoformat(text)
            return (exact if exact.tzinfo is not None else exact.replace(tzinfo=zone)).astimezone(UTC)
        year, month, day = (int(found[name] or found[f"{name}_"]) for name in ("year", "month", "day"))
        hour, minute = int(found["hour"] or 0), int(found["minute"] or 0)
        at = datetime(year, month, day, hour, minute, tzinfo=zone)
        if end and found["hour"] is None:
            at += timedelta(days=1)
        return at.astimezone(UTC)
    except (ValueError, OverflowError):
        raise Refused(f'Waktu "{text}" tidak terbaca. Tulis seperti "2026-12-24 07.00" atau "24-12-2026".') from None


def written(at: datetime, zone: ZoneInfo) -> str:
    """Return a moment as `moment` reads it, to the very instant: with its offset where a plain time would not do."""
    local = at.astimezone(zone)
    plain = local.strftime("%Y-%m-%d %H.%M")
    return plain if moment(plain, zone) == at else local.isoformat()


def told(at: datetime, zone: ZoneInfo) -> str:
    """Return a moment as people read it: "Sen 23-11-2026 07.00"."""
    local = at.astimezone(zone)
    return f"{_WEEKDAYS[local.weekday()]} {local.strftime('%d-%m-%Y %H.%M')}"
