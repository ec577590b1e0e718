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
from flows.understanding import features
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
ROW = struct.Struct(f"<{len(LABELS) + 2}I")
"""A row is all that a place weighs: for a call, for each label, and a one for the place itself, 32 bits each.

As one number, so that adding such numbers adds all of it at once; 32 bits suffice for sixteen million places.
"""
_BITS = 32
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
    learned, sums = model(), _sums(features.steps(read(text), asked, said))
    plain = [_for_call(learned, one) for one in sums]
    if max(plain) < learned.looks:
        return Loudness(max(plain) + SHARE * QUIET)
    labels = [_by_label(learned, one) for one in sums]
    loud = max(
        score + SHARE * (max(told[:_CALLING]) if score >= learned.looks else QUIET)
        for score, told in zip(plain, labels, strict=True)
    )
    highest = map(max, zip(*labels, strict=True))
    given = (
        label for label, score, (_, _, enough) in zip(LABELS, highest, learned.labels, strict=True) if score >= enough
    )
    return Loudness(loud, tuple(given))


def _sums(steps: Sequence[Step]) -> list[tuple[int, ...]]:
    """Return what a text weighs up to the end of each sentence: by `ROW`: for a call, each label, its places."""
    (pairs, own), total, found = _rows(), 0, list[tuple[int, ...]]()
    for step in steps:
        total += sum([word.row or _weighed(word) for word in step.words])
        total += _sum_of(pairs, step.added) + _sum_of(own, step.own)
        found.append(_parts(total + own[step.length] + pairs[step.edge]))
    return found


def _parts(row: int) -> tuple[int, ...]:
    return ROW.unpack(row.to_bytes(ROW.size, "little"))


def _for_call(learned: Model, weighed: tuple[int, ...]) -> float:
    """Return how much a text is like those for which a counselor would be woken."""
    return learned.offset + learned.scale * (weighed[0] - NOTHING * weighed[-1]) / sqrt(weighed[-1])


def _by_label(learned: Model, weighed: tuple[int, ...]) -> list[float]:
    """Return how much a text is like those with each label."""
    nothing, root = NOTHING * weighed[-1], sqrt(weighed[-1])
    return [
        offset + scale * (weight - nothing) / root
        for weight, (scale, offset, _) in zip(weighed[1:-1], learned.labels, strict=True)
    ]


def _sum_of(table: Sequence[int], places: Sequence[int]) -> int:
    """Return the sum of what stands at `places` of a table; taken out all at once, which is twice as fast."""
    return sum(itemgetter(*places)(table)) if len(places) > 1 else sum([table[place] for place in places])


def weightiest(reading: Reading, label: str = "", most: int = 4) -> tuple[int, ...]:
    """Return the places of the words that weighed most for `label`, or for a call, in the order of the text."""
    lane = 1 + LABELS.index(label) if label else 0
    rows = [_parts(word.row or _weighed(word)) for word in reading.words]
    weights = [row[lane] - NOTHING * row[-1] for row in rows]
    heaviest = sorted(range(len(weights)), key=weights.__getitem__, reverse=True)[:most]
    return tuple(sorted(place for place in heaviest if weights[place] > 0))


@lru_cache(maxsize=1)
def _rows() -> tuple[list[int], list[int]]:
    """Return the rows of two words and of the own places (10 MB)."""
    learned, size, many = model(), ROW.size, len(LABELS)
    table = bytearray(size * features.FOLDED_SIZE)
    table[::size] = learned.weights[HASHED:]
    for label in range(many):
        table[_BITS // 8 * (1 + label) :: size] = learned.by_label[label::many]
    table[_BITS // 8 * (1 + many) :: size] = bytes([1]) * features.FOLDED_SIZE
    rows = [int.from_bytes(table[start : start + size], "little") for start in range(0, len(table), size)]
    return rows[: features.FOLDED], rows[features.FOLDED :]


def _weighed(word: Word) -> int:
    """Return the row of a word and its parts, and note it: of words that are kept it is asked for once."""
    places, (rows, _) = list(features.of_looked_up(word)), _rows()
    labels = _sum_of(rows, [place & _FOLD for place in places]) >> _BITS
    word.row = (labels << _BITS) + _sum_of(model().weights, places)
    return word.row
