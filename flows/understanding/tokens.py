"""Parts a text into words, each in its plain form and with its place in the original, which is what people see."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from flows.understanding.text import LONGEST

_WORD = re.compile(r"[^\W_]+")
_REPEATED = re.compile(r"(.)\1{2,}")
_LONGEST_WORD = 64
"""Letters of a word that are read, repeated ones counted once: nobody writes longer ones but to do harm."""
_SPACED = 4
"""Single letters in a row from which they are one word that was spelled out ("d i t e n d a n g")."""


class Token(NamedTuple):
    """A word in lower case without accents; `text[start:end]` of the original is where it stands."""

    word: str
    start: int
    end: int


def tokens(text: str) -> tuple[Token, ...]:
    """Return the words of the first `LONGEST` characters of `text`, letters that were spelled out joined."""
    found = _ascii(text) if text.isascii() else _folded(text)
    return tuple(_joined(found))


def _ascii(text: str) -> list[Token]:
    """Part plain text: every character is its own place."""
    return [Token(_cut(match.group()), match.start(), match.end()) for match in _WORD.finditer(text[:LONGEST].lower())]


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
    if len([token for token in found if len(token.word) == 1]) < _SPACED:
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
