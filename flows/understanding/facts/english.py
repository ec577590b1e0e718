"""English words said in Indonesian, word by word: the two put words in one order, and readers know only one of them.

Said again are whose somebody is ("my husband": "suamiku"), what is done to somebody ("was beaten": "dipukul"), how old
somebody is ("she is 12": "dia umur 12"), and the hours after noon ("5 pm": 17). Each word keeps the place of those it
stands for in the original.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from flows.data import load
from flows.understanding.tokens import Token, tokens

_DATA = load("english.toml")
_KNOWN = frozenset(_DATA["known"]["words"].split())
_LEAST, _SHARE = 4, 8
"""Words that only English has, so many at least and one in so many, by which a text is reworded."""
_MINE, _THEIRS = frozenset({"my", "our"}), frozenset({"his", "her", "their"})
_BE = frozenset({"am", "is", "are", "was", "were", "be", "been", "being", "got", "gets", "m", "s", "re"})
_LED = _BE | {"of", "turned"}
"""Words before figures that say how old somebody is."""
_UNITS = frozenset(
    "times kids children months month weeks week floor am days day hours of pm".split()  # noqa: SIM905
)
"""What is counted where figures after a form of "to be" are no age."""
_AGES = range(1, 100)
_NOON = 12
_BETWEEN = 2
"""Words that may stand between whose somebody is and who it is ("my own little brother")."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """English words of one meaning."""

    said: tuple[str, ...]
    kind: str


def _read() -> dict[str, dict[tuple[str, ...], _Entry]]:
    found: dict[str, dict[tuple[str, ...], _Entry]] = {}
    for kind in ("nouns", "deeds", "words"):
        for meaning, phrases in _DATA[kind].items():
            for phrase in phrases:
                words = tuple(token.word for token in tokens(phrase))
                found.setdefault(words[0], {})[words] = _Entry(tuple(meaning.split()), kind)
    for word in _DATA["dropped"]["words"].split():
        found.setdefault(word, {}).setdefault((word,), _Entry((), "words"))
    return found


_ENTRIES = _read()
_LONGEST = max(len(words) for entries in _ENTRIES.values() for words in entries)


def is_english(words: Sequence[Token]) -> bool:
    """Return whether a text is English, wholly or in part."""
    known = sum(token.word in _KNOWN for token in words)
    return known >= max(_LEAST, len(words) // _SHARE)


def in_indonesian(words: Sequence[Token]) -> tuple[Token, ...]:
    """Return the words of an English text in Indonesian; what is not known stays as it is."""
    return tuple(_said(words))


def _said(words: Sequence[Token]) -> Iterator[Token]:
    place, left, owner, passive = 0, 0, "", False
    while place < len(words):
        token, left = words[place], left - 1
        if left < 0:
            owner = ""
        if token.word in _MINE | _THEIRS and _owns(words, place):
            owner, left, place = ("ku" if token.word in _MINE else "nya"), _BETWEEN + 1, place + 1
            continue
        if token.word.isdecimal():
            yield from _hour(words, place)
            place, passive = place + 1 + _names_hour(words, place), False
            continue
        entry, last = _entry(words, place)
        if token.word in _LED and _is_age(words, place + 1):
            yield Token("umur", token.start, token.end)
            place, passive = place + 1, token.word in _BE
            continue
        if token.word in _BE and (entry is None or not entry.said):
            passive, place = True, place + 1
            continue
        owned = _of_somebody(words, last) if entry and entry.kind == "nouns" else None
        if entry and owned:
            whose, last = owned
            spans = (*whose, *entry.said[:-1], entry.said[-1] + owner)
            yield from (Token(word, token.start, words[last - 1].end) for word in spans)
            place, owner, passive = last, "", False
            continue
        if entry is None:
            said: Iterable[str] = ("dia",) if token.word in _THEIRS else (token.word,)
        elif entry.kind == "deeds":
            suffers = passive and not token.word.endswith("ing")
            said = (f"di{entry.said[0]}" if suffers else _active(entry.said[0]),)
        elif entry.kind == "nouns" and owner:
            said, owner = (*entry.said[:-1], entry.said[-1] + owner), ""
        else:
            said = entry.said
        passive = passive and entry is not None and not entry.said
        start, end = token.start, words[last - 1].end
        yield from (Token(word, start, end) for word in said)
        place = last


def _entry(words: Sequence[Token], place: int) -> tuple[_Entry | None, int]:
    """Return the longest known phrase that begins at `place`, and where it ends."""
    known = _ENTRIES.get(words[place].word, {})
    for length in range(min(_LONGEST, len(words) - place), 0, -1):
        entry = known.get(tuple(token.word for token in words[place : place + length]))
        if entry is not None:
            return entry, place + length
    return None, place + 1


def _of_somebody(words: Sequence[Token], place: int) -> tuple[tuple[str, ...], int] | None:
    """Return who is named behind a genitive, and where that ends ("husband's brother": the brother)."""
    if place + 1 >= len(words) or words[place].word != "s" or words[place].start - words[place - 1].end != 1:
        return None
    entry, last = _entry(words, place + 1)
    return (entry.said, last) if entry and entry.kind == "nouns" else None


def _owns(words: Sequence[Token], place: int) -> bool:
    """Return whether "her" says whose what follows is, not to whom something is done."""
    for here in range(place + 1, min(place + 2 + _BETWEEN, len(words))):
        entry, _ = _entry(words, here)
        if entry and entry.kind == "nouns":
            return True
    return words[place].word not in _THEIRS


def _active(deed: str) -> str:
    """Return a deed as somebody does it ("pukul": "memukul")."""
    fronts = {"p": "mem", "t": "men", "s": "meny", "k": "meng"}
    if deed[0] in fronts:
        return fronts[deed[0]] + deed[1:]
    return f"{'mem' if deed[0] == 'b' else 'men' if deed[0] in 'cdj' else 'me' if deed[0] in 'lmnr' else 'meng'}{deed}"


def _is_age(words: Sequence[Token], place: int) -> bool:
    """Return whether figures at `place`, after a form of "to be", say how old somebody is."""
    word = words[place].word if place < len(words) else ""
    follows = words[place + 1].word if place + 1 < len(words) else ""
    return word.isdecimal() and len(word) < 3 and int(word) in _AGES and follows not in _UNITS


def _names_hour(words: Sequence[Token], place: int) -> bool:
    """Return whether "am" or "pm" follows figures."""
    near = place + 1 < len(words) and words[place + 1].start - words[place].end <= 1
    return near and words[place + 1].word in {"am", "pm"}


def _hour(words: Sequence[Token], place: int) -> Iterator[Token]:
    """Yield figures as they are, or as an hour of the day ("5 pm": "jam 17")."""
    token = words[place]
    if not _names_hour(words, place) or len(token.word) > 2:
        yield token
        return
    noon = words[place + 1].word == "pm" and int(token.word) < _NOON
    yield Token("jam", token.start, token.end)
    yield Token(str(int(token.word) + _NOON * noon), token.start, token.end)
