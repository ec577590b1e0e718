"""Linear models beside the rules: they hear what no rule names. They only raise, and say which words weighed most.

One tells urgent texts from others, one more for each label tells what it is about; a text is as loud as the first says,
and the loudest label for which people are called. Weights are tables of bytes, each with `NOTHING` added so that none
is below zero, learned by `pelita triage --train` from sentences in this repository. A score is the sum of the weights
of a text's features, divided by the root of their number.
"""

import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt
from operator import itemgetter
from typing import NamedTuple

from flows.data import load_bytes
from flows.understanding import features, lexicon
from flows.understanding.common import Kept
from flows.understanding.features import Step
from flows.understanding.labels import LABELS, URGENT
from flows.understanding.lexicon import HASHED, Word
from flows.understanding.reading import Reading, ends, read

MARK = b"PELITA-3"
HEAD = struct.Struct("<8s2I3f2f")
"""Mark, places of both tables; from which scores a text is looked at, asked about, and calls; scale and offset."""
LABEL = struct.Struct("<3f")
"""Of each label, in their order: scale, offset, and the score from which it is given."""
NOTHING = 128
"""The byte of a feature that weighs nothing."""
SHARE = 0.8
"""What the loudest label adds to the score of a text."""
QUIET = -1.0
"""What a label counts in a text that is too quiet to be looked at for labels."""
ROW = struct.Struct(f"<{len(LABELS)}I")
"""A row is the weights of a place for all labels as one number, so that adding such numbers adds them label by label.

Each label has 32 bits of it for its byte, which suffice for sixteen million places.
"""
_FOLD = features.FOLDED - 1
"""Keeps of a place the one that it shares with others in the smaller table."""
_CALLING = len(URGENT)
"""Those for which people are called are the first of the labels."""


@dataclass(frozen=True, slots=True)
class Model:
    """The weights, by place of a text's features and for the labels by place and label, and the thresholds."""

    weights: bytes
    scale: float
    offset: float
    looks: float
    asks: float
    calls: float
    by_label: bytes
    labels: tuple[tuple[float, float, float], ...]


class Weight(NamedTuple):
    """The sums of the bytes, and of the rows, of a word and its parts, and how many they are."""

    weight: int
    parts: int
    row: int


class Loudness(NamedTuple):
    """How loud a text is at its loudest, and the labels it is given."""

    score: float
    labels: tuple[str, ...] = ()


def to_bytes(model: Model) -> bytes:
    """Return the file that holds `model`."""
    head = HEAD.pack(
        MARK, features.SIZE, features.FOLDED_SIZE, model.looks, model.asks, model.calls, model.scale, model.offset
    )
    tables = zlib.compress(model.weights + model.by_label, 9)
    return head + b"".join(LABEL.pack(*label) for label in model.labels) + tables


def from_bytes(data: bytes) -> Model:
    """Return the model that `data` holds. Raises ValueError for anything else."""
    mark, size, folded, looks, asks, calls, scale, offset = HEAD.unpack_from(data)
    start = HEAD.size + LABEL.size * len(LABELS)
    if mark != MARK or (size, folded) != (features.SIZE, features.FOLDED_SIZE):
        raise ValueError("these weights belong to another form of the model: learn them again")
    try:
        tables = zlib.decompress(data[start:])
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
    weighed = [[words[place] for place in step.words] for step in steps]
    plain = _scores(steps, weighed)
    if max(plain) < learned.looks:
        return Loudness(max(plain) + SHARE * QUIET)
    labels = _label_scores(steps, weighed)
    loud = max(
        score + SHARE * (max(told[:_CALLING]) if score >= learned.looks else QUIET)
        for score, told in zip(plain, labels, strict=True)
    )
    highest = map(max, zip(*labels, strict=True))
    given = (
        label for label, score, (_, _, enough) in zip(LABELS, highest, learned.labels, strict=True) if score >= enough
    )
    return Loudness(loud, tuple(given))


def _scores(steps: Sequence[Step], weighed: Sequence[Sequence[Weight]]) -> list[float]:
    """Return how much a text is like those for which a counselor would be woken, up to the end of each sentence."""
    (_, pairs, own), learned, total, count, found = _tables(), model(), 0, 0, list[float]()
    for step, words in zip(steps, weighed, strict=True):
        for weight, parts, _ in words:
            total, count = total + weight, count + parts
        total += _sum_of(pairs, step.added) + _sum_of(own, step.own)
        count += len(step.added) + len(step.own)
        heavy, many = total + own[step.length] + pairs[step.edge], count + 2
        found.append(learned.offset + learned.scale * (heavy - NOTHING * many) / sqrt(many))
    return found


def _label_scores(steps: Sequence[Step], weighed: Sequence[Sequence[Weight]]) -> list[list[float]]:
    """Return how much a text is like those with each label, up to the end of each sentence."""
    (rows, own), total, count, found = _rows(), 0, 0, list[list[float]]()
    learned = model().labels
    for step, words in zip(steps, weighed, strict=True):
        for _, parts, row in words:
            total, count = total + row, count + parts
        total += _sum_of(rows, step.added) + _sum_of(own, step.own)
        count += len(step.added) + len(step.own)
        heavy, many = total + own[step.length] + rows[step.edge], count + 2
        nothing, root = NOTHING * many, sqrt(many)
        by_label = zip(ROW.unpack(heavy.to_bytes(ROW.size, "little")), learned, strict=True)
        found.append([offset + scale * (weight - nothing) / root for weight, (scale, offset, _) in by_label])
    return found


def _sum_of(table: Sequence[int], places: Sequence[int]) -> int:
    """Return the sum of what stands at `places` of a table; taken out all at once, which is twice as fast."""
    return sum(itemgetter(*places)(table)) if len(places) > 1 else sum([table[place] for place in places])


def weightiest(reading: Reading, label: str = "", most: int = 4) -> tuple[int, ...]:
    """Return the places of the words that weighed most for `label`, or for a call, in the order of the text."""
    lane = LABELS.index(label) if label else 0
    weights = [
        (ROW.unpack(row.to_bytes(ROW.size, "little"))[lane] if label else weight) - NOTHING * parts
        for weight, parts, row in _weights(reading)
    ]
    heaviest = sorted(range(len(weights)), key=weights.__getitem__, reverse=True)[:most]
    return tuple(sorted(place for place in heaviest if weights[place] > 0))


@lru_cache(maxsize=1)
def _tables() -> tuple[bytes, bytes, bytes]:
    """Return the bytes of words and their parts, of two words, and of the own places."""
    weights = model().weights
    return weights[:HASHED], weights[HASHED : features.FIRST_OWN], weights[features.FIRST_OWN :]


@lru_cache(maxsize=1)
def _rows() -> tuple[list[int], list[int]]:
    """Return the row of every place of the smaller table (5 MB): of those that are shared, and of the own ones."""
    by_label = model().by_label
    table = bytearray(ROW.size // len(LABELS) * len(by_label))
    table[:: ROW.size // len(LABELS)] = by_label
    rows = [int.from_bytes(table[start : start + ROW.size], "little") for start in range(0, len(table), ROW.size)]
    return rows[: features.FOLDED], rows[features.FOLDED :]


def _weights(reading: Reading) -> list[Weight]:
    """Return what each word of a text weighs."""
    found = list(map(_WORDS.get, reading.typed))
    new = {typed: word for typed, word, one in zip(reading.typed, reading.words, found, strict=True) if one is None}
    weighed = {typed: _WORDS.keep(typed, _weighed(word)) for typed, word in new.items()}
    return [one or weighed[typed] for typed, one in zip(reading.typed, found, strict=True)]


def _weighed(word: Word) -> Weight:
    (weights, _, _), (rows, _), places = _tables(), _rows(), list(features.of_looked_up(word))
    row = _sum_of(rows, [place & _FOLD for place in places])
    return Weight(_sum_of(weights, places), len(places), row)


_WORDS = Kept[Weight](lambda typed: _weighed(lexicon.word(typed)))
