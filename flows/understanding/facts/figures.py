"""Figures that are ages though no word says so: right after a person, between commas, or in a list of children."""

from flows.understanding.facts.numbers import number
from flows.understanding.facts.said import Said
from flows.understanding.facts.story import Story

_LEAST = 10
"""Figures below which "anaknya 3" counts children."""
_OLDEST = 99
_ABOUT = range(15, 100)
"""Figures that are an age with "-an" ("mandornya 50an")."""
_MANY = frozenset({"kami", "kita", "mereka"})
"""Pronouns of several people, whom figures count."""
_FAR = 6
"""Words between somebody and an age that stands between commas."""


def of_person(story: Story, place: int) -> bool:
    """Return whether figures stand right after somebody who is named ("aku 26", "dia 24 kerja di …", "paklik 50")."""
    said = story.said
    digits = said.words[place].word.startswith("0") or said.number(place + 1) >= 0
    if digits and said.sentence[place + 1 if said.has(place + 1) else place] == said.sentence[place]:
        return False
    before = story.at.get(place - 1)
    if before is None or said.sentence[place - 1] != said.sentence[place]:
        return _is_about(story, place)
    one = story.people[before]
    bracket = said.between(place - 1).strip() == "("
    if not bracket and (said.number(place) < _LEAST or said.clause[place - 1] != said.clause[place]):
        return False
    return said.words[place - 1].word not in _MANY and not one.denied and not _is_led(story, one.first)


def _is_led(story: Story, first: int) -> bool:
    """Return whether money, times or school classes are spoken of right before somebody ("gaji suami 50")."""
    said = story.said
    return any(said.means(place, "money") or said.means(place, "class") for place in said.before(first, 1))


def _is_about(story: Story, place: int) -> bool:
    """Return whether figures with "-an" say about how old somebody is who is named before ("(mbak2 30an)")."""
    said = story.said
    glued = said.has(place + 1) and said.words[place + 1].word == "an" and said.between(place) == ""
    if not glued or said.number(place) not in _ABOUT:
        return False
    timed = said.is_a(place - 1, "jam", "pukul", "tahun", "tanggal", "bulan") or said.means(place - 1, "money")
    unit = said.means(place + 2, "counted") and said.clause[place + 2] == said.clause[place]
    return not timed and not unit and any(here in story.at for here in said.before(place, _FAR + 2))


def stands_apart(story: Story, place: int) -> bool:
    """Return whether figures stand between commas after somebody who is named ("adiknya sendiri, 46, ngancem …")."""
    said = story.said
    gap = said.between(place - 1)
    after = place + 1 + said.is_a(place + 1, "an")
    alone = not said.has(after) or said.clause[after] != said.clause[place]
    led = ("," in gap or "(" in gap) and (gap.strip() == "(" or gap != ",")
    if not led or not alone or not _LEAST <= said.number(place) <= _OLDEST:
        return False
    if said.sentence[place - 1] != said.sentence[place]:
        return False
    clauses = {said.clause[place - 1], said.clause[place - 1] - 1}
    for here in said.before(place, _FAR):
        if here in story.at:
            return True
        if number(said, here) is not None or said.clause[here] not in clauses:
            return False
        if any(mark.group in {"violence", "day", "part", "near", "place_kind"} for mark in said.at.get(here, ())):
            return False
    return False


def of_counted_children(story: Story, first: int) -> bool:
    """Return whether an age stands in brackets after children are counted ("janda anak 2 (7 & 11 thn)")."""
    said = story.said
    clause = said.clause[first]
    opens = next((place for place in (first, *said.before(first, _FAR)) if said.clause[place - 1] != clause), None)
    if opens is None or said.between(opens - 1).strip() != "(":
        return False
    counted = number(said, opens - 1) is not None and said.words[opens - 2].word == "anak"
    counted = counted or (said.words[opens - 1].word == "anak" and number(said, opens - 2) is not None)
    return counted and not any(one.first in {opens - 1, opens - 2} for one in story.people)


def listed_after_count(said: Said) -> frozenset[int]:
    """Return the places of figures in a list as long as it was said right before ("cucu saya dua, 11 sama 5")."""
    found: set[int] = set()
    for place in range(1, len(said.words)):
        opens = said.clause[place] != said.clause[place - 1] and said.sentence[place] == said.sentence[place - 1]
        if not opens or said.number(place) < 0:
            continue
        count = number(said, place - 1)
        here, figures = place, []
        while said.has(here) and 0 <= said.number(here) <= _OLDEST and said.sentence[here] == said.sentence[place]:
            figures.append(here)
            said.steps += 1
            here += 1 + said.means(here + 1, "pairs")
        ended = not said.has(here) or not said.means(here, "counted") or said.is_a(here, "tahun")
        if count and count[1] == place and count[0] == len(figures) > 1 and ended:
            found.update(figures)
    return frozenset(found)
