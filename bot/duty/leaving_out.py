"""Leaves people out of a case: whom its reporter does not want to know of it, and who says that she is too near.

Whoever is left out is not called, sees the case in no list and cannot open it; nobody tells her why. Where she had the
case, others are called at once, since nobody has it any more.
"""

from collections.abc import Iterable
from datetime import datetime

from bot.duty import calls, offers
from bot.house import House
from bot.talk import notices
from flows import escalation as ladder
from flows.understanding.spelling import spelled
from flows.understanding.text import plain
from storage import (
    audit,
    cases,
    conversations,
    escalations,
    held,
    left_out,
    members,
    outbox,
    teams,
    transcript,
)
from storage.conversations import Stored
from storage.database import UnitOfWork
from storage.rows import Row

ASKED, CONFLICT = "diminta", "konflik"
"""Why: the reporter asked for it; the member herself said that she is too near."""


def meant(house: House, uow: UnitOfWork, names: Iterable[str]) -> list[str]:
    """Return the members (by id) and the teams whose name has one of `names` in it; the longer name is no help here.

    Several of one name are all meant: a stranger too few is better than the one whom she fears.
    """
    said = {one for name in names for one in (name, spelled(name))}
    found = [row.id for row in members.everyone(uow) if row.active and said & set(plain(row.name).split())]
    known = dict.fromkeys((*house.organisation.teams(), *(part[0] for part in _posts(house))))
    return found + [team for team in known if team != teams.COORDINATION and said & _words(team)]


def by_reporter(house: House, uow: UnitOfWork, stored: Stored, names: Iterable[str], now: datetime) -> bool:
    """Leave out whom the reporter named; return whether one of them had the case, so that nobody has it now."""
    loose = [leave_out(house, uow, stored, who, ASKED, now) for who in meant(house, uow, names)]
    return any(loose)


def leave_out(house: House, uow: UnitOfWork, stored: Stored, who: str, why: str, now: datetime) -> bool:
    """Leave out a member or a team for good; return whether one of them had the case, so that nobody has it now."""
    if not left_out.put(uow, stored.id, who, why, now):
        return False
    case = cases.get(uow, stored.case_id) if stored.case_id else None
    member = members.by_id(uow, who)
    actor = who if why == CONFLICT else "reporter"
    subject = case.code if case is not None else stored.id
    named = {"member": who} if member is not None else {"team": who}
    audit.note(uow, "left_out", actor=actor, subject=subject, now=now, why=why, **named)
    close_to(house, uow, stored, now)
    if case is None or case.status == "closed":
        return False
    away = [who] if member is not None else teams.members_of(uow, who)
    for one in away:
        _stop_calling(house, uow, case, one, now)
    if case.holder_id not in away:
        return False
    release(house, uow, case, now)
    if why != CONFLICT:
        notices.to_member(house, uow, case.holder_id, "moved", {"code": case.code}, now)
    return True


def close_to(house: House, uow: UnitOfWork, stored: Stored, now: datetime) -> None:
    """Let nobody who is left out have a key to the conversation, as far as the server can still see to that.

    After the hand-over it holds no key to give to the others; then only who may open it is decided.
    """
    without = left_out.of(uow, stored.id)
    if not without or stored.case_id is None:
        return
    pair, running = conversations.server_pair(uow, stored.id), escalations.get(uow, stored.case_id)
    named = tuple(rung.team for rung in running.ladder.rungs) if running is not None else ()
    if pair is not None:
        teams.share_but(uow, stored.id, pair.private, named, without, now)
    for one in without:
        teams.close_to(uow, stored.id, one)


def release(house: House, uow: UnitOfWork, case: Row, now: datetime) -> None:
    """Take a case from its holder, who is left out now: others are called, and the coordinators who may know it."""
    holder = case.holder_id
    offers.end(house, uow, case, "withdrawn", now)
    held.cancel(uow, case.conversation_id)
    outbox.cancel_staff(uow, case.id, [contact.id for contact in members.contacts(uow, holder)])
    calls.take_away(uow, case, "let_go", now)
    calls.alarm(house, uow, case.id, "let_go", now)


def recuse(house: House, uow: UnitOfWork, member: Row, case: Row, why: str, now: datetime) -> bool:
    """Let a member say that she is too near to a case; return whether it was hers, so that nobody has it now.

    `why` stands in the sealed transcript, where she cannot read it any more.
    """
    stored = conversations.load(uow, case.conversation_id)
    if why:
        transcript.append(uow, stored.id, stored.public_key, transcript.Line(now, "note", "reason", why))
    return leave_out(house, uow, stored, member.id, CONFLICT, now)


def _stop_calling(house: House, uow: UnitOfWork, case: Row, member_id: str, now: datetime) -> None:
    """End what is out to somebody for a case, without a word; the next are called when nobody else could answer."""
    for page in escalations.pages_out(uow, member_id):
        if page.case_id != case.id:
            continue
        if page.kind == "offer":
            offers.end(house, uow, case, "declined", now)
        else:
            escalations.answer_page(uow, page.id, "stopped", now)
            outbox.cancel_page(uow, page.id)
    running = escalations.get(uow, case.id)
    if running is not None and running.holder != member_id:
        escalations.save(uow, case.id, ladder.decline(running, member=member_id, now=now))


def _posts(house: House) -> tuple[tuple[str, str], ...]:
    return tuple((rule.team, rule.role) for rule in house.organisation.roster())


def _words(team: str) -> set[str]:
    return set(plain(team.replace("-", " ")).split()) | {plain(team)}
