"""Phrases that stand for themselves as whole words, in order: what names a label, and what is worth a question."""

from typing import NamedTuple

from flows.data import load
from flows.understanding.reading import Reading
from flows.understanding.spelling import spelled
from flows.understanding.tokens import tokens

ASKS = "unsure"
"""What stands in the place of a label where a phrase is worth a question and not a call."""


class Phrase(NamedTuple):
    """A phrase that stands in a text: what it names, and the words from `first` up to, not including, `last`."""

    label: str
    first: int
    last: int


_DATA = load("lexicon.toml")
_BY_FIRST: dict[str, tuple[tuple[tuple[str, ...], str], ...]] = {}
ALONE = frozenset(_DATA["alone"]["words"])
"""Words that call as a whole message which answers no question: a miss costs more than a page for nothing."""


def _read() -> None:
    named = {**_DATA["labels"], ASKS: _DATA["unsure"]}
    for label, entry in named.items():
        for phrase in entry["words"]:
            parts = tuple(spelled(token.word) for token in tokens(phrase))
            _BY_FIRST[parts[0]] = (*_BY_FIRST.get(parts[0], ()), (parts, label))


_read()


def standing(reading: Reading) -> list[Phrase]:
    """Return the phrases that stand in a text, whatever stands around them."""
    spellings = [word.spelling for word in reading.words]
    return [
        Phrase(label, place, place + len(parts))
        for place, spelling in enumerate(spellings)
        if spelling in _BY_FIRST
        for parts, label in _BY_FIRST[spelling]
        if tuple(spellings[place : place + len(parts)]) == parts
    ]
