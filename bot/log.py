"""The log: an event's name and known safe keys; everything else is dropped before it is written.

Libraries print what must not be read: httpx the token in its URLs, telegram the payload it cannot parse, uvicorn
addresses. Their loggers are closed, and whatever comes through the standard log loses its text.
"""

import logging
import sys
from collections.abc import Mapping, MutableMapping
from typing import Any, TextIO

import structlog

SAFE = frozenset(
    {
        "event",
        "level",
        "timestamp",
        "channel",
        "lane",
        "kind",
        "case",
        "member",
        "count",
        "seconds",
        "error",
        "status",
        "revision",
        "port",
        "host",
        "worker",
        "tries",
        "table",
        "logger",
    }
)
"""Keys that may be logged: none can hold a word, an address or a name of a reporter."""


def only_safe(_logger: Any, _method: str, entry: MutableMapping[str, Any]) -> Mapping[str, Any]:
    """Drop every key that is not known to be safe; of an exception only its type stays."""
    error = entry.get("exc_info")
    if isinstance(error, BaseException):
        entry["error"] = type(error).__name__
    elif error:
        entry["error"] = getattr(sys.exc_info()[0], "__name__", "unknown")
    return {key: value for key, value in entry.items() if key in SAFE}


class _Wordless(logging.Formatter):
    """Prints of a library's record only who said it and how loud, and the type of an exception."""

    def format(self, record: logging.LogRecord) -> str:
        error = f" error={record.exc_info[0].__name__}" if record.exc_info and record.exc_info[0] else ""
        return f"{record.levelname.lower()} logger={record.name} line={record.lineno}{error}"


def set_up(stream: TextIO | None = None) -> None:
    """Send our own log, and what is left of the libraries', to `stream` (standard error)."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            only_safe,
            structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "event"]),
        ],
        logger_factory=structlog.PrintLoggerFactory(stream or sys.stderr),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(_Wordless())
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    for name in (
        "httpx",
        "httpcore",
        "telegram",
        "twilio",
        "uvicorn",
        "uvicorn.error",
        "uvicorn.access",
        "apscheduler",
    ):
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger("uvicorn.access").disabled = True


def logger() -> Any:
    """Return the logger of the house."""
    return structlog.get_logger()
