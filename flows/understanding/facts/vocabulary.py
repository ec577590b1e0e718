"""The words by which facts are found, read from the data once: phrases by their first word, and what is one word."""

from functools import lru_cache
from typing import Any

from flows.data import load
from flows.understanding.spelling import spelled
from flows.understanding.stems import stem
from flows.understanding.tokens import tokens

DATA: dict[str, Any] = load("facts.toml")
PEOPLE: dict[str, dict[str, Any]] = DATA["people"]
DENIALS = frozenset(DATA["titles"]["denials"])
"""Words that deny who it was ("bukan suami saya")."""
_SAME: dict[str, str] = {word: name for name, words in DATA["same"].items() for word in words}
_OWN = (("ku", "saya"), ("q", "saya"), ("nya", "dia"), ("nye", "dia"), ("ne", "dia"), ("ke", "dia"), ("e", "dia"))
_ENDINGS = (*_OWN, ("mu", "kamu"), ("x", "dia"))
_SHORTEST = 2
_PRONOUNS = frozenset({"saya", "dia"})
"""Words that nobody owns: "kue" is no "aku"."""
Phrase = tuple[tuple[str, ...], str, str]
"""The words of a phrase, the group it belongs to, and what it means in it."""


def one(word: str) -> str:
    """Return the word that stands for `word` in phrases ("aku" → "saya")."""
    plain = spelled(word)
    return _SAME.get(word) or _SAME.get(plain, plain)


def _entries() -> list[tuple[str, str, list[str]]]:
    """Return group, meaning and words of everything in the data."""
    found: list[tuple[str, str, list[str]]] = []
    for group in ("violence", "place_kind", "access", "vulnerable", "need", "contact", "writer", "marks"):
        for code, lists in DATA[group].items():
            for language, words in lists.items():
                found.append((f"{group}_of_wish" if language == "of_wish" else group, code, words))
    found += [("people", code, entry["words"]) for code, entry in PEOPLE.items()]
    found += [("sexes", code, words) for code, words in DATA["sexes"].items()]
    found += [("part", code, words) for code, words in DATA["clock"]["words"].items()]
    found += [("day", code, entry["words"]) for code, entry in DATA["calendar"]["days"].items()]
    found += [("near", code, words) for code, words in DATA["calendar"]["near"].items()]
    return found


CITIES = frozenset(
    parts[1]
    for words in DATA["access"]["jauh"].values()
    for phrase in words
    if len(parts := phrase.split()) == 2 and parts[0] in {"di", "ke"}
) - {"luar"}
"""The names of towns far away, by the phrases "di …"."""
PHRASES: dict[str, tuple[Phrase, ...]] = {}


def _gapped(phrase: str) -> list[str]:
    """Return the words of a phrase in which "*" stands for up to two words of any kind."""
    return [word for part in phrase.split() for word in (["*"] if part == "*" else [tokens(part)[0].word])]


def _read() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    verbs: set[str] = set()
    first: dict[str, dict[Phrase, None]] = {}
    for group, code, phrases in _entries():
        for phrase in phrases:
            words = (
                [token.word for part in phrase.split() for token in tokens(part)]
                if "*" not in phrase
                else _gapped(phrase)
            )
            parts = tuple(word if word[-1] == "2" else one(word) for word in words)
            first.setdefault(parts[0], {})[(parts, group, code)] = None
            if group == "violence":
                verbs.add(parts[0])
    PHRASES.update({part: tuple(phrases) for part, phrases in first.items()})
    every = [parts for phrases in first.values() for parts, _, _ in phrases]
    known = {part for parts in every for part in parts}
    return frozenset(verbs), frozenset(known), frozenset(parts[0] for parts in every if len(parts) == 1)


VERBS, WORDS, SINGLE = _read()


def _by_second() -> dict[str, dict[str, tuple[int, ...]]]:
    """Return the numbers of the phrases of each first word by their second word, which is empty for a single word."""
    found: dict[str, dict[str, list[int]]] = {}
    for first, phrases in PHRASES.items():
        for number, (parts, _, _) in enumerate(phrases):
            found.setdefault(first, {}).setdefault(parts[1] if len(parts) > 1 else "", []).append(number)
    return {first: {word: tuple(numbers) for word, numbers in by.items()} for first, by in found.items()}


SECOND = _by_second()
"""By which second word a phrase may stand at a place: most are passed over without a look."""


@lru_cache(maxsize=32768)
def owner(word: str) -> tuple[str, str]:
    """Return a plain word without the ending that says whose it is, and whose ("anakku" → "anak", "saya")."""
    if word in SINGLE and word not in PEOPLE_ENDED:
        return word, ""
    for ending, whose in _ENDINGS:
        rest = word.removesuffix(ending)
        known = rest != word and len(rest) >= _SHORTEST and (rest in WORDS or one(rest) in WORDS)
        if known and one(rest) not in _PRONOUNS:
            return rest, whose
    return word, ""


PEOPLE_ENDED = frozenset(
    word for entry in PEOPLE.values() for word in entry["words"] if word.endswith("ku") or word.endswith("nya")
)
"""Words for people that are listed with their ending, since they say whose it is all the same."""


@lru_cache(maxsize=32768)
def forms(word: str) -> tuple[str, ...]:
    """Return the spellings under which a plain word is looked up, the one it has first."""
    bare, _ = owner(word)
    plain = spelled(word)
    verbs = (stem(plain, VERBS), stem(plain, VERBS - {plain}))
    return tuple(dict.fromkeys(form for form in (word, plain, one(word), bare, one(bare), *verbs) if form))
