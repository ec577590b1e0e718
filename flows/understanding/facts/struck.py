"""Parts of a house, a room or a shop that are struck, broken or shut: there it happened ("pintu kosnya digedor")."""

from flows.understanding.facts.lists import lists
from flows.understanding.facts.said import Mark, Said
from flows.understanding.facts.spots import kind_at
from flows.understanding.facts.story import Story
from flows.understanding.facts.vocabulary import owner
from flows.understanding.stems import stem

_LISTS = lists("struck")
_PARTS = frozenset(_LISTS["parts"])
_OWN = _LISTS["own"]
_STRIKES = frozenset(_LISTS["strikes"])
_KEYS = _LISTS["keys"]
_VEHICLES = _LISTS["vehicles"]
_NEAR = 3
_FAR = 10
_SHORT = _LISTS["short"]


def broken(said: Said) -> list[Mark]:
    """Return the places whose parts are struck, broken or shut, as places where it happened."""
    return [mark for place in range(len(said.words)) if (mark := _broken(said, place))]


def is_struck(story: Story, mark: Mark) -> bool:
    """Return whether it is not she who suffers, or a helper, that opens, shuts or knocks ("pintu rumah saya kunci")."""
    said = story.said
    after = [at for at in said.after(mark.last, _NEAR) if said.clause[at] == said.clause[mark.first]]
    if not (story.agents or story.acts) or (any(_strikes(said, at) for at in after) and _by_writer(said, after)):
        return False
    deed = next((at for at in (*said.before(mark.first, 2), *after) if _strikes(said, at)), mark.first)
    if said.words[deed].word.startswith(("di", "ta")):
        return True
    near = (story.at[at] for at in said.before(deed, _FAR) if at in story.at)
    who = next((number for number in near if not story.people[number].beside), None)
    return who is None or story.role(who) == "pelaku"


def _by_writer(said: Said, after: list[int]) -> bool:
    """Return whether "saya" stands right before what is done, and no "di-" says that it is done by others."""
    deed = next(at for at in after if _strikes(said, at))
    return not said.words[deed].word.startswith("di") and said.is_a(deed - 1, "saya")


def _broken(said: Said, place: int) -> Mark | None:
    if not said.is_a(place, *_PARTS) or (said.is_a(place, *_KEYS) and said.is_a(place + 1, *_VEHICLES)):
        return None
    near = (place - 1, place - 2, *range(place + 1, place + _NEAR + 1))
    if not any(said.has(at) and said.clause[at] == said.clause[place] and _strikes(said, at) for at in near):
        return None
    kind, last = kind_at(said, place + 1)
    if kind:
        return Mark("place_kind", kind, place, last)
    follows = said.has(place + 1) and said.clause[place + 1] == said.clause[place]
    mine = owner(said.words[place].word)[1] == "saya" or (follows and said.is_a(place + 1, "saya"))
    return Mark("place_kind", "rumah_tangga", place, place + 1) if mine and said.is_a(place, *_OWN) else None


def _strikes(said: Said, at: int) -> bool:
    """Return whether something is struck, broken or shut at a place of the text."""
    word = said.words[at].word.rstrip("2")
    return word in _SHORT or bool(stem(word, _STRIKES))
