"""One look at the rows: everything that is overdue, without an owner, stuck, or kept too long.

Every limit stands well above what a slow night needs (ticks come every two seconds, a thousand overdue rows are worked
off in ten), so that what is found is found for a reason.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from bot.auditing.findings import Finding
from flows.retention import Periods, limits
from storage import auditing
from storage.auditing import Found
from storage.database import UnitOfWork

_MINUTE = timedelta(minutes=1)
LATE = 2 * _MINUTE
"""How long a deadline of duty may be past."""
SILENT = 3 * _MINUTE
"""How long the silence of a reporter may be past."""
WAITS = {"page": 3 * _MINUTE, "staff": 3 * _MINUTE, "reporter": 5 * _MINUTE}
"""How long a message of each lane may be due and not gone."""
TRIES = 6
"""From how many tries a message counts as put off again and again."""
COPIES = timedelta(hours=1, minutes=15)
"""How long a provider may keep a copy: an hour, and time for another try."""
TEXTS = timedelta(hours=7)
"""How long the text of what went out may stay: it is let go of after six hours without a word from the provider."""
SPARE = timedelta(minutes=15)
"""How long what must be gone may still be there: it goes in parts."""
AHEAD = 2 * _MINUTE
"""How far a row may seem to be written in the future."""


def rows(uow: UnitOfWork, now: datetime, periods: Periods) -> list[Finding]:
    """Return what is not as it must be at `now`, with what an office keeps how long in `periods`."""
    return [*_duty(uow, now), *_traffic(uow, now), *_kept(uow, now, periods), *_clock(uow, now)]


def _duty(uow: UnitOfWork, now: datetime) -> Iterator[Finding]:
    yield from _cases("escalation_overdue", auditing.ladders_due(uow, now - LATE))
    yield from _cases("nobody_sought", auditing.nobody_sought(uow, now - LATE))
    yield from _cases("owed_overdue", auditing.owed(uow, now - LATE))
    for row in auditing.calling(uow):
        end = row.first + _whole(row.data) + LATE
        if end <= now and (row.alarmed is None or row.alarmed < row.first):
            yield Finding("unacknowledged", row.code, row.first)
    if not auditing.reachable_coordinators(uow):
        yield Finding("no_coordinator", "", now)


def _traffic(uow: UnitOfWork, now: datetime) -> Iterator[Finding]:
    before = {lane: now - patience for lane, patience in WAITS.items()}
    yield from _lanes("outbox_stuck", auditing.waiting(uow, before))
    yield from _lanes("outbox_failing", auditing.waiting(uow, before, failing=True, tries=TRIES))
    yield from _counted("inbox_waiting", "", auditing.put_aside(uow, now - LATE))
    yield from _counted("silence_overdue", "", auditing.silences(uow, now - SILENT))


def _kept(uow: UnitOfWork, now: datetime, periods: Periods) -> Iterator[Finding]:
    limit = limits(periods, now)
    yield from _cases("readable_too_long", auditing.readable(uow, limit.readable - SPARE))
    for row in auditing.copies(uow, now - COPIES):
        yield Finding("copy_kept", row.channel, row.since, row.many)
    yield from _counted("kept_too_long", "conversations", auditing.unfinished(uow, limit.unfinished - SPARE))
    yield from _counted("kept_too_long", "addresses", auditing.addresses(uow, limit.routing - SPARE))
    yield from _counted("kept_too_long", "outbox", auditing.texts(uow, now - TEXTS))


def _clock(uow: UnitOfWork, now: datetime) -> Iterator[Finding]:
    last = auditing.newest(uow)
    if last is not None and last > now + AHEAD:
        yield Finding("clock_behind", "", now)


def _cases(code: str, found: Found) -> Iterator[Finding]:
    yield from (Finding(code, row.code, row.since) for row in found)


def _lanes(code: str, found: Found) -> Iterator[Finding]:
    yield from (Finding(code, f"{row.channel} {row.lane}", row.since, row.many) for row in found)


def _counted(code: str, subject: str, found: Found) -> Iterator[Finding]:
    yield from (Finding(code, subject, row.since, row.many) for row in found)


def _whole(ladder: Mapping[str, Any]) -> timedelta:
    """Return how long a frozen ladder takes from the first call to the last answer, as it stands in its row."""
    return timedelta(microseconds=sum(delay for _, _, delay in ladder["ladder"]["rungs"]))
