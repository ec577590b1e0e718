"""The list of cases: who waits, who is with somebody, what is done. Codes and times, nothing of what happened."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from bot.duty import calls
from bot.house import House
from bot.web.desk import access, render
from bot.web.desk.access import Visitor
from bot.web.desk.holders import Holders
from flows.levels import LEVELS
from flows.priority import VULNERABLE
from storage import members, overview
from storage.database import UnitOfWork
from storage.rows import Row

_DONE_SHOWN = timedelta(days=30)
_PART = "list_part"


@dataclass(frozen=True, slots=True)
class Entry:
    """One case as the list shows it: `sought` where others are called besides its holder.

    `first` accepted it at `accepted`, where that is not since when its holder has it. `outcome` is in words where it is
    a code, and `written` where it is told in the case.
    """

    code: str
    level: str
    colour: str
    place: str
    since: datetime | None
    minutes: int
    called: int
    holder: str
    hers: bool
    unanswered: datetime | None
    sought: bool
    first: str
    accepted: datetime | None
    outcome: str
    written: bool


async def cases_page(request: Request, visitor: Visitor) -> Response:
    """Show all cases that the visitor can open."""
    told = await _told(request, visitor)

    def shown() -> Response:
        mark = render.mark_of(request, _PART, visitor, told)
        return render.page(request, "list", visitor, **told, mark=mark, refreshed=False)

    return await access.aside(request, shown)


async def cases_part(request: Request, visitor: Visitor) -> Response:
    """Show the part of the list that refreshes itself."""
    told = await _told(request, visitor)
    return await access.aside(request, lambda: render.fragment(request, _PART, visitor, **told))


async def _told(request: Request, visitor: Visitor) -> dict[str, Any]:
    house = access.house(request)
    now = house.clock.now()
    return await access.look(request, lambda uow: listed(house, uow, visitor.row, now))


def listed(house: House, uow: UnitOfWork, member: Row, now: datetime) -> dict[str, list[Entry]]:
    """Return the cases that a member can open as `waiting` (the most urgent first), `held` and `done`.

    Who waits is told of also where somebody has her case and is silent: others are called for it.
    """
    rows = overview.readable(uow, member.id, now - _DONE_SHOWN)
    going_on = [case for case in rows if case.status != "closed"]
    entry = _Entries(house, uow, member, rows, now)
    waiting = sorted((case for case in going_on if entry.waits(case)), key=_urgency)
    held = [case for case in going_on if not entry.waits(case)]
    done = sorted((case for case in rows if case.status == "closed"), key=lambda case: case.closed_at, reverse=True)
    return {
        "waiting": [entry.of(case, entry.since(case) or case.opened_at) for case in waiting],
        "held": [entry.of(case, entry.since(case)) for case in held],
        "done": [entry.of(case, case.closed_at) for case in done],
    }


def _urgency(case: Row) -> tuple[int, bool, datetime]:
    """Return what cases are ordered by: the level, then people who go first within it, then who waits longest."""
    return (-LEVELS.index(case.level) if case.level else 1, VULNERABLE not in case.reasons, case.opened_at)


class _Entries:
    """What is looked up once for the whole list."""

    def __init__(self, house: House, uow: UnitOfWork, member: Row, rows: Sequence[Row], now: datetime) -> None:
        going_on = [case for case in rows if case.status != "closed"]
        closed = [case.conversation_id for case in rows if case.status == "closed"]
        self._house, self._member, self._now = house, member, now
        self._names = {row.id: row.name for row in members.everyone(uow)}
        self._called = overview.called(uow, [case.id for case in going_on])
        self._unanswered = overview.unanswered(uow, [case.conversation_id for case in going_on])
        self._written = overview.with_outcome(uow, closed)
        self._accepted = overview.accepted(uow, [case.code for case in going_on])
        self._sought = overview.sought(uow, [case.id for case in going_on])

    def waits(self, case: Row) -> bool:
        """Return whether a person is looked for: nobody has `case`, or its holder is silent or gives it away."""
        return case.status == "open" or case.id in self._sought

    def since(self, case: Row) -> datetime | None:
        """Return since when the holder of `case` has it; None where nobody has."""
        return self._holders(case).since(case) if case.status == "held" else None

    def _holders(self, case: Row) -> Holders:
        return Holders(self._accepted.get(case.code, ()), self._names)

    def of(self, case: Row, since: datetime | None) -> Entry:
        """Return a case as the list shows it."""
        holders = self._holders(case)
        changed = case.status == "held" and case.accepted_at != holders.since(case)
        return Entry(
            code=case.code,
            level=case.level,
            colour=calls.colour(case.level) if case.level else "",
            place=place_of(self._house, case),
            since=since,
            minutes=max(int((self._now - (since or self._now)).total_seconds() // 60), 0),
            called=self._called.get(case.id, 0),
            holder=self._names.get(case.holder_id, ""),
            hers=case.holder_id == self._member.id,
            unanswered=self._unanswered.get(case.conversation_id),
            sought=case.status == "held" and case.id in self._sought,
            first=holders.first(case) if changed else "",
            accepted=case.accepted_at if changed else None,
            outcome=self._house.wording.code(f"outcome_{case.outcome}") if case.outcome else "",
            written=case.conversation_id in self._written,
        )


def place_of(house: House, case: Row) -> str:
    """Return the kecamatan of a case, where it is known; never anything more exact."""
    facts: dict[str, Any] = case.facts
    codes = facts.get("emergency_place") or facts.get("place") or []
    return ", ".join(filter(None, (house.wording.place(code) for code in codes)))
