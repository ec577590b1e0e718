"""Brings a page to its member: by one chat, then another, then by a telephone call, until somebody answers.

Which way is due when is decided by `flows/paging.py`; each try is a row, and so is when the next one is due. An answer
ends them all: whoever has no page out any more is not called. What can wait a little is held back and named together.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.duty.colours import colour
from bot.house import House
from bot.talk import notices, reach
from flows import paging
from flows.levels import LEVELS
from flows.paging import Look, Tried, Way
from storage import cases, escalations, members, outbox, page_tries, telephones
from storage.database import UnitOfWork
from storage.rows import Row

CALL, BUNDLE = "call", "pages"
"""The kinds of message that bring a page by telephone, and several pages at once."""
KINDS = frozenset({"page", BUNDLE})
"""The kinds of message that bring pages to a chat."""
_HOUR = timedelta(hours=1)
_UNANSWERED = frozenset({"busy", "no_answer", "no_digit", "canceled"})
_IN_VAIN = frozenset({"failed", "limited"})


def reaches(house: House, uow: UnitOfWork, member_id: str, now: datetime) -> bool:
    """Return whether a page can be brought to a member now: to a chat that takes it, or by telephone."""
    chats = any(reach.takes(house, one, "page", now) for one in members.contacts(uow, member_id))
    return chats or _telephone(house, uow, member_id) is not None


def begin(house: House, uow: UnitOfWork, page_id: str, now: datetime) -> bool:
    """Bring a page the first way there is, or hold it back; return False where there is no way at all."""
    page = escalations.page(uow, page_id)
    if page is None:
        return False
    until = _held_until(house, uow, page, now)
    if until is not None:
        page_tries.look_at(uow, page.id, until)
        return True
    return go_on(house, uow, page, now)


def go_on(house: House, uow: UnitOfWork, page: Row, now: datetime) -> bool:
    """Bring a page that nobody has answered every way that is due; return False where all have failed."""
    rules = house.organisation.paging.paging()
    known, ways = _ways(house, uow, page, now)
    due = paging.look(rules, ways, _tried(uow, page), now=now).due
    for way in due:
        _bring(house, uow, page, known[way.contact], way, now)
    return not _look_again(house, uow, page, now).in_vain


def _look_again(house: House, uow: UnitOfWork, page: Row, now: datetime) -> Look:
    """Set when a page is looked at next after what was tried by `now`; return what is left."""
    rules, (_, ways) = house.organisation.paging.paging(), _ways(house, uow, page, now)
    left = paging.look(rules, ways, _tried(uow, page), now=now)
    page_tries.look_at(uow, page.id, left.next)
    return left


def release(house: House, uow: UnitOfWork, page_id: str, now: datetime) -> bool:
    """Let go what was held back for the member of a page, several together; False where `page_id` is not held back."""
    page = escalations.page(uow, page_id)
    held = page_tries.held(uow, page.member_id) if page is not None else ()
    if page is None or page.id not in {one.id for one in held}:
        return False
    until = _held_until(house, uow, page, now)
    if until is not None:
        page_tries.look_at(uow, page.id, until)
        return True
    chats = _chats(house, uow, page.member_id, now)
    if len(held) == 1 or not chats:
        return go_on(house, uow, page, now)
    _bundle(house, uow, held, chats[0], now)
    return True


def waits(uow: UnitOfWork, message_id: str) -> bool:
    """Return whether any of the pages that a message carries is unanswered still."""
    pages = (escalations.page(uow, one.page_id) for one in page_tries.of_message(uow, message_id))
    return any(page is not None and page.status == "out" for page in pages)


def _bundle(house: House, uow: UnitOfWork, held: Sequence[Row], contact: Row, now: datetime) -> None:
    """Name all that was held back for a member in one message, the most urgent first."""
    of = sorted((cases.get(uow, page.case_id) for page in held), key=lambda case: -LEVELS.index(case.level))
    tasks = list(dict.fromkeys(f"{colour(case.level)} {case.code}" for case in of))
    facts = {"count": len(tasks), "tasks": tasks, "code": of[0].code, "at": house.shown(now)}
    message = notices.to_member(house, uow, held[0].member_id, "pages", facts, now, contact=contact, lane="page")
    for page in held:
        page_tries.add(uow, page.id, contact, message, now)
        _look_again(house, uow, page, now)


def _held_until(house: House, uow: UnitOfWork, page: Row, now: datetime) -> datetime | None:
    """Return until when a page is held back, or None; an offer and a question are answers to somebody, and go.

    Where others are held back already, it waits for this very moment, to be named with them.
    """
    if page.kind != "page":
        return None
    rules, level = house.organisation.paging.paging(), cases.get(uow, page.case_id).level
    first = not page_tries.was_sent(uow, page.case_id, page.member_id, generation=page.generation)
    said = page_tries.sent_since(uow, page.member_id, now - _HOUR)
    if not paging.is_limited(rules, level=level, first=first, said=said):
        return None
    others = page.next_at is None and page_tries.held(uow, page.member_id)
    return paging.held_until(rules, said=said, since=page.at, now=now) or (now if others else None)


def _ways(house: House, uow: UnitOfWork, page: Row, now: datetime) -> tuple[dict[str, Row], tuple[Way, ...]]:
    """Return the contacts of a page's member by id, and the ways to her; an offer calls no telephone."""
    asks = page.kind == "page"
    telephone = _telephone(house, uow, page.member_id) if asks else None
    chats = _chats(house, uow, page.member_id, now)
    if not chats and telephone is None:
        chats = list(members.contacts(uow, page.member_id))[:1]  # there it waits until she writes
    ways = paging.ways(
        house.organisation.paging.paging(),
        level=cases.get(uow, page.case_id).level,
        chats=[one.id for one in chats],
        telephone=telephone.id if telephone is not None else "",
        only_first=not asks,
    )
    return {one.id: one for one in (*chats, *([telephone] if telephone is not None else []))}, ways


def _chats(house: House, uow: UnitOfWork, member_id: str, now: datetime) -> list[Row]:
    return [one for one in members.contacts(uow, member_id) if reach.takes(house, one, "page", now)]


def _telephone(house: House, uow: UnitOfWork, member_id: str) -> Row | None:
    return telephones.of_member(uow, member_id) if members.TELEPHONE in house.channels else None


def _tried(uow: UnitOfWork, page: Row) -> list[Tried]:
    return [
        Tried(
            one.contact_id,
            one.at,
            "failed" if one.status in _IN_VAIN else "unanswered" if one.status in _UNANSWERED else "",
            one.ended_at,
        )
        for one in page_tries.of_page(uow, page.id)
    ]


def _bring(house: House, uow: UnitOfWork, page: Row, contact: Row, way: Way, now: datetime) -> None:
    if way.calls:
        _call(house, uow, page, contact, now)
    else:
        _write(house, uow, page, contact, now)


def _write(house: House, uow: UnitOfWork, page: Row, contact: Row, now: datetime) -> None:
    case = cases.get(uow, page.case_id)
    busy = bool(cases.held_by(uow, page.member_id)) or escalations.is_called_besides(uow, page)
    kind = "take_over" if page.kind == "page" and case.status == "held" else page.kind
    kind = "again" if kind == "page" and cases.AGAIN in case.facts else kind
    facts = {
        "code": case.code,
        "colour": colour(case.level),
        "at": house.shown(page.at),
        "with_code": busy,
        "kind": kind,
    }
    columns = {"lane": "page", "case_id": case.id, "page_id": page.id}
    message = notices.to_member(house, uow, page.member_id, "page", facts, now, contact=contact, **columns)
    page_tries.add(uow, page.id, contact, message, now)


def _call(house: House, uow: UnitOfWork, page: Row, contact: Row, now: datetime) -> None:
    """Have a telephone called, unless it was called too often; what is said is worded when somebody answers."""
    case, rules = cases.get(uow, page.case_id), house.organisation.paging.paging()
    first = not page_tries.was_sent(uow, case.id, page.member_id, channel=contact.channel)
    if not paging.may_call(rules, first=first, calls=page_tries.calls_since(uow, contact.id, now - _HOUR)):
        page_tries.add(uow, page.id, contact, "", now, "limited")
        return
    row = notices.columns_of(contact, CALL, now) | {"lane": "page", "case_id": case.id, "page_id": page.id}
    message = outbox.queue(uow, row, {"facts": {"code": spelled(case.code)}}, uow.keys.wrap)
    page_tries.add(uow, page.id, contact, message, now)


def spelled(code: str) -> str:
    """Return a code as a voice reads it, mark by mark ("K, 7, Q, 4")."""
    return ", ".join(code.lstrip("#"))
