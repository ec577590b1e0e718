"""A linear model beside the rules: it hears what no rule names. It only raises, and says which words weighed most.

Its weights are a table of signed bytes with one scale, learned by `pelita triage --train` from sentences in this
repository. The score of a text is the sum of the weights of its features, divided by the root of their number.
"""

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

from flows.data import load_bytes
from flows.understanding import features
from flows.understanding.reading import Reading, asks, ends, read

HEAD = struct.Struct("<8sIff2f")
"""Mark, number of places, scale, offset, and the two thresholds: from which a text is asked about, and calls."""
MARK = b"PELITA-1"


@dataclass(frozen=True, slots=True)
class Model:
    """The weights, and from which scores a text is worth a question or a call."""

    weights: memoryview
    scale: float
    offset: float
    asks: float
    calls: float


def from_bytes(data: bytes) -> Model:
    """Return the model that `data` holds. Raises ValueError for anything else."""
    mark, size, scale, offset, asks, calls = HEAD.unpack_from(data)
    if mark != MARK or size != features.SIZE or len(data) != HEAD.size + size:
        raise ValueError("these weights belong to another form of the model: learn them again")
    return Model(memoryview(data)[HEAD.size :].cast("b"), scale, offset, asks, calls)


@lru_cache(maxsize=1)
def model() -> Model:
    """Return the model that lies beside the other data, read at its first use."""
    return from_bytes(load_bytes("triage.weights"))


def loudest(text: str, asked: str = "", said: Sequence[str] = ()) -> float:
    """Return the highest score of a text as it grew, sentence by sentence.

    So whatever is written behind it, danger that was said stays as loud as it was.
    """
    return max(scores(read(text), asked, said))


def parts_of(text: str) -> list[str]:
    """Return what of a text is scored: all up to the end of each of its sentences; the whole is the longest."""
    return [text[:end] for end in ends(text)]


def scores(reading: Reading, asked: str = "", said: Sequence[str] = ()) -> list[float]:
    """Return how much a text, an answer to `asked` after `said`, is like those for which a counselor would be woken.

    One score for each sentence, of all up to its end. What a sentence adds is counted once, so that the work grows with
    the length of the text and not with the number of its sentences.
    """
    learned = model()
    weigh, talk, question = learned.weights.__getitem__, features.of_talk(asked, said), asks(reading.text)
    total, count, first = sum(map(weigh, talk)), len(talk), 0
    known, beside, about, found = set[str](), set[int](), set[int](), list[float]()
    for last, end in reading.sentences:
        for weight, parts in map(_of_word, {token.word for token in reading.tokens[first:last]} - known):
            total, count = total + weight, count + parts
        near = features.of_neighbours(reading.words, first, last) - beside
        pairs = features.of_concepts(features.between(reading.tags, first, last), first) - about
        total += sum(map(weigh, near)) + sum(map(weigh, pairs))
        count += len(near) + len(pairs)
        known.update(token.word for token in reading.tokens[first:last])
        beside |= near
        about |= pairs
        form = {*features.of_form(last, question=question < end), features.of_end(reading.words, last)} - beside
        heavy, many = total + sum(map(weigh, form)), count + len(form)
        found.append(learned.offset + learned.scale * heavy / sqrt(many))
        first = last
    return found


def weightiest(reading: Reading, most: int = 4) -> tuple[int, ...]:
    """Return the places of the words that weighed most for a call, in the order of the text."""
    weighed = [(_of_word(token.word)[0], place) for place, token in enumerate(reading.tokens)]
    heaviest = sorted(weighed, key=lambda pair: (-pair[0], pair[1]))[:most]
    return tuple(sorted(place for weight, place in heaviest if weight > 0))


@lru_cache(maxsize=32768)
def _of_word(typed: str) -> tuple[int, int]:
    """Return the sum of the weights of a word and its parts, and how many they are."""
    places = features.of_word(typed)
    weights = model().weights
    return sum(weights[place] for place in places), len(places)
