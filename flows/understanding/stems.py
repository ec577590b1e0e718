"""Finds the stem of a word that the lexicon knows: Indonesian, Javanese and Banjar prefixes and suffixes taken off.

A stem is only ever one of the words asked for: nothing is made up, so "diputusin" is never "dipukulin".
"""

from collections.abc import Container
from string import ascii_lowercase

_OPEN = (
    "di",
    "ke",
    "ter",
    "ber",
    "be",
    "me",
    "pe",
    "se",
    "nge",
    "ba",
    "ka",
    "ta",
    "tak",
    "ku",
    "kau",
    "per",
    "bar",
    "sa",
)
_PREFIXES: dict[str, tuple[str, ...]] = {
    **{open_: ("",) for open_ in _OPEN},
    "m": ("", "p", "b"),
    "mem": ("", "p"),
    "mam": ("", "p"),
    "n": ("", "t"),
    "men": ("", "t"),
    "man": ("", "t"),
    "ny": ("s", "c"),
    "meny": ("s", "c"),
    "many": ("s",),
    "ng": ("", "k"),
    "meng": ("", "k"),
    "menge": ("",),
    "mang": ("", "k"),
    "ma": ("",),
    "pem": ("", "p"),
    "pen": ("", "t"),
    "peny": ("s",),
    "peng": ("", "k"),
    "pang": ("", "k"),
    "pam": ("", "p"),
}
"""What a prefix may hide: the first letter of the stem that it swallows (me- + tampar → menampar)."""
_SUFFIXES = (
    "nya",
    "ku",
    "mu",
    "kan",
    "in",
    "i",
    "an",
    "lah",
    "kah",
    "pun",
    "e",
    "ne",
    "ake",
    "no",
    "ono",
    "en",
    "akan",
    "ie",
)
_SHORTEST = 4
"""Letters of a stem that is found by taking something off."""
_LONGEST = 30
_LEFT = 3
"""Letters that a suffix must leave of a word."""
_SIZES = range(max(map(len, _PREFIXES)), 0, -1)
"""Letters of prefixes, the most first."""
_ENDINGS = {
    f"{before}{last}": ends
    for before in ascii_lowercase
    for last in ascii_lowercase
    if (ends := tuple(end for end in _SUFFIXES if f"{before}{last}".endswith(end[-2:])))
}
"""Suffixes by the last two letters of a word."""


def stem(word: str, known: Container[str]) -> str:
    """Return the stem of `word` that is in `known`, or an empty string."""
    if word in known:
        return word
    if not 4 < len(word) <= _LONGEST or not word.isalpha():
        return ""
    once = _without_suffix(word)
    shorter = [*once, *(rest for longer in once for rest in _without_suffix(longer))]
    for found in shorter:
        if found in known and len(found) >= _SHORTEST:
            return found
    return _without_prefix(word, shorter, known)


def _without_suffix(word: str) -> list[str]:
    ends = _ENDINGS.get(word[-2:])
    return [word[: -len(end)] for end in ends if word.endswith(end) and len(word) - len(end) >= _LEFT] if ends else []


def _without_prefix(word: str, shorter: list[str], known: Container[str]) -> str:
    """Return the first of what `word`, or what is left `shorter` of it, may hide behind its prefixes that is known."""
    begins = [(size, _PREFIXES[word[:size]]) for size in _SIZES if word[:size] in _PREFIXES]
    if begins:
        for form in (word, *shorter):
            for size, hidden in begins:
                rest = form[size:]
                for first in hidden if size <= len(form) else ():
                    if len(first) + len(rest) >= _SHORTEST and first + rest in known:
                        return first + rest
    return ""
