"""A form whose end the browser holds back while other things happen, as a thief would send it."""

import asyncio
from collections.abc import Callable, MutableMapping
from typing import Any
from urllib.parse import urlencode

from tests.web.desk import Browser


def posts_slowly(
    browser: Browser, path: str, fields: Callable[[], dict[str, str]], meanwhile: Callable[[], object]
) -> int:
    """Send the head of a form, do `meanwhile` once the desk asks for the rest, then send `fields`; return the status.

    A session that the answer brings is kept by the browser.
    """
    loop, asked, sent = browser.desk.hotline._loop, asyncio.Event(), asyncio.Event()
    heads: list[MutableMapping[str, Any]] = []

    async def receive() -> dict[str, Any]:
        asked.set()
        await sent.wait()
        return {"type": "http.request", "body": urlencode(fields()).encode(), "more_body": False}

    async def send(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            heads.append(message)

    async def begin() -> "asyncio.Future[None]":
        task = asyncio.ensure_future(browser.desk.app(_scope(browser, path), receive, send))
        await asked.wait()
        return task

    async def end() -> None:
        sent.set()
        await begun

    begun = loop.run(begin())
    meanwhile()
    loop.run(end())
    for name, value in heads[0]["headers"]:
        if name == b"set-cookie":
            key, _, token = value.decode().partition(";")[0].partition("=")
            browser.cookies.set(key, token, domain="localhost.local", path="/")
    return int(heads[0]["status"])


def _scope(browser: Browser, path: str) -> dict[str, Any]:
    cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in browser.cookies.jar)
    headers = {
        "host": "localhost:8080",
        "cookie": cookies,
        "content-type": "application/x-www-form-urlencoded",
        "sec-fetch-site": "same-origin",
    }
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "scheme": "http",
        "server": ("localhost", 8080),
        "client": (browser.address, 1),
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }
