"""One member's duty, whatever her team and role: whether she has it now, and when it ends."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from flows.roster.changes import Override, Roster, Swap, Temporary
from flows.roster.instants import in_order
from flows.roster.rules import Once
from flows.roster.spans import duties
from flows.roster.standing import Duty, on_call, whole


def is_on_duty(duty: Duty, *, zone: ZoneInfo, member: str, at: datetime) -> bool:
    """Return whether a member is on duty at `at` (aware, any zone), in whatever team and role."""
    roster = whole(duty)
    return any(member in on_call(roster, zone=zone, at=at, team=team, role=role) for team, role in _posts(roster))


def duty_ends(duty: Duty, *, zone: ZoneInfo, member: str, start: datetime, end: datetime) -> datetime | None:
    """Return the first instant of (start, end] (aware, any zone) at which a member goes off duty, in UTC.

    None where she does not, or is on duty all the time. Duties that follow each other without a pause are one.
    """
    start, end = in_order(start, end)
    roster, beyond = whole(duty), end + datetime.resolution
    hers = [
        one
        for team, role in _posts(roster)
        for one in duties(roster, zone=zone, start=start, end=beyond, team=team, role=role)
        if one.member == member
    ]
    return next(_ends(hers, beyond), None)


def _ends(hers: Iterable[Once], beyond: datetime) -> Iterator[datetime]:
    """Yield the ends after which nothing of hers goes on, cut at the end of what was looked at."""
    until: datetime | None = None
    for one in sorted(hers, key=lambda once: once.starts_at):
        if until is not None and one.starts_at > until:
            break
        until = one.ends_at if until is None else max(until, one.ends_at)
    if until is not None and until < beyond:
        yield until


def _posts(roster: Roster) -> tuple[tuple[str, str], ...]:
    """Return every team and role that somebody may have."""
    planned = (rule for change in roster.changes if isinstance(change, Temporary) for rule in change.rules)
    changed = (change for change in roster.changes if isinstance(change, Override | Swap))
    return tuple(dict.fromkeys((one.team, one.role) for one in (*roster.rules, *planned, *changed)))
