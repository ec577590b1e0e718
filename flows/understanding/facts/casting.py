"""Who suffers and who did it, weighed: the rules of `story` propose, annotated messages taught how far to trust them.

A linear model over pairs of somebody who suffers and somebody who does it. Where the rules understood the deed they
weigh most; where they know no word of it ("nyurung", "dijambak"), the traits of the people decide. Weights lie in
`flows/data/casting.csv`, learned by `pelita facts --train`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from flows.data import rows
from flows.understanding.facts.story import Story
from flows.understanding.facts.traits import everybody, kind, spoken_of, traits, whose
from flows.understanding.triage import hear

CLEAR, CALM = 600, 300
"""How much more than what the rules say must another cast weigh, and how much a text of no harm."""
OF_RULES = "rules: "
"""How traits begin that tell what the rules say."""
_COUNTED = 2
"""Deeds beyond which it matters no more how many there are."""
_MOST = 10
"""People among whom is chosen: so many, or fewer, are named in any message that tells of one deed."""
WEIGHTS: dict[str, int] = {trait: int(weight) for trait, weight in rows("casting.csv")}


@dataclass(frozen=True, slots=True)
class Cast:
    """Who suffers and who did it, as codes of people: `saya`, or empty for nobody."""

    victim: str
    agent: str


@dataclass(frozen=True, slots=True)
class Likeliest:
    """A story with everybody in their likeliest part, and by how much that outweighs what else may be."""

    story: Story
    calm: int
    """The weight of a text of no harm."""
    over: Mapping[str, int]
    """How much the cast outweighs the best of any other ("cast"), of another victim and of another agent."""


def likeliest(story: Story, weights: Mapping[str, int] | None = None) -> Likeliest:
    """Return the story with everybody in their likeliest part; what the rules say stands unless another weighs more.

    A text for which somebody would be woken is never one of no harm. `weights` are others than those of the file only
    where it is learned how far they can be trusted.
    """
    weights = WEIGHTS if weights is None else weights
    spoken = sorted(spoken_of(story))
    calm = sum(weights.get(trait, 0) for trait in harmless(story, spoken))
    if calm > CALM and not hear(story.said.text).urgent:
        return Likeliest(calmed(story), calm, {})
    weighed = {cast: sum(weights.get(trait, 0) for trait in found) for cast, found in casts(story, spoken)}
    said = proposed(story)
    if said not in weighed:
        return Likeliest(story, calm, {})
    best = max(weighed, key=lambda cast: (weighed[cast], cast == said))
    best = said if weighed[best] - weighed[said] <= CLEAR else best
    over = {
        "cast": [cast for cast in weighed if cast != best],
        "victim": [cast for cast in weighed if cast.victim != best.victim],
        "agent": [cast for cast in weighed if cast.agent != best.agent],
    }
    by = {name: weighed[best] - max(weighed[cast] for cast in others) for name, others in over.items() if others}
    return Likeliest(story if best == said else played(story, best), calm, by)


def proposed(story: Story) -> Cast:
    """Return what the rules say."""
    return Cast(story.victims[0] if story.victims else "", story.agents[0].code if story.agents else "")


def played(story: Story, cast: Cast) -> Story:
    """Return the story with other parts; who else suffers or did it by the rules stays with whom they named first."""
    said = proposed(story)
    victims = story.victims if cast.victim == said.victim else (cast.victim,) if cast.victim else ()
    victims = tuple(code for code in victims if code != cast.agent)
    agents = tuple(one for one in story.agents if one.code not in victims)
    if cast.agent != said.agent:
        agents = tuple(one for one in story.people if one.code == cast.agent)[:1]
    doers = frozenset(one.code for one in agents) | (story.doers if cast.agent == said.agent else frozenset())
    return replace(story, victims=victims, agents=agents, doers=doers - {*victims, "saya"})


def calmed(story: Story) -> Story:
    """Return the story as one in which nobody is harmed: what was taken for a deed is a question, a joke, a memory."""
    return replace(story, acts=(), victims=(), agents=(), doers=frozenset(), calm=True)


def harmless(story: Story, spoken: Iterable[str]) -> Iterator[str]:
    """Yield the traits by which a text may tell of no harm at all; `spoken` is of what it speaks (`spoken_of`)."""
    cast = proposed(story)
    yield "calm: any"
    yield f"calm: {min(len(story.acts), _COUNTED)} deeds"
    yield f"calm: {min(_both_say(story, cast), _COUNTED)} deeds of two"
    yield f"calm: {kind(cast.victim)} by {kind(cast.agent)}"
    yield from (f"calm: {mark}" for mark in spoken)


def _both_say(story: Story, cast: Cast) -> int:
    """Return how many deeds tell in one sentence of both, of who suffers and of who did it."""
    return sum(cast.victim in act.patients and act.by == cast.agent for act in story.acts) if cast.agent else 0


def casts(story: Story, spoken: Sequence[str]) -> Iterator[tuple[Cast, list[str]]]:
    """Yield everything that may be, with its traits: those of who suffers, of who did it, of both, and of the rules.

    `spoken` is of what the text speaks (`spoken_of`).
    """
    people = everybody(story, _MOST)
    order = [code for code in people if code != "saya"]
    known = {code: traits(story, code, people.get(code, []), order) for code in ("", *people)}
    suffers = {code: [f"suffers: {trait}" for trait in sorted(found)] for code, found in known.items()}
    does = {code: [f"does: {trait}" for trait in sorted(found)] for code, found in known.items()}
    owners = {code: whose([one for one in story.people if one.code == code]) for code in order}
    for victim in known:
        for agent in known:
            if agent == "saya" or (agent and agent == victim):
                continue
            cast = Cast(victim, agent)
            told = [f"{'one' if agent else 'nobody'} did it: {mark}" for mark in spoken]
            both = (*_both(story, cast, owners), *_by_rules(story, cast))
            yield cast, [*suffers[victim], *does[agent], *both, *told]


def _both(story: Story, cast: Cast, owners: dict[str, str]) -> Iterator[str]:
    victim, agent = cast.victim, cast.agent
    owner = owners.get(agent, "-")
    yield f"both: {kind(victim)} of {owners.get(victim, '-')} by one of {owner}"
    yield f"both: {kind(victim)} by {kind(agent)} of {owner}"
    if victim in owners and agent in owners:
        codes = [one.code for one in story.people]
        first = "first" if codes.index(victim) < codes.index(agent) else "second"
        own = "own" if any(one.code == agent and one.whose == victim for one in story.people) else "not own"
        yield f"both: {first}"
        yield f"both: {first} {own}"


def _by_rules(story: Story, cast: Cast) -> Iterator[str]:
    """Yield how far the rules say so, also beside what sort of somebody would suffer."""
    sort = kind(cast.victim)
    both = min(_both_say(story, cast), _COUNTED)
    yield from (f"{OF_RULES}{count} deeds say both" for count in range(1, 1 + both))
    if cast == proposed(story):
        yield f"{OF_RULES}so"
        yield f"{OF_RULES}so of {min(len(story.acts), _COUNTED)} deeds"
    for trait in _agreeing(story, cast):
        yield f"{OF_RULES}{trait}"
        yield f"{OF_RULES}{trait} ({sort})"


def _agreeing(story: Story, cast: Cast) -> Iterator[str]:
    victim, agent, acts = cast.victim, cast.agent, story.acts
    if story.victims:
        yield "suffers first" if victim == story.victims[0] else "suffers" if victim in story.victims else "not suffers"
    else:
        yield "nobody suffers" if not victim else "nobody but she" if victim == "saya" else "nobody but another"
    if story.agents:
        yield "did it" if any(one.code == agent for one in story.agents) else "did not"
    else:
        yield "nobody did it" if not agent else "nobody but one did"
    told = "" if acts else " without a deed"
    if victim:
        yield ("hit in a sentence" if any(victim in act.patients for act in acts) else "not hit") + told
        yield "hits though" if any(act.by == victim for act in acts) else "hits nobody"
    if agent:
        yield ("does in a sentence" if any(act.by == agent for act in acts) else "does nothing") + told
        yield "hit though" if any(agent in act.patients for act in acts) else "unhurt"
