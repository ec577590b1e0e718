"""What words are about: concepts of single words, found by their stem, and of several words in a row."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from struct import Struct
from typing import NamedTuple
from zlib import crc32

from flows.data import load
from flows.understanding import vowels
from flows.understanding.common import SEEN, Kept
from flows.understanding.spelling import spelled
from flows.understanding.stems import stem
from flows.understanding.tokens import tokens

_DATA: dict[str, dict[str, list[str]]] = load("concepts.toml")
CONCEPTS: tuple[str, ...] = tuple(_DATA)
"""The names of all concepts, in the order of the file."""
HASHED = 1 << 20
"""How many numbers there are for words and parts of words."""
PAIRED = 17
"""Bits of the numbers from which those of words side by side are made, by exclusive or."""
NUMBER = {name: number for number, name in enumerate(CONCEPTS)}
_SINGLE: dict[str, tuple[int, ...]] = {}
_After = dict[str, tuple[tuple[tuple[str, ...], int], ...]]
_PHRASES: dict[str, _After] = {}
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
_USED = SEEN.keys() | _SINGLE.keys()
_BY_CONSONANTS = vowels.table(
    {**{word: word for word in SEEN}, **{f"di{word}": what for word, what in _SINGLE.items()}, **_SINGLE}
)


SIDES_OF = 5
"""Ways in which a word stands beside others."""
SIDES = Struct(f"={SIDES_OF}I")
"""The numbers of a word beside others, in one piece."""
_MIXED = (2654435761, 2246822519, 3266489917, 668265263, 374761393, 2484345967)
"""Odd numbers that have nothing to do with each other."""
LONGEST_PHRASE = max(len(rest) + 2 for after in _PHRASES.values() for ways in after.values() for rest, _ in ways)
"""Words of the longest phrase."""


@dataclass(slots=True)
class Word:
    """A word as it is looked up: its spelling, its stem where the lexicon knows one, and what it is about alone.

    `begins`: how the phrases go on that begin with its spelling or its stem; `tagged`: whether it is about anything.
    `sides` by `SIDES`, numbers of `PAIRED` bits for it beside others: its spelling on their left and on their right,
    its consonants there, and its stem beside a concept. `row` is for the model, which notes there what the word weighs.

    Tens of thousands are kept, and a text has words from all over: the smaller they are, the sooner they are at hand.
    """

    spelling: str
    stem: str
    concepts: tuple[int, ...]
    begins: tuple[_After, ...]
    tagged: bool
    sides: bytes
    row: int = 0

    @property
    def forms(self) -> tuple[str, ...]:
        """Its spelling and its stem."""
        return (self.spelling, self.stem) if self.stem and self.stem != self.spelling else (self.spelling,)


class Tag(NamedTuple):
    """A concept that stands in a text: its number, and the words from `first` up to, not including, `last`."""

    concept: int
    first: int
    last: int


_tag = partial(tuple.__new__, Tag)
"""Makes a tag of its three numbers in half the time."""


def _looked_up(typed: str) -> Word:
    spelling = spelled(typed)
    found = stem(spelling, _SINGLE)
    if not found and spelling not in SEEN:
        whole = vowels.filled(spelling, _BY_CONSONANTS)
        if whole:
            spelling, found = whole, stem(whole, _SINGLE)
    concepts, forms = _SINGLE.get(found, ()), dict.fromkeys((spelling, found))
    begins = tuple(_PHRASES[form] for form in forms if form in _PHRASES)
    bare = vowels.consonants(spelling) or spelling
    beside = (spelling, spelling, bare, bare, found or spelling)
    sides = SIDES.pack(*map(paired, beside, range(SIDES_OF)))
    return Word(spelling, found, concepts, begins, bool(concepts or begins), sides)


def is_known(typed: str) -> bool:
    """Return whether a plain word, its stem, or what it is with its vowels filled in, is known to be used."""
    spelling = spelled(typed)
    return bool(stem(spelling, _USED) or stem(vowels.filled(spelling, _BY_CONSONANTS), _SINGLE))


def hashed(name: str, after: int = 0) -> int:
    """Return the number below `HASHED` for `name`, written behind that of which `after` is the checksum."""
    return crc32(name.encode(), after) % HASHED


def paired(name: str, role: int) -> int:
    """Return the number of `PAIRED` bits for `name` in a role: 0 and 1 for words on the left and the right, 2 and 3 for
    their consonants there, 4 for a stem beside a concept, 5 for a concept.

    Checksums of the same letters differ by the same bits whatever stands before them, so they are mixed
    (Knuth, The Art of Computer Programming, volume 3, 6.4: multiplicative hashing).
    """
    return (crc32(name.encode()) * _MIXED[role] & 0xFFFFFFFF) >> 32 - PAIRED


_WORDS = Kept(_looked_up)


def word(typed: str) -> Word:
    """Return a plain word as it is looked up."""
    return _WORDS[typed]


def words(typed: Sequence[str]) -> list[Word]:
    """Return the words of a text as they are looked up."""
    return list(map(_WORDS.__getitem__, typed))


def tags(read: Sequence[Word]) -> list[Tag]:
    """Return what the words of a text are about, in their order, single words before the phrases they begin."""
    found = list[Tag]()
    for place in [place for place, one in enumerate(read) if one.tagged]:
        for concept in read[place].concepts:
            found.append(_tag((concept, place, place + 1)))
        for after in read[place].begins:
            for second in read[place + 1].forms if place + 1 < len(read) else ():
                if second in after:
                    found += _phrases(read, place + 1, after[second])
    return found


def _phrases(read: Sequence[Word], place: int, ways: tuple[tuple[tuple[str, ...], int], ...]) -> Iterator[Tag]:
    """Yield the phrases whose second word stands at a place, each word of them in its spelling or as a stem."""
    for rest, concept in ways:
        end = place + 1 + len(rest)
        if end <= len(read) and all(part in one.forms for part, one in zip(rest, read[place + 1 : end], strict=True)):
            yield Tag(concept, place - 1, end)
