"""Tells whether a service runs on a data directory: two must not page the same people."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flows.errors import Refused

_FILE = "service.lock"


@contextmanager
def running_lock(folder: Path) -> Iterator[None]:
    """Hold the lock of a running service. Raises Refused when another holds it; a crash lets go of it."""
    with (folder / _FILE).open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refused(f"Layanan sudah berjalan di {folder}. Hentikan yang itu dulu.") from None
        yield


def is_running(folder: Path) -> bool:
    """Return whether a service runs on `folder`."""
    try:
        with running_lock(folder):
            return False
    except Refused:
        return True
