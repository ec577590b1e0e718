"""Deeds told by a noun, as offices write: "korban pencabulan oleh tetangganya", "penganiayaan terhadap anak"."""

from flows.understanding.facts.lists import lists
from flows.understanding.facts.mention import Mention, meant
from flows.understanding.facts.said import Mark, Said

_LISTS = lists("nominal")
_DEEDS = _LISTS["deeds"]
_MORE = _LISTS["more"]
_DOES = _LISTS["does"]
_DONE_BY = _LISTS["done_by"]
_TO = _LISTS["to"]
_SUFFERED = _LISTS["suffered"]
_BEFORE, _AFTER = 9, 9
"""Words before and after the noun among which people stand."""


def is_nominal(said: Said, mark: Mark) -> bool:
    """Return whether a deed is told by a noun, of which nobody is said before to do it."""
    led = any(said.is_a(place, *_DOES) for place in said.before(mark.first, 3))
    return said.words[mark.first].word in {*_DEEDS, *_MORE} and not led


def told_by_noun(
    said: Said, mark: Mark, people: tuple[Mention, ...], at: dict[int, int]
) -> tuple[tuple[str, ...], Mention | None, str]:
    """Return who suffers, who did it where somebody is named, and the code of who did it."""
    agent: int | None = None
    patient = ""
    for place in said.after(mark.last, _AFTER):
        number = at.get(place)
        if number is None or said.clause[place] != said.clause[mark.first] or people[number].first != place:
            continue
        if said.is_a(place - 1, *_TO):
            patient = meant(people, number)
        elif agent is None and people[number].code != "saya" and (place == mark.last or _is_led(said, mark, place)):
            agent = number
    by = meant(people, agent) if agent is not None else ""
    near = list(said.before(mark.first, 4))
    suffered = any(said.means(place, "receives") or said.is_a(place, *_SUFFERED) for place in near)
    for place in said.before(mark.first, _BEFORE if suffered or agent is not None else 0):
        number = at.get(place)
        if patient or number is None or people[number].beside or people[number].code in {"korban", by}:
            continue
        patient = meant(people, number)
    one = people[agent] if agent is not None and people[agent].named else None
    return ((patient,) if patient else ()), one, by


def _is_led(said: Said, mark: Mark, place: int) -> bool:
    """Return whether a word such as "oleh" stands between the noun and who did it."""
    return any(said.is_a(here, *_DONE_BY) for here in range(mark.last, place))
