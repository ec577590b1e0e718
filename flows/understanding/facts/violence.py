"""The kinds of violence that are told of, by the codes of the report."""

from collections.abc import Iterator

from flows.understanding.facts.acts import Act
from flows.understanding.facts.fact import LIKELY, SURE, Fact
from flows.understanding.facts.story import Story


def violence(story: Story) -> Iterator[Fact]:
    """Yield each kind once, by the words that tell it first."""
    seen = set()
    for act in story.acts:
        if act.mark.code in seen or not story.victims or act.by == "saya" or _is_only_offer(story, act):
            continue
        seen.add(act.mark.code)
        sure = SURE if act.patients or act.agent else LIKELY
        yield story.said.fact("violence", act.mark.code, act.mark.first, act.mark.last, sure)


def _is_only_offer(story: Story, act: Act) -> bool:
    """Return whether work is only promised, and nothing else happened: that alone is no trafficking."""
    offered = act.mark.code == "tppo" and story.said.means(act.mark.first, "offers")
    return offered and all(other.mark.code == "tppo" for other in story.acts)
