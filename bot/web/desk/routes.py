"""All routes of the desk. What is none of them gets the desk's own page, not the framework's."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.web.desk import login, pages
from bot.web.desk.access import LOGIN, routes_of
from bot.web.desk.assets import static
from bot.web.desk.guard import guarded
from flows.errors import NotFound

_ALL = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"]


async def lost(_request: Request) -> Response:
    """Answer for every other address or method under the desk. Raises NotFound."""
    raise NotFound("no such page")


def desk_routes() -> list[BaseRoute]:
    """Return the routes of the desk; the first that fits is taken."""
    return [
        Route(LOGIN, guarded(login.login_form), methods=["GET"]),
        Route(LOGIN, guarded(login.login), methods=["POST"]),
        Route("/desk/static/{name}", guarded(static), methods=["GET"]),
        *routes_of(login.PAGES),
        *routes_of(pages.PAGES),
        Route("/desk", guarded(lost), methods=_ALL),
        Route("/desk/{rest:path}", guarded(lost), methods=_ALL),
    ]
