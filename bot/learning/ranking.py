"""Learns to choose: weights by which what is right outweighs everything else that may be chosen.

Online passive-aggressive updates (Crammer et al., JMLR 7, 2006, PA-I, ranking), averaged over all steps. Only sums and
products in one order: the same choices give the same weights everywhere.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.learning.order import shuffled

_ROUNDS = 25
_LARGEST = 0.003
"""The largest step of an update (C of PA-I)."""
_SEEN = 3
"""Choices in which a trait must stand to be learned."""
_UNIT = 1000
"""Weights are written in thousandths."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What may be chosen: the traits of each, and whether none is better."""

    traits: Sequence[Sequence[str]]
    best: Sequence[bool]


def without_rare(choices: Sequence[Choice]) -> list[Choice]:
    """Return the choices without the traits that stand in hardly any."""
    seen = Counter(trait for one in choices for trait in {trait for found in one.traits for trait in found})
    known = {trait for trait, count in seen.items() if count >= _SEEN}
    return [Choice([[trait for trait in found if trait in known] for found in one.traits], one.best) for one in choices]


def averaged(choices: Sequence[Choice]) -> dict[str, int]:
    """Return the weight of each trait in thousandths, without those that weigh nothing."""
    weights, sums, step = defaultdict[str, float](float), defaultdict[str, float](float), 1
    for turn in range(_ROUNDS):
        for place in shuffled(len(choices), turn):
            for trait, change in _update(choices[place], weights):
                weights[trait] += change
                sums[trait] += step * change
            step += 1
    rounded = {trait: round((weight - sums[trait] / step) * _UNIT) for trait, weight in weights.items()}
    return {trait: weight for trait, weight in sorted(rounded.items()) if weight}


def _update(choice: Choice, weights: dict[str, float]) -> Iterator[tuple[str, float]]:
    """Yield how the weights change so that the best outweighs every worse one by one."""
    weighed = [sum(weights[trait] for trait in found) for found in choice.traits]
    numbers = range(len(weighed))
    good = max((number for number in numbers if choice.best[number]), key=weighed.__getitem__)
    bad = max((number for number in numbers if not choice.best[number]), key=weighed.__getitem__, default=good)
    loss = weighed[bad] + 1 - weighed[good]
    change = Counter(choice.traits[good])
    change.subtract(choice.traits[bad])
    length = sum(count * count for count in change.values())
    if loss > 0 and length:
        step = min(_LARGEST, loss / length)
        yield from ((trait, step * count) for trait, count in change.items() if count)
