"""How news is said: loudly in the log, as JSON to an address outside, and as codes to whoever asks."""

from collections.abc import Iterable
from datetime import datetime, tzinfo
from typing import Any

from bot.auditing import advice
from bot.auditing.findings import Finding
from bot.auditing.memory import News
from bot.log import logger

_STATES = {"raised": "BARU", "again": "MASIH", "ended": "SELESAI"}


def log(news: News, now: datetime) -> None:
    """Write each piece of news into the log: what was raised or lasts as critical, its end as information."""
    for state in _STATES:
        for one in getattr(news, state):
            write = logger().info if state == "ended" else logger().critical
            age = int((now - one.since).total_seconds())
            write("audit", status=state, kind=one.code, case=one.subject, count=one.count, seconds=age)


def posted(news: News, office: str, zone: tzinfo, now: datetime) -> dict[str, Any]:
    """Return news as it is sent outside: codes, counts and times, and the same once more as a `text` for a chat."""
    told = {state: [_plain(one) for one in getattr(news, state)] for state in _STATES}
    text = [f"Pelita · {office} · {advice.shown(now, zone)}"]
    for state, word in _STATES.items():
        text += [f"{word}: {advice.line(one, zone)}. {advice.meaning(one.code)}" for one in getattr(news, state)]
    return {"service": "pelita", "office": office, "at": now.isoformat(), "text": "\n".join(text), **told}


def codes(findings: Iterable[Finding]) -> list[str]:
    """Return the codes of findings, each once: what may be told to whoever asks, without any case."""
    return list(dict.fromkeys(one.code for one in findings))


def _plain(one: Finding) -> dict[str, Any]:
    return {"code": one.code, "subject": one.subject, "count": one.count, "since": one.since.isoformat()}
