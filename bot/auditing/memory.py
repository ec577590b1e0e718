"""What was told of findings and when, in a file beside the data: a restart neither repeats it nor forgets it.

The file is there while something is not well, so that whoever looks into the folder sees it too.
"""

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from bot.auditing.findings import Finding

AGAIN = timedelta(hours=1)
"""How long after one telling the same finding is told again."""
QUIET = timedelta(minutes=5)
"""How long a finding must be gone before its end is told: what comes and goes is told once."""
FILE = "alarm"
"""The file of the service; whoever looks from outside has one of its own."""


@dataclass(frozen=True, slots=True)
class Told:
    """A finding that was told at `told`, and since when it is `gone`, if it is."""

    finding: Finding
    told: datetime
    gone: datetime | None = None


@dataclass(frozen=True, slots=True)
class News:
    """What is to be told after a look: what was raised, what still lasts, what has ended."""

    raised: tuple[Finding, ...] = ()
    again: tuple[Finding, ...] = ()
    ended: tuple[Finding, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.raised or self.again or self.ended)


Known = Mapping[tuple[str, str], Told]


def weigh(known: Known, found: Iterable[Finding], now: datetime) -> tuple[dict[tuple[str, str], Told], News]:
    """Return what is known after a look at `now` that `found` this, and what of it is news.

    A finding keeps the instant since which it was first known.
    """
    raised, again, ended = [], [], []
    after: dict[tuple[str, str], Told] = {}
    for one in found:
        before = known.get(one.key)
        if before is None:
            after[one.key] = Told(one, now)
            raised.append(one)
            continue
        one = replace(one, since=min(one.since, before.finding.since))
        late = abs(now - before.told) >= AGAIN  # also where the clock was put back
        after[one.key] = Told(one, now if late else before.told)
        if late:
            again.append(one)
    for key, before in known.items():
        if key in after:
            continue
        gone = before.gone or now
        if abs(now - gone) >= QUIET:
            ended.append(before.finding)
        else:
            after[key] = replace(before, gone=gone)
    return after, News(tuple(raised), tuple(again), tuple(ended))


def read(file: Path) -> dict[tuple[str, str], Told]:
    """Return what a file remembers: nothing where there is none, or where it is damaged."""
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
        return {told.finding.key: told for told in map(_told, kept)}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def write(file: Path, known: Known) -> None:
    """Remember `known`, whole or not at all; with nothing to remember the file goes. Raises OSError."""
    if not known:
        file.unlink(missing_ok=True)
        return
    fresh = file.with_name(f"{file.name}.new")
    fresh.write_text(json.dumps([_plain(told) for told in known.values()], indent=1) + "\n", encoding="utf-8")
    os.replace(fresh, file)


def _plain(told: Told) -> dict[str, object]:
    times = {"since": told.finding.since, "told": told.told, "gone": told.gone}
    return {**asdict(told.finding), **{name: at.isoformat() if at else None for name, at in times.items()}}


def _told(kept: dict[str, str]) -> Told:
    finding = Finding(kept["code"], kept["subject"], datetime.fromisoformat(kept["since"]), int(kept["count"]))
    gone = datetime.fromisoformat(kept["gone"]) if kept["gone"] else None
    return Told(finding, datetime.fromisoformat(kept["told"]), gone)
