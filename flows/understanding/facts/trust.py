"""How far a fact is to be trusted: annotated messages taught by what those that are true differ from the others.

A linear model for each field over how clearly the text tells who is who, what the rules say, and the words around the
evidence. What is not trusted is not told, for a question asks it again and a wrong answer stays. Weights lie in
`flows/data/trust.csv`, learned by `pelita facts --train`; they never make a fact up.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from flows.data import rows
from flows.understanding.facts.casting import Likeliest
from flows.understanding.facts.fact import Fact
from flows.understanding.facts.heard import Sounds, loudness
from flows.understanding.facts.story import Story
from flows.understanding.facts.traits import kind, voice

LEAST: dict[str, int] = {
    "writer": 150,
    "sex": 150,
    "violence": 150,
    "when": 150,
    "place_kind": 300,
    "relation": 0,
    "access": 0,
    "vulnerable": 150,
    "need": 150,
    "contact": 300,
}
"""What a fact must weigh to be told, by field; of other fields every fact is told (ages: `owners`)."""
WEIGHTS: dict[str, int] = {trait: int(weight) for trait, weight in rows("trust.csv")}

_CLEAR = (-2000, -1000, -500, 0, 250, 500, 1000, 1500, 2000, 3000, 4000, 6000)
"""Weights by which one cast outweighs another from which it is clearer."""
_LOUD = (-1.5, -1.2, -1.0, -0.8, -0.6, -0.4, -0.2, 0.0, 0.3, 0.6)
"""Scores from which something is heard louder."""
_CALM = (-3000, -2000, -1000, -500, 0, 300)
_LONG = (8, 15, 25, 40, 55, 70, 90)
"""Words from which a text is longer."""
_BESIDE = ((-2, "before2"), (-1, "before"), (0, "behind"))
_MANY, _PEOPLE, _WORDS, _BACK = 4, 12, 6, 12


class Plain(NamedTuple):
    """What a fact says."""

    field: str
    value: str
    owner: str
    detail: str
    precision: str


@dataclass(frozen=True, slots=True)
class Reading:
    """How a text was read: who is who, what rules alone say, and how loud it is heard as a whole."""

    told: Likeliest
    by_rules: Collection[Plain]
    loud: Sounds


def trusted(facts: Sequence[Fact], reading: Reading) -> Iterator[Fact]:
    """Yield the facts that weigh enough."""
    for fact, found in zip(facts, traits(facts, reading), strict=True):
        least = LEAST.get(fact.field)
        if least is None or sum(WEIGHTS.get(trait, 0) for trait in found) >= least:
            yield fact


def plainly(fact: Fact) -> Plain:
    """Return what a fact says, without how sure it is and where it stands."""
    return Plain(fact.field, str(fact.value), fact.owner, fact.detail, fact.precision)


def traits(facts: Sequence[Fact], reading: Reading) -> list[list[str]]:
    """Return of each fact by what it is weighed, each trait behind its field; of fields always told nothing."""
    story = reading.told.story
    common = [*_of_cast(reading.told), *_of_text(story)]
    told = Counter(fact.field for fact in facts)
    part, deeds = lru_cache(maxsize=None)(story.role), _deeds(story)
    weighed = []
    for fact in facts:
        if fact.field not in LEAST:
            weighed.append(list[str]())
            continue
        mine = {*common, *_of_fact(fact), *_around(story, fact, part, deeds), *_of_sound(fact, reading.loud)}
        mine.add(f"rules too {plainly(fact) in reading.by_rules}")
        mine.add(f"{min(told[fact.field], _MANY)} of the field")
        weighed.append(sorted(f"{fact.field}: {trait}" for trait in mine))
    return weighed


def _deeds(story: Story) -> dict[int, set[str]]:
    """Return what is done in each sentence."""
    deeds = defaultdict[int, set[str]](set)
    for act in story.acts:
        deeds[story.said.sentence[act.mark.first]].add(act.mark.code)
    return dict(deeds)


def _of_cast(told: Likeliest) -> Iterator[str]:
    """Yield how clearly it is told who suffers and who did it, grade by grade, and what sort of people they are."""
    for name in ("cast", "victim", "agent"):
        if name not in told.over:
            yield f"no other {name}"
            continue
        clear = bisect_right(_CLEAR, told.over[name])
        yield f"{name} clear {clear}"
        yield from (f"{name} at least {grade}" for grade in range(1, clear + 1))
    yield f"calm {bisect_right(_CALM, told.calm)}"
    victim = told.story.victims[0] if told.story.victims else ""
    agent = told.story.agents[0].code if told.story.agents else ""
    yield from (f"{victim or 'nobody'} suffers", f"{kind(victim)} suffers")
    yield from (f"{agent or 'nobody'} did it", f"{kind(agent)} did it")


def _of_text(story: Story) -> Iterator[str]:
    """Yield how much is told, and of how many."""
    yield "any"
    yield f"{bisect_right(_LONG, len(story.said.words))} long"
    yield f"{min(len(story.people), _PEOPLE)} mentions"
    yield f"{len({one.code for one in story.people if one.named})} people"
    yield from (f"{min(len(story.acts), _MANY)} deeds", f"{len(story.agents)} did it", f"{len(story.victims)} suffer")


def _of_sound(fact: Fact, loud: Sounds) -> Iterator[str]:
    """Yield how loud what a fact says is heard in the whole text, grade by grade."""
    score = loudness(fact, loud)
    if score is not None:
        yield from (f"heard at least {grade}" for grade in range(1, bisect_right(_LOUD, score) + 1))
        yield f"heard {bisect_right(_LOUD, score)}"


def _of_fact(fact: Fact) -> Iterator[str]:
    """Yield what a fact itself says."""
    value = f"{fact.value} {fact.detail}" if fact.field != "when" else fact.precision
    yield from (f"is {value}", f"is {value} {fact.confidence}", f"is {fact.confidence}", f"of {fact.owner}")


def _around(
    story: Story, fact: Fact, part: Callable[[int], str], deeds: Mapping[int, Collection[str]]
) -> Iterator[str]:
    """Yield what stands in and beside the words that say it: what they mean, whom they name, deeds in the sentence.

    `part` tells of a mention who it is in the story, `deeds` what is done in each sentence.
    """
    said = story.said
    first, last = said.places(fact.start, fact.end)
    here = said.sentence[first]
    beside = deeds.get(here, ())
    yield from (f"in sentence {min(here, _MANY)}", f"{min(last - first, _WORDS)} words", f"deed beside {bool(beside)}")
    yield from (f"beside {code}" for code in beside)
    near = story.nearest(first, _BACK)
    yield f"near {part(near) if near is not None else 'nobody'}"
    sides = [(first + step if step < 0 else last + step, side) for step, side in _BESIDE]
    for place, side in (*sides, (first, "first"), (last - 1, "last")):
        if not said.has(place) or said.sentence[place] != here:
            yield f"{side} end"
            continue
        yield f"{side} {voice(said.words[place].word)}"
        yield from (f"{side} {mark.code if mark.group == 'marks' else mark.group}" for mark in said.at.get(place, ()))
        if place in story.at:
            yield f"{side} {part(story.at[place])}"
