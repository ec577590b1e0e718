"""From examples to the file of weights: counts, fit, thresholds found on examples that were held back, bytes."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.learning.descent import Weights, fit, scored
from bot.learning.examples import Example
from flows.understanding import features
from flows.understanding.labels import LABELS, URGENT
from flows.understanding.model import NOTHING, QUIET, SHARE, Model, parts_of, to_bytes
from flows.understanding.reading import read

_FOLDS = 5
_MENUS = frozenset({"menus", "plain"})
"""The files whose lines are words of menus: they teach, but no threshold is set by what is so quiet."""
_CALM_ASKED, _CALM_CALLED = 0.22, 0.081
"""Shares of the examples that are not urgent which may be asked, and may call a person."""
_OVERHEARD = 0.005
"""Share of the examples worth a question that may be too quiet to be looked at for labels."""
_RIGHT = 0.8
"""Share of the texts given a label that must have it."""
_CALLING = [place for place, label in enumerate(LABELS) if label in URGENT]


@dataclass(frozen=True, slots=True)
class Learned:
    """The file of weights, its thresholds, and the scores of examples when they were held back."""

    data: bytes
    scores: list[float]
    asks: float
    calls: float


@dataclass(frozen=True, slots=True)
class _Counted:
    """The features of a text, in the table and in the smaller one of the labels."""

    whole: Counter[int]
    folded: Counter[int]


def learn(examples: Sequence[Example]) -> Learned:
    """Learn from `examples`: each is scored by what others teach, for the thresholds; then all teach together."""
    parts = [[_counted(part, one) for part in parts_of(one.text)] for one in examples]
    plain, labels = _held_back(examples, parts)
    loud = [score + SHARE * told[:, _CALLING].max(axis=1) for score, told in zip(plain, labels, strict=True)]
    calm = np.sort([score.max() for score, one in zip(loud, examples, strict=True) if _sets(one) and not one.urgent])
    asks, calls = (float(calm[int(len(calm) * (1 - share))]) for share in (_CALM_ASKED, _CALM_CALLED))
    worth = np.sort([score.max() for score, said in zip(plain, loud, strict=True) if said.max() >= asks])
    looks = float(worth[int(len(worth) * _OVERHEARD)]) if len(worth) else 0.0
    highest = np.array([told.max(axis=0) for told in labels])
    enough = [_enough(highest[:, place], [label in one.labels for one in examples]) for place, label in _places()]
    data = _packed(_fitted(examples, parts), (looks, asks, calls), enough)
    heard = [
        float(np.where(score >= looks, said, score + SHARE * QUIET).max())
        for score, said in zip(plain, loud, strict=True)
    ]
    return Learned(data, heard, asks, calls)


def _places() -> list[tuple[int, str]]:
    return list(enumerate(LABELS))


def _sets(example: Example) -> bool:
    return example.writer not in _MENUS


def _held_back(
    examples: Sequence[Example], parts: Sequence[Sequence[_Counted]]
) -> tuple[list[NDArray[np.float64]], list[NDArray[np.float64]]]:
    """Return the scores of each example, part by part, when its writer taught nothing: for a call, and by label."""
    writers = {name: number for number, name in enumerate(dict.fromkeys(example.writer for example in examples))}
    plain, labels = [np.zeros(0)] * len(parts), [np.zeros((0, 0))] * len(parts)
    for fold in range(_FOLDS):
        taught = [place for place, one in enumerate(examples) if writers[one.writer] % _FOLDS != fold]
        called, told = _fitted([examples[place] for place in taught], [parts[place] for place in taught])
        for place in sorted(set(range(len(parts))) - set(taught)):
            plain[place] = np.array([scored(called, part.whole)[0] for part in parts[place]])
            labels[place] = np.array([scored(told, part.folded) for part in parts[place]])
    return plain, labels


def _fitted(examples: Sequence[Example], parts: Sequence[Sequence[_Counted]]) -> tuple[Weights, Weights]:
    """Fit to whole texts, and to the beginnings of those that are not urgent: a text is as loud as its loudest part.

    Of a beginning nobody knows whether it has a label that the whole has.
    """
    texts, calls, labels = list[_Counted](), list[tuple[bool]](), list[list[bool | None]]()
    for one, grown in zip(examples, parts, strict=True):
        has = [label in one.labels for label in LABELS]
        for part in grown[-1:] if one.urgent else grown:
            texts.append(part)
            calls.append((one.urgent,))
            labels.append([known if part is grown[-1] or not known else None for known in has])
    called = fit([text.whole for text in texts], calls, features.SIZE)
    return called, fit([text.folded for text in texts], labels, features.FOLDED_SIZE)


def _enough(scores: NDArray[np.float64], having: Sequence[bool]) -> float:
    """Return the lowest score from which enough of the texts that are given a label have it."""
    order = np.argsort(-scores, kind="stable")
    right = np.cumsum(np.array(having)[order]) / np.arange(1, len(order) + 1)
    good = np.flatnonzero(right >= _RIGHT)
    return float(scores[order[good[-1]]]) if len(good) else float(scores.max()) + 1.0


def _counted(text: str, example: Example) -> _Counted:
    whole, folded = Counter(features.of_text(read(text), example.asked, example.said)), Counter[int]()
    for place, count in zip(features.folded(whole), whole.values(), strict=True):
        folded[place] += count
    return _Counted(whole, folded)


def _packed(fitted: tuple[Weights, Weights], thresholds: tuple[float, float, float], enough: Sequence[float]) -> bytes:
    called, told = fitted
    scales = [_scale(called.values)] + [_scale(told.values[:, place]) for place in range(len(LABELS))]
    table, by_label = _bytes(called.values[:, 0] / scales[0]), _bytes(told.values / np.array(scales[1:]))
    labels = tuple(zip(scales[1:], map(float, told.offsets), enough, strict=True))
    offset = float(called.offsets[0])
    return to_bytes(Model(table, scales[0], offset, *thresholds, by_label, labels))


def _bytes(values: NDArray[np.float64]) -> bytes:
    return (np.rint(values).astype(int) + NOTHING).astype(np.uint8).tobytes()


def _scale(values: NDArray[np.float64]) -> float:
    return float(np.abs(values).max()) / 127 or 1.0
