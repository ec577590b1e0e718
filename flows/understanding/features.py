"""What the model sees of a text: parts of its words, its words, words side by side, and words near what they are about.

Every feature is a place in one table. Words and their parts are hashed into it (CRC-32), concepts have places of their
own. The same functions serve learning and listening, so that both see the same.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple
from zlib import crc32

from flows.understanding.lexicon import CONCEPTS, HASHED, Tag, Word, hashed, word
from flows.understanding.reading import Reading, read
from flows.understanding.vowels import consonants

_LENGTH = len(CONCEPTS)
_LENGTHS = 8
OWN = _LENGTH + _LENGTHS
"""Places that no two features share: those of the concepts, and of how many words a text has."""
SIZE = HASHED + OWN
"""Places in the table, the own ones behind the others."""
FOLDED = 1 << 16
FOLDED_SIZE = FOLDED + OWN
"""Places in the smaller table of the labels, and how many of them are shared by words and parts of words."""
_EDGE = hashed("^$")
"""The key of what stands before the first word and after the last."""
_PARTS = range(3, 6)
"""Letters of the parts of a word that are looked at, its edges marked."""
_CONSONANTS = 3
"""Consonants from which a word is known by them."""
_MASK = HASHED - 1
"""Keeps of a number what is left of it below `HASHED`."""
_NEAR = 4
"""Words on either side of a concept that are seen with it."""
_AS_WORD, _AS_STEM, _AS_CONSONANTS, _ASKED, _SAID = (crc32(mark) for mark in (b"w=", b"s=", b"k=", b"a=", b"d="))
_CONCEPT = 7919
"""Sets the places of one concept apart from those of the next."""


def of_word(typed: str) -> set[int]:
    """Return the places of a word, of its parts, of its stem, and of its consonants: vowels are often left out."""
    return of_looked_up(word(typed))


def of_looked_up(one: Word) -> set[int]:
    """Return the places of a word that was looked up."""
    spelling, stem, *_ = one
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


def of_neighbours(keys: Sequence[int], apart: int) -> list[int]:
    """Return the places of words that stand side by side, of each but the first with the one before it."""
    return [(one * 31 + other * 17 + apart) & _MASK for one, other in pairwise(keys)]


def of_talk(asked: str, said: Sequence[str]) -> set[int]:
    """Return the places of the words of the question that a text answers, and of what was said before it."""
    question = {hashed(word.spelling, _ASKED) for word in read(asked).words} if asked else set()
    return question | {hashed(word.spelling, _SAID) for text in said for word in read(text).words}


def of_concepts(
    stems: Sequence[int], tags: Sequence[Tag], ends: Sequence[int]
) -> tuple[list[list[int]], list[list[int]]]:
    """Return the own places of concepts, and the places of each with the stems of the words near it, by sentence.

    A place belongs to the sentence with which all that it needs is there; `ends`: how many words stand before its end.
    """
    own: list[list[int]] = [[] for _ in ends]
    pairs: list[list[tuple[int, list[int]]]] = [[] for _ in ends]
    within = [number for number, (first, last) in enumerate(pairwise((0, *ends))) for _ in range(first, last)]
    near = [stem * 31 for stem in stems]
    for concept, start, end in tags:
        apart, until, sentence = concept * _CONCEPT + 2, end + _NEAR, within[end - 1]
        own[sentence].append(concept)
        before = near[start - _NEAR if start > _NEAR else 0 : start]
        last = ends[sentence]
        pairs[sentence].append((apart, before + near[end : until if until < last else last]))
        if until > last:
            for place in range(last, min(until, len(near))):
                pairs[within[place]].append((apart, [near[place]]))
    return own, [[(stem + apart) & _MASK for apart, around in together for stem in around] for together in pairs]


def of_length(count: int) -> int:
    """Return the own place of how many words a text has. A question mark is no feature: it would make texts quieter."""
    return _LENGTH + min(count // 6, _LENGTHS - 1)


class Step(NamedTuple):
    """What one more sentence adds to a text, and what the text looks like up to its end.

    `words` are those that did not stand before it, `added` the places of what it adds beside them, `own` the own ones
    among these. `length` is the own place of its length, and `edge` the place of its last word, up to its end only.
    """

    words: set[str]
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
    spellings = [_EDGE, *[word.key for word in looked_up]]
    beside, bare = of_neighbours(spellings, 1), [0, *of_neighbours([word.bare for word in looked_up], 3)]
    concepts = of_concepts([word.root for word in looked_up], reading.tags, [last for last, _ in reading.sentences])
    found, known, first = list[Step](), set[str](), 0
    for (last, _), own, added in zip(reading.sentences, *concepts, strict=True):
        words = set(typed[first:last]) - known
        known |= words
        added += beside[first:last]
        added += bare[first or 1 : last]
        edge = (spellings[last] * 31 + _EDGE * 17 + 1) & _MASK
        found.append(Step(words, added, own, of_length(last), edge))
        first = last
    found[0].added.extend(of_talk(asked, said))
    return found


def of_text(reading: Reading, asked: str = "", said: Sequence[str] = ()) -> Iterator[int]:
    """Yield the places of a whole text in its talk, a part as often as different words have it."""
    shown, looked_up = steps(reading, asked, said), dict(zip(reading.typed, reading.words, strict=True))
    for step in shown:
        for typed in sorted(step.words):
            yield from sorted(of_looked_up(looked_up[typed]))
        yield from step.added
        yield from (HASHED + place for place in step.own)
    yield from (HASHED + shown[-1].length, shown[-1].edge)


def folded(places: Iterable[int]) -> list[int]:
    """Return the places in the smaller table of the labels: those of words share them, the others keep their own."""
    return [place % FOLDED if place < HASHED else FOLDED + place - HASHED for place in places]
