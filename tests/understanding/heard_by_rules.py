"""What the rules hear in a text, and texts in which words stand so far apart."""

from flows.understanding.phrases import standing
from flows.understanding.reading import read
from flows.understanding.rules import RULES, heard

IDS = [rule.id for rule in RULES]
NOTHING = "yang"
"""A word that is about nothing, to set others apart."""


def by_rules(text, above):
    """Return what the rules hear in `text`, and by which words; `above` is as for `fired`."""
    reading = read(text)
    return heard(reading, standing(reading), above)


def fired(text, above):
    """Return the rules that hear `text` when its score is so much above that from which the model calls."""
    return {evidence.rule for evidence in by_rules(text, above)}


def apart(first, count, last):
    """Return `first` and `last` with so many words between them that are about nothing."""
    return " ".join([first, *[NOTHING] * count, last])
