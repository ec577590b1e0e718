"""The sex of who suffers and who does it, where a word says it."""

from collections.abc import Iterator

from flows.understanding.facts.fact import LIKELY, Fact
from flows.understanding.facts.lists import lists
from flows.understanding.facts.said import Mark
from flows.understanding.facts.story import Story
from flows.understanding.facts.vocabulary import PEOPLE, owner

_LISTS = lists("sexes")
_AGED = _LISTS["aged"]
_WOMEN, _MEN = _LISTS["women"], _LISTS["men"]
_HUSBANDS, _WIVES = frozenset({"suami", "mantan_suami"}), frozenset({"istri", "mantan_istri"})
_OTHER = {"P": "L", "L": "P"}

_GROWN = 18
"""Years below which nobody is a teacher."""
_SHORT = 5
"""Letters of a word up to which "di" is no passive."""


def sexes(story: Story) -> Iterator[Fact]:
    """Yield the sex of who suffers and who does it, once each, by the word for them or one beside it."""
    seen = set()
    for fact in (*_by_word(story), *_by_letter(story), *_by_name(story)):
        key = (fact.owner, fact.value)
        if key not in seen:
            seen.add(key)
            yield fact
    owners = {owner for owner, _ in seen}
    found = _of_writer(story) if "korban" not in owners else None
    if found:
        yield found
        seen.add((found.owner, found.value))
    victim = {value for owner, value in seen if owner == "korban"}
    if "pelaku" not in owners and len(victim) == 1:
        yield from _of_spouse(story, _OTHER[str(victim.pop())])


def _of_writer(story: Story) -> Fact | None:
    """Return the sex of the writer, who suffers: by whose wife or husband she is, or what is said of one sex only."""
    said = story.said
    if not story.of_self:
        return None
    for one in story.people:
        if one.whose == "saya" and one.code in _HUSBANDS | _WIVES and not one.denied:
            return said.fact("sex", "P" if one.code in _HUSBANDS else "L", one.first, one.last, LIKELY, owner="korban")
    for place in range(len(said.words)):
        near = story.nearest(place)
        own = story.counts(place) and (near is None or story.role(near) == "korban")
        pregnant = any(mark.code == "hamil" for mark in said.at.get(place, ()))
        if own and (pregnant or said.is_a(place, *_WOMEN) or said.is_a(place, *_MEN)):
            sex = "L" if said.is_a(place, *_MEN) else "P"
            return said.fact("sex", sex, place, place + 1, LIKELY, owner="korban")
    return None


def _of_spouse(story: Story, sex: str) -> Iterator[Fact]:
    """Yield of which sex a spouse is who did it, of whom the word does not say it ("bojoku")."""
    for one in story.agents:
        if one.code == "pasangan":
            yield story.said.fact("sex", sex, one.first, one.last, LIKELY, owner="pelaku")
            return


def _by_letter(story: Story) -> Iterator[Fact]:
    """Yield what a letter beside an age in brackets says ("ponakan saya (L, 8 th)")."""
    said = story.said
    for place in range(1, len(said.words)):
        token = said.words[place]
        letter = said.bracket[place] and said.text[token.start : token.end] in {"L", "P"}
        if not letter or not (
            said.number(place - 1) > 0 or said.number(place + 1) > 0 or said.is_a(place - 1, "tahun")
        ):
            continue
        number = story.nearest(place, 5)
        role = story.role(number) if number is not None else ""
        if role in {"korban", "pelaku"} and story.counts(place):
            yield said.fact("sex", said.text[token.start : token.end], place, place + 1, owner=role)


def _by_name(story: Story) -> Iterator[Fact]:
    for number, one in enumerate(story.people):
        sex = (PEOPLE[one.code]["sex"] or one.sex) if one.named else ""
        sex = str(PEOPLE[one.itself]["sex"]) if one.itself in PEOPLE else sex
        role = story.role(number) if sex and story.counts(one.first) else ""
        if role == "korban" or (role == "pelaku" and one.code in story.doers):
            yield story.said.fact("sex", sex, one.first, one.last, owner=role)


def _by_word(story: Story) -> Iterator[Fact]:
    """Yield what "perempuan", "laki2" and the like say of the person before them or around them."""
    said = story.said
    known = ""
    for mark in said.of("sexes"):
        by = _by_passive(story, mark)
        if not story.counts(mark.first) or said.means(mark.last, "others") or not (by or _describes(story, mark)):
            continue
        if by or _of_doer(story, mark):
            yield said.fact("sex", mark.code, mark.first, mark.last, owner="pelaku")
            continue
        number = story.at.get(mark.first, story.nearest(mark.first, 10))
        after = story.at.get(mark.last)
        if number is None and after is not None and story.said.clause[mark.last] == story.said.clause[mark.first]:
            number = after
        if any(said.means(here, "stranger") for here in said.before(mark.first, 10)) and story.acts:
            yield said.fact("sex", mark.code, mark.first, mark.last, LIKELY, owner="pelaku")
            continue
        number = number if number is not None else story.subject(mark.first)
        if number is None:
            continue
        role = _other_sex(story, story.role(number), mark.code)
        if role == "pelaku" and _is_young_there(story, mark):
            role = "korban"
        if role == "korban" and known and known != mark.code and owner(said.words[mark.first].word)[1] == "dia":
            role = "pelaku"  # "anakku wedok … cowoke ngilang"
        known = mark.code if role == "korban" else known
        if role in {"korban", "pelaku"}:
            yield said.fact("sex", mark.code, mark.first, mark.last, owner=role)


def _is_young_there(story: Story, mark: Mark) -> bool:
    """Return whether brackets tell of a child right after their teacher ("pelatih adik saya (15, cewek)")."""
    said, inside = story.said, story.said.bracket[mark.first]
    near = (mark.first - 2, mark.first - 1, mark.last, mark.last + 1)
    young = any(0 < said.number(at) < _GROWN for at in near if said.has(at) and said.bracket[at] == inside)
    number = story.nearest(mark.first, 4)
    grown = number is not None and bool(PEOPLE.get(story.people[number].code, {}).get("grown"))
    return bool(inside) and young and grown and not story.of_self


def _other_sex(story: Story, role: str, sex: str) -> str:
    """Return who is meant where the words for who did it say the other sex ("diperkosa pamannya, dia perempuan")."""
    if story.of_self or role != "pelaku":
        return role
    known = {PEOPLE[one.code]["sex"] for one in story.agents if one.code in PEOPLE}
    return "korban" if known and "" not in known and sex not in known else role


def _of_doer(story: Story, mark: Mark) -> bool:
    """Return whether a word for a sex says who did it ("yang ngerekam cewek")."""
    said, first = story.said, mark.first - 1
    first -= said.means(first, "is_said_to_be") or said.is_a(first, "saya")
    before = first - (said.number(first) > 0)
    if any(
        one.group == "violence" and one.last == before + 1 and said.words[before].word.startswith("di")
        for here in (before, before - 1)
        for one in said.at.get(here, ())
    ):
        return said.clause[before] == said.clause[mark.first]
    if before == first and story.acts and first >= 0 and said.clause[first] == said.clause[mark.first]:
        word = said.words[first].word
        known = said.means(first, "where") or said.at_person(first) or said.means(first, "describing")
        if word.startswith("di") and len(word) > _SHORT and not known and mark.first not in story.at:
            return True
    deeds = (one for here in (first, first - 1) for one in said.at.get(here, ()) if one.group == "violence")
    told = any(said.means(one.first - 1, "which") and not said.words[one.first].word.startswith("di") for one in deeds)
    return told and said.has(first) and said.sentence[first] == said.sentence[mark.first]


def _by_passive(story: Story, mark: Mark) -> bool:
    """Return whether a word for a sex says by whom something was done ("digodain sm cowok2")."""
    said, by = story.said, mark.first - 1
    if mark.first in story.at or not said.has(by):
        return False
    if said.means(by - 1, "hit_by") and story.acts and said.clause[by] == said.clause[mark.first]:
        return True  # "kena tipu cowok"
    if not said.means(by, "by"):
        return False
    near = [at for at in said.before(by, 3) if said.clause[at] == said.clause[mark.first]]
    deeds = (one for at in near for one in said.at.get(at, ()) if one.group == "violence")
    return any(one.last == by and said.words[one.first].word.startswith("di") for one in deeds)


def _describes(story: Story, mark: Mark) -> bool:
    """Return whether a word for a sex describes who was named: beside the name, after a comma, or after an age."""
    said, before = story.said, mark.first - 1
    if mark.first in story.at or mark.first == 0 or said.clause[before] != said.clause[mark.first]:
        return True
    if before in story.at or said.means(before, "describing"):
        return True
    if said.means(before, "also") and before - 1 in story.at:
        return True
    if _follows_age(story, before):
        return True
    number = story.nearest(mark.first, 3)
    if number is not None and story.people[number].named and story.people[number].last >= before - 1:
        return not said.means(before, "apart")
    near = [place for place in said.before(mark.first, 3) if said.clause[place] == said.clause[mark.first]]
    apart = any(said.means(place, "apart") for place in near)
    return not apart and any(said.is_a(place, "saya") and not _owned(story, place) for place in near)


def _follows_age(story: Story, place: int) -> bool:
    """Return whether an age that follows somebody ends at `place` ("cucu saya yang umur 11 perempuan")."""
    said, here = story.said, place
    while here > 0 and (said.number(here) > 0 or said.is_a(here, *_AGED)):
        here -= 1
    return here < place - 1 and here in story.at and story.people[story.at[here]].named


def _owned(story: Story, place: int) -> bool:
    """Return whether "saya" at `place` says whose somebody is."""
    return place in story.at and story.people[story.at[place]].named
