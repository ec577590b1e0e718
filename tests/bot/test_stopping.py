"""The real server ends when it is told to, whoever still holds a request open."""

import asyncio
import socket

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.commands import serving
from bot.commands.trial import trial_settings
from bot.web.webhooks import body_of

HALF = b"POST /slow HTTP/1.1\r\nHost: here\r\nContent-Length: 100\r\n\r\nx"


async def test_a_body_that_never_ends_does_not_keep_the_server_from_ending(
    tmp_path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "_GRACE", 1)
    reading = asyncio.Event()

    async def slow(request: Request) -> Response:
        reading.set()
        await body_of(request)
        return Response()

    app = Starlette(routes=[Route("/slow", slow, methods=["POST"])])
    server = uvicorn.Server(serving.server_config(app, trial_settings(tmp_path)))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        serves = asyncio.ensure_future(server.serve([listening]))
        _, writer = await asyncio.open_connection(*listening.getsockname())
        writer.write(HALF)
        await asyncio.wait_for(reading.wait(), 5)
        server.should_exit = True
        await asyncio.wait_for(serves, 5)
        writer.close()
