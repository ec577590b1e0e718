"""From examples to the file of weights: counts, fit, thresholds found on examples that were held back, bytes."""

from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.learning.descent import Weights, fit
from bot.learning.examples import Example
from flows.understanding import features
from flows.understanding.model import HEAD, MARK, parts_of
from flows.understanding.reading import read

_FOLDS = 5
_CALM_ASKED, _CALM_CALLED = 0.20, 0.05
"""Shares of the examples that are not urgent which may be asked, and may call a person."""


@dataclass(frozen=True, slots=True)
class Learned:
    """The file of weights, and what was found on examples that had been held back."""

    data: bytes
    scores: list[float]
    asks: float
    calls: float


def learn(examples: Sequence[Example]) -> Learned:
    """Learn from `examples`: each is scored by what others teach, for the thresholds; then all teach together."""
    parts = [[_counted(part, one) for part in parts_of(one.text)] for one in examples]
    texts = [_counted(one.text, one) for one in examples]
    urgent = [example.urgent for example in examples]
    writers = {name: number for number, name in enumerate(dict.fromkeys(example.writer for example in examples))}
    scores = [0.0] * len(texts)
    for fold in range(_FOLDS):
        taught = [place for place, one in enumerate(examples) if writers[one.writer] % _FOLDS != fold]
        weights = fit([texts[place] for place in taught], [urgent[place] for place in taught], features.SIZE)
        for place in set(range(len(texts))) - set(taught):
            scores[place] = max(_score(part, weights) for part in parts[place])
    calm = sorted(score for score, is_urgent in zip(scores, urgent, strict=True) if not is_urgent)
    asks, calls = (calm[int(len(calm) * (1 - share))] for share in (_CALM_ASKED, _CALM_CALLED))
    return Learned(_packed(fit(texts, urgent, features.SIZE), asks, calls), scores, asks, calls)


def _counted(text: str, example: Example) -> Counter[int]:
    return Counter(features.of_text(read(text), example.asked, example.said))


def _score(text: Counter[int], weights: Weights) -> float:
    total = sum(weights.values[place] * count for place, count in text.items())
    return float(weights.offset + total / (sum(text.values()) or 1) ** 0.5)


def _packed(weights: Weights, asks: float, calls: float) -> bytes:
    scale = max(abs(value) for value in weights.values) / 127 or 1.0
    table = array("b", [round(value / scale) for value in weights.values])
    return HEAD.pack(MARK, features.SIZE, scale, weights.offset, asks, calls) + table.tobytes()
