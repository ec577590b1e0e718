"""What providers tell afterwards of a message: it came further, it arrived, or it did not.

Reports come twice, late, out of order, and sometimes before the answer to the sending itself.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.channels.update import RANKS, Receipt, Report, SendError
from bot.duty import calls
from bot.house import House
from bot.talk import bubbles, settling
from storage import arrivals, audit, cases, inbox, members, outbox, provider_copies
from storage.database import UnitOfWork
from storage.rows import Row

COPY_STAYS = timedelta(hours=1)
"""How long a provider keeps a copy at the most, as far as it lies with us."""
_ARRIVED = ("delivered", "read")
_FINAL = frozenset({*_ARRIVED, "failed"})
_NOT_BROUGHT = "not_brought"
_PAUSE = 6.0
"""Seconds before another try of what was throttled, where the report came before the answer."""


def taken(house: House, uow: UnitOfWork, row: Row, receipt: Receipt, wording: str, now: datetime) -> None:
    """Note that a provider took a message; what waits for its arrival waits for a report."""
    note_copies(uow, row, (*receipt.parts, receipt.provider_id), now)
    status, error = arrivals.taken(uow, row.id, receipt.provider_id, now, wording)
    if status in _FINAL:
        provider_copies.due_now(uow, row.channel, receipt.provider_id, now)
    if status in _ARRIVED:
        _arrived(house, uow, row, now)
    elif status == "failed":
        _failed(house, uow, row, SendError(error or "permanent", _PAUSE), now)


def note_copies(uow: UnitOfWork, row: Row, provider_ids: Iterable[str], now: datetime) -> None:
    """Note that the provider keeps copies of what was sent for a message."""
    for provider_id in filter(None, provider_ids):
        provider_copies.note(uow, row.channel, provider_id, now, now + COPY_STAYS)


def unanswered(house: House, uow: UnitOfWork, row: Row, error: SendError, wording: str, now: datetime) -> bool:
    """Settle a sending that failed; return True where a report has come meanwhile that tells that it was taken.

    That may be the report on an earlier try, whose answer was lost: it stands on the phone, whatever this one met.
    """
    known = outbox.by_id(uow, row.id)
    if known is not None and (_was_taken(known) or (known.provider_status and error.kind == "unknown")):
        taken(house, uow, row, Receipt(known.provider_id), wording or row.wording, now)
        return _was_taken(known)
    settling.refused(house, uow, row, error, now)
    return False


def cut_short(house: House, uow: UnitOfWork, now: datetime) -> None:
    """Settle the sendings that a stop of ours cut short and of which the provider has told: they do not go again."""
    for row in arrivals.heard_of(uow, now):
        wording = bubbles.keep_reported(house, uow, row, now) if _was_taken(row) else row.wording
        taken(house, uow, row, Receipt(row.provider_id), wording, now)


def hear(house: House, uow: UnitOfWork, channel: str, message: str, report: Report, now: datetime) -> None:
    """Hear a report on the message with our id `message`; a repeat, or one that says less, changes nothing."""
    row = outbox.by_id(uow, message)
    if row is None or row.provider_id != report.provider_id:  # its sending was never answered, or is not yet
        provider_copies.note(uow, channel, report.provider_id, now, now + COPY_STAYS)
    if report.status in _FINAL:
        provider_copies.due_now(uow, channel, report.provider_id, now)
    if row is None or row.channel != channel or not _says_more(row, report):
        return
    if report.status != "failed" and inbox.was_taken(uow, f"{channel}-report", f"{report.provider_id}:failed"):
        return
    if not _is_new(uow, channel, report, now):
        return
    arrivals.told(uow, row.id, report.provider_id, report.status)
    if report.status == "failed":
        _failed(house, uow, row, report.error or SendError("permanent"), now)
        return
    if row.status == "queued" and row.error == "unknown":
        arrivals.was_taken(uow, row.id, now, bubbles.keep_reported(house, uow, row, now))
    if report.status in _ARRIVED:
        _arrived(house, uow, row, now)


def hear_part(house: House, uow: UnitOfWork, channel: str, message: str, report: Report, now: datetime) -> None:
    """Hear a report on an earlier part of the message with our id `message`: when it failed, so has the whole."""
    provider_copies.note(uow, channel, report.provider_id, now, now + COPY_STAYS)
    if report.status in _FINAL:
        provider_copies.due_now(uow, channel, report.provider_id, now)
    row = outbox.by_id(uow, message)
    if row is None or row.channel != channel or report.status != "failed" or not _is_new(uow, channel, report, now):
        return
    if row.status == "sending":
        arrivals.told(uow, row.id, "", report.status)
    error = report.error or SendError("permanent")
    if arrivals.back(uow, row.id, error.kind, mark=True):
        settling.refused(house, uow, row, error, now)
    elif row.status == "sent" and row.provider_status in _ARRIVED:  # its text is gone, so it cannot go again
        settling.lost(house, uow, row, error, now)


def give_up(uow: UnitOfWork, row: Row) -> None:
    """Let go of a message of which nothing was heard for so long that nothing will be.

    Nobody knows that it arrived, so it hands nothing over: `kept.readable` ends that.
    """
    if arrivals.arrived(uow, row.id):
        settling.given_up(uow, row)


def not_brought(house: House, uow: UnitOfWork, channel: str, before: datetime, now: datetime) -> None:
    """Alarm where what was taken before `before` has not reached the phone of whoever has the case.

    One alarm for all that waited when it was raised; what is written after it can raise another.
    """
    seen: set[str] = set()
    for row in arrivals.not_brought(uow, channel, before):
        case, contact = cases.get(uow, row.case_id), members.contact(uow, row.contact_id)
        hers = case.status == "held" and contact is not None and contact.member_id == case.holder_id
        if not hers or case.id in seen:
            continue
        seen.add(case.id)
        if not audit.noted_since(uow, _NOT_BROUGHT, actor="system", subject=case.code, since=row.sent_at):
            audit.note(uow, _NOT_BROUGHT, actor="system", subject=case.code, now=now, member=case.holder_id)
            calls.alarm(house, uow, case.id, "unreachable", now)


def _is_new(uow: UnitOfWork, channel: str, report: Report, now: datetime) -> bool:
    return inbox.take(uow, f"{channel}-report", f"{report.provider_id}:{report.status}", now)


def _was_taken(row: Row) -> bool:
    """Return whether the provider has told of a message that it has it."""
    return bool(row.provider_status) and row.provider_status != "failed"


def _says_more(row: Row, report: Report) -> bool:
    """Return whether a report is of the sending that counts, and goes beyond what is known of it."""
    there = row.provider_status in _ARRIVED
    if row.provider_id not in {"", report.provider_id} or (there and report.status == "failed"):
        return False
    return RANKS[report.status] > RANKS.get(row.provider_status, 0)


def _arrived(house: House, uow: UnitOfWork, row: Row, now: datetime) -> None:
    if arrivals.arrived(uow, row.id):
        settling.delivered(house, uow, row, now)


def _failed(house: House, uow: UnitOfWork, row: Row, error: SendError, now: datetime) -> None:
    if arrivals.back(uow, row.id, error.kind):
        settling.refused(house, uow, row, error, now)
