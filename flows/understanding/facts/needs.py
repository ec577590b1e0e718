"""What is wished for, by the keys of the report's question about needs."""

from collections.abc import Iterator

from flows.understanding.facts.fact import LIKELY, SURE, Fact
from flows.understanding.facts.lists import lists
from flows.understanding.facts.said import Mark, Said
from flows.understanding.facts.story import Story
from flows.understanding.facts.vocabulary import owner

_LISTS = lists("needs")
_CAN = _LISTS["can"]
_COME = _LISTS["come"]
_DEFINITE = frozenset({"hukum", "polisi"})
"""Needs whose words end on "-nya" for no owner ("penjelasan hukumnya", "lapornya ke polisi")."""
_ASKING = _LISTS["asking"]
_LEAD = _LISTS["lead"]
_ALLOWED = _LISTS["allowed"]
_ACCOMPANY = _LISTS["accompany"]
_ASKED_ALONG_OR_NOT = _LISTS["asked_along_or_not"]
_LONGS = _LISTS["longs"]
_LAWYERS = _LISTS["lawyers"]
_OF_WORK = _LISTS["of_work"]
_PARTICLES = _LISTS["particles"]
_WISH = 10
"""Words between a wish and what is wished for."""


def needs(story: Story) -> Iterator[Fact]:
    """Yield each need once: what is named outright, or what stands after a word of wishing."""
    said, seen = story.said, set()
    strong = [(mark, SURE) for mark in said.of("need")]
    weak = [(mark, LIKELY) for mark in said.of("need_of_wish") if _wished(story, mark)]
    called = [(mark, SURE) for mark in _police(story)]
    for mark, sure in strong + called + weak:
        if mark.code in seen or not story.counts(mark.first) or _is_not(story, mark):
            continue
        seen.add(mark.code)
        yield said.fact("need", mark.code, mark.first, mark.last, sure)


def _police(story: Story) -> Iterator[Mark]:
    """Yield that the police are asked to come ("polisi iso teko ta?", "polisi bisa ke sini")."""
    said = story.said
    for place in range(len(said.words)):
        if not said.is_a(place, "polisi"):
            continue
        part = [at for at in said.after(place + 1, 4) if said.clause[at] == said.clause[place]]
        can = [at for at in part[:2] if said.is_a(at, *_CAN)]
        come = [at for at in part if can and at > can[0] and said.is_a(at, *_COME)]
        if come:
            yield Mark("need", "polisi", place, come[0] + 1)


def _wished(story: Story, mark: Mark) -> bool:
    """Return whether a word of wishing stands before, after any deed of its sentence ("ditusuk, butuh ke RS")."""
    said = story.said
    if said.means(mark.last, "by_others") or said.is_a(mark.last, "pijat"):
        return False
    if mark.code == "tempat" and said.is_a(mark.first, "kontrakan") and said.is_a(mark.first - 1, "di", "depan"):
        return False
    if mark.code == "tempat" and (said.at_person(mark.first - 1) or said.is_a(mark.last, *_OF_WORK)):
        return False
    here = said.sentence[mark.first]
    deeds = [act.mark.first for act in story.acts if said.sentence[act.mark.first] == here]
    goes_on = any(first >= mark.first and said.clause[first] == said.clause[mark.first] for first in deeds)
    earlier = max((first for first in deeds if first < mark.first), default=-1)
    for place in said.before(mark.first, _WISH):
        if mark.code == "ekonomi" and place == mark.first - 1 and _others_beg(story, place):
            return False
        if mark.code == "ekonomi" and said.is_a(place, *_ACCOMPANY):
            continue
        wished = said.means(place, "wish") or said.is_a(place, *_LONGS)
        if wished and not (mark.code == "ekonomi" and _others_beg(story, place)):
            return not deeds or (place > earlier and not goes_on and not _of_doer(story, place))
    return mark.code == "bicara" and not deeds and _is_asked(story, mark)


def _is_asked(story: Story, mark: Mark) -> bool:
    """Return whether it is asked for by a word after it ("ngobrol aja boleh kan"), and nobody else is told of."""
    said, clause = story.said, story.said.clause[mark.first]
    before = [at for at in said.before(mark.first, 6) if said.clause[at] == clause]
    other = any(at in story.at and story.people[story.at[at]].code != "saya" for at in before)
    if other or any(said.is_a(at, *_ASKED_ALONG_OR_NOT) for at in before[:2]):
        return False
    after = [at for at in said.after(mark.last, 3) if said.clause[at] == clause]
    return any(said.is_a(at, *_ALLOWED) and not said.is_a(at - 1, "tidak") for at in after)


def _of_doer(story: Story, place: int) -> bool:
    """Return whether it is who did harm that wishes ("suami mukul saya, dia minta uang")."""
    here = [at for at in story.said.before(place, 12) if story.said.clause[at] == story.said.clause[place]]
    number = next((story.at[at] for at in reversed(here) if at in story.at), None)
    return number is not None and story.role(number) == "pelaku"


def _others_beg(story: Story, place: int) -> bool:
    """Return whether somebody else asks for money or food ("dia minta uang 2 juta")."""
    number = story.nearest(place, 6)
    other = number is None or story.people[number].code != "saya"
    return story.said.means(place, "begs") and other


def _is_not(story: Story, mark: Mark) -> bool:
    """Return whether it is not wanted, has been done, or is somebody else's ("sudah visum", "tidak mau lapor")."""
    said = story.said
    if owner(said.words[mark.first].word)[1] and mark.code not in _DEFINITE:
        return True
    if said.is_a(mark.first, *_LAWYERS) and _is_doers(story, mark.last):
        return True
    for place in said.before(mark.first, 4):
        if said.clause[place] != said.clause[mark.first]:
            return False
        if (said.means(place, "wants") or said.is_a(place, *_LONGS)) and not said.is_a(place - 1, "tidak"):
            return said.clause[place - 1] == said.clause[place] and _is_doers(story, place - 1)
        if said.means(place, "no") and _is_question(said, place):
            return False
        if said.means(place, "no") or (said.means(place, "over") and place >= mark.first - 3):
            return True
        if place in story.at and story.role(story.at[place]) == "pelaku" and not _is_led(said, place):
            return True
    return False


def _is_doers(story: Story, place: int) -> bool:
    """Return whether who did it is named at `place`, by more than "dia" ("suami mau gugat", "pengacara suami")."""
    number = story.at.get(place)
    return number is not None and not story.said.is_a(place, "dia") and story.role(number) == "pelaku"


def _is_question(said: Said, place: int) -> bool:
    """Return whether a word of denial only asks ("boleh ga ke psikolog", "kawa kah kada")."""
    return said.is_a(place - 1 - said.is_a(place - 1, *_PARTICLES), *_ASKING)


def _is_led(said: Said, place: int) -> bool:
    """Return whether somebody is wished or brought to go there ("mau dampingi dia ke polisi", "pengen dia …")."""
    led = said.is_a(place - 1, *_LEAD) or said.means(place - 1, "wants")
    return said.is_a(place, "dia") and (led or said.means(place - 1, "wish"))
