"""A plan of duties as a calendar (iCalendar, RFC 5545): one event per duty, named "sari · konselor · kota"."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from flows.errors import Refused
from flows.roster import Once

_STAMP = "%Y%m%dT%H%M%SZ"
_BETWEEN = " · "
_LONGEST = 73
"""Octets of a line before it is folded; the standard allows 75."""
_REPEATING = ("RRULE", "RDATE", "EXDATE", "DURATION")


def to_ical(plan: Iterable[Once], now: datetime) -> str:
    """Return the duties as a calendar in UTC; the same duty has the same UID in every export."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Pelita//Piket//ID", "CALSCALE:GREGORIAN"]
    for one in plan:
        start, end = one.starts_at.strftime(_STAMP), one.ends_at.strftime(_STAMP)
        uid = hashlib.sha256("\n".join((one.team, one.role, one.member, start, end)).encode()).hexdigest()[:32]
        summary = _BETWEEN.join((one.member, one.role, one.team))
        lines += ["BEGIN:VEVENT", f"UID:{uid}@pelita", f"DTSTAMP:{now.astimezone(UTC).strftime(_STAMP)}"]
        lines += [f"DTSTART:{start}", f"DTEND:{end}", f"SUMMARY:{_escaped(summary)}", "END:VEVENT"]
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def from_ical(text: str, zone: ZoneInfo) -> tuple[Once, ...]:
    """Read duties from a calendar; times without a zone are the office's. Raises Refused, naming the event."""
    return tuple(_duty(event, zone) for event in _events(text) if event.get("STATUS", ("", ""))[1] != "CANCELLED")


def _events(text: str) -> Iterator[dict[str, tuple[str, str]]]:
    """Give each event as its lines by name, each with parameters and value; what lies inside an event is left out."""
    event: dict[str, tuple[str, str]] | None = None
    inside = 0
    for line in re.sub(r"\r?\n[ \t]", "", text.removeprefix("\ufeff")).splitlines():
        head, _, value = line.partition(":")
        name, _, parameters = head.upper().partition(";")
        kind = value.strip().upper()
        if name == "BEGIN" and event is not None:
            inside += 1
        elif name == "BEGIN" and kind == "VEVENT":
            event = {}
        elif name == "END" and inside:
            inside -= 1
        elif name == "END" and event is not None:
            yield event
            event = None
        elif event is not None and not inside:
            event[name] = (head.partition(";")[2] if parameters else "", value.strip())


def _duty(event: dict[str, tuple[str, str]], zone: ZoneInfo) -> Once:
    title = re.sub(r"\\(.)", r"\1", event.get("SUMMARY", ("", ""))[1])
    parts = [part.strip() for part in title.split(_BETWEEN.strip())]
    if len(parts) != 3 or not all(parts):
        raise Refused(f'Acara "{title}": judulnya harus seperti "sari · konselor · kota" (nama · peran · tim).')
    if repeating := [name for name in _REPEATING if name in event]:
        raise Refused(f'Acara "{title}" memakai {", ".join(repeating)}. Tulis setiap giliran sebagai acara sendiri.')
    member, role, team = parts
    try:
        starts_at, ends_at = (_instant(*event[name], zone) for name in ("DTSTART", "DTEND"))
        return Once(team=team, role=role, member=member, starts_at=starts_at, ends_at=ends_at)
    except (KeyError, ValueError, OSError):
        raise Refused(f'Acara "{title}": mulai atau selesainya tidak ada, atau tidak terbaca.') from None


def _instant(parameters: str, value: str, zone: ZoneInfo) -> datetime:
    if value.endswith("Z"):
        return datetime.strptime(value, _STAMP).replace(tzinfo=UTC)
    told = dict(part.partition("=")[::2] for part in parameters.split(";"))
    local = datetime.strptime(value, "%Y%m%dT%H%M%S" if "T" in value else "%Y%m%d")  # noqa: DTZ007 - zone follows
    return local.replace(tzinfo=ZoneInfo(told["TZID"].strip('"')) if "TZID" in told else zone).astimezone(UTC)


def _escaped(text: str) -> str:
    return re.sub(r"([\\;,])", r"\\\1", text)


def _folded(line: str) -> Iterator[str]:
    """Cut a line so that no piece is longer than allowed in UTF-8; the following pieces begin with a blank."""
    piece = ""
    for letter in line:
        if len((piece + letter).encode()) > _LONGEST:
            yield piece
            piece = " "
        piece += letter
    yield piece
