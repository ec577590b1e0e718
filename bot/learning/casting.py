"""Learns who suffers and who did it from annotated messages: the weights of `flows.understanding.facts.casting`.

A line does not say which person of it suffers, but which facts are true. So every cast that may be is played, its facts
are compared with those of the line, and the casts with the best facts are the right ones. Weights are learned by online
passive-aggressive updates (Crammer et al., JMLR 7, 2006, PA-I, ranking) and averaged over all steps. Only sums and
products in one order: the same lines give the same bytes everywhere.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.learning.annotated import Line, Tally, compare, places_of, written
from bot.learning.order import shuffled
from flows.understanding.facts.casting import OF_RULES, UNIT, casts, harmless, played
from flows.understanding.facts.reading import facts_of, told_in
from flows.understanding.facts.traits import spoken_of

_ROUNDS = 25
_LARGEST = 0.003
"""The largest step of an update (C of PA-I)."""
_HARM = ("violence=", "relation=")
_SEEN = 3
"""Lines in which a trait must stand to be learned."""


@dataclass(frozen=True, slots=True)
class _Choice:
    """The casts of a line: the traits of each, and whether none has more facts right."""

    traits: list[list[str]]
    best: list[bool]

    def of(self, known: set[str]) -> "_Choice":
        """Return the choice by known traits only."""
        return _Choice([[trait for trait in found if trait in known] for found in self.traits], self.best)

    def without(self, front: str) -> "_Choice":
        """Return the choice without the traits that begin so."""
        return _Choice([[trait for trait in found if not trait.startswith(front)] for found in self.traits], self.best)


def learn(fresh: Sequence[Line], mended: Sequence[Line]) -> str:
    """Return the file of weights: a trait and its weight in thousandths a row. Takes about a minute.

    How far rules can be trusted is learned from `fresh` only, lines that no rule was made for; what rules say of the
    `mended` ones is almost always true, and would teach that they never err.
    """
    choices = [_choice(line) for line in fresh if _harms(line)]
    choices += [_choice(line).without(OF_RULES) for line in mended if _harms(line)]
    seen = Counter(trait for one in choices for trait in {trait for found in one.traits for trait in found})
    known = {trait for trait, count in seen.items() if count >= _SEEN}
    learned = _averaged([one.of(known) for one in choices]) | _averaged([_calm(line) for line in (*fresh, *mended)])
    weights = {trait: round(weight * UNIT) for trait, weight in learned.items()}
    rows = (f"{trait},{weight}\n" for trait, weight in sorted(weights.items()) if weight)
    return "trait,weight\n" + "".join(rows)


def _choice(line: Line) -> _Choice:
    told = told_in(line["text"])
    now, places = datetime.fromisoformat(line["now"]), places_of(tuple(line["areas"]))
    traits, right = list[list[str]](), list[int]()
    for cast, found in casts(told, sorted(spoken_of(told))):
        tally = Tally()
        read = facts_of(played(told, cast), now=now, places=places)
        compare(line, {(fact.field, written(fact)) for fact in read.found}, tally)
        traits.append(found)
        right.append(tally.found.total() - tally.made_up.total())
    return _Choice(traits, [one == max(right) for one in right])


def _calm(line: Line) -> _Choice:
    """Return the choice between a text of no harm, which has its traits, and one of harm, which has none."""
    harms = _harms(line)
    told = told_in(line["text"])
    return _Choice([list(harmless(told, sorted(spoken_of(told)))), []], [not harms, harms])


def _harms(line: Line) -> bool:
    return any(fact.startswith(_HARM) for fact in line["facts"])


def _averaged(choices: Sequence[_Choice]) -> dict[str, float]:
    weights, sums, step = defaultdict[str, float](float), defaultdict[str, float](float), 1
    for turn in range(_ROUNDS):
        for place in shuffled(len(choices), turn):
            for trait, change in _update(choices[place], weights):
                weights[trait] += change
                sums[trait] += step * change
            step += 1
    return {trait: weight - sums[trait] / step for trait, weight in weights.items()}


def _update(choice: _Choice, weights: dict[str, float]) -> Iterator[tuple[str, float]]:
    """Yield how the weights change so that the best cast outweighs every worse one by one."""
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
