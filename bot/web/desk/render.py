"""Renders the pages of the desk. Everything in them is escaped, and no code stands in a page."""

import hmac
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from bot.house import House
from bot.web.rendering import templates

if TYPE_CHECKING:
    from bot.web.desk.access import Visitor


def page(
    request: Request, name: str, visitor: "Visitor | None" = None, status: int = 200, **facts: Any
) -> HTMLResponse:
    """Return the page `name` with `facts`. Raises UndefinedError when a fact is missing: nothing is shown half."""
    return HTMLResponse(_rendered(request, name, visitor, facts), status)


def fragment(request: Request, name: str, visitor: "Visitor", **facts: Any) -> Response:
    """Return a part of a page that refreshes itself; 204 when nothing has changed, so that nothing moves."""
    mark = mark_of(request, name, visitor, facts)
    if hmac.compare_digest(request.query_params.get("mark", "").encode(), mark.encode()):
        return Response(status_code=204)
    return page(request, name, visitor, **facts, mark=mark, refreshed=True)


def mark_of(request: Request, name: str, visitor: "Visitor", facts: Mapping[str, Any]) -> str:
    """Return what stands for the content of a part; keyed, so that it tells nobody anything about that content."""
    content = _rendered(request, name, visitor, {**facts, "mark": "", "refreshed": True})
    return hmac.digest(visitor.csrf.encode(), content.encode(), "sha256").hex()[:16]


def _rendered(request: Request, name: str, visitor: "Visitor | None", facts: Mapping[str, Any]) -> str:
    house: House = request.app.state.service.house
    known = {
        "visitor": visitor,
        "csrf": visitor.csrf if visitor else "",
        "office": house.organisation.office,
        "demo": house.demo,
        "shown": _Shown(house),
        "notice": request.query_params.get("pesan", ""),
    }
    return templates("console", "demo").get_template(f"{name}.html").render({**known, **facts})


class _Shown:
    """Shows instants as people of the office read them."""

    def __init__(self, house: House) -> None:
        self._house = house

    def __call__(self, at: datetime | None) -> Markup:
        """Return the time of day, with the date when that is not today; empty for none."""
        return self._time(at, "%H.%M")

    def exact(self, at: datetime | None) -> Markup:
        """Return the time to the second."""
        return self._time(at, "%H.%M.%S")

    def _time(self, at: datetime | None, form: str) -> Markup:
        if at is None:
            return Markup("")
        local = self._house.local(at)
        today = local.date() == self._house.local(self._house.clock.now()).date()
        text = local.strftime(form if today else f"%d-%m-%Y {form}")
        return Markup('<time datetime="{}">{}</time>').format(local.isoformat(timespec="seconds"), text)
