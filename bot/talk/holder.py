"""What the person who holds a case does with it, the same from her chat and at the desk."""

from datetime import datetime

from bot.duty import offers, watching
from bot.house import House
from bot.talk import notices
from bot.talk.conversation import happen
from flows import escalation as ladder
from flows.events import Answered, Closed, Vouched
from flows.understanding.text import plain
from storage import (
    audit,
    cases,
    conversations,
    escalations,
    figures,
    hand_overs,
    held,
    members,
    outbox,
    transcript,
    watches,
)
from storage.database import UnitOfWork
from storage.rows import Row


def say(house: House, uow: UnitOfWork, case: Row, words: str, now: datetime) -> None:
    """Send `words` to the reporter, or hold them where nothing may go to her now; both stand in the transcript."""
    if case.answered_by != case.holder_id:
        cases.change(uow, case.id, answered_by=case.holder_id)
    members.put_at_hand(uow, case.holder_id, case.id)
    watching.answered(house, uow, case, now)
    happen(house, uow, conversations.load(uow, case.conversation_id), Answered(words), now)


def work_note(house: House, uow: UnitOfWork, case: Row, text: str, now: datetime) -> None:
    """Keep a note of the holder's. Where nobody may write to the reporter, it tells that she is at work."""
    note(uow, case, text, now)
    watching.noted(house, uow, case, now)


def send_held(house: House, uow: UnitOfWork, case: Row, now: datetime) -> bool:
    """Let what is held go to the reporter: the holder has made sure who writes. Returns False when nothing is held."""
    stored = conversations.load(uow, case.conversation_id)
    if not held.waits(uow, stored.id):
        return False
    happen(house, uow, stored, Vouched(), now)
    return True


def note(uow: UnitOfWork, case: Row, text: str, now: datetime, kind: str = "text") -> None:
    """Keep a note in the transcript; it goes to nobody. `kind` tells a note from an outcome or a reason."""
    stored = conversations.load(uow, case.conversation_id)
    transcript.append(uow, stored.id, stored.public_key, transcript.Line(now, "note", kind, text))


def offer(house: House, uow: UnitOfWork, case: Row, to: Row | None, text: str, now: datetime) -> bool:
    """Offer the case to a colleague or to whoever is on duty, and keep the note in the transcript too.

    Returns False where no page can go to her; the holder was told so.
    """
    if text:
        note(uow, case, text, now)
    return offers.offer(house, uow, case, to, text, now)


def number(uow: UnitOfWork, member: Row, case: Row, now: datetime) -> str:
    """Return the number that the reporter offered, or an empty string; that it was asked for is noted."""
    audit.note(uow, "number_shown", actor=member.id, subject=case.code, now=now)
    return conversations.offered_number(uow, case.conversation_id)


def close(house: House, uow: UnitOfWork, member: Row, case: Row, outcome: str, now: datetime) -> int:
    """Close the case with `outcome` as a note, where there is one: nobody is called any more, nothing is relayed.

    What is held, for the reporter or for whoever had the case, will not be sent any more, so it goes. Returns how many
    messages to the reporter were held, so that whoever wrote them learns it.
    """
    if outcome:
        note(uow, case, outcome, now, kind="outcome")
    stored = conversations.load(uow, case.conversation_id)
    happen(house, uow, stored, Closed(), now)
    running = escalations.get(uow, case.id)
    if running is not None:
        escalations.save(uow, case.id, ladder.close(running))
    for other in escalations.stop_pages(uow, case.id, now):
        if other != member.id and case.status == "held":
            notices.to_member(house, uow, other, "too_late", {"code": case.code}, now)
    outbox.cancel_pages(uow, case.id)
    watches.end(uow, case.id)
    hand_overs.end(uow, case.id, "withdrawn", now)
    unsent = held.cancel(uow, stored.id)
    cases.change(uow, case.id, status="closed", closed_at=now, outcome=_coded(house, outcome))
    for conversation_id in cases.conversations_of(uow, case.id):
        conversations.close(uow, conversation_id)
    audit.note(uow, "case_closed", actor=member.id, subject=case.code, now=now)
    return unsent


def _coded(house: House, outcome: str) -> str:
    """Return the code of an outcome that is counted: words that begin with "bukan darurat", as the office says it."""
    words = f"{plain(house.wording.code('outcome_not_urgent'))} "
    return figures.NOT_URGENT if f"{plain(outcome)} ".startswith(words) else ""
