"""The memory of one conversation between two turns: plain, frozen, and the same after a round trip."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any

Answer = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """Where a conversation stands. Times are aware; `answers` maps a state to what was answered there."""

    flow: str
    revision: int
    state: str
    language: str = "id"
    answers: Mapping[str, Answer] = field(default_factory=dict)
    trail: tuple[str, ...] = ()
    """States passed on the way here, for `kembali`; never a branch."""
    turn: int = 0
    """Number of this turn; a button carries the number of the turn that showed it."""
    heard: tuple[str, ...] = ()
    """States whose answer was read out of running text and not given there."""
    shown: tuple[str, ...] = ()
    """Those of them that were shown for correction."""
    misses: int = 0
    """How often in a row the reporter was not understood."""
    picked: tuple[str, ...] = ()
    """What is ticked so far in a question with several answers."""
    offered: tuple[str, ...] = ()
    """Answers offered for the place that was ambiguous."""
    signals: tuple[str, ...] = ()
    """Codes of all that was heard which may raise the priority, in the order it was heard."""
    level: str = ""
    """Priority that people were called with; empty while nobody was."""
    case: bool = False
    """Danger was heard or the report was sent: from here nobody at the phone can call off help."""
    accepted: bool = False
    receipt: bool = False
    """A receipt has been shown, and is never shown again."""
    confirmed: bool = False
    """The identity word was typed since the reporter last came back."""
    nudged: bool = False
    """The one dull line of rule 8 was sent since the reporter was last heard."""
    blocked: bool = False
    """She stopped our messages on this channel, or somebody with her phone did."""
    owed: bool = False
    """A person has the case, and she was not told so yet: it is said before the first words of that person."""
    heard_at: datetime | None = None
    seen_at: datetime | None = None
    """When she was last heard, whatever was asked then; `heard_at` is empty where it may have been somebody else."""
    naming: bool = False
    """The last thing asked was who must not be called: a few words are a name."""
    doubted_at: datetime | None = None
    """When somebody wrote again after a long silence or a departure: what was held before waits for the holder."""
    silent_at: datetime | None = None
    """When silence will be an event; None in a state that does not wait."""

    def answer(self, state: str) -> str:
        """Return the single answer given in `state`, or an empty string."""
        given = self.answers.get(state, ())
        return given[0] if given else ""

    def to_data(self) -> dict[str, Any]:
        """Return the session as plain JSON types; times as ISO 8601 with their offset."""
        return {name: _plain(getattr(self, name)) for name in _NAMES}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Session":
        """Read what `to_data` wrote; fields that this release does not know are left out."""
        return cls(**{name: _read(name, value) for name, value in data.items() if name in _NAMES})


_NAMES = tuple(item.name for item in fields(Session))
_TUPLES = frozenset({"trail", "heard", "shown", "picked", "offered", "signals"})
_TIMES = frozenset({"heard_at", "seen_at", "doubted_at", "silent_at"})


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, Mapping):
        return {key: list(given) for key, given in value.items()}
    return value


def _read(name: str, value: Any) -> Any:
    if name in _TUPLES:
        return tuple(value)
    if name in _TIMES:
        return datetime.fromisoformat(value) if value else None
    if name == "answers":
        return {key: tuple(given) for key, given in value.items()}
    return value
