"""A log in which every logger of every library is as loud as it can be; all is as before afterwards."""

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager

import structlog

from bot import log

LIBRARIES = ("httpx", "httpcore", "telegram", "twilio", "uvicorn", "uvicorn.error", "uvicorn.access", "apscheduler", "")


@contextmanager
def loud_log() -> Iterator[io.StringIO]:
    """Set our log up as in real life, but at DEBUG, and yield what is written."""
    root, loggers = logging.getLogger(), [logging.getLogger(name) for name in LIBRARIES]
    handlers, states = root.handlers[:], [(one.level, one.disabled, one.propagate) for one in loggers]
    stream = io.StringIO()
    log.set_up(stream)
    for one in loggers:
        one.setLevel(logging.DEBUG)
        one.disabled, one.propagate = False, True  # uvicorn takes both from its access log
    try:
        yield stream
    finally:
        root.handlers[:] = handlers
        for one, (level, disabled, propagate) in zip(loggers, states, strict=True):
            one.setLevel(level)
            one.disabled, one.propagate = disabled, propagate
        structlog.reset_defaults()
