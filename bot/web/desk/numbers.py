"""Numbers for coordinators: pages by person and shift, how long reporters wait, what was in vain, the last drill."""

from datetime import timedelta

from starlette.requests import Request
from starlette.responses import Response

from bot.duty import calls, drilling, figures
from bot.house import House
from bot.web.desk import access, render
from bot.web.desk.access import Visitor
from flows.numbers import Numbers
from storage import drills
from storage.database import UnitOfWork
from storage.rows import Row

SPANS = (7, 30, 90)
"""Days that can be looked at."""
_Told = tuple[Numbers, Row | None, list[drilling.Step]]


async def numbers_page(request: Request, visitor: Visitor) -> Response:
    """Show the numbers of the last days; an unknown span is the shortest."""
    house, asked = access.house(request), request.query_params.get("hari", "")
    days = next((one for one in SPANS if str(one) == asked), SPANS[0])
    found, last, steps = await access.look(request, lambda uow: _told(house, uow, days))
    return render.page(
        request,
        "numbers",
        visitor,
        found=found,
        colours={one.level: calls.colour(one.level) for one in found.colours},
        days=days,
        spans=SPANS,
        last=last,
        steps=steps,
    )


def _told(house: House, uow: UnitOfWork, days: int) -> _Told:
    now, last = house.clock.now(), drills.newest(uow)
    steps = drilling.steps(house, uow, last) if last is not None else []
    return figures.count(house, uow, now - timedelta(days=days), now), last, steps
