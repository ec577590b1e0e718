"""Whose an age is, weighed: rules propose (`ages`), annotated messages taught how far to trust them.

A linear model with a row of weights for each owner, over what the rules say and what stands around the figures: who is
named before and behind them, which ages are told beside them, how old somebody would be. Weights lie in
`flows/data/owners.csv`, learned by `pelita facts --train`.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from flows.data import rows
from flows.understanding.facts.acts import Act
from flows.understanding.facts.fact import LIKELY, Fact
from flows.understanding.facts.story import Story
from flows.understanding.facts.traits import kind, voice, whose
from flows.understanding.facts.vocabulary import PEOPLE, owner

OWNERS = ("korban", "pelaku", "anak", "pelapor", "lain")
OF_RULES = "rules "
"""How traits begin that tell what the rules say."""
CLEAR = 200
"""How much more than any other must an owner weigh, else the age is told of nobody."""
WEIGHTS: dict[str, int] = {trait: int(weight) for trait, weight in rows("owners.csv")}

_BANDS = (3, 6, 10, 13, 15, 18, 22, 30, 40, 50, 60)
"""Ages from which somebody is told from those who are younger."""
_FAR = (1, 2, 3, 5, 8)
"""Words between an age and somebody from which they are farther apart."""
_BEFORE, _BEHIND, _NAMED = 20, 6, 2
_BESIDE = ((-1, "before"), (-2, "before2"), (0, "behind"), (1, "behind2"))
_MANY = 3


def weighed(story: Story, ages: Sequence[Fact], known: Mapping[str, int]) -> Iterator[Fact]:
    """Yield the ages with their likeliest owners; an age of which none clearly outweighs the others is left out.

    `known` are the weights: those of the file, or those that are being learned.
    """
    for age, found in zip(ages, traits(story, ages), strict=True):
        weights = {code: sum(known.get(f"{code}: {trait}", 0) for trait in found) for code in OWNERS}
        best, second = sorted(OWNERS, key=lambda code: (-weights[code], code != age.owner))[:2]
        if weights[best] - weights[second] >= CLEAR:
            yield age if best == age.owner else replace(age, owner=best, confidence=LIKELY)


def traits(story: Story, ages: Sequence[Fact]) -> list[list[str]]:
    """Return of each age by what its owner is weighed; those of the rules begin with `OF_RULES`."""
    said, text, told = story.said, _text(story), Counter(age.owner for age in ages)
    places = [said.places(age.start, age.end) for age in ages]
    earliest = dict[tuple[int, str], int]()
    for age, (first, _) in zip(ages, places, strict=True):
        key = (said.sentence[first], age.owner)
        earliest[key] = min(first, earliest.get(key, first))
    found = []
    for age, (first, last) in zip(ages, places, strict=True):
        aged = bisect_right(_BANDS, int(age.value))
        before = [code for code in OWNERS if earliest.get((said.sentence[first], code), first) < first]
        mine = {
            *_of_text(text, age, aged),
            *_of_word(text, first, last),
            *_named_before(text, first, aged, age.owner),
            *_named_behind(text, first, last),
            *_around(story, first, last),
            *(f"{OF_RULES}told before {code}" for code in before),
            f"{OF_RULES}{age.owner} told {min(told[age.owner] - 1, 2)}",
            f"others {min(len(ages) - 1, _MANY)}",
        }
        found.append(sorted(mine))
    return found


@dataclass(frozen=True, slots=True)
class _Text:
    """What is the same for each age of a text, gathered once."""

    story: Story
    parts: tuple[str, ...]
    """Who each mention is in the story, and whether by a pronoun."""
    said: tuple[str, ...]
    """Who suffers, who did it, and who is named."""
    at_age: tuple[str, ...]
    """Of these what is told apart by how old somebody is."""
    deeds: Mapping[int, Sequence[Act]]
    """The deeds told in each sentence."""


def _text(story: Story) -> _Text:
    roles = [story.role(number) for number in range(len(story.people))]
    parts = tuple(f"{role}{'' if one.named else f' {one.code}'}" for role, one in zip(roles, story.people, strict=True))
    victim = kind(story.victims[0]) if story.victims else "nobody"
    agent = kind(story.agents[0].code) if story.agents else "nobody"
    named = sorted({part for part, one in zip(parts, story.people, strict=True) if one.named})
    at_age = (f"{victim} suffers", f"{agent} did it", *(f"named {part}" for part in named))
    said = ("any", f"of self {story.of_self}", f"named {'/'.join(named)}", *at_age)
    deeds = defaultdict[int, list[Act]](list)
    for act in story.acts:
        deeds[story.said.sentence[act.mark.first]].append(act)
    return _Text(story, parts, said, at_age, dict(deeds))


def _of_text(text: _Text, age: Fact, aged: int) -> Iterator[str]:
    """Yield what the whole text says, and what the rules make of the age."""
    yield from (f"aged {aged}", *text.said, *(f"{trait} at {aged}" for trait in text.at_age))
    yield f"{OF_RULES}{age.owner}"
    yield f"{OF_RULES}{age.owner} {age.confidence}"
    yield f"{OF_RULES}{age.owner} at {aged}"
    yield f"{OF_RULES}{age.owner} of self {text.story.of_self}"


def _of_word(text: _Text, first: int, last: int) -> Iterator[str]:
    """Yield what the word for age says of whose it is ("umurku", "umurnya", "umur ibu")."""
    story, said = text.story, text.story.said
    place = next((here for here in range(first, last) if said.means(here, "age")), None)
    yield f"age said {place is not None}"
    if place is not None:
        word = said.words[place].word
        ending = owner(word)[1] or ("saya" if word.endswith("ku") else "nobody")
        yield f"age of {ending}"
        yield f"age of {ending} of self {story.of_self}"
        if place + 1 in story.at:
            yield f"age of {text.parts[story.at[place + 1]]}"


def _named_before(text: _Text, first: int, aged: int, proposed: str) -> Iterator[str]:
    """Yield who is named before an age in its sentence, the nearest first, and how far away."""
    story, said = text.story, text.story.said
    near = list(dict.fromkeys(story.at[here] for here in said.before(first, _BEFORE) if here in story.at))
    for place, number in enumerate(near[:_NAMED]):
        one, part = story.people[number], f"{place} before {text.parts[number]}"
        joined = "joined" if said.clause[one.last - 1] == said.clause[first] else "apart"
        way = " beside" if one.beside else " lesser" if one.lesser else ""
        yield from (part, f"{part}{way}", f"{part} {bisect_right(_FAR, first - one.last)} {joined}{way}")
        yield from (f"{part} at {aged}", f"{place} before {kind(one.code)} of {whose([one])}")
    parts = " and ".join(text.parts[number] for number in near[:_NAMED]) or "nobody"
    yield f"before {parts}"
    yield f"{OF_RULES}{proposed} before {text.parts[near[0]] if near else 'nobody'}"


def _named_behind(text: _Text, first: int, last: int) -> Iterator[str]:
    """Yield who is named behind an age in its sentence, and how far away."""
    story, said = text.story, text.story.said
    near = list(dict.fromkeys(story.at[here] for here in said.after(last, _BEHIND) if here in story.at))
    for place, number in enumerate(near[:_NAMED]):
        one, part = story.people[number], f"{place} behind {text.parts[number]}"
        joined = "joined" if said.clause[one.first] == said.clause[last - 1] else "apart"
        yield from (part, f"{part} {bisect_right(_FAR, one.first - last)} {joined}")
    if not near:
        yield "behind nobody"
    for act in text.deeds.get(said.sentence[first], ())[:_NAMED]:
        patient = "saya" if "saya" in act.patients else "another" if act.patients else "nobody"
        yield f"deed {'behind' if act.mark.first >= last else 'before'} on {patient}"


def _around(story: Story, first: int, last: int) -> Iterator[str]:
    """Yield what the words beside an age mean, and of whom a word for a sex can be."""
    said = story.said
    yield from (["bracket"] if said.bracket[first] else [])
    for step, side in _BESIDE:
        place = first + step if step < 0 else last + step
        if not said.has(place) or said.sentence[place] != said.sentence[first]:
            yield f"{side} end"
            continue
        yield f"{side} {'figures' if said.number(place) >= 0 else voice(said.words[place].word)}"
        if step in {-1, 0}:
            yield f"{side} {'joined' if said.clause[place] == said.clause[first if step else last - 1] else 'apart'}"
        for mark in said.at.get(place, ()):
            yield f"{side} {mark.code if mark.group == 'marks' else mark.group}"
            if mark.group == "sexes":
                yield f"{side} {mark.code} of {_sexes(story)}"


def _sexes(story: Story) -> str:
    """Return of which sex who suffers and who did it are, as far as the words for them say."""
    victim = PEOPLE.get(story.victims[0], {}).get("sex") if story.victims else ""
    agent = PEOPLE.get(story.agents[0].code, {}).get("sex") if story.agents else ""
    return f"{victim or '?'} by {agent or '?'}"
