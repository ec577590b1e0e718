"""A text made ready for reading: words with their places, sentences, quotations, and every known phrase in it."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from flows.understanding.facts.english import in_indonesian, is_english
from flows.understanding.facts.fact import SURE, Fact
from flows.understanding.facts.lists import lists
from flows.understanding.facts.sentences import brackets, parted, parts_of, quotes
from flows.understanding.facts.vocabulary import PHRASES, SECOND, forms
from flows.understanding.tokens import Token, tokens

_LISTS = lists("said")
_BANJAR = frozenset(_LISTS["banjar"])
_PAUSE = frozenset(",:()")
_GAP = 3
"""Words that may stand in the gap of a phrase."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A known phrase: its group, what it means, and the words from `first` up to, not including, `last`."""

    group: str
    code: str
    first: int
    last: int


@dataclass(slots=True)
class Said:
    """What somebody wrote. `steps` counts the comparisons made while it is read."""

    text: str
    words: tuple[Token, ...]
    forms: list[tuple[str, ...]]
    sentence: list[int]
    """The number of the sentence of each word."""
    clause: list[int]
    """The number of the part between commas of each word."""
    quoted: list[bool]
    bracket: list[int]
    """The number of the brackets in which each word stands, 0 outside."""
    is_english: bool = False
    """Whether the text is English; its words are said in Indonesian then."""
    marks: dict[str, list[Mark]] = field(default_factory=dict)
    at: dict[int, list[Mark]] = field(default_factory=dict)
    steps: int = 0

    def of(self, group: str) -> list[Mark]:
        """Return the phrases of `group`, in their order."""
        return self.marks.get(group, [])

    def means(self, place: int, code: str) -> bool:
        """Return whether a word of the list `code` of marks begins at `place`."""
        return any(mark.code == code and mark.group == "marks" for mark in self.at.get(place, ()))

    def means_anywhere(self, code: str) -> bool:
        """Return whether a word of the list `code` of marks stands anywhere in the text."""
        return code in self._sentences

    def is_a(self, place: int, *words: str) -> bool:
        """Return whether the word at `place` is one of `words`, in any of its forms; outside the text there is none."""
        self.steps += 1
        return 0 <= place < len(self.words) and any(word in self.forms[place] for word in words)

    def before(self, place: int, most: int) -> Iterator[int]:
        """Yield up to `most` places before `place` in its sentence, the nearest first."""
        for here in range(place - 1, max(place - 1 - most, -1), -1):
            if self.sentence[here] != self.sentence[place]:
                return
            self.steps += 1
            yield here

    def after(self, place: int, most: int) -> Iterator[int]:
        """Yield up to `most` places from `place` on, as long as its sentence goes."""
        for here in range(place, min(place + most, len(self.words))):
            if self.sentence[here] != self.sentence[place - 1 if place else 0]:
                return
            self.steps += 1
            yield here

    def at_person(self, place: int) -> bool:
        """Return whether somebody is named at `place`."""
        return any(mark.group == "people" for mark in self.at.get(place, ()))

    def inside(self, sentence: int, code: str) -> bool:
        """Return whether a mark `code` stands in a sentence."""
        return sentence in self._sentences.get(code, ())

    _sentences: dict[str, set[int]] = field(default_factory=dict)
    _banjar: bool = False

    @property
    def is_banjar(self) -> bool:
        """True when words stand in it that only Banjar has."""
        return self._banjar

    def aside(self, place: int, of: int) -> bool:
        """Return whether `place` stands in brackets that are closed before `of` ("anak saya (kami pisah) dipukul")."""
        return self.bracket[place] > 0 and self.bracket[place] != self.bracket[of]

    def has(self, place: int) -> bool:
        """Return whether there is a word at `place`."""
        return 0 <= place < len(self.words)

    def places(self, start: int, end: int) -> tuple[int, int]:
        """Return the place of the first word, and the one after the last, of `text[start:end]`."""
        first = bisect_left(self.words, start, key=lambda token: token.start)
        return first, bisect_left(self.words, end, key=lambda token: token.start)

    def number(self, place: int) -> int:
        """Return the figures that stand at `place` as a number, or -1."""
        word = self.words[place].word if self.has(place) else ""
        return int(word) if word.isdecimal() and len(word) <= 4 else -1

    def between(self, place: int) -> str:
        """Return what is written between the word at `place` and the next one."""
        if not self.has(place) or not self.has(place + 1):
            return ""
        return self.text[self.words[place].end : self.words[place + 1].start]

    def fact(
        self,
        field: str,
        value: str | int,
        first: int,
        last: int,
        confidence: str = SURE,
        *,
        owner: str = "",
        detail: str = "",
        precision: str = "",
    ) -> Fact:
        """Return a fact whose evidence are the words from `first` up to, not including, `last`."""
        start, end = self.words[first].start, self.words[last - 1].end
        return Fact(
            field=field,
            value=value,
            start=start,
            end=end,
            confidence=confidence,
            words=self.text[start:end],
            owner=owner,
            detail=detail,
            precision=precision,
        )


def said(text: str) -> Said:
    """Return `text` made ready for reading."""
    words = tuple(part for token in tokens(text) for part in parted(token))
    english = is_english(words)
    words = in_indonesian(words) if english else words
    sentence, clause = parts_of(text, words)
    spelled = [forms(token.word) for token in words]
    whole = Said(text, words, spelled, sentence, clause, quotes(text, words), brackets(text, words), is_english=english)
    for place in range(len(words)):
        _mark(whole, place)
    whole._banjar = not _BANJAR.isdisjoint(token.word for token in words)
    for mark in whole.of("marks"):
        whole._sentences.setdefault(mark.code, set()).add(sentence[mark.first])
    return whole


def _mark(whole: Said, place: int) -> None:
    """Note the phrases that begin at `place`; of one group the longest only."""
    best: dict[tuple[str, str], Mark] = {}
    following = whole.forms[place + 1] if place + 1 < len(whole.words) else ()
    window: frozenset[str] | None = None
    for form in whole.forms[place]:
        by = SECOND.get(form)
        if by is None:
            continue
        numbers = sorted({number for word in ("", "*", *following) for number in by.get(word, ())})
        for parts, group, code in (PHRASES[form][number] for number in numbers):
            whole.steps += 1
            if len(parts) > 2 and parts[1] == "*":
                window = _window(whole, place) if window is None else window
                if parts[2] not in window:
                    continue
            whole.steps += len(parts)
            last = _stands(whole, parts, place)
            if not last or (group == "people" and _pauses(whole, place, last)):
                continue
            mark = Mark(group, code, place, last)
            key = (group, "" if group == "people" else code)
            if key not in best or best[key].last < mark.last:
                best[key] = mark
    for mark in best.values():
        whole.marks.setdefault(mark.group, []).append(mark)
        whole.at.setdefault(place, []).append(mark)


def _window(whole: Said, place: int) -> frozenset[str]:
    """Return the words that may follow the gap of a phrase whose second word it is."""
    near = whole.forms[place + 1 : place + 2 + _GAP]
    return frozenset(form for forms in near for form in forms)


def _stands(whole: Said, parts: tuple[str, ...], place: int) -> int:
    """Return the place after a phrase that begins at `place`, or 0; a gap in it takes up to two words."""
    here = place
    for number, part in enumerate(parts):
        if part == "*":
            rest = parts[number + 1 :]
            ends = (
                _stands(whole, rest, here + skip) for skip in range(_GAP + 1) if _in_clause(whole, place, here + skip)
            )
            return next((end for end in ends if end), 0)
        if not _in_clause(whole, place, here) or part not in whole.forms[here]:
            return 0
        here += 1
    return here


def _pauses(whole: Said, first: int, last: int) -> bool:
    """Return whether a comma or a bracket parts the words of a name ("kak, adik saya" is one adik, no "kakak adik")."""
    return not _PAUSE.isdisjoint(whole.text[whole.words[first].start : whole.words[last - 1].end])


def _in_clause(whole: Said, place: int, here: int) -> bool:
    return here < len(whole.words) and whole.sentence[here] == whole.sentence[place]
