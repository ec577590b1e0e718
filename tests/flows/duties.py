"""Rules and changes of a roster in few words, and questions to it, for tests of rosters."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from flows.roster import EVERY_DAY, Leave, Override, Rotation, Shift, Swap, on_call

WIB = ZoneInfo("Asia/Jakarta")
OF = {"team": "kota", "role": "konselor"}
MONDAY = date(2026, 3, 2)


def local(text, zone=WIB):
    """Return the local time "2 08:00": the day of March 2026 and the hour."""
    day, clock = text.split()
    return datetime.combine(date(2026, 3, int(day)), time.fromisoformat(clock), zone)


def utc(text, zone=WIB):
    return local(text, zone).astimezone(UTC)


def span(starts, ends):
    return {"starts_at": local(starts), "ends_at": local(ends)}


def shift(member, starts="08:00", ends="20:00", days=EVERY_DAY, **more):
    clock = {"starts": time.fromisoformat(starts), "ends": time.fromisoformat(ends)}
    return Shift(**(OF | more), member=member, days=frozenset(days), **clock)


def rotation(*members, begins=MONDAY, hand_over="08:00", **more):
    return Rotation(**OF, members=members, begins=begins, hand_over=time.fromisoformat(hand_over), **more)


def override(member, starts, ends, **more):
    return Override(**(OF | more), member=member, **span(starts, ends))


def leave(member, starts, ends):
    return Leave(member=member, **span(starts, ends))


def swap(one, hers, other, theirs, agreed=("1 00:00", "1 12:00")):
    first, second = (None if moment is None else local(moment) for moment in agreed)
    return Swap(
        **OF,
        one=one,
        one_starts_at=local(hers[0]),
        one_ends_at=local(hers[1]),
        other=other,
        other_starts_at=local(theirs[0]),
        other_ends_at=local(theirs[1]),
        proposed_by=one,
        one_agreed_at=first,
        other_agreed_at=second,
    )


def who(roster, moment, zone=WIB, **of):
    return on_call(roster, zone=zone, at=local(moment, zone), **(OF | of))


def ask(question, roster, start, end, zone=WIB):
    return question(roster, zone=zone, start=local(start, zone), end=local(end, zone), **OF)


DAY_AND_NIGHT = (shift("ani"), shift("budi", "20:00", "08:00"))
