"""Clocks as people write them: "jam setengah 8", "pukul 20.15", "jam 7 lewat 10", "20.15 WIB"."""

from dataclasses import dataclass

from flows.understanding.facts.numbers import number
from flows.understanding.facts.said import Said
from flows.understanding.facts.vocabulary import DATA

_LED = frozenset(DATA["clock"]["hour"])
_MINUTES = 2
"""Figures of the minutes of a clock."""
_HALF = tuple(DATA["clock"]["half"])


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a time. `kind` says what `value` is."""

    kind: str
    """clock (hour, minute), part, date, weekday, eve, span (from, to, precision), tadi, semalam, ini, now or since."""
    value: tuple[int | str, ...]
    first: int
    last: int


def clock(said: Said, place: int) -> Piece | None:
    """Return the clock that begins at `place`: "jam setengah 8", "pukul 20.15", "jam 7 lewat 10", "21:30"."""
    led = said.has(place) and (said.words[place].word in _LED)
    half_alone = said.has(place) and said.words[place].word in _HALF
    if not led and not half_alone and said.between(place) != ":":
        return _with_zone(said, place)
    here = place + 1 if led else place
    while led and here <= place + 3 and said.means(here, "about"):
        here += 1
    half = said.has(here) and said.words[here].word in _HALF
    told = number(said, here + half)
    if told is None or not 0 <= told[0] <= 24 or said.is_a(told[1], "kali"):
        return None
    hour, last = told
    minute = 0
    if half:
        hour, minute = hour - 1, 30
        if not 0 <= hour <= 12 or said.between(last - 1).strip():
            return Piece("clock", (hour % 24, minute), place, last) if 0 <= hour <= 12 else None
        return Piece("clock", (hour, minute), place, last)
    if said.between(last - 1) in {".", ":"} and 0 <= said.number(last) < 60 and len(said.words[last].word) == 2:
        return Piece("clock", (hour % 24, said.number(last), "menit"), place, last + 1)
    if said.is_a(last, "lewat", "kurang") and (more := number(said, last + 1)) and more[0] < 60:
        total = hour * 60 + (more[0] if said.is_a(last, "lewat") else -more[0])
        return Piece("clock", (total // 60 % 24, total % 60, "menit"), place, more[1])
    if not led:
        return None
    return Piece("clock", (hour % 24 if hour != 24 else 0, 0, "jam"), place, last) if hour != 24 or led else None


def _with_zone(said: Said, place: int) -> Piece | None:
    """Return a clock without "jam" that names its zone ("20.15 WIB") or goes on to another."""
    if said.between(place) == "." and said.is_a(place + 2, *DATA["clock"]["zone"]):
        hour, minute = said.number(place), said.number(place + 1)
        if 0 <= hour < 24 and 0 <= minute < 60:
            return Piece("clock", (hour, minute, "menit"), place, place + 3)
    if said.between(place) == "." and _spans(said, place + 2):
        hour, minute = said.number(place), said.number(place + 1)
        if 0 <= hour < 24 and 0 <= minute < 60 and len(said.words[place + 1].word) == _MINUTES:
            return Piece("clock", (hour, minute, "menit"), place, place + 2)
    return None


def _spans(said: Said, place: int) -> bool:
    """Return whether another clock follows at `place`, to which the first goes on ("12.00 sampai 13.00")."""
    dash = said.between(place - 1).strip() in {"-", "–", "s/d"}
    here = place + (0 if dash else 1)
    led = dash or (said.has(place) and said.means(place, "until"))
    return led and said.number(here) >= 0 and said.between(here) == "." and said.number(here + 1) >= 0
