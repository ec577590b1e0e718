"""Whether a place that is named is where something happened, by what stands around it: met there, meant, refused."""

from flows.understanding.facts.lists import lists
from flows.understanding.facts.said import Mark, Said
from flows.understanding.facts.spots import SHOPS, WHILE
from flows.understanding.facts.story import Story
from flows.understanding.facts.times import TELLS
from flows.understanding.facts.vocabulary import owner

_LISTS = lists("scenes")
_STALLS = _LISTS["stalls"]
_ASKS = _LISTS["asks"]
_TO = _LISTS["to"]
_NOT_THERE = _LISTS["not_there"]
_ADDED = _LISTS["added"]
_VISITS = _LISTS["visits"]
_AHEAD = _LISTS["ahead"]


def is_met(story: Story, mark: Mark) -> bool:
    """Return whether who did it was met in a place: what is told next happens there ("kita ketemu di hotel. …")."""
    said = story.said
    near = [place for place in said.before(mark.first, 6) if said.clause[place] == said.clause[mark.first]]
    met = any(said.means(place, "met") for place in near[:4])
    others = any(place in story.at and story.role(story.at[place]) in {"lain", "anak"} for place in near)
    return met and not others and bool(story.agents)


def is_scene(said: Said, mark: Mark) -> bool:
    """Return whether a place is named as that of what happened ("kejadiannya di toilet SPBU")."""
    near = (place for place in said.before(mark.first, 4) if said.clause[place] == said.clause[mark.first])
    return any(said.means(place, "scene") for place in near)


def is_denied(said: Said, mark: Mark) -> bool:
    """Return whether it is said not to have been there ("kejadiannya bukan di sekolah"), and not only there."""
    before = mark.first - 1
    near = mark.first > 0 and said.clause[before] == said.clause[mark.first]
    denied = near and said.words[before].word in _NOT_THERE
    return denied and not (said.has(mark.last) and said.is_a(mark.last, *_ADDED))


def is_visited(story: Story, mark: Mark) -> bool:
    """Return whether it happened while somebody stayed there as a guest ("ketika menginap di rumah neneknya")."""
    said = story.said
    near = [place for place in said.before(mark.first, 3) if said.clause[place] == said.clause[mark.first]]
    stays = next((place for place in near[:1] if said.is_a(place, *_VISITS)), None)
    here = any(said.sentence[act.mark.first] == said.sentence[mark.first] for act in story.acts)
    return here and stays is not None and any(said.is_a(place, *WHILE) for place in near if place < stays)


def is_own_shop(said: Said, mark: Mark) -> bool:
    """Return whether it is the shop of who writes, where they work ("teko nang warungku")."""
    shops = [place for place in range(mark.first, mark.last) if said.is_a(place, *SHOPS, *_STALLS)]
    after = mark.last + 1
    ends = not said.has(after) or said.clause[after] != said.clause[mark.first]
    named = said.is_a(mark.last, "saya") and said.clause[mark.last] == said.clause[mark.first] and ends
    return any(owner(said.words[place].word)[1] == "saya" for place in shops) or (bool(shops) and named)


def is_ahead(said: Said, mark: Mark) -> bool:
    """Return whether somebody only threatens or means to come to a place ("ngancam mau datang ke sekolahku")."""
    near = [place for place in said.before(mark.first, 5) if said.clause[place] == said.clause[mark.first]]
    came = next((place for place in near if said.means(place, "comes") or said.means(place, "brought")), None)
    return came is not None and said.is_a(came - 1, *_AHEAD) and any(_threatens(said, place) for place in near)


def is_told_there(story: Story, mark: Mark) -> bool:
    """Return whether somebody only told of it in a place ("temenku di kantor tadi cerita …")."""
    said = story.said
    deeds = {act.mark.first for act in story.acts}
    for place in said.after(mark.last, 4):
        if place in deeds or said.clause[place] != said.clause[mark.first]:
            return False
        if said.is_a(place, *TELLS):
            return not any(here in deeds for here in said.before(mark.first, 8))
    return False


def is_refused(said: Said, mark: Mark) -> bool:
    """Return whether somebody would not go along to a place ("ngajak ke hotel, aku nolak")."""
    led = any(said.means(place, "met") for place in (mark.first, *said.before(mark.first, 3)))
    return led and any(said.means(place, "refused") for place in said.after(mark.last, 6))


def is_invited(story: Story, mark: Mark) -> bool:
    """Return whether somebody only asks to come to a place, and nothing is told to follow ("ngajak ke hotel")."""
    said = story.said
    near = [place for place in said.before(mark.first, 3) if said.clause[place] == said.clause[mark.first]]
    asked = any(said.words[place].word in _ASKS for place in near)
    return asked and said.words[mark.first].word in _TO and not any(act.mark.first >= mark.last for act in story.acts)


def _threatens(said: Said, place: int) -> bool:
    return any(one.group == "violence" and one.code == "psikis" for one in said.at.get(place, ()))


def is_left_with(said: Said, mark: Mark) -> bool:
    """Return whether a child is left in the house of relatives, who care for it ("ditinggal di rumah kakek")."""
    led = [place for place in said.before(mark.first, 2) if said.means(place, "left_with")]
    meanwhile = any(said.is_a(here, *WHILE) for place in led for here in said.before(place, 2))
    return bool(led) and not meanwhile and said.at_person(mark.last - 1)
