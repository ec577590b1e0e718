"""Opens words that were written together ("akutakutbanget"): only into words that people are known to use.

The cheapest way to part a word wins, a word costing the more the rarer it is (a unigram model, by dynamic programming).
A word that is known as it stands, or by its stem, stays whole; so does what can only be parted at too high a price.
"""

from collections.abc import Iterator
from functools import lru_cache
from math import log

from flows.understanding import lexicon
from flows.understanding.common import SEEN
from flows.understanding.spelling import spelled
from flows.understanding.stems import stem
from flows.understanding.tokens import Token

_SHORTEST, _LONGEST = 9, 64
"""Letters of a word that may be several."""
_MOST = 6
"""Words of a text that are looked at in this way: it is dear, and nobody writes more so."""
_PART = 16
"""Letters of the longest part."""
_DEAREST = {10: 1.6, 12: 1.9, _LONGEST: 2.4}
"""What a letter may cost on average in a word of so many letters; a part costs the logarithm of how rare it is."""
_STEMMED = 3
"""Letters of a part that may be known by its stem, its slang, or its consonants."""
_RARE = 8
"""How often a word of the lexicon counts as seen where the sentences do not have it."""
_PAIRS = ("di", "ke", "ga", "gk", "sm", "yg", "td", "tp", "dr", "sy", "aq", "lg", "jg", "hp", "wc")
_SHORT = {**dict.fromkeys("dgq", 4.0), **dict.fromkeys(_PAIRS, 1.5)}
"""The only parts of one or two letters, and what each costs besides: they stand in every word by chance."""
_ALL = sum(SEEN.values())


def opened(found: tuple[Token, ...]) -> tuple[Token, ...]:
    """Return the words of a text with those parted that were written together, each part with its own place."""
    if all(len(token.word) < _SHORTEST for token in found):
        return found
    unknown = [word for word in dict.fromkeys(token.word for token in found) if _may_part(word)][:_MOST]
    return tuple(part for token in found for part in (_opened(token) if token.word in unknown else (token,)))


def _may_part(word: str) -> bool:
    return _SHORTEST <= len(word) <= _LONGEST and word.isalpha() and not _is_known(word)


def _opened(token: Token) -> tuple[Token, ...]:
    parts = parted(token.word)
    if len(parts) < 2:
        return (token,)
    if token.end - token.start != len(token.word):  # invisible or compound marks: the parts share the place
        return tuple(Token(part, token.start, token.end) for part in parts)
    places = [token.start + sum(map(len, parts[:number])) for number in range(len(parts))]
    return tuple(Token(part, place, place + len(part)) for part, place in zip(parts, places, strict=True))


@lru_cache(maxsize=8192)
def parted(word: str) -> tuple[str, ...]:
    """Return the words that `word` is written together from; nothing where it is one word or nobody can tell."""
    if not _may_part(word):
        return ()
    ways: dict[int, tuple[float, tuple[str, ...]]] = {0: (0.0, ())}
    for end in range(1, len(word) + 1):
        found = list(_ways(word, end, ways))
        if found:
            ways[end] = min(found)
    cost, parts = ways.get(len(word), (0.0, ()))
    dearest = next((price for letters, price in _DEAREST.items() if len(word) <= letters), 0.0)
    return parts if cost <= dearest * len(word) else ()


def _ways(
    word: str, end: int, ways: dict[int, tuple[float, tuple[str, ...]]]
) -> Iterator[tuple[float, tuple[str, ...]]]:
    """Yield the ways to part the letters of `word` before `end` that go on from those known for fewer letters."""
    for start in range(max(0, end - _PART), end):
        if start in ways:
            cost = _cost(word[start:end])
            if cost is not None:
                yield ways[start][0] + cost, (*ways[start][1], word[start:end])


def _is_known(word: str) -> bool:
    spelling = spelled(word)
    return bool(spelling in SEEN or lexicon.word(word).stem or stem(spelling, SEEN))


@lru_cache(maxsize=32768)
def _cost(part: str) -> float | None:
    """Return what a part costs, or None for what is no word."""
    if len(part) < 3 and part not in _SHORT:
        return None
    seen = SEEN.get(part, 0)
    if not seen and len(part) >= _STEMMED and _is_known(part):
        seen = _RARE
    return log(_ALL / seen) + _SHORT.get(part, 0.0) if seen else None
