"""How old people are, and whose age it is."""

from collections.abc import Iterator
from dataclasses import replace

from flows.understanding.facts.fact import LIKELY, Fact
from flows.understanding.facts.figures import (
    goes_on,
    listed_after_count,
    listed_to_end,
    listed_with_years,
    of_counted_children,
    of_person,
    stands_apart,
)
from flows.understanding.facts.holders import holder_of, is_beside, of_which, turns_out
from flows.understanding.facts.lists import lists
from flows.understanding.facts.numbers import number
from flows.understanding.facts.said import Mark, Said
from flows.understanding.facts.story import Story
from flows.understanding.facts.suffering import STRONG
from flows.understanding.facts.vocabulary import DATA, PEOPLE

_LISTS = lists("ages")
_PARENTS = _LISTS["parents"]
_NO_AGE = _LISTS["no_age"]
_AND = _LISTS["and"]

_OLDEST = 110
_WRITES = 8
"""Years below which nobody writes of others."""
_HALF = 5
"""Figures after a comma that are half a year ("umur 3,5 tahun")."""
_GROWN = 18
"""Years below which nobody is a parent, an employer or a teacher."""
_LEAST = 10
"""Figures below which "anaknya 3" counts children."""
_TITLES = frozenset(DATA["titles"]["always"])
"""How the reader is spoken to, also right after an age ("aku cewek 18 kak")."""
_FIGURES = range(1, 100)
_BARE = range(4, 100)
"""Ages that are believed without "tahun" and without "umur", beside another age ("saya 34, dia 40")."""


def ages(story: Story) -> Iterator[Fact]:
    """Yield every age with its owner; two ages of one person stand side by side."""
    said = story.said
    taken: set[int] = set()
    found: list[Fact] = []
    for place in range(len(said.words)):
        said.steps += 1
        opens = place not in taken and said.number(place) > 0 and not said.means(place - 1, "class")
        several = listed_with_years(said, place) if opens else []
        if several and story.counts(place) and is_beside(story, place):
            facts = [_fact(story, said.number(here), here, here + 1, place) for here in several]
            found += [replace(fact, owner=(facts[0] or fact).owner) for fact in facts if fact]
            taken.update(several)
            continue
        years = _after_word(said, place) or (_with_years(story, place) if place not in taken else None)
        if years is None or not story.counts(place):
            continue
        value, first, last, holder = years
        taken.update(range(first, last))
        fact = _fact(story, value, first, last, holder)
        found += [fact] if fact else []
        listing = said.means(first, "age") and said.number(last - 1) > 0
        more = (listed_with_years(said, last - 1) or listed_to_end(said, last - 1)) if listing else []
        if fact and len(more) > 2:
            listed = (replace(fact, value=said.number(here), start=said.words[here].start) for here in more[1:])
            found += [replace(one, end=said.words[here].end) for one, here in zip(listed, more[1:], strict=True)]
            taken.update(more)
            continue
        second = _second(said, last, told=said.means(first, "age"))
        if fact and second and (role := _of_first(story, first)):
            found[-1] = replace(fact, owner=role)
        if fact and second:
            taken.update(range(last, min(second[1] + 1, len(said.words))))
            found.append(replace(fact, value=second[0]))
    alone = {place for place in range(1, len(said.words)) if _alone(story, place)}
    sentences = {said.sentence[place] for place in taken | alone}
    ends = {fact.end: fact for fact in found}
    for place in _bare(story, sentences, taken):
        told = ends.get(said.words[_before(said, place)].end)
        joined = told is not None and goes_on(said, place, {_before(said, place)})
        own = _fact(story, said.number(place), place, place + 1, place)
        if told is not None and joined and own:
            own = replace(own, owner=told.owner)
        found += [own] if own else []
        ends.update({own.end: own} if own else {})
    yield from sorted(dict.fromkeys(found), key=lambda fact: fact.start)


def _fact(story: Story, value: int, first: int, last: int, holder: int) -> Fact | None:
    said = story.said
    counted = _is_of_parent(said, first, value)
    role, sure = holder_of(story, first - 2, first - 2) if counted else holder_of(story, first, holder)
    if of_counted_children(story, first) and not (value >= _GROWN and _is_single(said, first)):
        role = "anak"
    if story.of_self and of_which(said, first) and not _names_child(story, first):
        role = "anak"
    about = any(said.means(place, "about") for place in (first - 1, *range(first, last + 1)))
    if (role == "lain" and not story.victims and not story.calm) or (role == "pelapor" and _unknown(story)):
        return None
    if role == "pelapor" and value < _WRITES:
        return None
    if role == "pelaku" and value < _GROWN and all(PEOPLE[code].get("grown") for code in story.doers & PEOPLE.keys()):
        role, sure = ("" if story.of_self else "korban"), LIKELY
    return said.fact("age", value, first, last, LIKELY if about else sure, owner=role) if role else None


def _is_of_parent(said: Said, first: int, value: int) -> bool:
    """Return whether children were only counted before an age of somebody grown ("janda 2 anak 39 th")."""
    counted = said.is_a(first - 1, "anak", "anak2") and said.number(first - 2) > 0
    return counted and value >= _GROWN and said.clause[first - 2] == said.clause[first]


def _names_child(story: Story, first: int) -> bool:
    """Return whether a child is somebody of the story, not only counted, in the sentence of an age."""
    here = (story.at[place] for place in story.said.before(first, 12) if place in story.at)
    return any(story.people[number].code in {"anak", "bayi", "adik", "cucu"} for number in here)


def _is_single(said: Said, first: int) -> bool:
    """Return whether it is a widow whose children are counted right before her age ("janda anak 1 umur 34")."""
    near = list(said.before(first, 3))
    return any(said.means(place, "widowed") or said.is_a(place, *_PARENTS) for place in near)


def _unknown(story: Story) -> bool:
    """Return whether no deed was understood, though somebody is named who may have done one: to whom is not known."""
    told = any(mark.code != "korban" for mark in story.said.of("writer"))
    return not story.calm and not story.acts and not told and any(one.code in STRONG for one in story.people)


def _after_word(said: Said, place: int) -> tuple[int, int, int, int] | None:
    """Return an age that follows "umur" or "usia": its value, its words, and where the word for age stands."""
    if not said.means(place, "age") or said.means(place + 1, "womb"):
        return None
    for here in range(place + 1, place + 6):
        if not said.has(here) or said.sentence[here] != said.sentence[place]:
            return None
        told = number(said, here)
        if told is None:
            if said.means(here, "womb"):
                return None
            continue
        value, last = told
        if said.means(last, "short_unit") and said.clause[last] == said.clause[last - 1]:
            return (0, place, last + 1, place) if value < 36 or not said.is_a(last, "bulan") else None
        last += said.between(here) in {",", "."} and said.number(last) == _HALF
        last += said.is_a(last, "tahun")
        last += said.is_a(last, "an")
        return (value, place, last, place) if 0 < value <= _OLDEST else None
    return None


def _with_years(story: Story, place: int) -> tuple[int, int, int, int] | None:
    """Return an age said only as "34 tahun", right beside whose it is."""
    said = story.said
    told = number(said, place)
    if told is None or not 0 < told[0] <= _OLDEST:
        return None
    classed = said.means(place - 1, "class") and said.clause[place - 1] == said.clause[place]
    if said.has(place - 1) and not classed and _second(said, told[1], told=False):
        beside = not said.means(place - 1, "age") and is_beside(story, place)
        return (told[0], place, told[1], place) if beside else None
    if said.between(place) in {",", "."} and said.number(place + 1) == _HALF:
        told = (told[0], told[1] + 1)
    last = told[1] + said.is_a(told[1], "an")
    young = story.nearest(place, 1 + said.means(place - 1, "still"))
    if (
        said.is_a(last, "bulan")
        and told[0] < 36
        and young is not None
        and story.people[young].code in {"bayi", "anak"}
        and (said.clause[place - 1] == said.clause[place] or "(" in said.between(place - 1))
    ):
        return 0, place, last + 1, place
    if not said.is_a(last, "tahun"):
        return None
    last += 1 + said.is_a(last + 1, "an")
    if said.means(last, "older") or (said.is_a(place - 1, "tua", "muda") and said.is_a(place - 2, "lebih")):
        return None
    goes_on = said.has(last) and said.clause[last] == said.clause[place]
    sexed = any(mark.last == place for here in (place - 1, place - 2) for mark in said.at.get(here, ()) if _sexes(mark))
    if goes_on and said.is_a(last, "ini") and sexed:
        goes_on = False
    if goes_on and said.is_a(last, "kemarin") and any(mark.last == place for mark in said.of("sexes")):
        goes_on = False
    if goes_on and said.is_a(last, "sudah") and any(mark.last == place for mark in said.of("sexes")):
        goes_on = False
    if goes_on and said.is_a(last, "sudah") and place - 1 in story.at:
        goes_on = told[0] < _GROWN
    if goes_on and said.is_a(last, "yang") and of_which(said, place):
        goes_on = False
    if goes_on and said.is_a(last, "yang") and not said.is_a(last + 1, "lalu", "lewat"):
        beside = (
            place - 1 in story.at or said.at_person(place - 1) or any(mark.last == place for mark in said.of("sexes"))
        )
        goes_on = said.is_a(place - 1, "saya") or not beside
    if goes_on and said.is_a(last, *_NO_AGE):
        return None
    close = said.has(place - 1) and (is_beside(story, place) or (not goes_on and _is_by_now(story, place)))
    close = close or (place == 0 and not goes_on)  # "40 th, ibu 4 anak. …" is the writer
    opens = place > 0 and said.sentence[place - 1] != said.sentence[place]
    ends = not said.has(last) or said.sentence[last] != said.sentence[place]
    close = close or (opens and ends and story.of_self and told[0] >= _LEAST)  # "… 32 thn." alone is the writer
    return (told[0], place, last, place) if close else None


def _sexes(mark: Mark) -> bool:
    """Return whether a phrase names somebody or says of which sex they are."""
    return mark.group in {"sexes", "people"}


def _of_first(story: Story, first: int) -> str:
    """Return whose the first of two ages is where two people are named for them ("saya dan suami umur 28 dan 33")."""
    said = story.said
    number = story.at.get(first - 1)
    one = story.people[number] if number is not None else None
    joined = one is not None and said.is_a(one.first - 1, *_AND)
    other = story.at.get(one.first - 2) if one is not None and joined else None
    return story.role(other) if other is not None else ""


def _second(said: Said, place: int, *, told: bool) -> tuple[int, int] | None:
    """Return a second age that follows at `place`, and where it ends ("11 dan 8 tahun", "umur 6 dan 4", "7 & 11 thn").

    `told` when the word for age stands before the first: then the second needs no "tahun" of its own.
    """
    joined = said.means(place, "pairs")
    if not joined and said.between(place - 1).strip() not in {"&", "+"}:
        return None
    other = number(said, place + joined)
    years = other is not None and said.is_a(other[1], "tahun")
    ends = other is not None and (not said.has(other[1]) or said.clause[other[1]] != said.clause[other[1] - 1])
    listed = told and other is not None and (other[0] in _BARE or (ends and other[0] > 0))
    return other if other and other[0] <= _OLDEST and (years or listed) else None


def _bare(story: Story, sentences: set[int], taken: set[int]) -> Iterator[int]:
    """Yield figures that are an age without a word for it ("aku 26", "suamiku (32)", "mandornya, 50an, …")."""
    said = story.said
    listed = listed_after_count(said)
    told = set(taken)
    for place in range(1, len(said.words)):
        said.steps += 1
        if said.number(place) not in _FIGURES or place in taken or said.means(place - 1, "class"):
            continue
        if place in listed or goes_on(said, place, told):
            told.add(place)
            yield place
            continue
        if said.number(place) not in _BARE and said.between(place - 1).strip() != "(":
            continue
        near = bool({said.sentence[place] + step for step in (-1, 0, 1)} & sentences)
        after = place + 1
        ends = not said.has(after) or said.clause[after] != said.clause[place] or after in story.at
        classed = said.means(after, "class") and number(said, after + 1) is not None
        ends = ends or classed or said.words[after].word in _TITLES
        ends = ends or said.is_a(after, "dan", "an") or not said.means(after, "counted")
        beside = near and (place - 1 in story.at or _by_now(said, place) or _about(story, place) or _one(said, place))
        beside = beside or (turns_out(said, place) and story.nearest(place, 6) is not None)
        if ends and (beside or _described(story, place) or of_person(story, place) or stands_apart(story, place)):
            told.add(place)
            yield place


def _before(said: Said, place: int) -> int:
    """Return where the figures stand that come before those at `place` in a list."""
    return place - 1 - said.means(place - 1, "pairs")


def _one(said: Said, place: int) -> bool:
    """Return whether figures follow "yang satu" or "yang besar" ("adik saya 4 tahun, yang satu 7")."""
    return said.means(place - 2, "which") and said.means(place - 1, "which_child")


def _described(story: Story, place: int) -> bool:
    """Return whether figures follow a word for a sex, or stand alone in brackets ("pria 28", "anaknya (51)")."""
    said = story.said
    before, after = said.between(place - 1).strip(), said.between(place).strip()
    sexed_next = after.startswith(",") and any(mark.group == "sexes" for mark in said.at.get(place + 1, ()))
    if before.endswith("(") and (after.startswith(")") or sexed_next or not said.has(place + 1)):
        return story.nearest(place, 3) is not None
    sexed = any(
        mark.group == "sexes" and mark.last in {place, place - 1}
        for here in (place - 1, place - 2, place - 3)
        for mark in said.at.get(here, ())
    )
    last = said.has(place + 1) and said.clause[place + 1] == said.clause[place] and place + 1 not in story.at
    last = last and not any(mark.group in {"near", "day", "part"} for mark in said.at.get(place + 1, ()))
    last = last and said.means(place + 1, "counted") and said.words[place + 1].word not in _TITLES
    return sexed and not last and said.number(place) >= 10 and story.nearest(place, 6) is not None


def _about(story: Story, place: int) -> bool:
    """Return whether figures follow a person and "kira-kira" or "masih" ("cowoknya kira-kira 25", "aku masih 16")."""
    said = story.said
    led = (here for here in (place - 1, place - 2) if said.has(here))
    for here in led:
        ends = any(mark.code in {"about", "still"} and mark.last == place for mark in said.at.get(here, ()))
        closed = not said.has(place + 1) or said.clause[place + 1] != said.clause[place]
        if ends and here - 1 in story.at and (closed or said.clause[here - 1] == said.clause[place]):
            return said.number(place) >= _LEAST
    return False


def _is_by_now(story: Story, place: int) -> bool:
    """Return whether somebody is that old today ("sekarang aku sudah 21 tahun")."""
    said = story.said
    done = said.is_a(place - 1, "sudah")
    two = {place - 1 - done, place - 2 - done}
    return done and any(said.means(here, "by_now") for here in two) and any(here in story.at for here in two)


def _by_now(said: Said, place: int) -> bool:
    """Return whether figures say how old somebody is by now ("sejak umur 15, sekarang 17")."""
    return said.means(place - 1, "by_now")


def _alone(story: Story, place: int) -> bool:
    """Return whether a part of a sentence is nothing but a person and figures ("saya 28", "suaminya 36, …")."""
    said = story.said
    number = story.at.get(place - 1)
    if number is None or said.number(place) < _LEAST:
        return False
    first = story.people[number].first
    first -= first > 0 and said.words[first - 1].word in DATA["titles"]["words"]
    starts = first == 0 or said.clause[first - 1] != said.clause[place]
    ends = not said.has(place + 1) or said.clause[place + 1] != said.clause[place]
    return starts and (ends or story.people[number].code == "saya")
