"""What the parts of one time mean together, seen from now: an ISO time and how exact it is."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flows.understanding.facts.clock import Piece
from flows.understanding.facts.vocabulary import DATA

_PARTS: dict[str, tuple[int, int]] = {name: (hours[0], hours[1]) for name, hours in DATA["clock"]["parts"].items()}
_NIGHT_AGO = timedelta(hours=6)
"""How long a night must have begun for "tadi malam" to mean it."""


@dataclass(frozen=True, slots=True)
class Time:
    """A time that was told: ISO value, precision, and whether one part of it had to be assumed."""

    value: str
    precision: str
    sure: bool = True


def resolved(group: list[Piece], now: datetime) -> Time | None:
    """Return the time that the parts of a group make together, or None."""
    by = {piece.kind: piece for piece in reversed(group)}
    if "now" in by or "barusan" in by:
        return Time(now.isoformat(timespec="minutes"), "jam")
    if "since" in by or "lasting" in by:
        return Time(f"{(by.get('since') or by['lasting']).value[0]}/..", "kira", sure=False)
    if "span" in by and not {"clock", "date", "weekday", "eve", "day"} & by.keys():
        value, precision = by["span"].value
        return Time(str(value), str(precision))
    clock = by["clock"].value if "clock" in by else None
    part = _part(by)
    day = _day(by, part, clock, now)
    if clock is None:
        if day is None:
            return None
        return _interval(day, part, now) if part else Time(day.isoformat(), "hari")
    return _clocked(day, part, clock, now, by)


def _part(by: dict[str, Piece]) -> str:
    if "part" in by:
        return str(by["part"].value[0])
    if "ini" in by:
        return str(by["ini"].value[0])
    return "malam" if {"semalam", "eve"} & by.keys() else ""


def _day(by: dict[str, Piece], part: str, clock: tuple[int | str, ...] | None, now: datetime) -> date | None:
    """Return the day that is meant, a night by the day on which it begins."""
    if "date" in by:
        year, month, day = (int(number) for number in by["date"].value)
        return date(year, month, day)
    if {"weekday", "eve"} & by.keys() and "span" in by:
        monday = date.fromisoformat(str(by["span"].value[0])[:10])
        return monday + timedelta(days=int((by.get("weekday") or by["eve"]).value[0]) - ("eve" in by))
    if "weekday" in by or "eve" in by:
        wanted = int((by.get("weekday") or by["eve"]).value[0]) - ("eve" in by)
        back = (now.weekday() - wanted) % 7
        again = back == 0 and ("day" in by or "lalu" in (by.get("weekday") or by["eve"]).value)
        return now.date() - timedelta(days=7 if again else back)
    if "day" in by:
        year, month, day = (int(number) for number in by["day"].value)
        return date(year, month, day)
    if "tadi" in by or "semalam" in by:
        return _just_now(part, now) if clock is None else now.date()
    if "ini" in by:
        return now.date() - timedelta(days=part == "malam" and now.hour < 5)
    return None


def _just_now(part: str, now: datetime) -> date:
    """Return the day of "tadi": the newest on which that part of the day had begun."""
    if not part:
        return now.date()
    begun = now - _NIGHT_AGO if part == "malam" else now
    return begun.date() - timedelta(days=begun.hour < _PARTS[part][0])


def _interval(day: date, part: str, now: datetime) -> Time:
    start = datetime.combine(day, datetime.min.time(), now.tzinfo)
    begins, ends = (start + timedelta(hours=hour) for hour in _PARTS[part])
    return Time(f"{begins.isoformat(timespec='minutes')}/{ends.isoformat(timespec='minutes')}", "bagian_hari")


def _clocked(day: date | None, part: str, clock: tuple[int | str, ...], now: datetime, by: dict[str, Piece]) -> Time:
    """Return a clock on its day, in 24 hours as far as the part of the day says which."""
    hour, minute = int(clock[0]), int(clock[1])
    precision = "menit" if minute or "menit" in clock else "jam"
    full, after_midnight = hours(hour, part)
    sure = bool(part) or hour > 12
    if day is None:
        return Time(f"T{full:02}:{minute:02}", precision, sure)
    at = datetime.combine(day, datetime.min.time(), now.tzinfo).replace(hour=full, minute=minute)
    if {"tadi", "semalam"} & by.keys():
        at -= timedelta(days=at > now)
    elif after_midnight:
        at += timedelta(days=1)
    return Time(at.isoformat(timespec="minutes"), precision, sure)


def hours(hour: int, part: str) -> tuple[int, bool]:
    """Return an hour in 24 hours, and whether it is past midnight of a night that began the day before."""
    if part == "malam":
        return (hour % 12, True) if hour in {12, 0} or hour <= 4 else (hour + 12 if hour < 12 else hour, False)
    if part in {"sore", "magrib", "isya", "asar"}:
        return (hour + 12 if hour < 12 else hour), False
    if part in {"siang", "zuhur", "jumatan"}:
        return (hour + 12 if hour < 7 else hour), False
    return (hour % 12 if hour == 12 and part in {"dini_hari", "sahur"} else hour), False
