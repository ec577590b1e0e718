"""The one writer: a thread that carries waiting pieces of work in shared transactions.

Each piece runs in a savepoint of its own and is answered only after the commit (group commit): one piece that fails
undoes only itself, and a crash or a full disk undoes only what nobody was told had happened.
"""

import contextlib
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

from flows.errors import HotlineError
from storage.database import Database, TransactionLost, UnitOfWork
from storage.failpoints import fail_at

T = TypeVar("T")
Work = Callable[[UnitOfWork], Any]
_MOST = 64
"""Pieces of work in one transaction: more would make the first of them wait."""


class WriterClosed(HotlineError):
    """The writer was closed before this piece of work was handed in; nothing of it has happened."""


class Writer:
    """Runs work on the writer connection in the order in which it was handed in."""

    def __init__(self, database: Database, after_commit: Callable[[frozenset[str]], None] | None = None) -> None:
        """Start the thread; `after_commit` is called in it with the names that the work asked to wake."""
        self._database = database
        self._after_commit = after_commit or (lambda _wakes: None)
        self._waiting: queue.SimpleQueue[tuple[Work, Future[Any]] | None] = queue.SimpleQueue()
        self._closing = threading.Lock()
        self._closed = False
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
        self._thread.start()

    def submit(self, work: Callable[[UnitOfWork], T]) -> "Future[T]":
        """Hand in work; the future is done when it is committed, or has the exception that undid it.

        After `close` that exception is WriterClosed: whoever waits must not wait for ever.
        """
        future: Future[T] = Future()
        with self._closing:
            if self._closed:
                future.set_exception(WriterClosed())
            else:
                self._waiting.put((work, future))
        return future

    def do(self, work: Callable[[UnitOfWork], T]) -> T:
        """Hand in work and wait until it is committed."""
        return self.submit(work).result()

    def close(self) -> None:
        """Finish what was handed in and end the thread."""
        with self._closing:
            self._closed = True
            self._waiting.put(None)
        self._thread.join()

    def _run(self) -> None:
        going_on = True
        while going_on:
            batch = [self._waiting.get()]
            while len(batch) < _MOST and not self._waiting.empty():
                batch.append(self._waiting.get())
            going_on = None not in batch
            self._commit([piece for piece in batch if piece is not None and piece[1].set_running_or_notify_cancel()])

    def _commit(self, batch: list[tuple[Work, Future[Any]]]) -> None:
        answers: list[tuple[Future[Any], Any, BaseException | None]] = []
        wakes: set[str] = set()
        try:
            with self._database.work() as uow:
                for work, future in batch:
                    answers.append((future, *_attempt(uow, work)))
                wakes = set(uow.wakes)
                fail_at("before_commit")
            fail_at("after_commit")
        except BaseException as broken:
            answers = [(future, None, broken) for _, future in batch]
        for future, value, error in answers:
            if error is None:
                future.set_result(value)
            else:
                future.set_exception(error)
        if wakes:
            with contextlib.suppress(Exception):  # ticks catch a wake that failed; a writer that died, nothing does
                self._after_commit(frozenset(wakes))


def _attempt(uow: UnitOfWork, work: Work) -> tuple[Any, BaseException | None]:
    try:
        with uow.savepoint():
            return work(uow), None
    except Exception as error:
        if not uow.is_open:  # whatever the work made of it, nobody in this transaction may be told that it happened
            raise TransactionLost(type(error).__name__) from error
        return None, error
