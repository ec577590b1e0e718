"""What words are about: concepts of single words, found by their stem, and of several words in a row."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

from flows.data import load
from flows.understanding import vowels
from flows.understanding.common import SEEN
from flows.understanding.spelling import spelled
from flows.understanding.stems import stem
from flows.understanding.tokens import Token, tokens

_DATA: dict[str, dict[str, list[str]]] = load("concepts.toml")
CONCEPTS: tuple[str, ...] = tuple(_DATA)
"""The names of all concepts, in the order of the file."""
NUMBER = {name: number for number, name in enumerate(CONCEPTS)}
_SINGLE: dict[str, tuple[int, ...]] = {}
_PHRASES: dict[str, dict[str, tuple[tuple[tuple[str, ...], int], ...]]] = {}
"""Phrases by their first and their second word: what follows the second, and the concept."""


def _read() -> None:
    for name, languages in _DATA.items():
        for phrase in dict.fromkeys(entry for entries in languages.values() for entry in entries):
            parts = tuple(spelled(token.word) for token in tokens(phrase))
            if len(parts) == 1:
                _SINGLE[parts[0]] = tuple(dict.fromkeys((*_SINGLE.get(parts[0], ()), NUMBER[name])))
            elif parts:
                after = _PHRASES.setdefault(parts[0], {})
                after[parts[1]] = tuple(dict.fromkeys((*after.get(parts[1], ()), (parts[2:], NUMBER[name]))))


_read()
_BY_CONSONANTS = vowels.table(
    {**{word: word for word in SEEN}, **{f"di{word}": what for word, what in _SINGLE.items()}, **_SINGLE}
)


LONGEST_PHRASE = max(len(rest) + 2 for after in _PHRASES.values() for ways in after.values() for rest, _ in ways)
"""Words of the longest phrase."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is looked up: its spelling, its stem where the lexicon knows one, and what it is about alone.

    `begins`: some phrase begins with it. `keys` stand for spelling, consonants and stem where words are compared by
    number.
    """

    spelling: str
    stem: str
    concepts: tuple[int, ...]
    begins: bool
    keys: tuple[int, int, int]


class Tag(NamedTuple):
    """A concept that stands in a text: its number, and the words from `first` up to, not including, `last`."""

    concept: int
    first: int
    last: int


@lru_cache(maxsize=32768)
def word(typed: str) -> Word:
    """Return a plain word as it is looked up."""
    spelling = spelled(typed)
    found = stem(spelling, _SINGLE)
    if not found and spelling not in SEEN:
        spelling = vowels.filled(spelling, _BY_CONSONANTS) or spelling
        found = stem(spelling, _SINGLE)
    begins = spelling in _PHRASES or found in _PHRASES
    forms = spelling, vowels.consonants(spelling) or spelling, found or spelling
    spelled_key, bare_key, stem_key = (crc32(form.encode()) for form in forms)
    return Word(spelling, found, _SINGLE.get(found, ()), begins, (spelled_key, bare_key, stem_key))


def words(found: Sequence[Token]) -> list[Word]:
    """Return the words of a text as they are looked up."""
    return [word(token.word) for token in found]


def tags(read: Sequence[Word]) -> list[Tag]:
    """Return what the words of a text are about, in their order, single words before the phrases they begin."""
    found = []
    for place, one in enumerate(read):
        if one.concepts:
            found += [Tag(concept, place, place + 1) for concept in one.concepts]
        if one.begins and place + 1 < len(read):
            found += _phrases(read, place)
    return found


def _phrases(read: Sequence[Word], place: int) -> Iterator[Tag]:
    """Yield the phrases that begin at a place, each word of them in its spelling or as a stem."""
    for first in _forms(read[place]):
        after = _PHRASES.get(first, {})
        for second in _forms(read[place + 1]):
            for rest, concept in after.get(second, ()):
                end = place + 2 + len(rest)
                if end <= len(read) and all(map(_is, rest, read[place + 2 : end])):
                    yield Tag(concept, place, end)


def _forms(one: Word) -> tuple[str, ...]:
    return (one.spelling, one.stem) if one.stem and one.stem != one.spelling else (one.spelling,)


def _is(part: str, one: Word) -> bool:
    return part in (one.spelling, one.stem)
