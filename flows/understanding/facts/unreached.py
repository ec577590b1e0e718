"""Who did it and is out of reach: "nomornya ga aktif", "kada kawa dihubungi", "jejaknya hilang"."""

from flows.understanding.facts.lists import lists
from flows.understanding.facts.said import Said
from flows.understanding.facts.story import Story
from flows.understanding.facts.unknown import ADVERBS, FOUND, KNOWS, OFFICES, topic
from flows.understanding.facts.vocabulary import owner

_LISTS = lists("unreached")
_REACHED = _LISTS["reached"]
_LINES = _LISTS["lines"]
_ACTIVE = _LISTS["active"]
_DEAD = _LISTS["dead"]
_CAN = _LISTS["can"]
_TRACES = _LISTS["traces"]
_LOST = _LISTS["lost"]
_NOT_YET = _LISTS["not_yet"]
_WRITER = _LISTS["writer"]
_BY_CHOICE = _LISTS["by_choice"]
_CONTACT = _LISTS["contact"]
_REACH = 4


def out_of_reach(story: Story) -> tuple[int, int] | None:
    """Return the words that say that nobody reaches who did it any more, or None."""
    for place in range(len(story.said.words) if story.agents or story.acts else 0):
        if not story.counts(place):
            continue
        if last := _out_of_reach(story, place) or _no_trace(story, place):
            return place, last
    return None


def _out_of_reach(story: Story, place: int) -> int:
    """Return where "nomornya ga aktif" or "kada kawa dihubungi" ends, if it is said of who did it, else 0."""
    said = story.said
    part = [at for at in said.after(place + 1, _REACH) if said.clause[at] == said.clause[place]]
    if said.is_a(place, "tidak"):
        last = next((at + 1 for at in part if said.is_a(at, *_REACHED)), 0)
        between = range(place + 1, last - 1)
        plain = last and all(said.is_a(at, *_CAN, *ADVERBS, *_LINES) or at in story.at for at in between)
        far = [at for at in said.before(place, 4) if said.clause[at] == said.clause[place]]
        if not plain or any(_is_other_line(story, at) for at in (*far, *between)) or _of_others(said, far):
            return 0
        return last if topic(story, place) and not _by_choice(said, place) else 0
    bare, whose = owner(said.words[place].word)
    if not (whose == "dia" and (bare in _LINES or said.is_a(place, *_LINES))):
        return 0
    if _by_choice(said, place) or any(said.is_a(at, *_NOT_YET) for at in said.before(place, 3)):
        return 0
    no = next((at for at in part if said.is_a(at, "tidak")), None)
    dead = next((at + 1 for at in part if said.is_a(at, *_DEAD)), 0)
    active = next((at + 1 for at in part if no is not None and at > no and said.is_a(at, *_ACTIVE, *_REACHED)), 0)
    return (active or dead) if (active or dead) and topic(story, place) else 0


def _is_other_line(story: Story, place: int) -> bool:
    """Return whether it is the telephone of the writer or the victim that cannot be reached."""
    said = story.said
    own = said.is_a(place, *_LINES) and (said.words[place].word.endswith("ku") or said.is_a(place + 1, "saya", "ini"))
    return own or said.is_a(place, *OFFICES)


def _of_others(said: Said, places: list[int]) -> bool:
    """Return whether the clause opens with the writer ("saya ga bisa dihubungi malam")."""
    return any(said.words[at].word in _WRITER for at in places)


def _by_choice(said: Said, place: int) -> bool:
    """Return whether it is a wish of the writer not to be called ("tidak mau dihubungi", "kalau malam tidak …")."""
    near = (*said.before(place, 3), *said.after(place + 1, 3))
    return any(said.is_a(at, *_BY_CHOICE) for at in near)


def _no_trace(story: Story, place: int) -> int:
    """Return where "jejaknya hilang", "hilang kontak" or "keberadaannya tidak jelas" ends, else 0."""
    said = story.said
    if said.is_a(place, *_LOST) and said.is_a(place + 1, *_CONTACT):
        return place + 2 if topic(story, place) else 0
    if said.words[place].word not in _TRACES:
        return 0
    part = [at for at in said.after(place + 1, _REACH) if said.clause[at] == said.clause[place]]
    no = next((at for at in part if said.is_a(at, "tidak")), None)
    last = next((at + 1 for at in part if said.is_a(at, *_LOST)), 0)
    last = last or next((at + 1 for at in part if no is not None and at > no and said.is_a(at, *KNOWS, *FOUND)), 0)
    return last if last and topic(story, place) else 0
