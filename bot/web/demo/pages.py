"""The pages of the demo: only on this very machine, and only from our own forms."""

from collections.abc import Awaitable, Callable
from datetime import time, timedelta
from functools import partial
from importlib.resources import files

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from bot.web.demo.payloads import KINDS
from bot.web.demo.phones import REPORTERS, STAFF, Phone
from bot.web.demo.play import Play
from bot.web.demo.screen import Screen
from bot.web.desk import forms
from bot.web.desk.guard import guarded
from flows.errors import NotFound

MINUTES = ("1", "6", "15", "60")
"""How far the clock can be put forward at once."""
NIGHT = time(2)
_STATIC = {
    "demo.css": "text/css",
    "demo.js": "text/javascript",
    "demo.svg": "image/svg+xml",
    "htmx.min.js": "text/javascript",
}


class Pages:
    """Answers the requests of the demo."""

    def __init__(self, play: Play, screen: Screen, word: str) -> None:
        """Serve `play` as `screen` shows it, to forms that carry `word`."""
        self._play, self._screen, self._word = play, screen, word

    def routes(self) -> list[Route]:
        """Return the routes, each guarded: a foreign host sees nothing, and every page has the strict headers."""
        return [
            Route("/", guarded(self._index)),
            Route("/phone/{name}", guarded(self._look)),
            Route("/clock", guarded(self._look_at_clock)),
            Route("/logins", guarded(self._look_at_logins)),
            Route("/clock", guarded(self._owned(self._forward)), methods=["POST"]),
            Route("/phone/{name}/say", guarded(self._owned(self._say)), methods=["POST"]),
            Route("/phone/{name}/press", guarded(self._owned(self._press)), methods=["POST"]),
            Route("/phone/{name}/send", guarded(self._owned(self._send)), methods=["POST"]),
            Route("/phone/{name}/new", guarded(self._owned(self._new)), methods=["POST"]),
            Route("/static/{name}", guarded(_static)),
        ]

    async def _index(self, request: Request) -> Response:
        return HTMLResponse(self._screen.index(self._staff(request), request.query_params.get("jam", "")))

    async def _look(self, request: Request) -> Response:
        phone = self._phone(request)
        shown = self._screen.phone(phone, phone.name if phone.is_staff else self._staff(request))
        return Response(status_code=204) if _is_known(request, shown) else HTMLResponse(shown)

    async def _look_at_clock(self, request: Request) -> Response:
        return HTMLResponse(self._screen.clock(self._staff(request)))

    async def _look_at_logins(self, _request: Request) -> Response:
        return HTMLResponse(self._screen.logins())

    async def _say(self, request: Request) -> Response:
        phone = self._phone(request)
        await self._play.say(phone, request.state.form.get("text", ""))
        return self._seen(request, phone)

    async def _press(self, request: Request) -> Response:
        phone = self._phone(request)
        await self._play.press(phone, request.state.form.get("data", ""))
        return self._seen(request, phone)

    async def _send(self, request: Request) -> Response:
        phone, kind = self._phone(request), request.state.form.get("kind", "")
        if kind in KINDS:
            await self._play.send(phone, kind)
        return self._seen(request, phone)

    async def _new(self, request: Request) -> Response:
        phone = self._phone(request)
        if phone.name in REPORTERS:
            self._play.phones.renew(phone)
        return self._seen(request, phone)

    async def _forward(self, request: Request) -> Response:
        by, staff = request.state.form.get("by", ""), self._staff(request)
        if by in MINUTES:
            told = "forward"
            await self._play.forward(timedelta(minutes=int(by)))
        elif by == "night":
            told = "forward"
            await self._play.forward(self._play.until(NIGHT))
        else:
            told = "never_back"
        if _is_part(request):
            return HTMLResponse(self._screen.clock(staff, told), headers={"HX-Trigger": "moved"})
        return RedirectResponse(f"/?petugas={staff}&jam={told}", status_code=303)

    def _owned(self, page: Callable[[Request], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
        """Return `page` for forms of our own pages only."""
        return partial(self._open, page)

    async def _open(self, page: Callable[[Request], Awaitable[Response]], request: Request) -> Response:
        await forms.read(request)
        forms.must_be_own(request, self._word)
        return await page(request)

    def _phone(self, request: Request) -> Phone:
        phone = self._play.phones.by_name.get(request.path_params["name"])
        if phone is None:
            raise NotFound("no such phone")
        return phone

    def _staff(self, request: Request) -> str:
        form: dict[str, str] = getattr(request.state, "form", {})
        wanted = form.get("petugas", "") or request.query_params.get("petugas", "")
        return wanted if wanted in STAFF else self._play.on_duty()

    def _seen(self, request: Request, phone: Phone) -> Response:
        """Show the phone after something was done on it: its part, or without script the whole page again."""
        staff = phone.name if phone.is_staff else self._staff(request)
        if _is_part(request):
            return HTMLResponse(self._screen.phone(phone, staff))
        return RedirectResponse(f"/?petugas={staff}#hp-{phone.name}", status_code=303)


def _is_part(request: Request) -> bool:
    return "hx-request" in request.headers


def _is_known(request: Request, shown: str) -> bool:
    """Return whether the browser shows this already: the part carries its own mark."""
    given = request.query_params.get("mark", "")
    return bool(given) and f"mark={given}&" in shown


async def _static(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in _STATIC:
        raise NotFound("no such file")
    content = (files("bot.web") / "static" / name).read_bytes()
    return Response(content, media_type=_STATIC[name], headers={"Cache-Control": "max-age=60"})
