"""A Telegram on loopback, no more than the measured service needs: it takes messages and notes when each came in.

The form of its answers: https://core.telegram.org/bots/api#making-requests
"""

import asyncio
import contextlib
import json
import socket
import time
from collections.abc import AsyncIterator, Generator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

_ME = {"id": 1, "is_bot": True, "first_name": "Pelita", "username": "pelita_bot"}


@dataclass(frozen=True, slots=True)
class Taken:
    """One message that was taken: when, for whom, what its buttons carry, and what it says."""

    at: float
    chat: str
    data: tuple[str, ...]
    text: str = ""

    @property
    def is_page(self) -> bool:
        """Whether somebody is called by it."""
        return any(data.startswith("accept:") for data in self.data)


@dataclass(slots=True)
class Provider:
    """What arrived at the loopback Telegram."""

    url: str
    taken: list[Taken] = field(default_factory=list)
    came: asyncio.Event = field(default_factory=asyncio.Event)

    async def answer(self, request: Request) -> Response:
        """Answer one call of a method."""
        arrived = time.perf_counter()
        match request.path_params["method"].lower():
            case "getme":
                return _done(_ME)
            case "sendmessage":
                return self._take(arrived, await _parameters(request))
            case _:
                return _done(True)

    def _take(self, arrived: float, given: dict[str, Any]) -> Response:
        markup = given.get("reply_markup") or "{}"
        keyboard = json.loads(markup).get("inline_keyboard", [])
        data = tuple(button.get("callback_data", "") for row in keyboard for button in row)
        self.taken.append(Taken(arrived, str(given["chat_id"]), data, given["text"]))
        self.came.set()
        chat = {"id": int(given["chat_id"]), "type": "private"}
        return _done({"message_id": len(self.taken), "date": int(time.time()), "chat": chat, "text": given["text"]})


class _Quiet(uvicorn.Server):
    """A server that leaves the signals of the process alone."""

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        yield


@contextlib.asynccontextmanager
async def provider() -> AsyncIterator[Provider]:
    """Run a loopback Telegram on a free port."""
    listening = socket.create_server(("127.0.0.1", 0))
    taker = Provider(f"http://127.0.0.1:{listening.getsockname()[1]}")
    app = Starlette(routes=[Route("/bot{token}/{method}", taker.answer, methods=["GET", "POST"])])
    server = _Quiet(uvicorn.Config(app, log_config=None, access_log=False, lifespan="off"))
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        yield taker
    finally:
        server.should_exit = True
        await serving


async def _parameters(request: Request) -> dict[str, Any]:
    if request.headers.get("content-type", "").startswith("application/json"):
        return dict(await request.json())
    return dict(parse_qsl((await request.body()).decode()))


def _done(result: object) -> Response:
    return JSONResponse({"ok": True, "result": result})
