"""Before a shift whoever begins is asked whether she is ready: who is not is known before a page shows it."""

from datetime import datetime, timedelta

from bot.duty import rota
from bot.duty.moments import told
from bot.house import House
from bot.talk import notices
from flows import readiness
from flows.readiness import Turn
from flows.roster import on_call
from storage import asks, audit, members
from storage.asks import LANE, New
from storage.database import UnitOfWork
from storage.rows import Row

KIND = "shift"
_SEEN = timedelta(hours=26)
"""How far ahead turns are looked for: what begins in the night is asked in the evening before."""
_LOOK = timedelta(hours=6)
"""How long until the next look at the latest."""
_BAD = ("silent", "unable", "unreachable")


def look(house: House, uow: UnitOfWork, now: datetime) -> datetime:
    """Ask everybody whose duty begins soon and who was not asked for it; return when to look next."""
    office, next_look = house.organisation, now + _LOOK
    day, zone = (office.office.day_from, office.office.day_to), office.zone
    roster, end = rota.in_force(house, uow, now), now + _SEEN
    for turn in readiness.turns(roster, zone=zone, posts=rota.on_ladders(house), start=now, end=end):
        ask_at, until = readiness.when(turn.starts_at, ahead=office.routine.ready, day=day, zone=zone)
        if ask_at > now:
            next_look = min(next_look, ask_at)
        elif turn.starts_at > now:
            # Who is told late has her time all the same, but never beyond the beginning.
            _ask(house, uow, turn, max(until, min(turn.starts_at, now + office.routine.ready)), now)
    return next_look


def _ask(house: House, uow: UnitOfWork, turn: Turn, until: datetime, now: datetime) -> None:
    member = members.by_name(uow, turn.member)
    reached = member is not None and bool(members.contacts(uow, member.id))
    new = New(
        KIND,
        turn.member,
        member.id if member is not None else None,
        turn.starts_at,
        until,
        turn.posts,
        status="out" if reached else "unreachable",
    )
    ask = asks.add(uow, new, now)
    if not ask:
        return
    if member is None or not reached:
        _tell(house, uow, turn, "no_chat" if member is not None else "no_member", now)
        return
    facts = {"post": rota.shown(turn.posts), "at": house.shown(turn.starts_at), "until": house.shown(until)}
    notices.to_member(house, uow, member.id, "ready", facts, now, lane=LANE, page_id=ask)


def over(house: House, uow: UnitOfWork, ask: Row, now: datetime) -> None:
    """End the time of a question: who was heard in it is ready; who was not is told of, if she still begins then."""
    turn, zone = _turn(house, uow, ask, now), house.organisation.zone
    roster = rota.in_force(house, uow, now)
    if not readiness.begins(roster, zone=zone, member=turn.member, at=turn.starts_at, posts=turn.posts):
        asks.settle(uow, ask.id, "void")
        return
    heard = [one.heard_at for one in members.contacts(uow, ask.member_id) if one.heard_at is not None]
    if any(at > ask.asked_at for at in heard):
        asks.settle(uow, ask.id, "ready", now)
        return
    asks.settle(uow, ask.id, "silent")
    _tell(house, uow, turn, "not_arrived" if ask.sent_at is None else "silent_turn", now)


def lost(house: House, uow: UnitOfWork, ask: Row, now: datetime) -> None:
    """Tell at once that a question could not be brought to anybody."""
    if ask.status == "out":
        asks.settle(uow, ask.id, "unreachable")
        _tell(house, uow, _turn(house, uow, ask, now), "unreachable", now)


def answer(house: House, uow: UnitOfWork, ask: Row, *, yes: bool, now: datetime) -> None:
    """Hear the answer to a question; the last one counts, also late. The coordinators learn what changes."""
    turn, status = _turn(house, uow, ask, now), "ready" if yes else "unable"
    facts = {"yes": yes, "at": house.shown(turn.starts_at)}
    notices.to_member(house, uow, ask.member_id, "ready_noted", facts, now)
    if ask.status == status:
        return
    asks.settle(uow, ask.id, status, now)
    if not yes:
        _tell(house, uow, turn, "unable", now)
    elif ask.status in _BAD:
        late = {"name": ask.member, "at": house.shown(turn.starts_at)}
        notices.to_coordinators(house, uow, "ready_late", late, now, lane="staff")


def _tell(house: House, uow: UnitOfWork, turn: Turn, reason: str, now: datetime) -> None:
    """Tell the coordinators, and whoever has the post before her, that a turn may have nobody, and who stands in."""
    facts = {
        "name": turn.member,
        "post": rota.shown(turn.posts),
        "at": told(turn.starts_at, house.organisation.zone),
        "reason": house.wording.code(reason),
        "next": _stands_in(house, uow, turn, now),
    }
    audit.note(uow, "not_ready", actor="system", subject=f"member/{turn.member}", now=now, reason=reason)
    to_all = {**facts, "hers": False}
    to_her = {**facts, "hers": True}
    notices.to_coordinators(house, uow, "not_ready", to_all, now, lane="staff")
    coordinators = members.coordinators(uow)
    for name in turn.before:
        member = members.by_name(uow, name)
        if member is not None and member.id not in coordinators:
            notices.to_member(house, uow, member.id, "not_ready", to_her, now)


def _turn(house: House, uow: UnitOfWork, ask: Row, now: datetime) -> Turn:
    """Return the turn of a question as the roster has it now; who comes before her may have changed."""
    posts = tuple((team, role) for team, role in ask.posts)
    roster, end = rota.in_force(house, uow, min(now, ask.starts_at)), ask.starts_at + timedelta(seconds=1)
    found = readiness.turns(roster, zone=house.organisation.zone, posts=posts, start=ask.starts_at, end=end)
    known = next((one for one in found if one.member == ask.member and one.starts_at == ask.starts_at), None)
    return known or Turn(ask.member, ask.starts_at, posts, ())


def _stands_in(house: House, uow: UnitOfWork, turn: Turn, now: datetime) -> str:
    """Return who is called first for a red case when that turn begins, but her and who is known not to be ready."""
    but = {turn.member} | {one.member for one in asks.of(uow, KIND, turn.starts_at) if one.status in _BAD}
    roster, zone = rota.in_force(house, uow, now), house.organisation.zone
    for rung in house.organisation.ladder("kritis").rungs:
        for name in on_call(roster, zone=zone, at=turn.starts_at, team=rung.team, role=rung.role):
            member = members.by_name(uow, name)
            if name not in but and member is not None and members.contacts(uow, member.id):
                return name
    return ""
