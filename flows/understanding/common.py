"""The words that people use often, counted in the training sentences (`pelita triage --common`)."""

from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

from flows.data import rows

_COUNTS = {word: int(count) for word, count in rows("common.csv")}
SEEN = {word: count for word, count in _COUNTS.items() if count >= 20 and word.isalpha()}
"""How often each word of letters stands in the sentences, for words that stand there at least twenty times."""
_NEWEST = 512
"""Other words of which is known for a while what was found: no fewer than a long message has."""
_Found = TypeVar("_Found")


class Kept(dict[str, _Found]):
    """What `find` says of words, asked once for common words.

    The words that hardly anybody else uses, names above all, are forgotten as others come: they shall not be found in
    the memory of the process long after the message is gone.
    """

    def __init__(self, find: Callable[[str], _Found]) -> None:
        super().__init__()
        self._find, self._newest = find, lru_cache(_NEWEST)(find)

    def __missing__(self, word: str) -> _Found:
        if word not in _COUNTS:
            return self._newest(word)
        found = self[word] = self._find(word)
        return found
