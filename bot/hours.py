"""When a service is open: the hours of a week as an office writes them, and what they say of one moment.

A week is kept as spans of minutes since Monday, 00.00, of the office's own clock. Public holidays are not known here.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

DAY = 24 * 60
WEEK = 7 * DAY
_ALWAYS = "24 jam"
_DAILY = "setiap hari"
_DAYS = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu")
_NUMBER = {name: day for day, full in enumerate(_DAYS) for name in (full, full[:3])}
_ENTRY = re.compile(r"(.+?) +(\d\d?)[.:](\d\d) *[-–] *(\d\d?)[.:](\d\d)", re.ASCII)

Week = tuple[tuple[int, int], ...]
"""Spans from a minute up to, not including, another; one over Sunday's midnight ends after the week. None: unknown."""


@dataclass(frozen=True, slots=True)
class Again:
    """When a service that is closed opens: the day (Monday is 0), the time as people read it, and whether today."""

    day: int
    at: str
    today: bool


def week(told: object) -> Week:
    """Read `["Sen-Kam 07.30-15.30", "Jum 07.30-14.30"]`, "24 jam", or one such entry alone.

    Raises ValueError, in the operator's language, for anything else.
    """
    entries = [told] if isinstance(told, str) else told
    if not isinstance(entries, list) or not all(isinstance(entry, str) for entry in entries):
        raise ValueError('tulis jam buka seperti ["Sen-Kam 07.30-15.30", "Jum 07.30-14.30"] atau "24 jam"')
    return tuple(sorted({span for entry in entries for span in _spans(entry)}))


def is_open(hours: Week, at: datetime) -> bool:
    """Return whether a service with `hours` is open `at` a local time; no more in the minute in which it closes."""
    now = _minute(at)
    return any(starts <= minute < ends for starts, ends in hours for minute in (now, now + WEEK))


def opens_again(hours: Week, at: datetime) -> Again:
    """Return when a service with some `hours`, closed `at` a local time, opens next."""
    now = _minute(at)
    wait = min((starts - now) % WEEK for starts, _ in hours)
    day, minute = divmod((now + wait) % WEEK, DAY)
    return Again(day, f"{minute // 60:02}.{minute % 60:02}", today=now % DAY + wait < DAY)


def _spans(entry: str) -> Iterator[tuple[int, int]]:
    if entry.strip().lower() == _ALWAYS:
        yield 0, WEEK
        return
    found = _ENTRY.fullmatch(entry.strip())
    if found is None:
        raise ValueError(f'jam buka "{entry}" tidak terbaca; tulis seperti "Sen-Kam 07.30-15.30" atau "24 jam"')
    starts, ends = _time(entry, found[2], found[3]), _time(entry, found[4], found[5])
    if starts in (ends, DAY):
        raise ValueError(f'jam buka "{entry}": buka dan tutup pada jam yang sama; kalau tidak pernah tutup: "24 jam"')
    for day in _days(entry, found[1].lower()):
        yield day * DAY + starts, day * DAY + ends + (DAY if ends < starts else 0)


def _time(entry: str, hour: str, minute: str) -> int:
    at = int(hour) * 60 + int(minute)
    if int(minute) > 59 or at > DAY:
        raise ValueError(f'jam buka "{entry}": jamnya dari 00.00 sampai 24.00')
    return at


def _days(entry: str, names: str) -> Sequence[int]:
    """Return the days of "sen-kam", "sen, rab-jum" or "setiap hari"; a range may go over the end of the week."""
    if names == _DAILY:
        return range(7)
    days: list[int] = []
    for part in names.split(","):
        first, to, last = (name.strip() for name in part.partition("-"))
        if first not in _NUMBER or (last if to else first) not in _NUMBER:
            raise ValueError(f'jam buka "{entry}": harinya ditulis Sen, Sel, Rab, Kam, Jum, Sab, Min, atau setiap hari')
        length = (_NUMBER[last or first] - _NUMBER[first]) % 7
        days += [(_NUMBER[first] + step) % 7 for step in range(length + 1)]
    return days


def _minute(at: datetime) -> int:
    return at.weekday() * DAY + at.hour * 60 + at.minute
