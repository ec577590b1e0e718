"""What rules read in a text once it is weighed who is who: before it is weighed how far to trust each fact.

Tests of the rules are plain sentences, each made for one of them. How well messages are read by rules and weights
together is measured on whole messages (`golden_facts`).
"""

from datetime import datetime

from flows.understanding.facts.casting import likeliest
from flows.understanding.facts.fact import Facts
from flows.understanding.facts.reading import facts_of, told_in
from flows.understanding.places import gazetteer

NOW = datetime.fromisoformat("2026-11-18T21:40:00+07:00")
"""A Wednesday."""
PLACES = gazetteer(["35.76", "35.16"])


def read_by_rules(text: str) -> Facts:
    """Return what rules read in a text that comes to the offices of Mojokerto on the evening of a Wednesday."""
    return facts_of(likeliest(told_in(text)).story, now=NOW, places=PLACES)
