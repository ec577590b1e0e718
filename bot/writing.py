"""Awaits work of the writer on the event loop: a whole batch that was committed together wakes the loop once."""

import asyncio
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

from storage.database import UnitOfWork
from storage.writer import Writer

T = TypeVar("T")


class AsyncWriter:
    """Hands work to the writer and returns when it is committed."""

    def __init__(self, writer: Writer) -> None:
        """Use `writer`, for the event loop in which this is called."""
        self._writer = writer
        self._loop = asyncio.get_running_loop()
        self._done: deque[tuple[asyncio.Future[Any], Future[Any]]] = deque()

    async def do(self, work: Callable[[UnitOfWork], T]) -> T:
        """Return what `work` returned, committed; raises what undid it."""
        waiting: asyncio.Future[T] = self._loop.create_future()
        self._writer.submit(work).add_done_callback(lambda done: self._note(waiting, done))
        return await waiting

    def _note(self, waiting: "asyncio.Future[Any]", done: "Future[Any]") -> None:
        """Note an answer; called in the writer's thread, which answers a whole batch in a row."""
        self._done.append((waiting, done))
        if len(self._done) == 1 and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._answer)

    def _answer(self) -> None:
        while self._done:
            waiting, done = self._done.popleft()
            if waiting.cancelled():
                continue
            error = done.exception()
            if error is not None:
                waiting.set_exception(error)
            else:
                waiting.set_result(done.result())
