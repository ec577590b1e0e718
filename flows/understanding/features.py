"""What the model sees of a text: parts of its words, its words, words side by side, and words near what they are about.

Every feature is a place in one table. Words and their parts are hashed into it (CRC-32), concepts have places of their
own. The same functions serve learning and listening, so that both see the same.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple
from zlib import crc32

from flows.understanding.lexicon import CONCEPTS, LONGEST_PHRASE, Tag, Word, word
from flows.understanding.reading import Reading, asks, read
from flows.understanding.vowels import consonants

HASHED = 1 << 20
_SINGLE = HASHED
_LENGTH = _SINGLE + len(CONCEPTS)
_QUESTION = _LENGTH + 8
SIZE = _QUESTION + 1
"""Places in the table."""
FOLDED = 1 << 16
FOLDED_SIZE = FOLDED + SIZE - HASHED
"""Places in the smaller table of the labels, and how many of them are shared by words and parts of words."""
_EDGE = crc32(b"^$")
"""The key of what stands before the first word and after the last."""
_PARTS = range(3, 6)
"""Letters of the parts of a word that are looked at, its edges marked."""
_CONSONANTS = 3
"""Consonants from which a word is known by them."""
_NEAR = 4
"""Words on either side of a concept that are seen with it."""
_REACH = LONGEST_PHRASE + 2 * _NEAR
"""Words before a sentence that may be near one of its concepts."""
_CONCEPT = 7919
"""Sets the places of one concept apart from those of the next."""


@lru_cache(maxsize=32768)
def of_word(typed: str) -> tuple[int, ...]:
    """Return the places of a word, of its parts, of its stem, and of its consonants: vowels are often left out."""
    known = word(typed)
    edged = f"<{known.spelling}>".encode()
    found = {crc32(edged[start : start + size]) % HASHED for size in _PARTS for start in range(len(edged) - size + 1)}
    found.add(_place(f"w={known.spelling}"))
    if known.stem:
        found.add(_place(f"s={known.stem}"))
    bare = consonants(known.spelling)
    if len(bare) >= _CONSONANTS:
        found.add(_place(f"k={bare}"))
    return tuple(sorted(found))


def of_neighbours(words: Sequence[Word], first: int, last: int) -> list[int]:
    """Return the places of words that stand side by side, in their spelling and by their consonants.

    Only those are returned that end at one of the words from `first` up to, not including, `last`.
    """
    some = words[max(first - 1, 0) : last]
    spellings, bare = [word.keys[0] for word in some], [word.keys[1] for word in some]
    if not first:
        spellings.insert(0, _EDGE)
    found = [(one * 31 + other * 17 + 1) % HASHED for one, other in pairwise(spellings)]
    return found + [(one * 31 + other * 17 + 3) % HASHED for one, other in pairwise(bare)]


def of_end(words: Sequence[Word], last: int) -> int:
    """Return the place of a text's end behind the last word before `last`."""
    key = words[last - 1].keys[0] if last else _EDGE
    return (key * 31 + _EDGE * 17 + 1) % HASHED


def of_talk(asked: str, said: Sequence[str]) -> set[int]:
    """Return the places of the words of the question that a text answers, and of what was said before it."""
    question = {_place(f"a={word.spelling}") for word in read(asked).words} if asked else set()
    return question | {_place(f"d={word.spelling}") for text in said for word in read(text).words}


def of_concepts(words: Sequence[Word], tags: Sequence[Tag], first: int, last: int) -> list[int]:
    """Return the places of concepts, and of each with the stems of the words near it.

    Only those are returned for which the words from `first` up to, not including, `last` are needed.
    """
    back = max(first - _REACH, 0)
    found, stems = list[int](), [word.keys[2] * 31 for word in words[back:last]]
    for concept, start, end in _between(tags, first, last):
        apart = concept * _CONCEPT + 2
        if end > first:
            found.append(_SINGLE + concept)
            near = stems[max(start - _NEAR - back, 0) : start - back] + stems[end - back : end - back + _NEAR]
        else:
            near = stems[first - back : end - back + _NEAR]
        found += [(stem + apart) % HASHED for stem in near]
    return found


def _between(tags: Sequence[Tag], first: int, last: int) -> list[Tag]:
    """Return the tags that end before the word `last` and are near the words from `first` on."""
    start = bisect_left(tags, first - _NEAR - LONGEST_PHRASE, key=_first)
    return [tag for tag in tags[start : bisect_left(tags, last, key=_first)] if tag.last <= last]


def _first(tag: Tag) -> int:
    return tag.first


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
    known, added = set[str](), list(of_talk(asked, said))
    found, first, question = list[Step](), 0, asks(reading.text)
    for last, end in reading.sentences:
        typed = {token.word for token in reading.tokens[first:last]} - known
        added += of_neighbours(reading.words, first, last) + of_concepts(reading.words, reading.tags, first, last)
        known |= typed
        form = (*of_form(last, question=question < end), of_end(reading.words, last))
        found.append(Step(typed, added, form))
        first, added = last, []
    return found


def of_text(reading: Reading, asked: str = "", said: Sequence[str] = ()) -> Iterator[int]:
    """Yield the places of a whole text in its talk, a part as often as different words have it."""
    shown = steps(reading, asked, said)
    for step in shown:
        for typed in sorted(step.words):
            yield from of_word(typed)
        yield from step.added
    yield from shown[-1].form


def folded(place: int) -> int:
    """Return the place in the smaller table of the labels: those of words share places, the others keep their own."""
    return place % FOLDED if place < HASHED else FOLDED + place - HASHED


def _place(name: str) -> int:
    return crc32(name.encode()) % HASHED
