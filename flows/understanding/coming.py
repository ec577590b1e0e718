"""Somebody comes, or is there: a whole message of a word for a person and a word of coming ("ibu tiriku pulang").

Reviewed words only (`[coming]` of `words.toml`), and nothing else in the message: "dia belum pulang", "bapak masuk
rumah sakit" and "nanti dia pulang" hold a word more and say something else. A question is none of it either.
"""

import re
from functools import lru_cache

from flows.data import load
from flows.understanding.spelling import spelled
from flows.understanding.text import plain

COMES, NEAR = "comes", "near"
"""Somebody comes or wakes up; somebody is there, which may also be an answer to what was asked."""
_WORDS = load("words.toml")
_DATA: dict[str, list[str]] = _WORDS["coming"]
_ADDRESS = frozenset(load("lexicon.toml")["alone"]["address"])
_MEAN = frozenset(plain(word) for words in _WORDS["commands"].values() for word in words)
_MOST, _MOST_OPENING = 6, 3
"""Words of such a message at most, and words that may open it beside them."""


def _like(text: str) -> str:
    """Return `text` in the one spelling in which it is compared; "kak" stays how the reader is spoken to."""
    return " ".join(word if word in _DATA["called"] else spelled(word) for word in plain(text).split())


def _one_of(*names: str) -> str:
    phrases = {form for name in names for phrase in _DATA[name] for form in (_like(phrase), plain(phrase))}
    return "(?:" + "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True)) + ")"


_ENDING = r"(?:ku|nya|ne|ke|e|k)?"
_PERSON = rf"(?P<who>{_one_of('people')}{_ENDING}(?: {_one_of('kinds')}{_ENDING})?(?: {_one_of('whose')})?)"
_NOW = rf"(?: {_one_of('by_now')})*"
_AFTER = rf"(?: {_one_of('behind', 'by_now', 'called')})*"
_OPENING = re.compile(rf"(?P<opening>(?:{_one_of('interrupts', 'by_now', 'called')} )*)(?P<rest>.+)")
_FORMS = tuple(
    (kind, re.compile(form))
    for kind, form in (
        (COMES, rf"(?:ada )?{_PERSON}{_NOW} (?P<verb>{_one_of('comes')}){_AFTER}"),
        (NEAR, rf"(?:ada )?{_PERSON}{_NOW} (?P<verb>{_one_of('near')}){_AFTER}"),
        (COMES, rf"(?P<verb>{_one_of('comes')}) {_PERSON}{_AFTER}"),
        (COMES, rf"(?:my|the) {_one_of('english')}{_NOW} {_one_of('comes_english')}{_AFTER}"),
        (NEAR, rf"(?:my|the) {_one_of('english')}{_NOW} {_one_of('near_english')}{_AFTER}"),
    )
)
_INTERRUPTS = frozenset(word for phrase in _DATA["interrupts"] for word in (phrase, _like(phrase)))


def coming(text: str) -> str:
    """Return `COMES` or `NEAR` where `text` says from end to end that somebody does or is, else an empty string."""
    return _read(text)[0]


def interrupts(text: str) -> bool:
    """Return whether `text` says so and breaks off for it ("eh bapakku masuk"): then it is no part of a story."""
    return _read(text)[1]


@lru_cache(maxsize=8)
def _read(text: str) -> tuple[str, bool]:
    said = _like(text)
    found = _OPENING.fullmatch(said)
    if found is None or "?" in text or len(said.split()) > _MOST + _MOST_OPENING:
        return "", False
    opening, rest = found["opening"].strip(), found["rest"]
    if len(rest.split()) > _MOST or len(opening.split()) > _MOST_OPENING:
        return "", False
    for kind, form in _FORMS:
        match = form.fullmatch(rest)
        if match is not None and not _speaks_to_us(match):
            return kind, not _INTERRUPTS.isdisjoint((*opening.split(), opening))
    return "", False


def _speaks_to_us(match: re.Match[str]) -> bool:
    """Return whether the person is the reader ("mbak, lewat", "sudah bangun kakak") and nobody comes."""
    who = match.groupdict().get("who", "")
    behind = match.start("who") > match.start("verb") if who else False
    return who in _ADDRESS and (behind or match["verb"] in _MEAN)
