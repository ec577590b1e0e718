"""Offers of a case to one colleague, or to whoever is on duty: until somebody accepts it stays its holder's."""

from datetime import datetime

from bot.duty import owed, paging, watching
from bot.house import House
from bot.talk import notices
from flows import watch as watched
from storage import audit, cases, conversations, escalations, hand_overs, members, outbox, overview, watches
from storage.database import UnitOfWork
from storage.rows import Row

ON_DUTY = "piket"
"""What is written in place of a name for whoever is on duty."""
WANTED = "wanted"
"""Why others are called for a case whose holder gives it to whoever is on duty."""


def colleagues(uow: UnitOfWork, case: Row) -> list[Row]:
    """Return to whom a case can be offered: whoever may open it and has a chat, but its holder."""
    everyone = (row for row in members.everyone(uow) if row.active and row.id != case.holder_id)
    may = (row for row in everyone if overview.may_open(uow, row.id, case.conversation_id))
    return [row for row in may if members.contacts(uow, row.id)]


def meant(uow: UnitOfWork, case: Row, text: str) -> tuple[Row | None, str] | None:
    """Take "sari catatan" apart into the colleague (None: whoever is on duty) and the note; None where it names nobody.

    A name may have several words; the longest that fits counts.
    """
    said = text.strip()
    names: dict[str, Row | None] = {ON_DUTY: None} | {row.name: row for row in colleagues(uow, case)}
    for name in sorted(names, key=len, reverse=True):
        head, rest = said[: len(name)], said[len(name) :]
        if head.lower() == name.lower() and (not rest or rest[0] in " \n,:."):
            return names[name], rest.lstrip(" \n,:.")
    return None


def offer(house: House, uow: UnitOfWork, case: Row, to: Row | None, note: str, now: datetime) -> bool:
    """Offer a case to a colleague, or to whoever is on duty; an offer of before ends. False where no page can go."""
    end(house, uow, case, "withdrawn", now)
    stored = conversations.load(uow, case.conversation_id)
    detail = {"to": to.id} if to is not None else {}
    audit.note(uow, "hand_over_offered", actor=case.holder_id, subject=case.code, now=now, **detail)
    if to is None:
        hand_overs.offer(uow, stored, case.holder_id, None, note, now)
        escalations.stop_pages(uow, case.id, now, kinds=("keep",))
        watches.end(uow, case.id, "shift")
        watching.pass_on(house, uow, case, WANTED, now)
        return True
    running = escalations.get(uow, case.id)
    turn = running.generation if running is not None else 0
    page = escalations.add_page(uow, case.id, to.id, rung=0, round_=0, generation=turn, now=now, kind="offer")
    hand_overs.offer(uow, stored, case.holder_id, page, note, now)
    patience = house.organisation.duty.offer
    watches.put(uow, case.id, watched.begin("offer", since=now, patience=patience, awake=owed.awake(house, case.level)))
    sent = paging.begin(house, uow, page, now)
    if not sent:
        end(house, uow, case, "unreachable", now)
    return sent


def stands(uow: UnitOfWork, case: Row, page: Row | None) -> bool:
    """Return whether `page` is an offer by the one who has the case now, and nobody has answered it."""
    if page is None or page.kind != "offer" or page.status != "out":
        return False
    given = hand_overs.waiting(uow, case.id)
    return given is not None and given.page_id == page.id and given.from_id == case.holder_id


def is_open(uow: UnitOfWork, case: Row) -> bool:
    """Return whether the holder of a case gives it away, is asked whether she keeps it, or others are called for it."""
    running = escalations.get(uow, case.id)
    sought = running is not None and running.due is not None
    asked = any(page.kind == "keep" and page.status == "out" for page in escalations.pages(uow, case.id))
    return sought or asked or hand_overs.waiting(uow, case.id) is not None


def end(house: House, uow: UnitOfWork, case: Row, status: str, now: datetime) -> bool:
    """End what was offered, unaccepted: declined, lapsed, unreachable, withdrawn. False where nothing was.

    But for what she withdrew herself, its holder is told that the case is hers still.
    """
    given = hand_overs.waiting(uow, case.id)
    if given is None:
        return False
    hand_overs.end(uow, case.id, status, now)
    watches.end(uow, case.id, "offer")
    if given.page_id:
        escalations.answer_page(uow, given.page_id, "stopped" if status in {"withdrawn", "lapsed"} else status, now)
        outbox.cancel_page(uow, given.page_id)
    audit.note(uow, f"hand_over_{status}", actor="system", subject=case.code, now=now)
    if status != "withdrawn":
        facts = {"code": case.code, "reason": house.wording.code(f"offer_{status}")}
        notices.to_member(house, uow, given.from_id, "offer_ended", facts, now, lane="page")
    return True


def keep(house: House, uow: UnitOfWork, case: Row, now: datetime) -> None:
    """Let its holder have a case alone again: her offer is withdrawn; she is asked again when her next shift ends."""
    end(house, uow, case, "withdrawn", now)
    for page in escalations.pages(uow, case.id):
        if page.kind == "keep" and page.status == "out":
            escalations.answer_page(uow, page.id, "accepted", now)
    watching.plan_shift(house, uow, case, now)
    watching.alone(house, uow, case, now)
    audit.note(uow, "kept", actor=case.holder_id, subject=case.code, now=now)


def lapse(house: House, uow: UnitOfWork, case_id: str, now: datetime) -> None:
    """End an offer that nobody has answered in its time; harmless before."""
    case, watch = cases.get(uow, case_id), watches.get(uow, case_id, "offer")
    acts = watched.look(watch, now=now, awake=owed.awake(house, case.level))[1] if watch is not None else ()
    if acts and not end(house, uow, case, "lapsed", now):
        watches.end(uow, case_id, "offer")
