"""Phrases that stand for themselves as whole words, in order: what names a label, and what is worth a question."""

import re
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
_BY_FIRST: dict[str, tuple[tuple[list[str], str], ...]] = {}
_DOUBLED = re.compile(r"(.)\1+")
_ALONE = frozenset(_DATA["alone"]["words"])
_CRIES = frozenset(word for cry in _ALONE for word in cry.split())
_ADDRESS = frozenset(_DATA["alone"]["address"])


def _read() -> None:
    named = {**_DATA["labels"], ASKS: _DATA["unsure"]}
    for label, entry in named.items():
        for phrase in entry["words"]:
            parts = [spelled(token.word) for token in tokens(phrase)]
            _BY_FIRST[parts[0]] = (*_BY_FIRST.get(parts[0], ()), (parts, label))


_read()


def standing(reading: Reading) -> list[Phrase]:
    """Return the phrases that stand in a text, whatever stands around them."""
    spellings = [word.spelling for word in reading.words]
    if _BY_FIRST.keys().isdisjoint(spellings):
        return []
    return [
        Phrase(label, place, place + len(parts))
        for place, spelling in enumerate(spellings)
        if spelling in _BY_FIRST
        for parts, label in _BY_FIRST[spelling]
        if spellings[place : place + len(parts)] == parts
    ]


def is_cry(reading: Reading) -> bool:
    """Return whether a text, or its first sentence, is nothing but a word for help, whomever it addresses."""
    first = next((count for count, _ in reading.sentences if count), 0)
    said = list[str]()
    for word in reading.words[:first]:
        spelling = _DOUBLED.sub(r"\1", word.spelling)
        if spelling in _CRIES:
            said.append(spelling)
        elif spelling not in _ADDRESS:
            return False
    return " ".join(said) in _ALONE
