"""Who is on duty now and next, whether each can be called, and when nobody is."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from starlette.requests import Request
from starlette.responses import Response

from bot.duty import readiness, rota
from bot.house import House
from bot.web.desk import access, render
from bot.web.desk.access import Visitor
from flows import roster as duty
from storage import asks, members
from storage.database import UnitOfWork

_AHEAD = timedelta(days=14)
"""How far ahead changes and gaps are shown, and how far back the beginning of a turn is looked for."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on the roster. `reached` is "chat", "no_chat" (pages do not arrive) or "unknown" (never enrolled).

    `ready` is what became of the question whether she is ready for this turn (out, ready, unable, silent,
    unreachable); empty where she was not asked.
    """

    name: str
    reached: str
    ready: str = ""


@dataclass(frozen=True, slots=True)
class Post:
    """One role of a team: who has it `until` when, who is next, and when nobody is."""

    team: str
    role: str
    now: tuple[Person, ...]
    until: datetime | None
    next: tuple[Person, ...]
    gaps: tuple[duty.Gap, ...]


async def duty_page(request: Request, visitor: Visitor) -> Response:
    """Show who is on duty."""
    house = access.house(request)
    now = house.clock.now()
    found = await access.look(request, lambda uow: posts(house, uow, now))
    return render.page(request, "duty", visitor, posts=found, until=now + _AHEAD, zone=house.organisation.office.zone)


def posts(house: House, uow: UnitOfWork, now: datetime) -> list[Post]:
    """Return every role that any ladder calls, in the order of the ladders from the most urgent."""
    return [_post(house, uow, team, role, now) for team, role in house.organisation.posts()]


def _post(house: House, uow: UnitOfWork, team: str, role: str, now: datetime) -> Post:
    in_force, zone, end = rota.in_force(house, uow, now, since=now - _AHEAD), house.organisation.zone, now + _AHEAD
    on_duty = duty.on_call(in_force, zone=zone, at=now, team=team, role=role)
    changes = duty.handovers(in_force, zone=zone, start=now - _AHEAD, end=end, team=team, role=role)
    began = {name: one.at for one in changes if one.at <= now for name in one.after if name not in one.before}
    change = next((one for one in changes if one.at > now), None)
    return Post(
        team,
        role,
        tuple(_person(uow, name, began.get(name)) for name in on_duty),
        change.at if change else None,
        tuple(_person(uow, name, change.at) for name in change.after) if change else (),
        duty.gaps(in_force, zone=zone, start=now, end=end, team=team, role=role),
    )


def _person(uow: UnitOfWork, name: str, starts_at: datetime | None) -> Person:
    """Return somebody whose turn began, or begins, at `starts_at`."""
    asked = asks.of(uow, readiness.KIND, starts_at) if starts_at is not None else ()
    ready = next((one.status for one in asked if one.member == name and one.status != "void"), "")
    return Person(name, _reached(uow, name), ready)


def _reached(uow: UnitOfWork, name: str) -> str:
    row = members.by_name(uow, name)
    if row is None:
        return "unknown"
    return "chat" if members.contacts(uow, row.id) else "no_chat"
