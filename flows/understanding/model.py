"""Linear models beside the rules: they hear what no rule names. They only raise, and say which words weighed most.

One tells urgent texts from others, one more for each label tells what it is about; a text is as loud as the first says,
and the loudest label for which people are called. Weights are tables of signed bytes, learned by `pelita triage
--train` from sentences in this repository. A score is the sum of the weights of a text's features, divided by the root
of their number.
"""

import struct
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt
from typing import NamedTuple

from flows.data import load_bytes
from flows.understanding import features, lexicon
from flows.understanding.common import Kept
from flows.understanding.features import Step
from flows.understanding.labels import LABELS, URGENT
from flows.understanding.lexicon import HASHED, Word
from flows.understanding.reading import Reading, ends, read

MARK = b"PELITA-2"
HEAD = struct.Struct("<8s2I3f2f")
"""Mark, places of both tables; from which scores a text is looked at, asked about, and calls; scale and offset."""
LABEL = struct.Struct("<3f")
"""Of each label, in their order: scale, offset, and the score from which it is given."""
SHARE = 0.8
"""What the loudest label adds to the score of a text."""
QUIET = -1.0
"""What a label counts in a text that is too quiet to be looked at for labels."""
_LANE, _ABOVE = 24, 128
_LANE_BITS = (1 << _LANE) - 1
_SHIFTS = tuple(range(0, _LANE * len(LABELS), _LANE))
"""A row is the weights of a place for all labels as one number, so that adding such numbers adds them label by label.

Each label has so many bits of it, in which its weight stands with so much added: never less than nothing. They suffice
for 65,793 places; the densest text of the greatest length that was found has 28,000.
"""
_FOLD = features.FOLDED - 1
"""Keeps of a place the one that it shares with others in the smaller table."""
_CALLING = len(URGENT)
"""Those for which people are called are the first of the labels."""


@dataclass(frozen=True, slots=True)
class Model:
    """The weights, by place of a text's features and for the labels by place and label, and the thresholds."""

    weights: memoryview
    scale: float
    offset: float
    looks: float
    asks: float
    calls: float
    by_label: memoryview
    labels: tuple[tuple[float, float, float], ...]


class Weight(NamedTuple):
    """The sums of the weights, and of the rows, of a word and its parts, and how many they are."""

    weight: int
    parts: int
    row: int


@dataclass(frozen=True, slots=True)
class Loudness:
    """How loud a text is at its loudest, and the labels it is given."""

    score: float
    labels: tuple[str, ...] = ()


def to_bytes(model: Model) -> bytes:
    """Return the file that holds `model`."""
    head = HEAD.pack(
        MARK, features.SIZE, features.FOLDED_SIZE, model.looks, model.asks, model.calls, model.scale, model.offset
    )
    tables = model.weights.tobytes() + model.by_label.tobytes()
    return head + b"".join(LABEL.pack(*label) for label in model.labels) + zlib.compress(tables, 9)


def from_bytes(data: bytes) -> Model:
    """Return the model that `data` holds. Raises ValueError for anything else."""
    mark, size, folded, looks, asks, calls, scale, offset = HEAD.unpack_from(data)
    start = HEAD.size + LABEL.size * len(LABELS)
    if mark != MARK or (size, folded) != (features.SIZE, features.FOLDED_SIZE):
        raise ValueError("these weights belong to another form of the model: learn them again")
    try:
        tables = memoryview(zlib.decompress(data[start:])).cast("b")
    except zlib.error:
        raise ValueError("these weights are damaged: learn them again") from None
    labels = tuple(LABEL.iter_unpack(data[HEAD.size : start]))
    return Model(tables[:size], scale, offset, looks, asks, calls, tables[size:], labels)


@lru_cache(maxsize=1)
def model() -> Model:
    """Return the model that lies beside the other data, read at its first use."""
    return from_bytes(load_bytes("triage.weights"))


def parts_of(text: str) -> list[str]:
    """Return what of a text is scored: all up to the end of each of its sentences; the whole is the longest."""
    return [text[:end] for end in ends(text)]


def loudest(text: str, asked: str = "", said: Sequence[str] = ()) -> Loudness:
    """Return how loud `text` is, an answer to `asked` after `said`: the most of what it is as it grows.

    So whatever is written behind it, danger that was said stays as loud as it was.
    """
    learned, reading = model(), read(text)
    steps, words = features.steps(reading, asked, said), _weights(reading)
    plain = _scores(steps, words)
    if max(plain) < learned.looks:
        return Loudness(max(plain) + SHARE * QUIET)
    labels = _label_scores(steps, words)
    loud = max(
        score + SHARE * (max(told[:_CALLING]) if score >= learned.looks else QUIET)
        for score, told in zip(plain, labels, strict=True)
    )
    highest = map(max, zip(*labels, strict=True))
    given = (
        label for label, score, (_, _, enough) in zip(LABELS, highest, learned.labels, strict=True) if score >= enough
    )
    return Loudness(loud, tuple(given))


def _scores(steps: Sequence[Step], words: Mapping[str, Weight]) -> list[float]:
    """Return how much a text is like those for which a counselor would be woken, up to the end of each sentence."""
    learned, total, count, found = model(), 0, 0, list[float]()
    weights, own = learned.weights[:HASHED], learned.weights[HASHED:]
    for step in steps:
        for word in step.words:
            weight, parts, _ = words[word]
            total, count = total + weight, count + parts
        total += sum([weights[place] for place in step.added]) + sum([own[place] for place in step.own])
        count += len(step.added) + len(step.own)
        heavy, many = total + own[step.length] + weights[step.edge], count + 2
        found.append(learned.offset + learned.scale * heavy / sqrt(many))
    return found


def _label_scores(steps: Sequence[Step], words: Mapping[str, Weight]) -> list[list[float]]:
    """Return how much a text is like those with each label, up to the end of each sentence."""
    (rows, own), total, count, found = _rows(), 0, 0, list[list[float]]()
    lanes = [(shift, scale, offset) for shift, (scale, offset, _) in zip(_SHIFTS, model().labels, strict=True)]
    for step in steps:
        for word in step.words:
            _, parts, row = words[word]
            total, count = total + row, count + parts
        total += sum([rows[place & _FOLD] for place in step.added]) + sum([own[place] for place in step.own])
        count += len(step.added) + len(step.own)
        heavy, many = total + own[step.length] + rows[step.edge & _FOLD], count + 2
        above, root = _ABOVE * many, sqrt(many)
        found.append(
            [offset + scale * ((heavy >> shift & _LANE_BITS) - above) / root for shift, scale, offset in lanes]
        )
    return found


def weightiest(reading: Reading, label: str = "", most: int = 4) -> tuple[int, ...]:
    """Return the places of the words that weighed most for `label`, or for a call, in the order of the text."""
    words = _weights(reading)
    shift = _LANE * LABELS.index(label) if label else 0
    by_word = {
        word: (row >> shift & _LANE_BITS) - _ABOVE * parts if label else weight
        for word, (weight, parts, row) in words.items()
    }
    weights = [by_word[word] for word in reading.typed]
    heaviest = sorted(range(len(weights)), key=weights.__getitem__, reverse=True)[:most]
    return tuple(sorted(place for place in heaviest if weights[place] > 0))


@lru_cache(maxsize=1)
def _rows() -> tuple[list[int], list[int]]:
    """Return the row of every place of the smaller table (5 MB): of those that are shared, and of the own ones."""
    size, by_label = _LANE // 8, model().by_label
    table = bytearray(size * len(by_label))
    table[::size] = bytes([weight + _ABOVE for weight in by_label])
    row = size * len(LABELS)
    rows = [int.from_bytes(table[start : start + row], "little") for start in range(0, len(table), row)]
    return rows[: features.FOLDED], rows[features.FOLDED :]


def _weights(reading: Reading) -> dict[str, Weight]:
    """Return what the words of a text weigh, by how they were typed."""
    looked_up = dict(zip(reading.typed, reading.words, strict=True))
    return {typed: _WORDS.get(typed) or _WORDS.keep(typed, _weighed(word)) for typed, word in looked_up.items()}


def _weighed(word: Word) -> Weight:
    weights, (rows, _), places = model().weights, _rows(), features.of_looked_up(word)
    row = sum([rows[place & _FOLD] for place in places])
    return Weight(sum([weights[place] for place in places]), len(places), row)


_WORDS = Kept[Weight](lambda typed: _weighed(lexicon.word(typed)))
