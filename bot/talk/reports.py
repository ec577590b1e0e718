"""What providers tell afterwards of a message: it came further, it arrived, or it did not.

Reports come twice, late, out of order, and sometimes before the answer to the sending itself.
"""

from datetime import datetime, timedelta

from bot.channels.update import RANKS, Receipt, Report, SendError
from bot.house import House
from bot.talk import settling
from storage import inbox, outbox, provider_copies
from storage.database import UnitOfWork
from storage.rows import Row

COPY_STAYS = timedelta(hours=1)
"""How long a provider keeps a copy at the most, as far as it lies with us."""
_ARRIVED = ("delivered", "read")
_PAUSE = 6.0
"""Seconds before another try of what was throttled, where the report came before the answer."""


def taken(house: House, uow: UnitOfWork, row: Row, receipt: Receipt, wording: str, now: datetime) -> None:
    """Note that a provider took a message; what waits for its arrival waits for a report."""
    for provider_id in (*receipt.parts, receipt.provider_id):
        provider_copies.note(uow, row.channel, provider_id, now, now + COPY_STAYS)
    status, error = outbox.taken(uow, row.id, receipt.provider_id, now, wording)
    if status in {*_ARRIVED, "failed"}:
        provider_copies.due_now(uow, row.channel, receipt.provider_id, now)
    if status in _ARRIVED:
        _arrived(house, uow, row, now)
    elif status == "failed":
        _failed(house, uow, row, SendError(error or "permanent", _PAUSE), now)


def unanswered(house: House, uow: UnitOfWork, row: Row, error: SendError, now: datetime) -> None:
    """Settle a sending that failed; where its answer was lost and a report has come meanwhile, it was taken."""
    heard_of = outbox.by_id(uow, row.id) if error.kind == "unknown" else None
    if heard_of is not None and heard_of.provider_status:
        taken(house, uow, row, Receipt(heard_of.provider_id), "", now)
    else:
        settling.refused(house, uow, row, error, now)


def hear(house: House, uow: UnitOfWork, channel: str, message: str, report: Report, now: datetime) -> None:
    """Hear a report on the message with our id `message`; a repeat, or one that says less, changes nothing."""
    row = outbox.by_id(uow, message)
    if row is None or row.provider_id != report.provider_id:  # its sending was never answered, or is not yet
        provider_copies.note(uow, channel, report.provider_id, now, now + COPY_STAYS)
    if report.status in {*_ARRIVED, "failed"}:
        provider_copies.due_now(uow, channel, report.provider_id, now)
    if row is None or row.channel != channel or not _says_more(row, report):
        return
    if not inbox.take(uow, f"{channel}-report", f"{report.provider_id}:{report.status}", now):
        return
    outbox.told(uow, row.id, report.provider_id, report.status)
    if report.status == "failed":
        _failed(house, uow, row, report.error or SendError("permanent"), now)
        return
    outbox.was_taken(uow, row.id, now)
    if report.status in _ARRIVED:
        _arrived(house, uow, row, now)


def give_up(house: House, uow: UnitOfWork, row: Row, now: datetime) -> None:
    """Take a message as arrived of which nothing was heard for so long that nothing will be."""
    _arrived(house, uow, row, now)


def _says_more(row: Row, report: Report) -> bool:
    """Return whether a report is of the sending that counts, and goes beyond what is known of it."""
    there = row.provider_status in _ARRIVED
    if row.provider_id not in {"", report.provider_id} or (there and report.status == "failed"):
        return False
    return RANKS[report.status] > RANKS.get(row.provider_status, 0)


def _arrived(house: House, uow: UnitOfWork, row: Row, now: datetime) -> None:
    if outbox.arrived(uow, row.id):
        settling.delivered(house, uow, row, now)


def _failed(house: House, uow: UnitOfWork, row: Row, error: SendError, now: datetime) -> None:
    if outbox.back(uow, row.id, error.kind):
        settling.refused(house, uow, row, error, now)
