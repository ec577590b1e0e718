"""Whom the story is about: who suffers, who does it, and which sentences tell of somebody else."""

from dataclasses import dataclass

from flows.understanding.facts.acts import Act, acts
from flows.understanding.facts.doers import agents_of
from flows.understanding.facts.mention import Mention, meant
from flows.understanding.facts.mentions import mentions
from flows.understanding.facts.said import Said
from flows.understanding.facts.victims import presumed, told_of_others, victims_of, without_defence
from flows.understanding.facts.vocabulary import DATA, PEOPLE

_CHILDREN = frozenset({"anak", "bayi"})
_GRANDCHILDREN = frozenset({"cucu", "keponakan"})
"""Young relatives who are also called "anak" ("saya nenek dari anak perempuan 11 tahun. cucu saya …")."""
_PARTNERS = frozenset({"suami", "istri", "pasangan"})
_SPOUSES = {"suami": frozenset({"pasangan"}), "istri": frozenset({"pasangan"}), "pasangan": _PARTNERS}
"""By which other words a spouse is called; "bojo" is either."""
_HUSBANDS = frozenset({"suami", "pasangan", "mantan_suami"})
_PARENT = {"istri": "ibu", "mantan_istri": "ibu", "suami": "ayah", "mantan_suami": "ayah"}
"""What the writer's partner is to their child."""


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
    """The number of the mention that each word belongs to."""
    doers: frozenset[str]
    """Every code by which those who did it are called."""
    calm: bool = False
    """True where weights say that the text tells of no harm at all."""

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
        if one.code in _CHILDREN and one.code not in {*self.victims, *self.doers} and self._is_theirs(one):
            return "anak"
        if one.code in _CHILDREN and one.whose == "" and _GRANDCHILDREN & set(self.victims):
            return "korban"
        if one.code == "dia" and self.said.words[one.first].word == "beliau" and self.victims and not self.of_self:
            return "korban"
        if one.code == "dia" and (self.of_self or not code):
            return "pelaku" if self.of_self else "korban" if self.victims else "lain"
        if one.code == "dia" and one.first and self.said.sentence[one.first - 1] != self.said.sentence[one.first]:
            subject = self.subject(one.first)
            code = meant(self.people, subject) if subject is not None else code
        return self.role_of(code)

    def role_of(self, code: str) -> str:
        """Return who somebody with this code is."""
        if code in self.victims and code not in self.doers and not self.of_self:
            return "korban"
        agents = self.doers | {_same(one) for one in self.doers}
        if code in {"nyonya", "tuan"} and any(one.code == "majikan" and one.sex for one in self.people):
            sexes = {one.sex for one in self.people if one.code == "majikan"} - {""}
            return "pelaku" if str(PEOPLE[code]["sex"]) in sexes else "lain"
        if code == "pelaku" or _same(code) in agents or agents & _SPOUSES.get(code, frozenset()):
            return "pelaku"
        if agents & frozenset(DATA["general"].get(code, ())):
            return "pelaku"
        if _PARENT.get(code) in agents and _CHILDREN & set(self.victims):
            return "pelaku"
        if code == "lelaki" and agents and code not in self.victims:
            return "pelaku"
        if self.of_self:
            return "anak" if code in _CHILDREN else "lain"
        sides = {PEOPLE[victim]["side"] for victim in self.victims}
        if (
            _same(code) in {_same(one) for one in self.victims}
            or self._is_same(code)
            or (code in _CHILDREN and "murid" in sides)
        ):
            return "korban"
        if code in {"korban", "pasien"} and self.victims:
            return "korban"
        if code == "orang_lain" and (_CHILDREN & set(self.victims) or self.victims == ("korban",)):
            return "korban"
        return "anak" if code in _CHILDREN else "lain"

    def _is_theirs(self, one: Mention) -> bool:
        """Return whether a child belongs to who suffers ("pasien punya anak umur 13")."""
        return one.code == "bayi" or one.whose == "dia" or self.said.means(one.first - 1, "has")

    def _is_same(self, code: str) -> bool:
        """Return whether another word means who suffers: "santriwati" a pupil, "istrinya" the neighbour herself."""
        if not self.victims:
            return False
        sides = {PEOPLE[victim]["side"] for victim in self.victims}
        spouses = {"istri": _HUSBANDS, "perempuan": _HUSBANDS, "suami": frozenset({"istri", "pasangan"})}
        whose = {one.code for one in self.agents if one.whose == "dia"}
        wife = "saksi" in sides and bool(whose & spouses.get(code, frozenset()))
        pupil = "murid" in sides or bool(_CHILDREN & set(self.victims))
        ward = PEOPLE.get(code, {}).get("side") == "murid" and pupil
        woman = code == "perempuan" and ("murid" not in sides or "pasien" in self.victims)
        return wife or ward or woman

    def nearest(self, place: int, most: int = 8) -> int | None:
        """Return the number of the mention nearest before `place` in its sentence, or None."""
        near = (self.at[here] for here in self.said.before(place, most) if here in self.at)
        return next((number for number in near if not self.people[number].beside), None)

    def subject(self, place: int) -> int | None:
        """Return whom a new sentence goes on about: whom the one before began with, else who was named last."""
        back = [one for one, person in enumerate(self.people) if person.last <= place and not person.beside]
        named = [one for one in back if self.people[one].named]
        before = [one for one in back if self.people[one].sentence < self.said.sentence[place]]
        opening: dict[int, int] = {}
        for one in reversed(before):
            person, known = self.people[one], opening.get(self.people[one].sentence)
            by = self.said.means(person.first - 1, "by")
            if (
                person.code != "saya"
                and not person.lesser
                and not by
                and not (known is not None and self.people[known].turned)
            ):
                opening[person.sentence] = one
        topics = [one for _, one in sorted(opening.items(), reverse=True)]
        topic = next((one for one in topics if self.people[one].named), None)
        return topic if topic is not None else named[-1] if named else None


def _same(code: str) -> str:
    return str(PEOPLE.get(code, {}).get("as", code))


def story(said: Said) -> Story:
    """Return whom `said` is about."""
    people = mentions(said)
    at = {place: number for number, one in enumerate(people) for place in range(one.first, one.last)}
    done = acts(said, people)
    tales = (mark for mark in said.of("marks") if mark.code == "story" and not said.means(mark.last, "lewd"))
    fiction = {said.sentence[mark.first] for mark in tales}
    told = frozenset(place for place, sentence in enumerate(said.sentence) if sentence in fiction)
    done = tuple(act for act in done if act.mark.first not in told)
    done = without_defence(done)
    victims = victims_of(said, done, people)
    feared = None if done or told else presumed(said, people)
    victims = ("saya",) if feared else victims
    others = told_of_others(said, done, victims)
    own = tuple(act for act in done if act.mark.first not in others)
    agents = (feared,) if feared else agents_of(said, own, victims, people)
    doers = frozenset(one.code for one in agents) | {act.by for act in own if act.by in PEOPLE}
    doers -= {*victims, "saya"}
    return Story(said, people, own, victims, agents, told | others, at, doers)
