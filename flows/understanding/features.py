"""What the model sees of a text: parts of its words, its words, words side by side, and words near what they are about.

Every feature is a place in one table. Words and their parts are hashed into it (CRC-32), concepts have places of their
own. The same functions serve learning and listening, so that both see the same.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple
from zlib import crc32

from flows.understanding.lexicon import CONCEPTS, HASHED, LONGEST_PHRASE, Tag, hashed, word
from flows.understanding.reading import Reading, asks, read
from flows.understanding.vowels import consonants

_SINGLE = HASHED
_LENGTH = _SINGLE + len(CONCEPTS)
_QUESTION = _LENGTH + 8
SIZE = _QUESTION + 1
"""Places in the table."""
FOLDED = 1 << 16
FOLDED_SIZE = FOLDED + SIZE - HASHED
"""Places in the smaller table of the labels, and how many of them are shared by words and parts of words."""
_EDGE = hashed("^$")
"""The key of what stands before the first word and after the last."""
_PARTS = range(3, 6)
"""Letters of the parts of a word that are looked at, its edges marked."""
_CONSONANTS = 3
"""Consonants from which a word is known by them."""
_NEAR = 4
"""Words on either side of a concept that are seen with it."""
_REACH = LONGEST_PHRASE + _NEAR - 1
"""Words before a sentence at which a concept may begin that has words of the sentence near it."""
_AS_WORD, _AS_STEM, _AS_CONSONANTS, _ASKED, _SAID = (crc32(mark) for mark in (b"w=", b"s=", b"k=", b"a=", b"d="))
_CONCEPT = 7919
"""Sets the places of one concept apart from those of the next."""


def of_word(typed: str) -> set[int]:
    """Return the places of a word, of its parts, of its stem, and of its consonants: vowels are often left out."""
    spelling, stem, *_ = word(typed)
    edged = f"<{spelling}>".encode()
    found = {crc32(edged[start : start + size]) % HASHED for size in _PARTS for start in range(len(edged) - size + 1)}
    found.add(hashed(spelling, _AS_WORD))
    if stem:
        found.add(hashed(stem, _AS_STEM))
    bare = consonants(spelling)
    if len(bare) >= _CONSONANTS:
        found.add(hashed(bare, _AS_CONSONANTS))
    return found


def of_neighbours(keys: Sequence[int], apart: int) -> list[int]:
    """Return the places of words that stand side by side, of each but the first with the one before it."""
    return [(one * 31 + other * 17 + apart) % HASHED for one, other in pairwise(keys)]


def of_talk(asked: str, said: Sequence[str]) -> set[int]:
    """Return the places of the words of the question that a text answers, and of what was said before it."""
    question = {hashed(word.spelling, _ASKED) for word in read(asked).words} if asked else set()
    return question | {hashed(word.spelling, _SAID) for text in said for word in read(text).words}


def of_concepts(stems: list[int], tags: Sequence[Tag], first: int, last: int) -> list[int]:
    """Return the places of concepts, and of each with the stems of the words near it.

    Only those are returned for which the words from `first` up to, not including, `last` are needed.
    """
    found = list[int]()
    for concept, start, end in tags:
        if first < end <= last:
            found.append(_SINGLE + concept)
            near = stems[max(start - _NEAR, 0) : start] + stems[end : min(end + _NEAR, last)]
        else:
            near = stems[first : min(end + _NEAR, last)] if end <= first else []
        apart = concept * _CONCEPT + 2
        found += [(stem * 31 + apart) % HASHED for stem in near]
    return found


def of_form(count: int, *, question: bool) -> tuple[int, ...]:
    """Return the places of what a text looks like as a whole: how many words it has, whether it asks something."""
    length = _LENGTH + min(count // 6, 7)
    return (length, _QUESTION) if question else (length,)


class Step(NamedTuple):
    """What one more sentence adds to a text, and what the text looks like up to its end.

    `words` are those that did not stand before it, `added` the places of what it adds beside them.
    """

    words: set[str]
    added: list[int]
    form: tuple[int, ...]


def steps(reading: Reading, asked: str = "", said: Sequence[str] = ()) -> list[Step]:
    """Return what a text shows, an answer to `asked` after `said`, sentence by sentence.

    What a sentence adds stands in its step only, so that the work grows with the length of the text and not with the
    number of its sentences.
    """
    typed, keys = [token.word for token in reading.tokens], [word.keys for word in reading.words]
    spellings, stems = [_EDGE, *[key[0] for key in keys]], [key[2] for key in keys]
    beside, bare = of_neighbours(spellings, 1), of_neighbours([key[1] for key in keys], 3)
    tags, begins, question = reading.tags, [tag.first for tag in reading.tags], asks(reading.text)
    found, known, first, added = list[Step](), set[str](), 0, list(of_talk(asked, said))
    for last, end in reading.sentences:
        near = tags[bisect_left(begins, first - _REACH) : bisect_left(begins, last)]
        words = set(typed[first:last]) - known
        known |= words
        added += beside[first:last] + bare[max(first - 1, 0) : max(last - 1, 0)] + of_concepts(stems, near, first, last)
        form = (*of_form(last, question=question < end), *of_neighbours((spellings[last], _EDGE), 1))
        found.append(Step(words, added, form))
        first, added = last, []
    return found


def of_text(reading: Reading, asked: str = "", said: Sequence[str] = ()) -> Iterator[int]:
    """Yield the places of a whole text in its talk, a part as often as different words have it."""
    shown = steps(reading, asked, said)
    for step in shown:
        for typed in sorted(step.words):
            yield from sorted(of_word(typed))
        yield from step.added
    yield from shown[-1].form


def folded(places: Iterable[int]) -> list[int]:
    """Return the places in the smaller table of the labels: those of words share them, the others keep their own."""
    return [place % FOLDED if place < HASHED else FOLDED + place - HASHED for place in places]
