"""Counts the words of the training sentences: those that many write may be remembered, and be parts of longer ones."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from bot.learning.examples import read_all
from flows.understanding.tokens import tokens

_SEEN = 3
"""How often a word must stand in the sentences to be one that many write."""


def counted(paths: Iterable[Path]) -> str:
    """Return the table of the words and how often they stand in the sentences of `paths`, in the order of the words."""
    seen = Counter(token.word for one in read_all(paths) for token in tokens(one.text))
    rows = sorted(f"{word},{count}\n" for word, count in seen.items() if count >= _SEEN)
    return "".join(["word,seen\n", *rows])
