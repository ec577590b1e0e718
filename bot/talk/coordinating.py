"""What a coordinator does from her own chat with cases that are not hers: codes, colours and times, no word of a case.

Who is on duty is told to everybody on the staff.
"""

from datetime import datetime, timedelta

from bot.duty import calls, offers, paging, rota, watching
from bot.house import House
from bot.talk import holder, notices
from bot.talk.addressed import Addressed
from bot.talk.conversation import tell_exhausted
from flows import escalation as ladder
from flows.levels import LEVELS
from flows.roster import handovers, on_call
from storage import audit, escalations, members, outbox, overview
from storage.database import UnitOfWork
from storage.rows import Row

_ROLE = "koordinator"
_MOST, _MOST_CALLED = 10, 3
"""Cases that one message lists, and people who were called for each."""
_AHEAD = timedelta(days=2)
Listed = tuple[str, str, str, str, list[tuple[str, bool]], int]
"""One open case: code, colour, age, holder; where it waits, who was called and whether she declined, the newest first,
and how many more were.
"""
WISHED = "wished"
"""Why others are called for a case that somebody has: a coordinator asked for it."""


def hears(house: House, uow: UnitOfWork, member: Row, said: Addressed, hers: Row | None, now: datetime) -> bool:
    """Do what a command means for `member`, where it is none for a case of `hers`; return whether it was such a one."""
    if said.command == "siapa":
        notices.to_member(house, uow, member.id, "on_duty", {"posts": posts(house, uow, now)}, now)
        return True
    if member.role != _ROLE:
        return False
    match said.command:
        case "bantuan":
            notices.to_member(house, uow, member.id, "coordinator_help", {}, now)
        case "daftar":
            rows, count = open_cases(house, uow, member, now)
            notices.to_member(house, uow, member.id, "open_cases", {"rows": rows, "count": count}, now)
        case "panggil":
            _call_again(house, uow, member, _meant(uow, member, said), said.code, now)
        case "serah" if said.code and hers is None:
            _hand_over(house, uow, member, _meant(uow, member, said), said, now)
        case _:
            return False
    return True


def open_cases(house: House, uow: UnitOfWork, member: Row, now: datetime) -> tuple[list[Listed], int]:
    """Return the open cases that a member may open, those that wait first; and how many there are."""
    names = {row.id: row.name for row in members.everyone(uow)}
    found = [case for case in overview.readable(uow, member.id, now) if case.status != "closed"]
    found.sort(key=lambda case: (case.status == "held", -LEVELS.index(case.level) if case.level else 1, case.opened_at))
    rows = list[Listed]()
    for case in found[:_MOST]:
        age = house.wording.duration(max(int((now - case.opened_at).total_seconds() // 60), 0))
        called = _called(uow, case, names) if case.status != "held" else []
        more = max(len(called) - _MOST_CALLED, 0)
        colour = calls.colour(case.level) if case.level else "-"
        rows.append((case.code, colour, age, names.get(case.holder_id, ""), called[:_MOST_CALLED], more))
    return rows, len(found)


def _called(uow: UnitOfWork, case: Row, names: dict[str, str]) -> list[tuple[str, bool]]:
    """Return who was called for a case that waits since its ladder began last, the newest first, and who declined."""
    running = escalations.get(uow, case.id)
    if running is None:
        return []
    pages = [page for page in escalations.pages(uow, case.id) if page.generation == running.generation]
    newest_first = sorted(pages, key=lambda page: (page.round, page.rung), reverse=True)
    called = dict.fromkeys(page.member_id for page in newest_first if page.kind == "page")
    return [(names.get(member, ""), member in running.declined) for member in called]


def posts(house: House, uow: UnitOfWork, now: datetime) -> list[tuple[str, str, list[str], str, list[str]]]:
    """Return team, role, who has it, until when, and who is next, for every role that a ladder calls."""
    in_force, zone, told = rota.in_force(house, uow, now), house.organisation.zone, []
    for team, role in house.organisation.posts():
        at = on_call(in_force, zone=zone, at=now, team=team, role=role)
        changes = handovers(in_force, zone=zone, start=now, end=now + _AHEAD, team=team, role=role)
        change = next((one for one in changes if one.at > now), None)
        told.append(
            (team, role, list(at), house.shown(change.at) if change else "", list(change.after if change else ()))
        )
    return told


def _meant(uow: UnitOfWork, member: Row, said: Addressed) -> Row | None:
    """Return the open case that a coordinator names and may open; another looks like one that does not exist."""
    case = said.case
    if case is None or case.status == "closed" or not overview.may_open(uow, member.id, case.conversation_id):
        return None
    return case


def _call_again(house: House, uow: UnitOfWork, member: Row, case: Row | None, code: str, now: datetime) -> None:
    running = escalations.get(uow, case.id) if case is not None else None
    if case is None or running is None:
        notices.to_member(house, uow, member.id, "which_case", {"code": code}, now)
        return
    audit.note(uow, "called_again", actor=member.id, subject=case.code, now=now)
    keeps = members.by_id(uow, case.holder_id) if case.holder_id else None
    facts = {"code": case.code, "held": keeps.name if keeps is not None else ""}
    notices.to_member(house, uow, member.id, "called_again", facts, now)
    if running.status == "held":
        watching.pass_on(house, uow, case, WISHED, now)
        return
    escalations.stop_pages(uow, case.id, now, kinds=("page",))
    outbox.cancel_pages(uow, case.id)
    escalations.save(uow, case.id, ladder.call_again(running, now=now))
    if calls.climb(house, uow, case.id, now):
        tell_exhausted(house, uow, case.conversation_id, now)


def _hand_over(house: House, uow: UnitOfWork, member: Row, case: Row | None, said: Addressed, now: datetime) -> None:
    """Offer a case that is not hers to a colleague; one that nobody has is offered by a page of its own."""
    running = escalations.get(uow, case.id) if case is not None else None
    if case is None or running is None:
        notices.to_member(house, uow, member.id, "which_case", {"code": said.code}, now)
        return
    meant = offers.meant(uow, case, said.rest)
    if meant is None:
        names = [offers.ON_DUTY, *(row.name for row in offers.colleagues(uow, case))]
        notices.to_member(house, uow, member.id, "hand_whom", {"code": case.code, "names": names}, now)
        return
    to, text = meant
    if to is None and not case.holder_id:
        _call_again(house, uow, member, case, said.code, now)
        return
    audit.note(uow, "handed_by", actor=member.id, subject=case.code, now=now, **({"to": to.id} if to else {}))
    if case.holder_id:
        sent = holder.offer(house, uow, case, to, text, now)
    else:
        if text:
            holder.note(uow, case, text, now)
        page = escalations.add_page(
            uow, case.id, to.id if to else "", rung=0, round_=0, generation=running.generation, now=now
        )
        sent = paging.begin(house, uow, page, now)
    name = to.name if to is not None else ""
    notices.to_member(
        house, uow, member.id, "offered_for" if sent else "not_reached", {"code": case.code, "to": name}, now
    )
