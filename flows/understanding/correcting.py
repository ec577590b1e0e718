"""Hears that somebody corrects herself: "eh bukan saya, adik saya", "salah, maksudku kemarin", "salah pencet".

Only a cue at the very start counts. "Salah saya" blames herself and corrects nothing, so "salah" needs an end, a comma
or another cue behind it.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from flows.data import load
from flows.understanding.text import clean, plain

_DATA: dict[str, list[str]] = load("words.toml")["correction"]


@dataclass(frozen=True, slots=True)
class Correction:
    """What is right instead; empty where only something was pressed or written wrongly (`written`)."""

    right: str = ""
    written: bool = False


def _one_of(name: str) -> str:
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(_DATA[name], key=len)[::-1]) + ")"


_GAP = r"[\s,.:;!…-]*"
_OPENER = re.compile(rf"{_one_of('openers')}\b{_GAP}")
_CUE = re.compile(rf"{_one_of('cues')}\b{_GAP}")
_WRONG = re.compile(rf"{_one_of('wrong')}\b(?=\s*(?:$|[,.:;!…-]|{_one_of('cues')}\b|{_one_of('not')}\b)){_GAP}")
_SLIP = re.compile(rf"{_one_of('slips')}\b{_GAP}")
_WRITTEN = re.compile(rf"{_one_of('written')}\b{_GAP}")
_NOT = re.compile(rf"{_one_of('not')}\b\s+")
_NO = re.compile(rf"{_one_of('not')}\s*[,;]\s*")
_BUT = re.compile(rf"\s*(?:[,;.\n]|\b{_one_of('but')}\b)[\s,]*(?:{_one_of('but')}\b\s*)?")
_BEHIND = re.compile(rf"[\s,;.]+{_one_of('not')}\b")


@lru_cache(maxsize=8)
def correction(text: str) -> Correction | None:
    """Return what `text` puts right, or None where it does not begin with a cue that says so."""
    rest = _without(_OPENER, clean(text).casefold().strip())
    slipped = _WRITTEN.match(rest) or _SLIP.match(rest)
    written = bool(_WRITTEN.match(rest))
    rest = rest[slipped.end() :] if slipped else rest
    cued = bool(slipped)
    while found := _WRONG.match(rest) or _CUE.match(rest) or _NO.match(rest) or (_OPENER.match(rest) if cued else None):
        rest, cued = rest[found.end() :], True
    denied = _NOT.match(rest)
    if denied:
        _, parted, right = _split(rest[denied.end() :])
        return Correction(right) if parted and plain(right) else None
    if not cued:
        return None
    right = _BEHIND.split(rest, maxsplit=1)[0].strip(" ,.;")
    return Correction(right, written) if "?" not in rest else None


def _split(text: str) -> tuple[str, str, str]:
    found = _BUT.search(text)
    return (text[: found.start()], found[0], text[found.end() :].strip(" ,.;")) if found else (text, "", "")


def _without(pattern: re.Pattern[str], text: str) -> str:
    while found := pattern.match(text):
        text = text[found.end() :]
    return text
