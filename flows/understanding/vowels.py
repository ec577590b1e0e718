"""Fills in vowels that were left out ("smbnyi"): only where all known words of these consonants mean the same.

Two words that mean different things ("tembok", "tembak") are not guessed between: a wrong guess does harm.
"""

from collections.abc import Mapping

_VOWELS = frozenset("aeiou")
_NONE = dict.fromkeys(map(ord, _VOWELS))
_SHORTEST = 4
"""Consonants from which a word may be told by them."""


def consonants(word: str) -> str:
    """Return `word` without its vowels."""
    return word.translate(_NONE)


def table(known: Mapping[str, object]) -> dict[str, str]:
    """Return for consonants the first of the words that have them; none where they differ in what `known` says."""
    found: dict[str, list[str]] = {}
    for word in known:
        bare = consonants(word)
        if len(bare) >= _SHORTEST and bare != word and word.isalpha():
            found.setdefault(bare, []).append(word)
    return {bare: words[0] for bare, words in found.items() if all(known[word] == known[words[0]] for word in words)}


def filled(word: str, by_consonants: Mapping[str, str]) -> str:
    """Return the word that `word` is when vowels are left out of it, or an empty string."""
    meant = by_consonants.get(consonants(word), "")
    return meant if meant and _left_out(word, meant) else ""


def _left_out(word: str, whole: str) -> bool:
    """Return whether `word` is `whole` with at least half of the vowels left out, or only that of di- ("dkunci")."""
    marks = iter(whole)
    if len(word) >= len(whole) or not all(mark in marks for mark in word):
        return False
    missing, all_vowels = len(whole) - len(word), sum(mark in _VOWELS for mark in whole)
    return 2 * missing >= all_vowels or word == whole[0] + whole[2:]
