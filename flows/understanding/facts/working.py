"""Where she works: a shop, a cafe or a clinic is a place of work for who works there."""

from flows.understanding.facts.lists import lists
from flows.understanding.facts.said import Mark, Said
from flows.understanding.facts.spots import SHOPS, is_shop
from flows.understanding.facts.story import Story

_LISTS = lists("working")
STAFF = _LISTS["staff"]
_LODGINGS = _LISTS["lodgings"]


def workplaces(story: Story) -> frozenset[str]:
    """Return the words for places where who suffers, or who writes, works ("aku jaga warung", "kasir minimarket")."""
    said = story.said
    found: set[str] = set()
    for place in range(len(said.words)):
        if not (said.means(place, "employed") or said.is_a(place, *STAFF)) or not story.counts(place):
            continue
        number = story.nearest(place, 6)
        if number is not None and story.role(number) not in {"korban", "pelapor"}:
            continue
        for at in said.after(place + 1, 3):
            if said.clause[at] == said.clause[place] and is_shop(said, at):
                found.update(said.forms[at])
    return frozenset(found)


def is_at_work(said: Said, mark: Mark, jobs: frozenset[str], *, employed: bool) -> bool:
    """Return whether a public place is where she works; `employed` where somebody from work did it."""
    shops = [place for place in range(mark.first, mark.last) if said.is_a(place, *SHOPS)]
    known = any(not jobs.isdisjoint(said.forms[place]) for place in shops)
    return known or (employed and bool(shops) and not any(said.is_a(place, *_LODGINGS) for place in shops))
