"""Learns how far what is read can be trusted: whose an age is, and which facts had better not be told.

What the weights of who is who say of a message they were learned by is truer than of any other. So the lines are
parted in five, and each part is read with weights that were learned by the other four.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.learning import casting
from bot.learning.annotated import Line, Tally, compare, places_of, written
from bot.learning.casting import Choices
from bot.learning.hearing import PARTS, Learned
from bot.learning.ranking import Choice, averaged, without_rare
from flows.understanding.facts import ages, heard, owners, trust
from flows.understanding.facts.casting import Likeliest, likeliest
from flows.understanding.facts.fact import Fact
from flows.understanding.facts.heard import Model, Sounds
from flows.understanding.facts.reading import told_in, weighed_in
from flows.understanding.facts.story import Story
from flows.understanding.facts.trust import Reading


@dataclass(frozen=True, slots=True)
class Held:
    """A line that is read with weights it did not teach."""

    line: Line
    by_rules: Story
    told: Likeliest
    loud: Sounds
    model: Model


def held_out(lines: Sequence[Line], prepared: Sequence[Choices], learned: Learned) -> Iterator[Held]:
    """Yield the lines, each read by what others teach; `prepared` is what each teaches (`casting.choices`)."""
    for part in range(PARTS):
        others = [one for place, one in enumerate(prepared) if place % PARTS != part]
        weights = casting.weights(others)
        for line, loud in zip(lines[part::PARTS], learned.sounds[part::PARTS], strict=True):
            story = told_in(line["text"])
            yield Held(line, story, likeliest(story, weights), loud, learned.model)


def owners_weights(fresh: Sequence[Held], mended: Sequence[Held]) -> dict[str, int]:
    """Return the weights of `owners`, in thousandths; from `mended` it is not learned how far rules are right."""
    choices = [choice for held in fresh for choice in _owners(held)]
    choices += [choice for held in mended for choice in _owners(held, hidden=owners.OF_RULES)]
    return averaged(without_rare(choices))


def _owners(held: Held, hidden: str = "") -> Iterator[Choice]:
    """Yield for each age of a line that is none of nobody's the choice between all whose it may be."""
    told = [fact.split("=", 1)[1] for fact in held.line["facts"] if fact.startswith("age=")]
    right = {tuple(one.split(":")) for either in told for one in either.split("|") if one}
    read = list(ages.ages(held.told.story))
    for age, traits in zip(read, owners.traits(held.told.story, read), strict=True):
        best = [(code, str(age.value)) in right for code in owners.OWNERS]
        known = [trait for trait in traits if not (hidden and trait.startswith(hidden))]
        if any(best):
            yield Choice([[f"{code}: {trait}" for trait in known] for code in owners.OWNERS], best)


def trust_weights(fresh: Sequence[Held], owned: Mapping[str, int]) -> dict[str, int]:
    """Return the weights of `trust`, in thousandths, each field by itself; `owned` are those of `owners`."""
    choices = [choice for held in fresh for choice in _told(held, owned)]
    weights = dict[str, int]()
    for field in sorted(trust.LEAST):
        weights |= averaged(without_rare([one for one in choices if one.traits[0][0].startswith(f"{field}: ")]))
    return dict(sorted(weights.items()))


def _told(held: Held, owned: Mapping[str, int]) -> Iterator[Choice]:
    """Yield for each fact of a line whether to tell it, which has its traits, or not, which has none."""
    now, places = datetime.fromisoformat(held.line["now"]), places_of(tuple(held.line["areas"]))
    weighed, by_rules = weighed_in(held.by_rules, held.told.story, owned, now=now, places=places)
    facts = list(weighed.found)
    facts += heard.told(held.told.story, facts, held.loud, held.model)
    for fact, traits in zip(facts, trust.traits(facts, Reading(held.told, by_rules, held.loud)), strict=True):
        if fact.field in trust.LEAST:
            true = _is_true(held.line, fact)
            yield Choice([traits, []], [true, not true])


def _is_true(line: Line, fact: Fact) -> bool:
    """Return whether a line has a fact, be it one that may also be left out."""
    tally = Tally()
    compare(line, {(fact.field, written(fact))}, tally)
    return not tally.made_up
