"""Figures in English: which of them are hours ("10:05 pm"), and which say how old somebody is ("she is 12")."""

from collections.abc import Collection, Sequence

from flows.data import load
from flows.understanding.tokens import Token

_DATA = load("english.toml")["ages"]
_OF_WHOM, _NOBODY, _BEHIND = (frozenset(_DATA[name].split()) for name in ("of_whom", "nobody", "behind"))
_AGES = range(1, 100)
_NOON, _MINUTES = 12, 60


def hour(words: Sequence[Token], place: int) -> tuple[list[Token], int]:
    """Return the hour of the day that begins at `place`, said in Indonesian, and where it ends; nothing if none does.

    "5 pm" is "jam 17", "12 am" is "jam 0"; minutes stay where they stand.
    """
    here = words[place]
    after = place + 1 + _tells_minutes(words, place + 1)
    half, last = _half_of_day(words, after)
    if not here.word.isdecimal() or not half or int(here.word) > _NOON:
        return [], place + 1
    value = int(here.word) % _NOON + _NOON * (half == "pm")
    return [
        Token("jam", here.start, here.end),
        Token(str(value), here.start, here.end),
        *words[place + 1 : after],
    ], last


def _tells_minutes(words: Sequence[Token], place: int) -> bool:
    """Return whether two figures at `place` are minutes, written against the hour ("10:05", "7.30")."""
    if place >= len(words) or words[place].start - words[place - 1].end != 1:
        return False
    word = words[place].word
    return word.isdecimal() and len(word) == len("00") and int(word) < _MINUTES


def _half_of_day(words: Sequence[Token], place: int) -> tuple[str, int]:
    """Return "am" or "pm" where it is written at `place`, and where it ends ("pm", "p.m."); else nothing."""
    near = [token.word for token in words[place : place + 2]]
    if not near or words[place].start - words[place - 1].end > 1:
        return "", place
    if near[0] in {"am", "pm"}:
        return near[0], place + 1
    joined = "".join(near)
    close = len(near) > 1 and words[place + 1].start - words[place].end == 1
    return (joined, place + 2) if close and joined in {"am", "pm"} and len(near[0]) == 1 else ("", place)


def is_age(words: Sequence[Token], place: int, be: Collection[str]) -> bool:
    """Return whether figures at `place` say how old somebody is, by the word before them: "of", "turned", or "to be".

    Behind them stands nothing that would be counted: "was 20 minutes late", "were 3 men" and "of 12 March" are no ages.
    """
    word = words[place].word if place < len(words) else ""
    if not word.isdecimal() or len(word) > 2 or int(word) not in _AGES or not _ends(words, place + 1):
        return False
    led, of = words[place - 1].word, words[place - 2].word if place > 1 else ""
    return (led == "of" and of in _OF_WHOM) or ((led in be or led == "turned") and of not in _NOBODY)


def _ends(words: Sequence[Token], place: int) -> bool:
    """Return whether what is said of somebody's age ends at `place`, or goes on with years."""
    return place >= len(words) or words[place].start - words[place - 1].end > 1 or words[place].word in _BEHIND
