"""How far a text only greets: what stands behind is heard by itself too, or politeness would drown a cry for help."""

from flows.data import load
from flows.understanding.reading import Reading
from flows.understanding.spelling import spelled
from flows.understanding.tokens import tokens

_DATA = load("lexicon.toml")
_GREETINGS = {tuple(spelled(token.word) for token in tokens(phrase)) for phrase in _DATA["greeting"]["words"]}
_LONGEST = max(map(len, _GREETINGS))
_ADDRESS = frozenset(_DATA["alone"]["address"])
_MOST = 16
"""Words among which a greeting is looked for."""


def greets(reading: Reading, first: int, last: int) -> bool:
    """Return whether the words from `first` up to, not including, `last` greet, thank or excuse."""
    return tuple(word.spelling for word in reading.words[first:last]) in _GREETINGS


def greeted(reading: Reading) -> int:
    """Return how many words at the beginning of a text greet, thank or excuse; 0 for none.

    Whom the last of them addresses belongs to what stands behind: "kakak saya" is somebody.
    """
    spellings = [word.spelling for word in reading.words[:_MOST]]
    place, found = 0, 0
    while place < len(spellings):
        sizes = range(min(_LONGEST, len(spellings) - place), 0, -1)
        size = next((size for size in sizes if tuple(spellings[place : place + size]) in _GREETINGS), 0)
        if not size and (not found or spellings[place] not in _ADDRESS):
            break
        place += size or 1
        found = place if size else found
    return found
