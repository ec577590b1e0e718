"""A text read once for everything that listens to it: its words with their places, and what they are about."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from flows.understanding import lexicon
from flows.understanding.lexicon import Tag, Word
from flows.understanding.together import opened, together
from flows.understanding.tokens import Token, simple, tokens


class Reading(NamedTuple):
    """A text that was read: its words as they were `typed`, as they are looked up, and what they are about.

    `sentences` says of each how many words of the text stand before its end, and where that end is.
    """

    text: str
    typed: tuple[str, ...]
    words: tuple[Word, ...]
    tags: tuple[Tag, ...]
    sentences: tuple[tuple[int, int], ...]

    @property
    def tokens(self) -> tuple[Token, ...]:
        """Where each word stands in the text; looked for again at each call."""
        return opened(tokens(self.text))


_END = re.compile(r"[.!?\n．！？。]+")


def ends(text: str) -> list[int]:
    """Return where the sentences of `text` end; the last ends where the text does."""
    return [*(match.end() for match in _END.finditer(text.rstrip(" .!?\n．！？。"))), len(text)]


@lru_cache(maxsize=16)
def read(text: str) -> Reading:
    """Return `text` as it is read. One turn asks for the same text several times, so the newest few are remembered."""
    stops = ends(text)
    parts = simple(text, stops)
    typed = [word for words in parts for word in words]
    if not parts or together(typed):
        found = opened(tokens(text))
        typed, parts = [token.word for token in found], _parts(found, stops)
    words = lexicon.words(typed)
    return Reading(text, tuple(typed), tuple(words), tuple(lexicon.tags(words)), tuple(_sentences(parts, stops)))


def _parts(found: Sequence[Token], stops: Sequence[int]) -> list[list[str]]:
    """Return the words of each sentence. A word that was spelled out over an end is behind it."""
    parts, place = list[list[str]](), 0
    for end in stops:
        before = place
        while place < len(found) and found[place].end <= end:
            place += 1
        parts.append([token.word for token in found[before:place]])
    return parts


def _sentences(parts: Sequence[Sequence[str]], stops: Sequence[int]) -> list[tuple[int, int]]:
    """Return after how many words and where the sentences end, the last of them in any case."""
    counts = accumulate(map(len, parts))
    found = zip(counts, stops, strict=True)
    return [sentence for sentence, part in zip(found, parts, strict=True) if part or sentence[1] == stops[-1]]
