"""What the model sees of a text: parts of its words, its words and pairs of words, and pairs of what they are about.

Every feature is a place in one table. Words and their parts are hashed into it (CRC-32), pairs of concepts have places
of their own. The same functions serve learning and listening, so that both see the same.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from zlib import crc32

from flows.understanding.lexicon import CONCEPTS, LONGEST_PHRASE, Tag, Word, word
from flows.understanding.reading import Reading, asks, read

HASHED = 1 << 18
_PAIRS = HASHED
_SINGLE = _PAIRS + len(CONCEPTS) ** 2
_LENGTH = _SINGLE + len(CONCEPTS)
_QUESTION = _LENGTH + 8
SIZE = _QUESTION + 1
"""Places in the table."""
_EDGE = crc32(b"^$")
"""The key of what stands before the first word and after the last."""
_PARTS = range(2, 6)
"""Letters of the parts of a word that are looked at, its edges marked."""
_NEAR = 6
"""Words within which two concepts are a pair."""


@lru_cache(maxsize=32768)
def of_word(typed: str) -> tuple[int, ...]:
    """Return the places of a word, of its parts and of its stem."""
    known = word(typed)
    edged = f"<{known.spelling}>".encode()
    found = {crc32(edged[start : start + size]) % HASHED for size in _PARTS for start in range(len(edged) - size + 1)}
    found.add(_place(f"w={known.spelling}"))
    if known.stem:
        found.add(_place(f"s={known.stem}"))
    return tuple(sorted(found))


def of_neighbours(words: Sequence[Word], first: int, last: int) -> set[int]:
    """Return the places of words that stand side by side or with one between them, and of their stems side by side.

    Only those are returned that end at one of the words from `first` up to, not including, `last`.
    """
    start = max(first - 2, 0)
    keys = [word.keys[0] for word in words[start:last]]
    stems = [word.keys[1] for word in words[start:last]]
    beside = max(first - start - 1, 0)
    found = {(one * 31 + other * 17 + 1) % HASHED for one, other in pairwise(keys[beside:])}
    found.update((one * 31 + other * 17 + 2) % HASHED for one, other in zip(keys, keys[2:], strict=False))
    found.update((one * 31 + other * 17 + 3) % HASHED for one, other in pairwise(stems[beside:]))
    if not first:
        found.add((_EDGE * 31 + (keys[0] if keys else _EDGE) * 17 + 1) % HASHED)
    return found


def of_end(words: Sequence[Word], last: int) -> int:
    """Return the place of a text's end behind the last word before `last`."""
    key = words[last - 1].keys[0] if last else _EDGE
    return (key * 31 + _EDGE * 17 + 1) % HASHED


def of_talk(asked: str, said: Sequence[str]) -> set[int]:
    """Return the places of the words of the question that a text answers, and of what was said before it."""
    question = {_place(f"a={word.spelling}") for word in read(asked).words} if asked else set()
    return question | {_place(f"d={word.spelling}") for text in said for word in read(text).words}


def of_concepts(tags: Sequence[Tag], first: int = 0) -> set[int]:
    """Return the places of all concepts, and of all pairs of them that stand near each other, in their order.

    Single ones only where one of the words from `first` on stands in them.
    """
    size, found = len(CONCEPTS), {_SINGLE + tag.concept for tag in tags if tag.last > first}
    for place, tag in enumerate(tags):
        row, end = _PAIRS + tag.concept * size, tag.first + _NEAR
        for at in range(place + 1, len(tags)):
            other = tags[at]
            if other.first > end:
                break
            if other.concept != tag.concept and other.first > tag.first:
                found.add(row + other.concept)
    return found


def between(tags: Sequence[Tag], first: int, last: int) -> list[Tag]:
    """Return the tags before the word `last` that are needed for those that end behind the word `first`."""
    start = bisect_left(tags, first - _NEAR - LONGEST_PHRASE, key=_first)
    return [tag for tag in tags[start : bisect_left(tags, last, key=_first)] if tag.last <= last]


def _first(tag: Tag) -> int:
    return tag.first


def of_form(count: int, *, question: bool) -> tuple[int, ...]:
    """Return the places of what a text looks like as a whole: how many words it has, whether it asks something."""
    length = _LENGTH + min(count // 6, 7)
    return (length, _QUESTION) if question else (length,)


def of_text(reading: Reading, asked: str = "", said: Sequence[str] = ()) -> Iterator[int]:
    """Yield the places of a text in its talk, a part as often as different words have it."""
    for typed in dict.fromkeys(token.word for token in reading.tokens):
        yield from of_word(typed)
    yield from of_neighbours(reading.words, 0, len(reading.words)) | {of_end(reading.words, len(reading.words))}
    yield from of_concepts(reading.tags)
    yield from of_form(len(reading.words), question=asks(reading.text) < len(reading.text))
    yield from of_talk(asked, said)


def _place(name: str) -> int:
    return crc32(name.encode()) % HASHED
