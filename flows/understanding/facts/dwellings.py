"""Whose house or room a place is: a home of the family, of who did it, or of somebody else."""

from flows.understanding.facts.lists import lists
from flows.understanding.facts.said import Mark, Said
from flows.understanding.facts.story import Story
from flows.understanding.facts.vocabulary import PEOPLE, owner

_LISTS = lists("dwellings")
_WHOLE_HOUSES = _LISTS["whole_houses"]
_BOARDS = _LISTS["boards"]
_IN = _LISTS["in"]
_WASHROOMS = _LISTS["washrooms"]
_BATH_AT_HOME = _LISTS["bath_at_home"]
_INTO = _LISTS["into"]
_TO = lists("shared")["to"]
_HOUSES = {(house, "dia") for house in _LISTS["houses"]}


def is_house(said: Said, mark: Mark) -> bool:
    """Return whether a house is named, not a room alone."""
    return any(said.is_a(place, *_WHOLE_HOUSES) for place in range(mark.first, mark.last))


def boards_there(said: Said) -> bool:
    """Return whether a room that is let is spoken of: then a room alone is no home of a family."""
    return any(said.is_a(place, *_BOARDS) for place in range(len(said.words)))


def is_inside(said: Said, mark: Mark) -> bool:
    """Return whether it happened in a house, which nobody only enters."""
    return said.is_a(mark.first, *_IN)


def is_washroom(said: Said, mark: Mark) -> bool:
    """Return whether only a toilet is named, which is anywhere that has one."""
    return any(said.is_a(place, *_WASHROOMS) for place in range(mark.first, mark.last))


def has_bath(said: Said, mark: Mark) -> bool:
    """Return whether it is a bathroom or a toilet of a house."""
    return any(said.is_a(place, *_BATH_AT_HOME) for place in range(mark.first, mark.last))


def is_theirs(said: Said, mark: Mark) -> bool:
    """Return whether it is the room of somebody ("di kamarnya"), which is no home where no relative did it."""
    return owner(said.words[mark.last - 1].word)[1] == "dia"


def of_outsider(story: Story, mark: Mark) -> str:
    """Return the role of an outsider whose room or house it is ("di kamar pengasuh", "di kontrakan cowok itu")."""
    number = story.at.get(mark.last)
    near = number is not None and story.said.clause[mark.last] == story.said.clause[mark.first]
    one = story.people[number] if near and number is not None else None
    if one is None or number is None or one.code not in PEOPLE or PEOPLE[one.code]["side"] == "keluarga":
        return ""
    role = story.role(number)
    return role if role == "pelaku" or PEOPLE[one.code]["side"] == "saksi" else ""


def in_their_house(story: Story, mark: Mark) -> bool:
    """Return whether it is the house of the outsider who did it, where the writer was ("pacarku maksa di rumahnya")."""
    said = story.said
    theirs = any(owner(said.words[place].word) in _HOUSES for place in _all(mark))
    back = next((story.at[at] for at in said.before(mark.first, 15) if at in story.at), None)
    other = [at for at in said.before(mark.first, 15) if at in story.at and story.people[story.at[at]].code != "saya"]
    doer = bool(other) and story.role(story.at[other[0]]) == "pelaku"
    led = said.is_a(mark.first, *_INTO) or said.is_a(mark.first - 1, *_TO)
    led = led or (said.is_a(mark.first, "masuk") and not story.of_self)
    return led and theirs and back is not None and doer


def _all(mark: Mark) -> range:
    """Return the words of a phrase."""
    return range(mark.first, mark.last)
