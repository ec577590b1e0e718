"""Figures that are ages though no word says so: right after a person, between commas, or in a list of children."""

from flows.understanding.facts.lists import lists
from flows.understanding.facts.numbers import number
from flows.understanding.facts.said import Said
from flows.understanding.facts.story import Story
from flows.understanding.facts.vocabulary import DATA

_LISTS = lists("figures")
_LEAST = 10
"""Figures below which "anaknya 3" counts children."""
_OLDEST = 99
_ABOUT = range(15, 90)
"""Figures that are an age with "-an" ("mandornya 50an")."""
_SMALL_WORDS: tuple[str, ...] = tuple(DATA["ages"]["small"])
_SMALL = 2
"""Words such as "sudah sekitar" between somebody and an age."""
_LISTED = 5
"""Ages in the longest list of children."""
_MANY = frozenset(_LISTS["many"])
_NEARLY = _LISTS["nearly"]
_DATED = _LISTS["dated"]
_GROWN_CHILD = 45
"""Years up to which somebody is listed among children."""
_BRACKET = 60
"""Characters of the longest list in brackets."""
_FAR = 6
"""Words between somebody and an age that stands between commas."""


def of_person(story: Story, place: int) -> bool:
    """Return whether figures stand right after somebody who is named ("aku 26", "dia 24 kerja di …", "paklik 50")."""
    said = story.said
    digits = said.words[place].word.startswith("0") or said.number(place + 1) >= 0
    if digits and said.sentence[place + 1 if said.has(place + 1) else place] == said.sentence[place]:
        return False
    led = 0
    while led < _SMALL and said.has(place - 1 - led) and _is_small(said, place - 1 - led):
        led += 1
    before = story.at.get(place - 1 - led)
    if before is None and _is_named(said, place - 1) and said.means(place - 2, "title") and not led:
        led = 2
        before = story.at.get(place - 1 - led)
    if before is None and not led and said.between(place - 1).strip() == "(" and _is_named(said, place - 1):
        led = 1
        before = story.at.get(place - 2)
    if before is None or said.sentence[place - 1] != said.sentence[place]:
        return _is_about(story, place)
    one = story.people[before]
    bracket = said.between(place - 1).strip() == "("
    if not bracket and (said.number(place) < _LEAST or said.clause[place - 1 - led] != said.clause[place]):
        return False
    return said.words[place - 1 - led].word not in _MANY and not one.denied and not _is_led(story, one.first)


def _is_named(said: Said, place: int) -> bool:
    """Return whether an unknown word in capitals stands at `place` ("tetangga saya bu Yuni 41")."""
    return said.has(place) and not said.at.get(place) and said.text[said.words[place].start].isupper()


def _is_small(said: Said, place: int) -> bool:
    """Return whether a word such as "sudah", "masih" or "sekitar" may stand between somebody and an age."""
    if said.is_a(place, *_SMALL_WORDS):
        return True
    small = ("still", "about", "by_now", "lasting")
    return any(said.means(place, code) for code in small) and not said.is_a(place, *_NEARLY)


def _is_led(story: Story, first: int) -> bool:
    """Return whether money, times or school classes are spoken of right before somebody ("gaji suami 50")."""
    said = story.said
    near = [place for place in said.before(first, 2) if said.clause[place] == said.clause[first]]
    led = any(said.means(place, "money") or said.means(place, "class") for place in near[:1])
    return led or any(said.means(place, "measure") and not said.means(place, "age") for place in near)


def _is_about(story: Story, place: int) -> bool:
    """Return whether figures with "-an" say about how old somebody is who is named before ("(mbak2 30an)")."""
    said = story.said
    glued = said.has(place + 1) and said.words[place + 1].word == "an" and said.between(place) == ""
    if not glued or said.number(place) not in _ABOUT:
        return False
    timed = said.is_a(place - 1, *_DATED) or said.means(place - 1, "money")
    timed = (
        timed or said.means(place - 1, "has") or said.means(place - 1, "measure") or said.is_a(place - 1, "pny", "ada")
    )
    unit = said.means(place + 2, "counted") and said.clause[place + 2] == said.clause[place]
    return not timed and not unit and any(here in story.at for here in said.before(place, _FAR + 2))


def stands_apart(story: Story, place: int) -> bool:
    """Return whether figures stand between commas after somebody who is named ("adiknya sendiri, 46, ngancem …")."""
    said = story.said
    gap = said.between(place - 1)
    after = place + 1 + said.is_a(place + 1, "an")
    alone = not said.has(after) or said.clause[after] != said.clause[place]
    alone = alone and (after == place + 1 or said.number(place) in _ABOUT)
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
    if said.means(first, "age") and said.number(first - 1) > 0 and said.words[first - 2].word == "anak":
        return first - 2 not in story.at
    if said.means(first, "age") and said.words[first - 1].word == "anak" and number(said, first - 2):
        return first - 1 not in story.at
    opens = next((place for place in (first, *said.before(first, _FAR)) if said.clause[place - 1] != clause), None)
    if opens is None or said.between(opens - 1).strip() != "(":
        return False
    counted = number(said, opens - 1) is not None and said.words[opens - 2].word == "anak"
    counted = counted or (said.words[opens - 1].word == "anak" and number(said, opens - 2) is not None)
    return counted and not any(one.first in {opens - 1, opens - 2} for one in story.people)


def goes_on(said: Said, place: int, known: set[int]) -> bool:
    """Return whether figures go on with a list of ages in brackets ("anak2 (14, 10 sama 6)"); `known` are its ages."""
    before = place - 1 - said.means(place - 1, "pairs")
    if before not in known or said.sentence[before] != said.sentence[place] or said.number(before) < 0:
        return False
    gap = said.between(before).strip() if before == place - 1 else ","
    text = said.text
    start = said.words[before].start
    opens = text.rfind("(", max(0, start - _BRACKET), start)
    inside = opens > text.rfind(")", max(0, start - _BRACKET), start) and opens >= 0
    return inside and gap in {",", "&", "/", "-", ";", "+"} and 0 < said.number(place) < _GROWN_CHILD


def listed_with_years(said: Said, place: int) -> list[int]:
    """Return the places of figures in a list that ends with "tahun" ("14, 10, dan 6 tahun"), from `place` on."""
    found, here = [place], place + 1
    while len(found) < _LISTED and said.has(here) and said.sentence[here] == said.sentence[place]:
        if said.is_a(here, "tahun"):
            return found if len(found) > 1 else []
        here += said.means(here, "pairs")
        gap = said.between(here - 1).strip()
        joined = gap in {",", "&"} or said.means(here - 1, "pairs")
        if not joined or not 0 < said.number(here) < _OLDEST:
            return []
        found.append(here)
        here += 1
    return []


def listed_to_end(said: Said, place: int) -> list[int]:
    """Return the places of three figures or more that end a part of a sentence ("umur 9, 6, dan 2"), or nothing."""
    found, here = [place], place + 1
    while len(found) < _LISTED and said.has(here) and said.sentence[here] == said.sentence[place]:
        pair = said.means(here, "pairs")
        if (
            not (pair or said.between(here - 1).strip() in {",", "&"})
            or not 0 < said.number(here + pair) < _GROWN_CHILD
        ):
            break
        found.append(here + pair)
        here += 1 + pair
    ends = not said.has(here) or said.clause[here] != said.clause[here - 1] or not said.means(here, "counted")
    return found if len(found) > 2 and ends else []


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
