"""Frequent questions, and what a stranger at the phone asks, by a reviewed list of groups of words.

A question is heard in one sentence, whatever stands around it. Nothing here raises or lowers a priority.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from flows.data import load
from flows.understanding.spelling import spelled
from flows.understanding.tokens import tokens

_DATA = load("questions.toml")
_END = re.compile(r"(?<=[.!?？\n])")
_ASKS = re.compile(r"[?？]\s*$")
_SENTENCES = 60
"""Different sentences of a message that are looked at: nobody asks after more, but to keep the machine busy."""
_MOST: int = _DATA["defaults"]["most"]
_FILLERS = frozenset(_DATA["defaults"]["fillers"])
TOPICS: tuple[str, ...] = tuple(dict.fromkeys(entry["topic"] for entry in _DATA["question"]))
"""The topics there are answers for, in the order in which they are looked for."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A way to ask about `topic`: a sentence of at most `most` words with one of each group and nothing of `unless`.

    Where `at` names states, it is a question only there.
    """

    topic: str
    groups: tuple[re.Pattern[str], ...]
    unless: re.Pattern[str] | None
    most: int
    yes: tuple[str, ...]
    no: tuple[str, ...]
    at: frozenset[str]


@lru_cache(maxsize=64)
def topic(text: str, *, alone: bool = False, at: str = "") -> str:
    """Return what `text` asks about in the state `at`, or an empty string; `alone`: only where that is all of it.

    One turn asks for the same text several times, so the newest few are remembered.
    """
    sentences = list(islice(dict.fromkeys(_sentences(text)), _SENTENCES))
    if alone and len(sentences) > 1:
        return ""
    here = (one for one in PATTERNS if not one.at or at in one.at)
    return next((one.topic for one in here if any(_matches(one, sentence) for sentence in sentences)), "")


def _matches(one: Pattern, sentence: tuple[str, int]) -> bool:
    words, count = sentence
    return (
        count <= one.most
        and all(group.search(words) for group in one.groups)
        and not (one.unless and one.unless.search(words))
    )


def _sentences(text: str) -> Iterator[tuple[str, int]]:
    """Yield each sentence in the spelling in which it is looked up, without words of address, and its words' number.

    `?` stands behind one that asks, `^` and `$` around it all.
    """
    for part in _END.split(text):
        words = [word for word in (spelled(token.word) for token in tokens(part)) if word not in _FILLERS]
        if words:
            mark = " ?" if _ASKS.search(part) else ""
            yield f" ^ {' '.join(words)}{mark} $ ", len(words)


def _group(words: Sequence[str]) -> re.Pattern[str]:
    """Return the pattern of a group: phrases of whole words, `*` standing for any ending."""
    return re.compile("(?<= )(?:" + "|".join(_phrase(phrase) for phrase in words) + ")(?= )")


def _phrase(phrase: str) -> str:
    parts = [part if part in "^$?" else spelled(part.rstrip("*")) + "*" * part.endswith("*") for part in phrase.split()]
    return " ".join(re.escape(part.rstrip("*")) + r"\S*" * part.endswith("*") for part in parts)


@lru_cache(maxsize=64)
def _named(group: str) -> tuple[str, ...]:
    """Return the phrases of a group, names in capitals replaced by the lists that they stand for."""
    lists: dict[str, str] = _DATA["lists"]
    parts = (lists[part].split("|") if part.isupper() and part in lists else [part] for part in group.split("|"))
    return tuple(phrase for found in parts for phrase in found)


def _read() -> Iterator[Pattern]:
    for entry in _DATA["question"]:
        unless = [phrase for group in entry.get("unless", []) for phrase in _named(group)]
        yield Pattern(
            topic=entry["topic"],
            groups=tuple(_group(_named(group)) for group in entry["groups"]),
            unless=_group(unless) if unless else None,
            most=entry.get("most", _MOST),
            yes=tuple(entry["yes"]),
            no=tuple(entry.get("no", [])),
            at=frozenset(entry.get("at", [])),
        )


PATTERNS: tuple[Pattern, ...] = tuple(_read())
