"""Who did it where the sentence is turned round: "yang memukul itu bapak", "suami mabuk, lalu saya ditendang"."""

from flows.understanding.facts.mention import Mention
from flows.understanding.facts.said import Mark, Said
from flows.understanding.facts.suffering import STRONG
from flows.understanding.facts.vocabulary import PEOPLE

_RAGING = 8
"""Words after somebody within which it is told that they are drunk or angry."""
_AFTER = 8
"""Words after "yang memukul" within which it is said who that is."""


def named_after(
    said: Said, mark: Mark, people: tuple[Mention, ...], at: dict[int, int]
) -> tuple[Mention, tuple[str, ...]] | None:
    """Return who it is that did it, and to whom: "yang mukul saya bapak", "yang memukul bukan dia melainkan ayah"."""
    which = mark.first - 1
    alone = which <= 0 or which - 1 not in at or said.clause[which - 1] != said.clause[which]
    if not said.means(which, "which") or not alone:
        return None
    numbers: list[int] = []
    linked = which == 0 or said.clause[which - 1] != said.clause[which]
    linked = linked or said.means(which - 1, "hearsay") or said.means(which - 1, "speaks")
    for place in said.after(mark.last, _AFTER):
        turns = said.means(place, "but")
        if said.clause[place] != said.clause[mark.first] or (said.means(place, "break") and not turns):
            break
        linked = linked or turns or said.means(place, "is_said_to_be")
        if place in at and at[place] not in numbers:
            numbers.append(at[place])
    if not numbers or not people[numbers[-1]].named or people[numbers[-1]].denied or people[numbers[-1]].beside:
        return None
    first, by = people[numbers[0]], people[numbers[-1]]
    if len(numbers) == 1:
        return (by, ()) if linked else None
    return by, () if first.denied or first.code == "dia" else (first.code,)


def opens_sentence(said: Said, mark: Mark, people: tuple[Mention, ...], patients: tuple[str, ...]) -> Mention | None:
    """Return who opens the sentence in which somebody else suffers, where that is one who more often does harm."""
    here = said.sentence[mark.first]
    inside = [one for one in people if said.sentence[one.first] == here and one.last <= mark.first]
    while len(inside) > 1 and inside[0].code in patients and _only_age(said, inside[0], inside[1]):
        inside = inside[1:]
    if not patients or not inside or inside[0].code in patients:
        return None
    one = inside[0]
    if said.clause[one.first] == said.clause[mark.first]:
        return None
    others = {other.code for other in inside if other.named} - {one.code, *patients}
    strong = one.named and (one.code in STRONG or rages(said, one)) and not one.beside and not one.denied and not others
    return one if strong and not said.means(one.last, "speaks") and not said.means(one.last, "sees") else None


def _only_age(said: Said, one: Mention, other: Mention) -> bool:
    """Return whether nothing but an age stands between two people ("kulo umur 52, anak kulo …")."""
    between = range(one.last, other.first)
    plain = all(said.number(at) > 0 or said.means(at, "age") or said.is_a(at, "tahun") for at in between)
    return plain and bool(between) and said.clause[one.first] != said.clause[other.first]


def opening(said: Said, mark: Mark, people: tuple[Mention, ...], patients: tuple[str, ...]) -> Mention | None:
    """Return who alone is named in a sentence before an active verb, however far ("adiknya tiap malam … mengancam")."""
    here = said.sentence[mark.first]
    inside = [one for one in people if one.sentence == here and one.last <= mark.first and one.code != "saya"]
    if not inside or len({one.code for one in inside}) != 1:
        return None
    one = inside[0]
    bad = one.beside or one.denied or one.lesser or one.code in patients or not one.named
    return None if bad or PEOPLE[one.code].get("cared_for") or not PEOPLE[one.code]["relation"] else one


def rages(said: Said, one: Mention) -> bool:
    """Return whether somebody is told to be drunk, angry or gambling ("anak saya mabuk, …")."""
    if not one.named or one.code not in PEOPLE or not PEOPLE[one.code]["relation"]:
        return False
    return any(said.means(place, "rages") for place in said.after(one.last, _RAGING))


def instead(said: Said, number: int, people: tuple[Mention, ...], at: dict[int, int]) -> int | None:
    """Return who it was instead of somebody denied ("bukan suami saya tapi adiknya, adik ipar saya")."""
    turned = False
    for place in said.after(people[number].last, 15):
        turned = turned or said.means(place, "but")
        if turned and place in at and people[at[place]].code != "saya":
            return at[place]
    return None
