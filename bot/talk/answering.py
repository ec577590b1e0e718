"""What happens when a person takes a case or cannot: atomically, and everybody else learns of it."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from bot.duty import calls, offers, watching
from bot.house import LOCATED, House
from bot.talk import notices
from bot.talk.conversation import happen, tell_exhausted
from flows import escalation as ladder
from flows.events import Accepted
from flows.levels import LEVELS
from storage import audit, cases, conversations, escalations, hand_overs, left_out, members, outbox, transcript
from storage.conversations import Stored
from storage.database import UnitOfWork
from storage.rows import Row

_CHUNK = 1400
"""Characters of one bubble with what was written while waiting; WhatsApp takes 1,600, its heading included."""
_TEXTS = frozenset({"text", "edited", "choice", "outcome", "reason"})


def accept(house: House, uow: UnitOfWork, member: Row, page: Row, now: datetime) -> None:
    """Give the case of `page` to `member`, if nobody has it or others are called besides; a second tap is harmless."""
    case = cases.get(uow, page.case_id)
    if page.kind == "keep" and page.status == "out" and case.holder_id == member.id and case.status == "held":
        offers.keep(house, uow, case, now)
        notices.to_member(house, uow, member.id, "kept", {"code": case.code}, now)
    elif not take(house, uow, member, case, now, page):
        _no_use(house, uow, member, case, now)


def take(
    house: House,
    uow: UnitOfWork,
    member: Row,
    case: Row,
    now: datetime,
    page: Row | None = None,
) -> bool:
    """Give `case` to `member`, called for it by `page` or not; return False when somebody has it or it is closed.

    Somebody has it no more where others are called besides, or where she offers it by `page`. Whoever calls this has
    made sure that the member may read the case.
    """
    running = escalations.get(uow, case.id)
    if running is None or case.status == "closed" or case.holder_id == member.id:
        return False
    if left_out.is_left_out(uow, case.conversation_id, member.id):
        return False
    if offers.stands(uow, case, page):
        running, accepted = ladder.hand_to(running, member=member.id), running.holder == case.holder_id
    else:
        running, accepted = ladder.acknowledge(running, member=member.id, now=now)
    if not accepted:
        return False
    escalations.save(uow, case.id, running)
    if page is not None:
        escalations.answer_page(uow, page.id, "accepted", now)
    former = case.holder_id
    _tell_others(house, uow, case, {member.id, former}, now)
    anew = {"holder_id": member.id, "answered_by": None} | ({} if former else {"accepted_at": now})
    cases.change(uow, case.id, status="held", **anew)
    members.put_at_hand(uow, member.id, case.id)
    audit.note(uow, "accepted", actor=member.id, subject=case.code, now=now, **({"former": former} if former else {}))
    if former:
        notices.to_member(house, uow, former, "taken_over", {"code": case.code}, now)
    stored = conversations.load(uow, case.conversation_id)
    _brief(house, uow, stored, now)
    _pass_note(house, uow, stored, now)
    watching.begin(house, uow, cases.get(uow, case.id), now)
    happen(house, uow, stored, Accepted(), now)
    return True


def decline(house: House, uow: UnitOfWork, member: Row, page: Row, now: datetime) -> None:
    """Note that `member` cannot; when that was the last one who might, the next rung is called at once."""
    case = cases.get(uow, page.case_id)
    running = escalations.get(uow, case.id)
    if page.kind != "page":
        _decline_asked(house, uow, member, case, page, now)
        return
    if running is None or page.status != "out" or page.generation != running.generation or running.holder == member.id:
        _no_use(house, uow, member, case, now)
        return
    escalations.save(uow, case.id, ladder.decline(running, member=member.id, now=now))
    escalations.answer_page(uow, page.id, "declined", now)
    audit.note(uow, "declined", actor=member.id, subject=case.code, now=now)
    notices.to_member(house, uow, member.id, "declined", {"code": case.code}, now)
    if calls.climb(house, uow, case.id, now):
        tell_exhausted(house, uow, case.conversation_id, now)


def _decline_asked(house: House, uow: UnitOfWork, member: Row, case: Row, page: Row, now: datetime) -> None:
    """Hear a no to an offer, which leaves the case with its holder, or to keeping a case after a shift."""
    if offers.stands(uow, case, page):
        offers.end(house, uow, case, "declined", now)
        notices.to_member(house, uow, member.id, "offer_declined", {"code": case.code}, now)
    elif page.kind == "keep" and page.status == "out" and case.status == "held" and case.holder_id == member.id:
        escalations.answer_page(uow, page.id, "declined", now)
        offers.offer(house, uow, case, None, "", now)
        notices.to_member(house, uow, member.id, "offered", {"code": case.code, "to": ""}, now)
    else:
        _no_use(house, uow, member, case, now)


def _no_use(house: House, uow: UnitOfWork, member: Row, case: Row, now: datetime) -> None:
    """Say that an answer changes nothing; a double tap must not tell the holder that somebody else has the case."""
    hers = case.status == "held" and case.holder_id == member.id
    facts = {"code": case.code, "several": len(cases.held_by(uow, member.id)) > 1}
    notices.to_member(house, uow, member.id, "yours" if hers else "too_late", facts, now)


def _tell_others(house: House, uow: UnitOfWork, case: Row, but: set[str], now: datetime) -> None:
    outbox.cancel_pages(uow, case.id)
    for other in escalations.stop_pages(uow, case.id, now):
        if other not in but:
            notices.to_member(house, uow, other, "taken", {"code": case.code}, now)


def _brief(house: House, uow: UnitOfWork, stored: Stored, now: datetime) -> None:
    """Send the coded brief, then what was written while waiting; with the last of them the text is handed over."""
    holder = cases.get(uow, stored.case_id or "").holder_id
    several = len(cases.held_by(uow, holder)) > 1
    facts = {**brief(house, uow, stored), "tasks": _ringing(uow, holder, stored.case_id), "several": several}
    chunks = list(_chunks(_waiting_lines(house, uow, stored)))
    notices.to_holder(house, uow, stored, "brief", facts, now, hands_over=not chunks and not stored.handed_over)
    if stored.handed_over:
        notices.to_holder(house, uow, stored, "sealed", {}, now)
    for place, lines in enumerate(chunks, 1):
        last = place == len(chunks)
        notices.to_holder(house, uow, stored, "backlog", {"lines": lines}, now, hands_over=last)


def _ringing(uow: UnitOfWork, member_id: str, but: str | None) -> list[str]:
    """Return colour and code of the red cases that wait for a member's answer, another than `but`."""
    called = dict.fromkeys(page.case_id for page in escalations.pages_out(uow, member_id) if page.case_id != but)
    of = (cases.get(uow, case_id) for case_id in called)
    return [f"{calls.colour(case.level)} {case.code}" for case in of if case.level == LEVELS[-1]]


def _pass_note(house: House, uow: UnitOfWork, stored: Stored, now: datetime) -> None:
    """Pass on what the former holder wrote for whoever goes on; her hand-over ends with this."""
    given = hand_overs.waiting(uow, stored.case_id or "")
    text = hand_overs.note(given, stored) if given is not None else ""
    for piece in notices.pieces(text, notices.BUBBLE) if text else ():
        notices.to_holder(house, uow, stored, "handed_note", {"text": piece}, now)
    hand_overs.end(uow, stored.case_id or "", "accepted", now)


def brief(house: House, uow: UnitOfWork, stored: Stored) -> dict[str, Any]:
    """Return what a person on duty learns first about a case: codes in words, never the reporter's own."""
    case = cases.get(uow, stored.case_id or "")
    known, wording = case.facts, house.wording
    asked_place = "emergency_place" if known.get("emergency_place") else "place"
    places = known.get(asked_place) or []
    needs = [(state, key) for state in ("needs", "needs_more") for key in known.get(state, []) if key != "lain"]
    heard = set(known.get("heard", []))

    def shown(text: str, *states: str) -> str:
        """Return `text`, marked where it was read out of what was written and not asked."""
        return f"{text} {wording.code('heard')}" if text and not heard.isdisjoint(states) else text

    def told(*states: str) -> str:
        """Return the answers of `states` in words, marked where they were only read."""
        answers = [(state, key) for state in states for key in known.get(state, []) if key != "lain"]
        return shown(", ".join(wording.answer(state, key) for state, key in answers), *states)

    named = [wording.code("located") if code == LOCATED else wording.answer("place", code) for code in places]
    where = named[0] if named else ""
    if named[1:]:
        where = f"{where} ({wording.code('put_right')} {', '.join(named[1:])})"
    contact = [wording.answer(state, key) for state in ("contact", "hours") for key in known.get(state, [])]
    return {
        "colour": calls.colour(case.level),
        "reasons": [wording.code(reason) for reason in case.reasons],
        "place": shown(where, asked_place),
        "language": "".join(wording.code(f"language_{name.replace('-', '_')}") for name in known.get("language", [])),
        "who": shown(", ".join(wording.code(f"who_{key}") for key in known.get("who", [])), "who"),
        "kinds": told("kinds", "kinds_more"),
        "when": told("when"),
        "relation": told("relation", "relation_more"),
        "access": told("access"),
        "age": told("age"),
        "referral": "rujuk" in (*known.get("check", []), *known.get("summary", [])),
        "needs": [wording.answer(state, key) for state, key in needs],
        "contact": shown(", ".join(contact), "contact"),
        "number": bool(conversations.offered_number(uow, stored.id)),
        "word": "".join(wording.code(f"word_{how}") for how in known.get("word", [])),
        "same_chat": cases.at_same_address(uow, stored.id),
        "careful": case.careful,
        "withdrawn": case.withdrawn_at is not None,
        "signals": [wording.code(code) for code in known.get("signals", [])],
        "opened_at": house.shown(case.opened_at),
        "again": "".join(known.get(cases.AGAIN, [])),
    }


def _waiting_lines(house: House, uow: UnitOfWork, stored: Stored) -> Iterator[tuple[str, str]]:
    """Yield time and text of what the reporter has written so far, while the server may still read it."""
    for conversation_id in cases.conversations_of(uow, stored.case_id or ""):
        pair = conversations.server_pair(uow, conversation_id)
        for line in transcript.read(uow, conversation_id, pair) if pair is not None else ():
            if line.author == "reporter":
                yield house.shown(line.at), told(house, line)


def told(house: House, line: transcript.Line) -> str:
    """Return a line as text: its words, or in brackets what was sent instead of words."""
    if line.kind in _TEXTS:
        return line.text
    name = house.wording.code(line.kind)
    if line.kind == "location":
        return f"{name}: {line.text}"
    caption = line.text.rpartition("\n")[0]  # the id of the file stands last, in a line of its own
    return f"({name}) {caption}" if caption else f"({name})"


def _chunks(lines: Iterator[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    chunk: list[tuple[str, str]] = []
    size = 0
    for at, text in ((at, piece) for at, whole in lines for piece in notices.pieces(whole)):
        if chunk and size + len(text) > _CHUNK:
            yield chunk
            chunk, size = [], 0
        chunk.append((at, text))
        size += len(text) + 8
    if chunk:
        yield chunk
