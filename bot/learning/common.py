"""Counts the words of the training sentences: what is found of them is kept, and the frequent ones part longer ones."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from bot.learning.examples import read_all
from flows.understanding.tokens import tokens


def counted(paths: Iterable[Path]) -> str:
    """Return the table of the words and how often they stand in the sentences of `paths`, in the order of the words."""
    seen = Counter(token.word for one in read_all(paths) for token in tokens(one.text))
    rows = sorted(f"{word},{count}\n" for word, count in seen.items())
    return "".join(["word,seen\n", *rows])
