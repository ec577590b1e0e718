"""Thanks, a word that says "understood", "that is all" and a goodbye: manners, which are never a misunderstanding.

Whole messages only, of reviewed words (`[manners]` of `words.toml`): a sentence that holds one word more is read like
any other, so that "udah cukup, aku gak kuat lagi" is heard by triage.
"""

from collections.abc import Iterator
from functools import lru_cache

from flows.data import load
from flows.understanding.spelling import spelled
from flows.understanding.text import plain

THANKS, UNDERSTOOD, ENOUGH, ENOUGH_HERE, GOODBYE = "thanks", "understood", "enough", "enough_here", "goodbye"
"""What manners mean. `ENOUGH_HERE` says so only where several messages or answers are collected."""
_DATA: dict[str, list[str]] = load("words.toml")["manners"]
_AROUND, _LONGEST = "around", 3
"""Small words that may stand around manners; and how many words a small phrase has at most."""


def _like(text: str) -> str:
    """Return `text` in the one spelling in which manners are compared."""
    return " ".join(spelled(word) for word in plain(text).split())


_SMALL = {_like(phrase): kind for kind in (_AROUND, UNDERSTOOD, THANKS) for phrase in _DATA[kind]}


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """Yield the plain words of `text`, small phrases as one, each with what it is; empty for any other word."""
    shown = plain(text).split()
    like = [spelled(word) for word in shown]
    place = 0
    while place < len(like):
        for length in range(min(_LONGEST, len(like) - place), 0, -1):
            kind = _SMALL.get(" ".join(like[place : place + length]), "")
            if kind or length == 1:
                yield " ".join(shown[place : place + length]), kind
                place += length
                break


def _core(text: str) -> str:
    """Return what is left of `text` without small words, or all of it where nothing else is there."""
    return _like(" ".join(part for part, kind in _parts(text) if not kind)) or _like(text)


_WHOLE = {_core(phrase): kind for kind in (ENOUGH, ENOUGH_HERE, GOODBYE) for phrase in _DATA[kind]}


@lru_cache(maxsize=8)
def manners(text: str) -> str:
    """Return what `text` says where it is manners from end to end, or an empty string."""
    whole = _WHOLE.get(_like(text)) or _WHOLE.get(_core(text), "")
    kinds = {kind for _, kind in _parts(text)}
    if whole or not kinds or "" in kinds:
        return whole
    return next((kind for kind in (THANKS, UNDERSTOOD) if kind in kinds), "")


@lru_cache(maxsize=8)
def unthanked(text: str) -> str:
    """Return `text` in its plain form without thanks at its ends, and without what stands before them.

    "Chat aja kak, makasih" is "chat aja", but "ya makasih" is a yes.
    """
    parts = list(_parts(text))
    if not any(kind == THANKS for _, kind in parts):
        return plain(text)
    while len(parts) > 1 and parts[-1][1] in {_AROUND, THANKS}:
        parts.pop()
    while len(parts) > 1 and parts[0][1] == THANKS:
        parts.pop(0)
    return " ".join(part for part, _ in parts)
