"""Hears somebody say in a few words, and nothing else, that she is a child: "aku 11 tahun", "saya SMP kelas 2"."""

from flows.data import load
from flows.understanding.spelling import spelled
from flows.understanding.tokens import tokens

_MOST = 9
"""Words of such a message at most."""
_GROWN = 18
_DATA = {name: frozenset(words) for name, words in load("words.toml")["young"].items()}
_KNOWN = frozenset().union(*_DATA.values())


def says_child(text: str) -> bool:
    """Return whether `text` as a whole says that its writer is under 18; a pupil is, whatever the class."""
    said = [spelled(token.word) for token in tokens(text)]
    if not 0 < len(said) <= _MOST or not all(word in _KNOWN or word.isdecimal() for word in said):
        return False
    if (_DATA["self"] | _DATA["own_age"]).isdisjoint(said):
        return False
    figures = [int(word) for word in said if word.isdecimal()]
    if not _DATA["child"].isdisjoint(said):
        return all(figure < _GROWN for figure in figures)
    told = not (_DATA["own_age"] | _DATA["age"]).isdisjoint(said)
    return len(figures) == 1 and 0 < figures[0] < _GROWN and (told or len(said) == 2)
