"""Phone numbers that are offered: not receipts, short numbers, accounts, or those of the perpetrator."""

import re
from collections.abc import Iterator

from flows.understanding.facts.fact import Fact
from flows.understanding.facts.said import Said
from flows.understanding.facts.story import Story
from flows.understanding.text import LONGEST

_PHONE = re.compile(r"(?<![\w.,])(?:\+?62|0)(?:[ .()-]{0,2}\d){7,13}(?!\w)")


def phones(story: Story) -> Iterator[Fact]:
    """Yield each phone number that is offered, in figures from 0 on; not receipts, short numbers or somebody else's."""
    said, seen = story.said, set()
    for match in _PHONE.finditer(said.text[:LONGEST]):
        figures = re.sub(r"\D", "", match[0])
        figures = f"0{figures[2:]}" if figures.startswith("62") else figures
        said.steps += 1
        if not _is_phone(figures) or figures in seen:
            continue
        place = next((place for place, token in enumerate(said.words) if token.start >= match.start()), None)
        if place is None or not story.counts(place) or _is_other(said, place):
            continue
        seen.add(figures)
        yield Fact(field="phone", value=figures, start=match.start(), end=match.end(), words=match[0])


def _is_phone(figures: str) -> bool:
    mobile = figures.startswith("08") and 10 <= len(figures) <= 13
    return mobile or (figures.startswith("0") and figures[1] in "234567" and 9 <= len(figures) <= 12)


def _is_other(said: Said, place: int) -> bool:
    """Return whether figures are a receipt or an account, or the number of the perpetrator."""
    before = list(said.before(place, 5))
    if any(said.means(here, "receipt") for here in before[:4]):
        return True
    offered = any(said.means(here, "offering") for here in before)
    return not offered and any(said.means(here, "theirs") for here in before)
