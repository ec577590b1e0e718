"""Whether a word of violence tells of something that happened: not denied, feared, asked, said twice, or of a thing."""

from flows.understanding.facts.mentions import Mention
from flows.understanding.facts.said import Mark, Said
from flows.understanding.facts.vocabulary import DENIALS


def is_passive(said: Said, mark: Mark) -> bool:
    """Return whether somebody suffers the verb that stands in `mark` ("dipukul", "ditampari")."""
    if said.means(mark.first, "state") or said.words[mark.first - 1].word == "di":
        return True
    return any(
        said.words[place].word.startswith("di") and len(said.words[place].word) > 4
        for place in range(mark.first, mark.last)
    )


def is_real(said: Said, mark: Mark) -> bool:
    """Return whether the words tell of something that happened: not denied, feared, asked, nor "pukul 20.15"."""
    first = said.words[mark.first].word
    if first == "pukul" and (said.number(mark.last) >= 0 and not said.is_a(mark.last + 1, "kali")):
        return False
    if first == "pukul" and said.means(mark.last, "half_hour"):
        return False
    return not _is_denied(said, mark.first, threat=mark.code == "psikis" and mark.last - mark.first > 1)


def is_said_twice(said: Said, mark: Mark) -> bool:
    """Return whether the word only repeats the one before it ("diraba-raba")."""
    before = [other for other in said.at.get(mark.first - 1, ()) if other.group == "violence"]
    return said.between(mark.first - 1).strip() == "-" and any(other.code == mark.code for other in before)


def is_thing(said: Said, mark: Mark, people: tuple[Mention, ...], at: dict[int, int]) -> bool:
    """Return whether a thing is hit and nobody else ("HP saya dibanting")."""
    number = at.get(mark.first - 1)
    return mark.code == "fisik" and number is not None and people[number].code == "saya" and people[number].beside


def _is_denied(said: Said, first: int, *, threat: bool) -> bool:
    for step, place in enumerate(said.before(first, 3)):
        if said.clause[place] != said.clause[first]:
            return False
        if said.is_a(place, "tidak", "jangan") and not said.is_a(place, "bukan"):
            return not said.means(place + 1, "only")
        if said.words[place].word in DENIALS:
            return not said.means(place + 1, "only") and not said.at_person(place + 1)
        if said.means(place, "unreal") and not threat and step < (1 if said.is_a(place, "mau") else 2):
            return not _again(said, first) and not said.is_a(place - 1, "tidak")
        if not said.means(place, "neutral"):
            return False
    return False


def _again(said: Said, first: int) -> bool:
    """Return whether it is feared because it happened before ("takut dipukul lagi")."""
    return any(said.means(place, "again") for place in said.after(first + 1, 3))
