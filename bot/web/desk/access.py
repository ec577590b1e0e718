"""Who may open which page of the desk. Every route is made here: host, form, session, role, then the page itself.

The form is read before the session is looked up: who holds back the end of a form must not act with a session that was
ended meanwhile. For the same reason every change looks the session up once more, in its own transaction.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from bot.house import House
from bot.service import Service
from bot.web.desk import cookies, forms
from bot.web.desk.guard import guarded
from bot.web.desk.problems import Problem
from bot.writing import AsyncWriter
from storage import desk_sessions
from storage.database import UnitOfWork
from storage.rows import Row
from storage.vault import KeyPair

T = TypeVar("T")
EVERYONE = frozenset({"konselor", "koordinator"})
LOGIN, CODE = "/desk/login", "/desk/code"
_THREADS = 4
"""Threads of the desk. They are its own, and fewer than the readers of the database: a flood of requests cannot keep
duty from either."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who is signed in, with her opened key, for this request only."""

    row: Row
    own: KeyPair
    session: str
    csrf: str

    @property
    def is_half(self) -> bool:
        """Whether she gave her password only: her one-time codes are not set up yet."""
        return bool(self.row.code_counter == 0)


Handler = Callable[[Request, Visitor], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Page:
    """A page for those who are signed in. `half`: open also before the one-time codes are set up."""

    path: str
    methods: tuple[str, ...]
    handler: Handler
    roles: frozenset[str] = EVERYONE
    half: bool = False


def service(request: Request) -> Service:
    """Return the running service."""
    found: Service = request.app.state.service
    return found


def house(request: Request) -> House:
    """Return the house."""
    return service(request).house


async def look(request: Request, work: Callable[[UnitOfWork], T]) -> T:
    """Return what `work` reads, off the event loop."""

    def looking() -> T:
        with house(request).database.look() as uow:
            return work(uow)

    return await aside(request, looking)


async def aside(request: Request, work: Callable[[], T]) -> T:
    """Return what `work` returns, done in a thread of the desk: a long case takes a while to read and to show."""
    state = request.app.state
    if not hasattr(state, "desk_threads"):
        state.desk_threads = ThreadPoolExecutor(_THREADS, "desk")
    return await asyncio.get_running_loop().run_in_executor(state.desk_threads, work)


async def write(request: Request, work: Callable[[UnitOfWork], T]) -> T:
    """Return what `work` returned, committed; the commit wakes whom `work` asked to be woken.

    Raises Problem, and changes nothing, when the visitor of the request is signed in no more.
    """
    state = request.app.state
    if not hasattr(state, "desk_writer"):
        state.desk_writer = AsyncWriter(house(request).writer)
    writer: AsyncWriter = state.desk_writer
    visitor: Visitor | None = getattr(request.state, "visitor", None)
    if visitor is None:
        return await writer.do(work)
    now = house(request).clock.now()

    def working(uow: UnitOfWork) -> T:
        if not desk_sessions.is_in_force(uow, visitor.session, visitor.row, now):
            raise Problem(401)
        return work(uow)

    return await writer.do(working)


def routes_of(pages: Sequence[Page]) -> list[Route]:
    """Return the routes of `pages`. On anything but a GET, `request.state.form` holds the fields that were sent."""
    return [Route(page.path, guarded(partial(_open, page)), methods=list(page.methods)) for page in pages]


async def visitor_of(request: Request) -> Visitor | None:
    """Return who is signed in, or None. A refresh that the page makes by itself does not keep a session alive."""
    token = cookies.token(request)
    now = house(request).clock.now()
    found = await look(request, lambda uow: desk_sessions.find(uow, token, now)) if token else None
    if found is None:
        return None
    by_itself = "hx-request" in request.headers and request.method in forms.SAFE
    if not by_itself and desk_sessions.is_stale(found.session, now):
        await write(request, lambda uow: desk_sessions.touch(uow, found.session.id, now))
    return Visitor(found.member, found.own, found.session.id, desk_sessions.form_word(token))


async def _open(page: Page, request: Request) -> Response:
    """Let in whoever may open `page`."""
    changes = request.method not in forms.SAFE
    try:
        if changes:
            await forms.read(request)
    finally:  # the page of a problem with the form is hers too
        visitor = request.state.visitor = await visitor_of(request)
    if visitor is None or (visitor.is_half and not page.half):
        if visitor is None and changes:
            raise Problem(401)
        return _elsewhere(request, CODE if visitor else LOGIN)
    if visitor.row.role not in page.roles:
        raise Problem(403, why="role")
    if changes:
        forms.must_be_own(request, visitor.csrf)
    return await page.handler(request, visitor)


def _elsewhere(request: Request, path: str) -> Response:
    """Lead to `path`; a part that refreshes itself makes the whole page go there."""
    if "hx-request" in request.headers:
        return Response(status_code=401, headers={"HX-Redirect": path})
    return RedirectResponse(path, status_code=303)
