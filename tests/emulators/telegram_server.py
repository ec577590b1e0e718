"""The HTTP side: addresses, the envelope of an answer, downloads and scripted silence.

The envelope, and that methods are case-insensitive:
https://core.telegram.org/bots/api#making-requests. Downloads: #getfile.
"""

import asyncio
from datetime import UTC
from email.utils import format_datetime

import httpx
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from .loopback import LoopbackServer
from .telegram_mailbox import first_of
from .telegram_messages import Asked
from .telegram_methods import METHODS, subscribe
from .telegram_script import (
    DropConnection,
    Fault,
    Malformed,
    Script,
    TimeoutAfter,
    TimeoutBefore,
)
from .telegram_wire import Json, Parameters, Refusal, read_parameters
from .telegram_world import Bot, Call, World


class BotApi:
    """The Bot API as an ASGI application."""

    def __init__(self, world: World, script: Script, transport: httpx.AsyncBaseTransport) -> None:
        self.world, self.script, self.transport = world, script, transport
        self.server = LoopbackServer(self)
        self.closing = asyncio.Event()
        self.failures: list[Exception] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            response = await self._respond(Request(scope, receive))
        except Refusal as refusal:
            response = refused(refusal)
        except Exception as failure:  # a fault of the emulator's own, which must fail the test
            self.failures.append(failure)
            response = refused(Refusal(500, "Internal Server Error"))
        if response is None:
            self.server.cut(scope["client"])  # ASGI has no word for hanging up
            await disconnected(receive)
        else:
            response.headers["Date"] = format_datetime(self.world.now().astimezone(UTC), usegmt=True)
            await response(scope, receive, send)

    async def _respond(self, request: Request) -> Response | None:
        """Find out what is asked; None means that the connection is cut without an answer."""
        path: str = request.scope["path"]
        if path.startswith("/file/bot"):
            token, _, name = path.removeprefix("/file/bot").partition("/")
            bot, method, given = self._bot(token), "file", Parameters({"path": name})
        elif path.startswith("/bot"):
            token, _, method = path.removeprefix("/bot").partition("/")
            bot, given = self._bot(token), await read_parameters(request)
        else:
            raise Refusal(404, "Not Found")
        chat_id = given.text("chat_id")
        self.world.calls.append(Call(method, token, chat_id, dict(given.values), self.world.now()))
        self.world.changed()
        fault = self.script.next_fault(method, chat_id, token)
        return await self._carry_out(fault, Asked(self.world, bot, given, self.transport), method, request)

    def _bot(self, token: str) -> Bot:
        if token not in self.world.bots:
            raise Refusal(401, "Unauthorized")
        return self.world.bots[token]

    async def _carry_out(self, fault: Fault | None, asked: Asked, method: str, request: Request) -> Response | None:
        match fault:
            case None:
                return await self._answer(asked, method, request)
            case TimeoutBefore(until):
                await self._keep_silent(request, until)
                return None
            case TimeoutAfter(until):
                await self._answer(asked, method, request)
                await self._keep_silent(request, until)
                return None
            case Malformed(accepted) | DropConnection(accepted):
                if accepted:
                    await self._answer(asked, method, request)
                return Response("<html>") if isinstance(fault, Malformed) else None
            case _:
                raise fault.refusal()

    async def _answer(self, asked: Asked, method: str, request: Request) -> Response:
        if method == "file":
            return self._download(asked.given.text("path"))
        name = method.lower()
        if name == "getupdates":
            return success(await self._get_updates(asked, request))
        if name not in METHODS:
            raise Refusal(404, "Not Found")
        return success(METHODS[name](asked))

    def _download(self, path: str) -> Response:
        found = [file for file in self.world.files.values() if file.path == path]
        if not found:
            raise Refusal(404, "Not Found")
        return Response(found[0].content, media_type="application/octet-stream")

    async def _get_updates(self, asked: Asked, request: Request) -> list[Json]:
        asked.bot.mailbox.refuse_while_webhook()
        subscribe(asked)
        limit = min(max(asked.given.number("limit", 100), 1), 100)
        offset, timeout = asked.given.number("offset"), asked.given.number("timeout")
        return await asked.bot.mailbox.fetch(offset, limit, timeout, lambda: self._client_gone(request))

    async def _keep_silent(self, request: Request, until: asyncio.Event | None) -> None:
        waits = [self._client_gone(request), *([until.wait()] if until else [])]
        await first_of(*map(asyncio.ensure_future, waits))

    async def _client_gone(self, request: Request) -> None:
        """Wait until the client hangs up or the emulator is stopped."""
        await first_of(asyncio.ensure_future(disconnected(request.receive)), asyncio.ensure_future(self.closing.wait()))


async def disconnected(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def success(result: object) -> Response:
    return JSONResponse({"ok": True, "result": result})


def refused(refusal: Refusal) -> Response:
    delay = {} if refusal.retry_after is None else {"Retry-After": str(refusal.retry_after)}
    return JSONResponse(refusal.wire(), refusal.code, headers=delay)
