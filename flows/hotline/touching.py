"""Marks what a text tells: pictures or calls on the net, and what was done to a body. Whatever may be either is both.

Only where nothing but pictures was told, and nothing that may have been done to a body, no medicine has to be in time.
"""

from flows.data import load
from flows.priority import IMAGES, TOUCHED
from flows.understanding.spelling import spelled
from flows.understanding.tokens import tokens

_DATA: dict[str, list[str]] = load("words.toml")["images"]
_PICTURES, _SPREAD = frozenset(_DATA["pictures"]), tuple(_DATA["spread"])
_BODY, _FORCED, _VAGUE = tuple(_DATA["body"]), tuple(_DATA["forced"]), frozenset(_DATA["vague"])
_BODY_WORDS = frozenset(_DATA["body_words"])
_SEND, _CALLS = tuple(_DATA["send"]), frozenset(_DATA["calls"])
_AFTER = 4
"""Words behind a word of force within which it is force to send a picture ("maksa aku kirim foto") or to be seen."""


def marks(text: str) -> tuple[str, ...]:
    """Return the marks of `text`, none where it tells neither."""
    said = [spelled(token.word) for token in tokens(text)]
    shown = any(word in _PICTURES for word in said) and any(_has(word, _SPREAD) for word in said)
    touched = any(_is_touch(said, place) for place in range(len(said)))
    return (IMAGES,) * shown + (TOUCHED,) * touched


def _is_touch(said: list[str], place: int) -> bool:
    word = said[place]
    if _has(word, _FORCED):
        behind = said[place + 1 : place + 1 + _AFTER]
        sends = any(_has(one, _SEND) for one in behind) and not _PICTURES.isdisjoint(behind)
        return not (sends or _CALLS.intersection(behind))
    if word in _VAGUE:
        return _PICTURES.isdisjoint(said[max(place - 1, 0) : place])
    return word in _BODY_WORDS or _has(word, _BODY)


def _has(word: str, parts: tuple[str, ...]) -> bool:
    return any(part in word for part in parts)
