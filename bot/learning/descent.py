"""Fits the weights: linear support vector machines by dual coordinate descent, several questions at once.

Hsieh et al., A Dual Coordinate Descent Method for Large-scale Linear SVM, ICML 2008 (L2 loss). Features that are rare
weigh more (inverse document frequency); each side of a question weighs as much as the other. Sums are taken in one
order and never by a library for matrices, so that the same sentences give the same bytes.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log, sqrt

import numpy as np
from numpy.typing import NDArray

from bot.learning.order import shuffled

_COST = 0.1
_ROUNDS = 12
_SEEN = 2
"""Examples in which a feature must stand to be learned."""


@dataclass(frozen=True, slots=True)
class Weights:
    """The weight of every place for every question (places × questions), and what is added to every score of each.

    A score is the sum of the weights of a text's features, divided by the root of how many they are, and the offset.
    """

    values: NDArray[np.float64]
    offsets: NDArray[np.float64]


def fit(texts: Sequence[Counter[int]], answers: Sequence[Sequence[bool | None]], size: int) -> Weights:
    """Return weights for `size` places that tell for each question the texts with the answer yes from the others.

    `answers` has a row for each text with an answer for each question, None where nobody knows. Takes about ten seconds
    for 20,000 texts.
    """
    rare = _rarity(texts)
    columns = {place: column for column, place in enumerate(sorted(rare))}
    rows = [_row(text, rare, columns) for text in texts]
    signs = np.array([[0.0 if one is None else 1.0 if one else -1.0 for one in row] for row in answers])
    yes, no = (signs > 0).sum(axis=0), (signs < 0).sum(axis=0)
    costs = _COST * (yes + no) / (2 * np.maximum(np.where(signs > 0, yes, no), 1))
    learned, offsets = _descend(rows, signs, costs, len(columns))
    values = np.zeros((size, signs.shape[1]))
    for place, column in columns.items():
        values[place] = learned[column] * rare[place]
    return Weights(values, offsets)


def scored(weights: Weights, text: Counter[int]) -> NDArray[np.float64]:
    """Return the score of a text for every question."""
    counts = np.array(list(text.values()), dtype=np.float64)
    heavy = np.add.reduce(weights.values[list(text)] * counts[:, None], axis=0)
    return np.asarray(weights.offsets + heavy / sqrt(sum(text.values()) or 1))


def _rarity(texts: Sequence[Counter[int]]) -> dict[int, float]:
    seen = Counter(place for text in texts for place in text)
    return {place: log((1 + len(texts)) / (1 + count)) + 1 for place, count in seen.items() if count >= _SEEN}


def _row(
    text: Counter[int], rare: dict[int, float], columns: dict[int, int]
) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    root = sqrt(sum(text.values()) or 1)
    known = [place for place in sorted(text) if place in rare]
    values = [text[place] * rare[place] / root for place in known]
    return np.array([columns[place] for place in known], dtype=np.intp), np.array(values)


def _descend(
    rows: Sequence[tuple[NDArray[np.intp], NDArray[np.float64]]],
    signs: NDArray[np.float64],
    costs: NDArray[np.float64],
    size: int,
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    weights, offsets = np.zeros((size, signs.shape[1])), np.zeros(signs.shape[1])
    alphas = np.zeros(signs.shape)
    lengths = np.array([1 + float(np.add.reduce(values * values)) for _, values in rows])
    norms = np.where(signs == 0, np.inf, lengths[:, None] + 1 / (2 * costs))
    for turn in range(_ROUNDS):
        for place in shuffled(len(rows), turn):
            columns, values = rows[place]
            known = weights[columns]
            margins = signs[place] * (offsets + np.add.reduce(known * values[:, None], axis=0))
            gradient = margins - 1 + alphas[place] / (2 * costs[place])
            alpha = np.maximum(alphas[place] - gradient / norms[place], 0.0)
            step = (alpha - alphas[place]) * signs[place]
            alphas[place] = alpha
            offsets += step
            weights[columns] = known + values[:, None] * step
    return weights, offsets
