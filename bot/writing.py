"""Awaits work of the writer on the event loop: a whole batch that was committed together wakes the loop once."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

from storage.database import UnitOfWork
from storage.writer import Writer

T = TypeVar("T")


class AsyncWriter:
    """Hands work to the writer and returns when it is committed."""

    def __init__(self, writer: Writer) -> None:
        """Use `writer`, for the one event loop in which work is handed in."""
        self._writer = writer
        self._done: list[tuple[asyncio.Future[Any], Future[Any]]] = []
        self._woken = False
        self._lock = threading.Lock()

    async def do(self, work: Callable[[UnitOfWork], T]) -> T:
        """Return what `work` returned, committed; raises what undid it."""
        waiting: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._writer.submit(work).add_done_callback(lambda done: self._note(waiting, done))
        return await waiting

    def _note(self, waiting: "asyncio.Future[Any]", done: "Future[Any]") -> None:
        """Note an answer; called in the writer's thread, or here at once when the work was done before we asked."""
        with self._lock:
            self._done.append((waiting, done))
            wakes, self._woken = not self._woken, True
        loop = waiting.get_loop()
        if wakes and not loop.is_closed():
            loop.call_soon_threadsafe(self._answer)

    def _answer(self) -> None:
        with self._lock:
            answers, self._done, self._woken = self._done, [], False
        for waiting, done in answers:
            if waiting.cancelled():
                continue
            error = done.exception()
            if error is not None:
                waiting.set_exception(error)
            else:
                waiting.set_result(done.result())
