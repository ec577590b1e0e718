"""Finds the stem of a word that the lexicon knows: Indonesian, Javanese and Banjar prefixes and suffixes taken off.

A stem is only ever one of the words asked for: nothing is made up, so "diputusin" is never "dipukulin".
"""

from collections.abc import Container, Sequence

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
_BEGINNINGS: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
_ENDINGS: dict[str, tuple[str, ...]] = {}
"""Prefixes by their first letter, the longest first, and suffixes by their last."""


def _read() -> None:
    for prefix in sorted(_PREFIXES, key=len, reverse=True):
        _BEGINNINGS.setdefault(prefix[0], []).append((prefix, _PREFIXES[prefix]))
    for end in _SUFFIXES:
        _ENDINGS[end[-1]] = (*_ENDINGS.get(end[-1], ()), end)


_read()


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
    return _without_prefix([word, *shorter], known)


def _without_suffix(word: str) -> list[str]:
    ends = _ENDINGS.get(word[-1], ())
    return [word[: -len(end)] for end in ends if word.endswith(end) and len(word) - len(end) >= _LEFT]


def _without_prefix(words: Sequence[str], known: Container[str]) -> str:
    """Return the first of what `words`, which begin alike, may hide behind their prefixes that is known."""
    beginnings = _BEGINNINGS.get(words[0][0], ())
    for word in words:
        for prefix, hidden in beginnings:
            if word.startswith(prefix):
                rest = word[len(prefix) :]
                for first in hidden:
                    if len(first + rest) >= _SHORTEST and first + rest in known:
                        return first + rest
    return ""
