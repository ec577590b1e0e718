"""Learns who suffers and who did it from annotated messages: the weights of `flows.understanding.facts.casting`.

A line does not say which person of it suffers, but which facts are true. So every cast that may be is played, its facts
are compared with those of the line, and the casts with the best facts are the right ones.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.learning.annotated import Line, Tally, compare, places_of, written
from bot.learning.ranking import Choice, averaged, without_rare
from flows.understanding.facts.casting import OF_RULES, casts, harmless, played
from flows.understanding.facts.reading import facts_of, told_in
from flows.understanding.facts.traits import spoken_of

_HARM = ("violence=", "relation=")


@dataclass(frozen=True, slots=True)
class Choices:
    """What a line teaches: its casts, if it tells of harm, and whether it does."""

    cast: Choice | None
    calm: Choice


def prepared(fresh: Sequence[Line], mended: Sequence[Line]) -> list[Choices]:
    """Return what each line teaches, the `mended` ones last. Takes about a minute.

    How far rules can be trusted is learned from `fresh` only, lines that no rule was made for; what rules say of the
    `mended` ones is almost always true, and would teach that they never err.
    """
    return [choices(line) for line in fresh] + [choices(line, mended=True) for line in mended]


def weights(taught: Iterable[Choices]) -> dict[str, int]:
    """Return the weight of each trait in thousandths, from what lines teach (`prepared`)."""
    lines = list(taught)
    told = averaged(without_rare([line.cast for line in lines if line.cast]))
    return told | averaged([line.calm for line in lines])


def choices(line: Line, *, mended: bool = False) -> Choices:
    """Return what a line teaches; what rules say is left out of it where they were made for it."""
    cast = _cast(line) if _harms(line) else None
    if cast and mended:
        plain = [[trait for trait in found if not trait.startswith(OF_RULES)] for found in cast.traits]
        cast = Choice(plain, cast.best)
    return Choices(cast, _calm(line))


def _cast(line: Line) -> Choice:
    told = told_in(line["text"])
    now, places = datetime.fromisoformat(line["now"]), places_of(tuple(line["areas"]))
    traits, right = list[list[str]](), list[int]()
    for cast, found in casts(told, sorted(spoken_of(told))):
        tally = Tally()
        read = facts_of(played(told, cast), now=now, places=places)
        compare(line, {(fact.field, written(fact)) for fact in read.found}, tally)
        traits.append(found)
        right.append(tally.found.total() - tally.made_up.total())
    return Choice(traits, [one == max(right) for one in right])


def _calm(line: Line) -> Choice:
    """Return the choice between a text of no harm, which has its traits, and one of harm, which has none."""
    harms = _harms(line)
    told = told_in(line["text"])
    return Choice([list(harmless(told, sorted(spoken_of(told)))), []], [not harms, harms])


def _harms(line: Line) -> bool:
    return any(fact.startswith(_HARM) for fact in line["facts"])
