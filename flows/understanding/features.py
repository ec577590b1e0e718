"""What the model sees of a text: parts of its words, its words, words side by side, and words near what they are about.

Every feature is a place in one table: first those of words and their parts, hashed into it (CRC-32), then those of two
words, then the own ones of concepts, which no two share. The same functions serve learning and listening, so that both
see the same.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from operator import xor
from typing import NamedTuple
from zlib import crc32

from flows.understanding.lexicon import CONCEPTS, HASHED, PAIRED, SIDES_OF, Tag, Word, hashed, paired, word
from flows.understanding.reading import Reading, read
from flows.understanding.vowels import consonants

_LENGTH = len(CONCEPTS)
_LENGTHS = 8
OWN = _LENGTH + _LENGTHS
"""Places that no two features share: those of the concepts, and of how many words a text has."""
PAIRS = 1 << PAIRED
"""Places of two words, of a word and a concept, and of words said before."""
FIRST_OWN = HASHED + PAIRS
SIZE = FIRST_OWN + OWN
"""Where the own places begin, and how many places the table has."""
FOLDED = PAIRS
FOLDED_SIZE = FOLDED + OWN
"""Places in the smaller table of the labels, and how many of them words and parts of words share with two words."""
_LEFT_EDGE, _RIGHT_EDGE = paired("^$", 0), paired("^$", 1)
"""What stands before the first word and after the last."""
_PARTS = range(3, 6)
"""Letters of the parts of a word that are looked at, its edges marked."""
_CONSONANTS = 3
"""Consonants from which a word is known by them."""
_MASK = HASHED - 1
"""Keeps of a number what is left of it below `HASHED`."""
_NEAR = 4
"""Words on either side of a concept that are seen with it."""
_AS_WORD, _AS_STEM, _AS_CONSONANTS, _ASKED, _SAID = (crc32(mark) for mark in (b"w=", b"s=", b"k=", b"a=", b"d="))
_BESIDE = tuple(paired(name, 5) for name in CONCEPTS)
"""Concepts beside words."""


def of_word(typed: str) -> set[int]:
    """Return the places of a word, of its parts, of its stem, and of its consonants: vowels are often left out."""
    return of_looked_up(word(typed))


def of_looked_up(one: Word) -> set[int]:
    """Return the places of a word that was looked up."""
    spelling, stem = one.spelling, one.stem
    edged = f"<{spelling}>".encode()
    parts = [edged[start : start + size] for size in _PARTS for start in range(len(edged) - size + 1)]
    found = {part & _MASK for part in map(crc32, parts)}
    found.add(hashed(spelling, _AS_WORD))
    if stem:
        found.add(hashed(stem, _AS_STEM))
    bare = consonants(spelling)
    if len(bare) >= _CONSONANTS:
        found.add(hashed(bare, _AS_CONSONANTS))
    return found


def of_talk(asked: str, said: Sequence[str]) -> set[int]:
    """Return the places of the words of the question that a text answers, and of what was said before it."""
    question = {hashed(word.spelling, _ASKED) % PAIRS for word in read(asked).words} if asked else set()
    return question | {hashed(word.spelling, _SAID) % PAIRS for text in said for word in read(text).words}


def of_concepts(roots: list[int], tags: Sequence[Tag], ends: Sequence[int]) -> tuple[list[list[int]], list[list[int]]]:
    """Return the own places of concepts, and the places of each with the stems of the words near it, by sentence.

    A place belongs to the sentence with which all that it needs is there; `ends`: how many words stand before its end.
    """
    own: list[list[int]] = [[] for _ in ends]
    near: list[list[int]] = [[] for _ in ends]
    about: list[list[int]] = [[] for _ in ends]
    within = [number for number, (first, last) in enumerate(pairwise((0, *ends))) for _ in range(first, last)]
    for concept, start, end in tags:
        beside, until, sentence = _BESIDE[concept], end + _NEAR, within[end - 1]
        own[sentence].append(concept)
        last = ends[sentence]
        around = roots[start - _NEAR if start > _NEAR else 0 : start] + roots[end : until if until < last else last]
        near[sentence] += around
        about[sentence] += [beside] * len(around)
        if until > last:
            for place in range(last, min(until, len(roots))):
                near[within[place]].append(roots[place])
                about[within[place]].append(beside)
    return own, [list(map(xor, words, concepts)) for words, concepts in zip(near, about, strict=True)]


def of_length(count: int) -> int:
    """Return the own place of how many words a text has. A question mark is no feature: it would make texts quieter."""
    return _LENGTH + min(count // 6, _LENGTHS - 1)


class Step(NamedTuple):
    """What one more sentence adds to a text, and what the text looks like up to its end.

    `words` are those of its words that did not stand before it, `added` the places of two words that it adds, `own` the
    own places. `length` is the own place of its length, and `edge` the place of its last word, up to its end only.
    """

    words: list[Word]
    added: list[int]
    own: list[int]
    length: int
    edge: int


def steps(reading: Reading, asked: str = "", said: Sequence[str] = ()) -> list[Step]:
    """Return what a text shows, an answer to `asked` after `said`, sentence by sentence.

    What a sentence adds stands in its step only, so that the work grows with the length of the text and not with the
    number of its sentences.
    """
    typed, looked_up = reading.typed, reading.words
    sides = memoryview(b"".join([word.sides for word in looked_up])).cast("I")
    before, rights, bare_lefts, bare_rights, roots = (sides[way::SIDES_OF].tolist() for way in range(SIDES_OF))
    lefts = [_LEFT_EDGE, *before]
    beside = list(map(xor, lefts, rights))
    bare = [0, *map(xor, bare_lefts, bare_rights[1:])]
    concepts = of_concepts(roots, reading.tags, [last for last, _ in reading.sentences])
    left = dict(zip(typed, looked_up, strict=True))
    found, first = list[Step](), 0
    for (last, _), own, added in zip(reading.sentences, *concepts, strict=True):
        new = [left.pop(word) for word in typed[first:last] if word in left]
        added += beside[first:last]
        added += bare[first or 1 : last]
        found.append(Step(new, added, own, of_length(last), lefts[last] ^ _RIGHT_EDGE))
        first = last
    found[0].added.extend(of_talk(asked, said))
    return found


def of_text(reading: Reading, asked: str = "", said: Sequence[str] = ()) -> Iterator[int]:
    """Yield the places of a whole text in its talk, a part as often as different words have it."""
    shown = steps(reading, asked, said)
    for step in shown:
        for one in step.words:
            yield from sorted(of_looked_up(one))
        yield from (HASHED + place for place in step.added)
        yield from (FIRST_OWN + place for place in step.own)
    yield from (FIRST_OWN + shown[-1].length, HASHED + shown[-1].edge)


def folded(places: Iterable[int]) -> list[int]:
    """Return the places in the smaller table of the labels: words share them with two words, the own ones are own."""
    return [place % FOLDED if place < FIRST_OWN else FOLDED + place - FIRST_OWN for place in places]
