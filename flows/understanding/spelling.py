"""Brings one word as it was typed into the spelling in which it is looked up.

Letters repeated for emphasis are squeezed ("dipukuuul", "tiiinggggal"), figures inside words read as letters (never in
ages, numbers or units), abbreviations and slang replaced by a reviewed list. What is not known stays as it is: a wrong
guess does harm.
"""

import re

from flows.data import load
from flows.understanding.common import SEEN

_REPEATED = re.compile(r"([^\W\d_])\1{2,}")
_DOUBLED = re.compile(r"(.)\1+")
_FIGURES = str.maketrans("013457", "oieast")
_SLANG: dict[str, str] = {
    short: meant for meant, shorts in load("slang.toml")["words"].items() for short in shorts.split()
}
_TWICE = {_DOUBLED.sub(r"\1", word): word for word in sorted(SEEN, key=SEEN.__getitem__) if _DOUBLED.search(word)}
"""Words people use that have a letter twice in a row, by their form without it ("tingal": "tinggal")."""


def spelled(word: str) -> str:
    """Return the spelling of a plain word ("dipukuuul2" → "dipukul", "skrg" → "sekarang")."""
    if not word.isalpha() and not word.isdecimal():
        word = _without_figures(word)
    if not _DOUBLED.search(word):
        return _SLANG.get(word, word)
    if _REPEATED.search(word):
        word = _TWICE.get(_DOUBLED.sub(r"\1", word)) or _REPEATED.sub(r"\1", word)
    return _SLANG.get(word) or _SLANG.get(_DOUBLED.sub(r"\1", word)) or word


def _without_figures(word: str) -> str:
    """Return a word without the figures that stand for letters or for saying it twice."""
    if word[-1] == "2" and word[:-1].isalpha():
        return word[:-1]
    letters = sum(mark.isalpha() for mark in word)
    return word.translate(_FIGURES) if word[0].isalpha() and word[-1].isalpha() and letters >= 3 else word
