"""Opens words that were written together ("akutakutbanget"): only into words that people are known to use.

The cheapest way to part a word wins, a word costing the more the rarer it is (a unigram model, by dynamic programming).
A word that is known as it stands, or by its stem, stays whole; so does what can only be parted at too high a price.
"""

from collections.abc import Sequence
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
_PRICES = {
    word: log(_ALL / count) + _SHORT.get(word, 0.0)
    for word, count in SEEN.items()
    if len(word) >= _STEMMED or word in _SHORT
}
_DEAR = log(_ALL / _RARE)
"""What parts cost: those that are seen, and others that are known."""
_ROUNDED = 1e-9
"""More than what sums of prices differ by in another order."""
_KNOWN = Kept(is_known)


def opened(found: tuple[Token, ...]) -> tuple[Token, ...]:
    """Return the words of a text with those parted that were written together, each part with its own place."""
    ways = together([token.word for token in found])
    return tuple(part for token in found for part in _opened(token, ways.get(token.word, ()))) if ways else found


def together(typed: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return of the words of a text those that were written together, with what each is opened into."""
    long = dict.fromkeys([word for word in typed if len(word) >= _SHORTEST])
    unknown = (word for word in long if not _KNOWN[word] and word.isalpha() and len(word) <= _LONGEST)
    ways = {word: _WAYS[word] for word in islice(unknown, _MOST)}
    return {word: parts for word, parts in ways.items() if len(parts) > 1}


def _may_part(word: str) -> bool:
    return _SHORTEST <= len(word) <= _LONGEST and word.isalpha() and not _KNOWN[word]


def _opened(token: Token, parts: tuple[str, ...]) -> tuple[Token, ...]:
    if not parts:
        return (token,)
    if token.end - token.start != len(token.word):  # invisible or compound marks: the parts share the place
        return tuple(Token(part, token.start, token.end) for part in parts)
    places = [token.start + sum(map(len, parts[:number])) for number in range(len(parts))]
    return tuple(Token(part, place, place + len(part)) for part, place in zip(parts, places, strict=True))


def parted(word: str) -> tuple[str, ...]:
    """Return the words that `word` is written together from; nothing where it is one word or nobody can tell."""
    return _parted(word) if _may_part(word) else ()


def _parted(word: str) -> tuple[str, ...]:
    most = len(word) * next(price for letters, price in _DEAREST.items() if len(word) <= letters)
    behind = _behind(word)
    ways: dict[int, tuple[float, tuple[str, ...]]] = {0: (0.0, ())}
    for end in range(1, len(word) + 1):
        left = most - behind[end]
        found = list[tuple[float, tuple[str, ...]]]()
        for start, (before, parts) in ways.items():
            part = word[start:end]
            price = _PRICES.get(part, _DEAR)
            if before + price <= left and end - start <= _PART and (part in _PRICES or _is_part(part)):
                found.append((before + price, (*parts, part)))
        if found:
            ways[end] = min(found)
    return ways[len(word)][1] if len(word) in ways else ()


def _is_part(part: str) -> bool:
    return len(part) >= _STEMMED and is_known(part)


def _behind(word: str) -> list[float]:
    """Return for each place in a word the least that can be paid for what stands behind it, if all of it were known.

    What cannot be paid need not be looked up: that is what is dear.
    """
    least = [0.0] * (len(word) + 1)
    for start in reversed(range(len(word))):
        least[start] = min(
            _PRICES.get(word[start:end], _DEAR if end - start >= _STEMMED else inf) + least[end]
            for end in range(start + 1, min(start + _PART, len(word)) + 1)
        )
    return [price - _ROUNDED for price in least]


_WAYS = Kept(_parted)
