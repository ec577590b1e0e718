"""Whom the story is about: who suffers, who does it, and which sentences tell of somebody else."""

from collections import Counter
from dataclasses import dataclass

from flows.understanding.facts.acts import Act, acts
from flows.understanding.facts.doers import agents_of
from flows.understanding.facts.mentions import Mention, meant, mentions
from flows.understanding.facts.said import Said
from flows.understanding.facts.vocabulary import PEOPLE

_GRAVE = frozenset({"fisik", "seksual"})
_CHILDREN = frozenset({"anak", "bayi"})
_IN_CARE = _CHILDREN | {"adik", "cucu", "keponakan", "nenek", "teman", "tetangga", "perempuan"}
"""Of whom a sentence goes on telling where it names nobody ("katanya sudah disetubuhi")."""
_PARTNERS = frozenset({"suami", "istri", "pasangan"})
_MODEST = frozenset({"psikis", "tppo"})


@dataclass(frozen=True, slots=True)
class Story:
    """A text with the people in it and what was done to them."""

    said: Said
    people: tuple[Mention, ...]
    acts: tuple[Act, ...]
    """What happened to those the story is about; not what is told of others."""
    victims: tuple[str, ...]
    """`saya` or codes of people; the first is whom the report is for. Empty when nobody is said to suffer."""
    agents: tuple[Mention, ...]
    """Who did it, once each."""
    elsewhere: frozenset[int]
    """Words that tell of somebody else, or of a film."""
    at: dict[int, int]
    doers: frozenset[str]
    """Every code by which those who did it are called."""
    """The number of the mention that each word belongs to."""

    @property
    def of_self(self) -> bool:
        """True when the writer suffers it."""
        return "saya" in self.victims

    def counts(self, place: int) -> bool:
        """Return whether what stands at `place` is told of the people of the story, outside quotations."""
        return place not in self.elsewhere and not self.said.quoted[place]

    def role(self, number: int) -> str:
        """Return who a mention is: korban, pelaku, anak, pelapor or lain."""
        one = self.people[number]
        code = meant(self.people, number)
        if code == "saya":
            return "korban" if self.of_self else "pelapor"
        if one.code == "dia" and (self.of_self or not code):
            return "pelaku" if self.of_self else "korban" if self.victims else "lain"
        if one.code == "dia" and one.first and self.said.sentence[one.first - 1] != self.said.sentence[one.first]:
            subject = self.subject(one.first)
            code = meant(self.people, subject) if subject is not None else code
        return self.role_of(code)

    def role_of(self, code: str) -> str:
        """Return who somebody with this code is."""
        agents = self.doers | {_same(one) for one in self.doers}
        if code == "pelaku" or _same(code) in agents or (code == "pasangan" and agents & _PARTNERS):
            return "pelaku"
        if self.of_self:
            return "anak" if code in _CHILDREN else "lain"
        sides = {PEOPLE[victim]["side"] for victim in self.victims}
        if code in self.victims or self._is_same(code) or (code in _CHILDREN and "murid" in sides):
            return "korban"
        if code in {"korban", "pasien"} and self.victims:
            return "korban"
        return "anak" if code in _CHILDREN else "lain"

    def _is_same(self, code: str) -> bool:
        """Return whether another word means who suffers: "santriwati" a pupil, "istrinya" the neighbour herself."""
        sides = {PEOPLE[victim]["side"] for victim in self.victims}
        wife = (
            code in {"istri", "suami", "perempuan"}
            and "saksi" in sides
            and any(one.whose == "dia" for one in self.agents)
        )
        ward = PEOPLE.get(code, {}).get("side") == "murid" and "murid" in sides
        woman = code == "perempuan" and not sides & {"murid"}
        return wife or ward or woman

    def nearest(self, place: int, most: int = 8) -> int | None:
        """Return the number of the mention nearest before `place` in its sentence, or None."""
        near = (self.at[here] for here in self.said.before(place, most) if here in self.at)
        return next((number for number in near if not self.people[number].beside), None)

    def subject(self, place: int) -> int | None:
        """Return whom a new sentence goes on about: whom the one before began with, else who was named last."""
        back = [one for one, person in enumerate(self.people) if person.last <= place and person.named]
        before = [one for one in back if self.said.sentence[self.people[one].first] == self.said.sentence[place] - 1]
        return before[0] if before else back[-1] if back else None


def _same(code: str) -> str:
    return str(PEOPLE.get(code, {}).get("as", code))


def story(said: Said) -> Story:
    """Return whom `said` is about."""
    people = mentions(said)
    at = {place: number for number, one in enumerate(people) for place in range(one.first, one.last)}
    done = acts(said, people)
    fiction = {said.sentence[mark.first] for mark in said.of("marks") if mark.code == "story"}
    told = frozenset(place for place, sentence in enumerate(said.sentence) if sentence in fiction)
    done = tuple(act for act in done if act.mark.first not in told)
    done = _without_defence(done)
    victims = _victims(said, done, people)
    others = _others(said, done, victims)
    own = tuple(act for act in done if act.mark.first not in others)
    agents = agents_of(said, own, victims, people)
    doers = frozenset(one.code for one in agents) | {act.by for act in own if act.by in PEOPLE}
    doers -= {*victims, "saya"}
    return Story(said, people, own, victims, agents, told | others, at, doers)


def _without_defence(done: tuple[Act, ...]) -> tuple[Act, ...]:
    """Return what was done without what was done to whoever is told to have hurt somebody in body before."""
    hurt = {act.by for act in done if act.by and (act.mark.code in _GRAVE or "saya" in act.patients)}
    own = {code for act in done if act.mark.code in _GRAVE for code in act.patients}
    return tuple(act for act in done if not act.patients or not set(act.patients) <= hurt - own)


def _victims(said: Said, done: tuple[Act, ...], people: tuple[Mention, ...]) -> tuple[str, ...]:
    """Return who suffers: the writer before others, unless only somebody else is hurt in body."""
    told = any(mark.code == "korban" for mark in said.of("writer"))
    counted = Counter(code for act in done for code in act.patients if code not in {"pelaku"})
    for act in done:
        for code in act.patients:
            counted[code] += act.mark.code in _GRAVE
    own = [act for act in done if "saya" in act.patients]
    third = [code for code, _ in counted.most_common() if code != "saya"]
    worse = [act for act in done if act.mark.code in _GRAVE and set(act.patients) - {"saya"}]
    apart = {act.by for act in own} - {"", *(act.by for act in worse)}
    grave = bool(worse) and not apart
    modest = bool(own) and all(act.mark.code in _MODEST for act in own)
    kin = any(mark.code == "keluarga" for mark in said.of("writer"))
    if own and modest and kin and not told:
        return tuple(third) or _implied(said, done, people)
    if told or (own and not (modest and grave and third)):
        return ("saya", *third)
    if third:
        return tuple(third)
    return _implied(said, done, people)


def _implied(said: Said, done: tuple[Act, ...], people: tuple[Mention, ...]) -> tuple[str, ...]:
    """Return who suffers where no sentence says it: "dipukul suami" is the writer, "suaminya" is somebody's."""
    for act in done:
        if act.agent and act.agent.whose == "dia":
            named = [one.code for one in people if one.named and one.first < act.agent.first and one.code != act.by]
            return tuple(named[-1:])
    wards = [one.code for one in people if one.named and PEOPLE[one.code]["side"] == "murid"]
    if not done or wards:
        return tuple(wards[:1])
    by = {act.by for act in done}
    told = any(mark.code in {"keluarga", "saksi", "instansi"} for mark in said.of("writer"))
    others = [one.code for one in people if one.named and one.code not in by and not one.beside]
    if not told and not any(act.agent for act in done):
        topic = [one.code for one in people if one.first < done[0].mark.first and one.code in _IN_CARE]
        return tuple(topic[-1:]) or ("saya",)
    return tuple(others[:1]) if told and others else ("saya",)


def _others(said: Said, done: tuple[Act, ...], victims: tuple[str, ...]) -> frozenset[int]:
    """Return the words that tell what happened to an outsider while the writer suffers herself.

    The whole sentence does, or only the part between commas where the writer's own story stands beside it.
    """
    if "saya" not in victims:
        return frozenset()
    own = {said.sentence[act.mark.first] for act in done if "saya" in act.patients}
    sentences, clauses = set(), set()
    for act in done:
        outsiders = [code for code in act.patients if code != "saya" and PEOPLE[code]["side"] == "saksi"]
        if outsiders and "saya" not in act.patients:
            clauses.add(said.clause[act.mark.first])
            sentences.add(said.sentence[act.mark.first])
    sentences -= own
    told = enumerate(zip(said.sentence, said.clause, strict=True))
    return frozenset(place for place, (sentence, clause) in told if sentence in sentences or clause in clauses)
