"""What is wished for, by the keys of the report's question about needs."""

from collections.abc import Iterator

from flows.understanding.facts.fact import LIKELY, SURE, Fact
from flows.understanding.facts.said import Mark
from flows.understanding.facts.story import Story
from flows.understanding.facts.vocabulary import owner

_WISH = 10
"""Words between a wish and what is wished for."""


def needs(story: Story) -> Iterator[Fact]:
    """Yield each need once: what is named outright, or what stands after a word of wishing."""
    said, seen = story.said, set()
    strong = [(mark, SURE) for mark in said.of("need")]
    weak = [(mark, LIKELY) for mark in said.of("need_of_wish") if _wished(story, mark)]
    for mark, sure in strong + weak:
        if mark.code in seen or not story.counts(mark.first) or _is_not(story, mark):
            continue
        seen.add(mark.code)
        yield said.fact("need", mark.code, mark.first, mark.last, sure)


def _wished(story: Story, mark: Mark) -> bool:
    if story.said.means(mark.last, "by_others"):
        return False
    if any(story.said.sentence[act.mark.first] == story.said.sentence[mark.first] for act in story.acts):
        return False
    return any(
        story.said.means(place, "wish") and not (mark.code == "ekonomi" and _others_beg(story, place))
        for place in story.said.before(mark.first, _WISH)
    )


def _others_beg(story: Story, place: int) -> bool:
    """Return whether somebody else asks for money or food ("dia minta uang 2 juta")."""
    number = story.nearest(place, 6)
    other = number is None or story.people[number].code != "saya"
    return story.said.means(place, "begs") and other


def _is_not(story: Story, mark: Mark) -> bool:
    """Return whether it is not wanted, has been done, or is somebody else's ("sudah visum", "tidak mau lapor")."""
    said = story.said
    if owner(said.words[mark.first].word)[1]:
        return True
    for place in said.before(mark.first, 4):
        if said.clause[place] != said.clause[mark.first]:
            return False
        if said.means(place, "wants") and not said.is_a(place - 1, "tidak"):
            return False
        if said.means(place, "no") or (said.means(place, "over") and place >= mark.first - 3):
            return True
        if place in story.at and story.role(story.at[place]) == "pelaku":
            return True
    return False
