"""Parts a text into words, each in its plain form and with its place in the original, which is what people see."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache, partial
from itertools import pairwise
from typing import NamedTuple

from flows.understanding.text import LONGEST

_WORD = re.compile(r"[^\W_]+")
_REPEATED = re.compile(r"(.)\1{2,}")
_LONGEST_WORD = 64
"""Letters of a word that are read, repeated ones counted once: nobody writes longer ones but to do harm."""
_SPACED = 4
"""Single letters in a row from which they are one word that was spelled out ("d i t e n d a n g")."""
_PLAIN = {mark: chr(mark).lower() if chr(mark).isalnum() else " " for mark in range(128)}


class Token(NamedTuple):
    """A word in lower case without accents; `text[start:end]` of the original is where it stands."""

    word: str
    start: int
    end: int


_token = partial(tuple.__new__, Token)
"""Makes a token of its three parts in half the time."""


def simple(text: str, ends: Sequence[int]) -> list[list[str]]:
    """Return the words of plain text by the ends of its sentences; nothing where a word was spelled out or never ends.

    These are the words of `tokens`; where they stand in the text need not be known to hear what it says.
    """
    if not text.isascii() or len(text) > LONGEST:
        return []
    plain = text.translate(_PLAIN)
    found = [plain[before:end].split() for before, end in pairwise((0, *ends))]
    sizes = [len(word) for words in found for word in words]
    return [] if sizes.count(1) >= _SPACED or max(sizes, default=0) > _LONGEST_WORD else found


def tokens(text: str) -> tuple[Token, ...]:
    """Return the words of the first `LONGEST` characters of `text`, letters that were spelled out joined."""
    found = _ascii(text) if text.isascii() else _folded(text)
    return tuple(_joined(found))


def _ascii(text: str) -> list[Token]:
    """Part plain text: every character is its own place."""
    found = _WORD.finditer(text[:LONGEST].lower())
    return [_token((_cut(match[0]), match.start(), match.end())) for match in found]


def _folded(text: str) -> list[Token]:
    """Part any text: what one character becomes in its plain form stands where that character stood."""
    forms = [_fold(mark) for mark in text[:LONGEST]]
    places = [place for place, form in enumerate(forms) for _ in form]
    found = _WORD.finditer("".join(forms)[:LONGEST])
    return [Token(_cut(match[0]), places[match.start()], places[match.end() - 1] + 1) for match in found]


def _cut(word: str) -> str:
    return word if len(word) <= _LONGEST_WORD else _REPEATED.sub(r"\1", word)[:_LONGEST_WORD]


@lru_cache(maxsize=4096)
def _fold(mark: str) -> str:
    """Return the plain form of one character: NFKC, lower case, no accents; nothing for what cannot be seen."""
    if unicodedata.category(mark) in {"Cf", "Cc", "Cs", "Mn", "Me"} and mark not in "\t\n\r":
        return ""
    whole = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", mark).lower())
    return "".join(part for part in whole if not unicodedata.combining(part))


def _joined(found: list[Token]) -> list[Token]:
    """Return the words with runs of single letters made one word each."""
    if [len(word) for word, _, _ in found].count(1) < _SPACED:
        return found
    parts: list[Token] = []
    run: list[Token] = []
    for token in [*found, Token("", 0, 0)]:
        if len(token.word) == 1 and token.word.isalpha():
            run.append(token)
            continue
        if len(run) >= _SPACED:
            parts.append(Token("".join(one.word for one in run), run[0].start, run[-1].end))
        else:
            parts.extend(run)
        run = []
        parts.append(token)
    return parts[:-1]
