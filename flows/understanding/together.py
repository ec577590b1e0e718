"""Opens words that were written together ("akutakutbanget"): only into words that people are known to use.

The cheapest way to part a word wins, a word costing the more the rarer it is (a unigram model, by dynamic programming).
A word that is known as it stands, or by its stem, stays whole; so does what can only be parted at too high a price.
"""

from functools import lru_cache
from itertools import islice
from math import inf, log

from flows.understanding.common import SEEN, Kept
from flows.understanding.lexicon import is_known
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
_KNOWN = Kept(is_known)


def opened(found: tuple[Token, ...]) -> tuple[Token, ...]:
    """Return the words of a text with those parted that were written together, each part with its own place."""
    long = dict.fromkeys([token.word for token in found if len(token.word) >= _SHORTEST])
    unknown = list(islice(filter(_may_part, long), _MOST))
    if not unknown:
        return found
    return tuple(part for token in found for part in (_opened(token) if token.word in unknown else (token,)))


def _may_part(word: str) -> bool:
    return _SHORTEST <= len(word) <= _LONGEST and word.isalpha() and not _KNOWN[word]


def _opened(token: Token) -> tuple[Token, ...]:
    parts = parted(token.word)
    if len(parts) < 2:
        return (token,)
    if token.end - token.start != len(token.word):  # invisible or compound marks: the parts share the place
        return tuple(Token(part, token.start, token.end) for part in parts)
    places = [token.start + sum(map(len, parts[:number])) for number in range(len(parts))]
    return tuple(Token(part, place, place + len(part)) for part, place in zip(parts, places, strict=True))


@lru_cache(_MOST)
def parted(word: str) -> tuple[str, ...]:
    """Return the words that `word` is written together from; nothing where it is one word or nobody can tell."""
    if not _may_part(word):
        return ()
    most = len(word) * next(price for letters, price in _DEAREST.items() if len(word) <= letters)
    ways: dict[int, tuple[float, tuple[str, ...]]] = {0: (0.0, ())}
    for end in range(1, len(word) + 1):
        found = list[tuple[float, tuple[str, ...]]]()
        for start, (before, parts) in ways.items():
            if end - start <= _PART:
                cost = before + _cost(word[start:end])
                if cost <= most:
                    found.append((cost, (*parts, word[start:end])))
        if found:
            ways[end] = min(found)
    return ways[len(word)][1] if len(word) in ways else ()


def _cost(part: str) -> float:
    """Return what a part costs, without end for what is no word."""
    if len(part) < 3 and part not in _SHORT:
        return inf
    seen = SEEN.get(part, 0)
    if not seen and len(part) >= _STEMMED and is_known(part):
        seen = _RARE
    return log(_ALL / seen) + _SHORT.get(part, 0.0) if seen else inf
