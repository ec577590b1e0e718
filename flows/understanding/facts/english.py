"""English words said in Indonesian, word by word: the two put words in one order, and readers know only one of them.

Said again are whose somebody is ("my husband": "suamiku"), what is done to somebody ("was beaten": "dipukul"), how old
somebody is ("she is 12": "dia umur 12"), and the hours after noon ("5 pm": 17). Each word keeps the place of those it
stands for in the original.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flows.data import load
from flows.understanding.facts.english_figures import hour, is_age
from flows.understanding.tokens import Token, tokens

_DATA = load("english.toml")


def _listed(name: str) -> frozenset[str]:
    return frozenset(_DATA[name]["words"].split())


_KNOWN, _BE, _NOT_BE = _listed("known"), _listed("be"), _listed("not_be")
_BETWEEN, _OBJECTS, _HARMLESS = _listed("between"), _listed("objects"), _listed("harmless_alone")
_MINE, _THEIRS, _STOPS = _listed("mine"), _listed("theirs"), _listed("stops")
_LEAST, _SHARE = 4, 8
"""Words that only English has, so many at least and one in so many, by which a text is reworded."""
_OWNED = 3
"""Words behind whose somebody is among which stands who it is ("my own little brother")."""


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
    return tuple(_Rewording(words))


class _Rewording:
    """Goes through the words of a text once, and knows whose the next noun is and whether the next deed is suffered."""

    def __init__(self, words: Sequence[Token]) -> None:
        self._words, self._place = words, 0
        self._owner, self._until = "", 0
        self._passive = False

    def __iter__(self) -> Iterator[Token]:
        while self._place < len(self._words):
            yield from self._next()

    def _next(self) -> Iterator[Token]:
        """Yield what is said for the next words; none for those that say something of what follows."""
        words, place = self._words, self._place
        word, (entry, last) = words[place].word, _entry(words, place)
        if place >= self._until:
            self._owner = ""
        if last == place + 1 and (_is_genitive(words, place) or (word in _MINE | _THEIRS and _owns(words, place))):
            self._owner, self._until, self._place = "ku" if word in _MINE else "nya", last + _OWNED, last
            return
        clock, after = hour(words, place)
        if clock or word.isdecimal():
            yield from clock or (words[place],)
            self._place, self._passive = after, False
            return
        if is_age(words, place + 1, _BE):
            yield Token("umur", words[place].start, words[place].end)
            self._place, self._passive = last, word in _BE
            return
        yield from self._said(entry, last)

    def _said(self, entry: _Entry | None, last: int) -> Iterator[Token]:
        """Yield what is said for the words up to, not including, `last`."""
        word = self._words[self._place].word
        owned = _of_somebody(self._words, last) if entry and entry.kind == "nouns" else None
        if word in _BE and (entry is None or not entry.said):
            said: tuple[str, ...] = ()
            self._passive = True
        elif entry is None:
            said = ("dia",) if word in _THEIRS else (word,)
            self._passive = self._passive and _is_between(word)
        elif entry.kind == "deeds":
            said = self._deed(entry, word, last)
        elif owned:
            (whose, last) = owned
            said = (*whose, *self._named(entry))
        elif entry.kind == "nouns":
            said = self._named(entry)
        else:
            said = entry.said
            self._passive = word in _NOT_BE or (self._passive and (not entry.said or _is_between(word)))
        yield from self._tokens(said, last)

    def _deed(self, entry: _Entry, word: str, last: int) -> tuple[str, ...]:
        """Return a deed as somebody does or suffers it; a word that is none without whom it is done to, as it is."""
        follows = self._words[last].word if last < len(self._words) else ""
        if word in _HARMLESS and follows not in _OBJECTS and not (self._passive and follows == "by"):
            self._passive = False
            return (word,)
        self._passive = self._passive and not word.endswith("ing") and follows not in _OBJECTS
        return (f"di{entry.said[0]}" if self._passive else _active(entry.said[0]),)

    def _named(self, entry: _Entry) -> tuple[str, ...]:
        """Return who or what is named, with whose it is."""
        said, self._owner, self._passive = (*entry.said[:-1], entry.said[-1] + self._owner), "", False
        return said

    def _tokens(self, said: Sequence[str], last: int) -> Iterator[Token]:
        start, end, self._place = self._words[self._place].start, self._words[last - 1].end, last
        yield from (Token(word, start, end) for word in said)


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


def _is_genitive(words: Sequence[Token], place: int) -> bool:
    """Return whether "s" says whose somebody is ("the caretaker's husband"), where none would be ("he's father …")."""
    if place == 0 or place + 1 >= len(words) or words[place].word != "s" or words[place - 1].word in _STOPS:
        return False
    entry, _ = _entry(words, place + 1)
    return words[place].start - words[place - 1].end == 1 and entry is not None and entry.kind == "nouns"


def _owns(words: Sequence[Token], place: int) -> bool:
    """Return whether "her" says whose what follows is, not to whom something is done."""
    for here in range(place + 1, min(place + 1 + _OWNED, len(words))):
        if words[here].start - words[here - 1].end > 1 or words[here].word in _STOPS:
            break
        entry, _ = _entry(words, here)
        if entry and entry.kind == "nouns":
            return True
    return words[place].word in _MINE


def _is_between(word: str) -> bool:
    """Return whether a word may stand between a form of "to be" and what is done ("was never even badly beaten")."""
    return word in _BETWEEN or word.endswith("ly")


def _active(deed: str) -> str:
    """Return a deed as somebody does it ("pukul": "memukul")."""
    fronts = {"p": "mem", "t": "men", "s": "meny", "k": "meng"}
    if deed[0] in fronts:
        return fronts[deed[0]] + deed[1:]
    return f"{'mem' if deed[0] == 'b' else 'men' if deed[0] in 'cdj' else 'me' if deed[0] in 'lmnr' else 'meng'}{deed}"
