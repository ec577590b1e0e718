"""A ladder, rung by rung, and how far the search for a person has come on it, as it is stored."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from flows.levels import LEVELS
from flows.roster import in_utc


@dataclass(frozen=True, slots=True)
class Rung:
    """A role of a team to page, and how long to wait for an answer before the next rung."""

    team: str
    role: str
    delay: timedelta


@dataclass(frozen=True, slots=True)
class Ladder:
    """The rungs from the first to the last, and how often to page again once all were in vain."""

    rungs: tuple[Rung, ...]
    repeat: timedelta

    def __post_init__(self) -> None:
        zero = timedelta()
        if not self.rungs or self.repeat <= zero or any(rung.delay < zero for rung in self.rungs):
            raise ValueError("give a ladder rungs, delays of zero or more, a repeat above zero")


@dataclass(frozen=True, slots=True)
class Escalation:
    """Where the search for a person stands; its times are in UTC.

    `rung` is the next one to page (one past the last when only repeats are left), `due` when to
    climb; `paged` and `declined` count in this generation only, `round` its repeats, and `newest` are those paged last.
    While it climbs with a `holder` the case stays hers until somebody else accepts; `why` says why others are called
    besides.
    """

    ladder: Ladder
    started: datetime
    level: str
    status: Literal["climbing", "held", "exhausted", "closed"]
    rung: int
    due: datetime | None
    holder: str | None = None
    declined: frozenset[str] = frozenset()
    paged: frozenset[str] = frozenset()
    generation: int = 0
    round: int = 0
    why: str = ""
    newest: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if self.level not in LEVELS:
            raise ValueError(f"level must be one of {', '.join(LEVELS)}, not {self.level}")
        # A damaged row must fail loudly: without a due time it would sleep for ever.
        if (self.due is None) != (self.status in ("held", "closed")):
            raise ValueError(f"an escalation that is {self.status} cannot be due at {self.due}")

    def to_data(self) -> dict[str, Any]:
        """Give plain JSON types: ISO times in UTC, delays in whole microseconds, sorted names."""
        rungs = [[r.team, r.role, r.delay // timedelta.resolution] for r in self.ladder.rungs]
        return asdict(self) | {
            "ladder": {"rungs": rungs, "repeat": self.ladder.repeat // timedelta.resolution},
            "started": self.started.isoformat(),
            "due": self.due and self.due.isoformat(),
            "declined": sorted(self.declined),
            "paged": sorted(self.paged),
            "newest": sorted(self.newest),
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Escalation":
        """Read back what `to_data` gave."""
        rungs = (Rung(t, r, n * timedelta.resolution) for t, r, n in data["ladder"]["rungs"])
        restored = {
            "ladder": Ladder(tuple(rungs), data["ladder"]["repeat"] * timedelta.resolution),
            "started": in_utc(datetime.fromisoformat(data["started"])),
            "due": data["due"] and in_utc(datetime.fromisoformat(data["due"])),
            "declined": frozenset(data["declined"]),
            "paged": frozenset(data["paged"]),
            "newest": frozenset(data.get("newest", ())),
        }
        return cls(**{**data, **restored})
