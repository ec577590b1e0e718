"""A text read once for everything that listens to it: its words with their places, and what they are about."""

import re
from dataclasses import dataclass
from functools import lru_cache

from flows.understanding import lexicon
from flows.understanding.lexicon import Tag, Word
from flows.understanding.together import opened
from flows.understanding.tokens import Token, tokens


@dataclass(frozen=True, slots=True)
class Reading:
    """A text that was read. Token `n` is where word `n` stands in the original.

    `sentences` says of each how many words of the text stand before its end, and where that end is.
    """

    text: str
    tokens: tuple[Token, ...]
    words: tuple[Word, ...]
    tags: tuple[Tag, ...]
    sentences: tuple[tuple[int, int], ...]


_END = re.compile(r"[.!?\n．！？。]+")
_ASKS = re.compile("[?？]")


def ends(text: str) -> list[int]:
    """Return where the sentences of `text` end; the last ends where the text does."""
    return [*(match.end() for match in _END.finditer(text.rstrip(" .!?\n．！？。"))), len(text)]


def asks(text: str) -> int:
    """Return where `text` first asks something, or its length where it does not."""
    found = _ASKS.search(text)
    return found.start() if found else len(text)


@lru_cache(maxsize=16)
def read(text: str) -> Reading:
    """Return `text` as it is read. One turn asks for the same text several times, so the newest few are remembered."""
    found = opened(tokens(text))
    words = lexicon.words(found)
    return Reading(text, found, tuple(words), tuple(lexicon.tags(words)), _sentences(text, found))


def _sentences(text: str, found: tuple[Token, ...]) -> tuple[tuple[int, int], ...]:
    """Return after how many words and where the sentences end. A word that was spelled out over an end is behind it."""
    counts, place = list[tuple[int, int]](), 0
    for end in ends(text):
        before = place
        while place < len(found) and found[place].end <= end:
            place += 1
        if place > before or end == len(text):
            counts.append((place, end))
    return tuple(counts)
