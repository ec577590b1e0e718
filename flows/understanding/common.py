"""The words of the training sentences, and how often they stand there (`pelita triage --common`)."""

from collections.abc import Callable
from typing import TypeVar

from flows.data import rows

_COUNTS = {word: int(count) for word, count in rows("common.csv")}
SEEN = {word: count for word, count in _COUNTS.items() if count >= 20 and word.isalpha()}
"""How often each word of letters stands in the sentences, for words that stand there at least twenty times."""
_Found = TypeVar("_Found")


class Kept(dict[str, _Found]):
    """What `find` says of words, asked once for those of the training sentences, which anybody may read.

    Of other words, which may be somebody's name, nothing is kept: they shall not be found in the memory of the process
    when the message is gone.
    """

    def __init__(self, find: Callable[[str], _Found]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, word: str) -> _Found:
        return self.keep(word, self._find(word))

    def keep(self, word: str, found: _Found) -> _Found:
        """Return what was `found` of `word`, and keep it where the sentences have the word."""
        if word in _COUNTS:
            self[word] = found
        return found
