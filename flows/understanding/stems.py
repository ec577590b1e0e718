"""Finds the stem of a word that the lexicon knows: Indonesian, Javanese and Banjar prefixes and suffixes taken off.

A stem is only ever one of the words asked for: nothing is made up, so "diputusin" is never "dipukulin".
"""

from collections.abc import Container, Iterator

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


def stem(word: str, known: Container[str]) -> str:
    """Return the stem of `word` that is in `known`, or an empty string."""
    if word in known:
        return word
    if not 4 < len(word) <= _LONGEST or not word.isalpha():
        return ""
    return next((found for found in _candidates(word) if len(found) >= _SHORTEST and found in known), "")


def _candidates(word: str) -> Iterator[str]:
    """Yield what may be the stem: suffixes off first, then prefixes, the fewest parts taken off first."""
    shorter = list(dict.fromkeys(_without_suffixes(word)))
    yield from shorter
    for rest in (word, *shorter):
        for length in range(min(6, len(rest) - 2), 0, -1):
            for hidden in _PREFIXES.get(rest[:length], ()):
                yield hidden + rest[length:]


def _without_suffixes(word: str) -> Iterator[str]:
    once = [word[: -len(end)] for end in _SUFFIXES if word.endswith(end) and len(word) - len(end) > 2]
    yield from once
    for rest in once:
        yield from (rest[: -len(end)] for end in _SUFFIXES if rest.endswith(end) and len(rest) - len(end) > 2)
