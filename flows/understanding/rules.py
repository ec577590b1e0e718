"""The rules of triage: concepts that stand near each other, and words that stand for themselves.

A rule names what it heard, by which words and where, so that a counselor sees why she was woken. It only ever raises.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import itemgetter, or_
from typing import NamedTuple

from flows.data import load
from flows.understanding.greeting import greets
from flows.understanding.labels import URGENT
from flows.understanding.lexicon import NUMBER, Tag
from flows.understanding.phrases import ASKS, Phrase
from flows.understanding.reading import Reading

_NEGATED = 3
"""Words before a match in which a denial takes it back ("tidak bawa pisau")."""
_AROUND = 8
"""Words before a match, and behind it in its sentence, that tell it to be over, fiction, or asked for information."""
_SHORT = 6
"""Words of a sentence that is too short for the model to agree or not: what it says plainly is heard."""
_KIN, _NOT, _ASKING = NUMBER["kin"], NUMBER["neg"], NUMBER["asking"]
_PLACE = itemgetter(1, 2, 0)


def _bits(*names: str) -> int:
    """Return concepts as the bits of one number."""
    return reduce(or_, (1 << NUMBER[name] for name in names), 0)


_NEG, _PAST, _PRESENT = _bits("neg"), _bits("past"), _bits("now", "recent")
_DEEDS = _bits("hit", "choke")
"""What was not done if the word before it is a denial, wherever a match begins ("hari ini dia tidak memukul")."""


class Reason(NamedTuple):
    """Why a label was given: the rule, and the words from `first` up to, not including, `last`."""

    label: str
    rule: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Rule:
    """Concepts of each group of `near` within `within` words; `agrees` is what the model must give at least.

    Concepts are bits of numbers. Scores are counted from that from which the model calls by itself.
    """

    id: str
    label: str
    near: tuple[int, ...]
    within: int
    unless: int
    agrees: float
    fires: str
    silent: str


def _rules() -> Iterator[Rule]:
    data = load("rules.toml")
    for entry in data["rule"]:
        told = {**data["defaults"], **entry}
        near, unless = tuple(_bits(*group.split("|")) for group in told["near"]), _bits(*told["unless"])
        same = {name: told[name] for name in ("id", "label", "within", "agrees", "fires", "silent")}
        yield Rule(near=near, unless=unless, **same)


RULES: tuple[Rule, ...] = tuple(_rules())
_ASKED = tuple((rule.near[0], rule.near[1], rule.agrees, rule) for rule in RULES)
"""What is asked of every text: whether two groups of a rule stand in it at all, and whether the model agrees."""
_DEFAULTS = load("rules.toml")["defaults"]
_CALM = _bits(*_DEFAULTS["unless"])
_AGREES: float = _DEFAULTS["agrees"]
_CALLED = frozenset(load("lexicon.toml")["alone"]["called"])


class Context(NamedTuple):
    """A reading, its tags from first to last, and of each word the concepts that begin there, as bits of a number.

    A denial stands where it ends ("didn't" is two words). `firsts`: the word with which each tag begins.
    """

    reading: Reading
    tags: Sequence[Tag]
    firsts: Sequence[int]
    at: Sequence[int]

    def around(self, first: int, last: int) -> int:
        """Return the concepts that begin with the words from `first` up to, not including, `last`."""
        return reduce(or_, self.at[max(first, 0) : last], 0)

    def beside(self, tag: Tag, group: int, within: int) -> Tag | None:
        """Return the first tag of a group that begins within so many words of another, and is not part of it."""
        for place in range(bisect_left(self.firsts, tag.first - within), len(self.tags)):
            other = self.tags[place]
            if other.first > tag.first + within:
                return None
            if group >> other.concept & 1 and (tag.last <= other.first or other.last <= tag.first):
                return other
        return None

    def sentence(self, word: int) -> tuple[int, int]:
        """Return from which up to, not including, which word the sentence of a word goes."""
        ends = [end for end, _ in self.reading.sentences]
        place = bisect_right(ends, word)
        return ends[place - 1] if place else 0, ends[place]


def _calls_counselor(tag: Tag, reading: Reading) -> bool:
    """Return whether a relative is only the word with which a counselor is addressed ("kak, pisau dapur itu")."""
    return tag.last - tag.first == 1 and reading.typed[tag.first] in _CALLED


def heard(reading: Reading, phrases: Sequence[Phrase], above: float) -> list[Reason]:
    """Return what the rules hear in a text in which `phrases` stand, one reason a rule.

    `above`: how much more than what it takes to call does the model give the text; less than nothing where it is less.
    """
    at, tags = [0] * len(reading.words), list[Tag]()
    for tag in reading.tags:
        concept, first, last = tag
        polite = concept == _ASKING and greets(reading, first, last)
        if not polite and not (concept == _KIN and _calls_counselor(tag, reading)):
            at[last - 1 if concept == _NOT else first] |= 1 << concept
            tags.append(tag)
    about = reduce(or_, at)
    near = [rule for one, two, agrees, rule in _ASKED if about & one and about & two and above >= agrees]
    if not near and not phrases:
        return []
    tags.sort(key=_PLACE)
    context = Context(reading, tags, [tag.first for tag in tags], at)
    found = list(_words(context, phrases, agrees=above >= _AGREES))
    return found + [reason for rule in near if (reason := _near(rule, context))]


def _words(context: Context, phrases: Sequence[Phrase], *, agrees: bool) -> Iterator[Reason]:
    """Yield the phrases that name a label; what calls people only where nothing around it is calm."""
    told = {ASKS}
    for label, first, last in phrases:
        if label not in told and (
            label not in URGENT
            or (
                ((agrees or _is_short(context, first)) and not _denied(context, first))
                and not _calm(context, first, last, _CALM)
            )
        ):
            told.add(label)
            yield Reason(label, f"words.{label}", first, last)


def _is_short(context: Context, word: int) -> bool:
    """Return whether the sentence of a word is too short for the model to agree or not."""
    first, end = context.sentence(word)
    return end - first <= _SHORT


def _calm(context: Context, first: int, last: int, unless: int) -> bool:
    """Return whether the words around a match say that it is over, told, or only asked about.

    Behind it only those of its own sentence: whatever is written after it does not take it back.
    """
    _, end = context.sentence(last - 1)
    around = context.around(first - _AROUND, min(last + _AROUND, end))
    return bool(around & unless or (around & _PAST and not around & _PRESENT))


def _near(rule: Rule, context: Context) -> Reason | None:
    """Return the first match of a rule, if it has any."""
    one, *others = rule.near
    for tag in [tag for tag in context.tags if one >> tag.concept & 1]:
        parts = [tag]
        for group in others:
            other = context.beside(tag, group, rule.within)
            if other is None:
                break
            parts.append(other)
        else:
            first, last = min(part.first for part in parts), max(part.last for part in parts)
            denied = _denied(context, first) or any(_not_done(context, part) for part in parts)
            if not denied and not _calm(context, first, last, rule.unless):
                return Reason(rule.label, rule.id, first, last)
    return None


def _denied(context: Context, first: int) -> bool:
    return bool(context.around(first - _NEGATED, first) & _NEG)


def _not_done(context: Context, part: Tag) -> bool:
    """Return whether a deed was not done; two denials make it one that was ("tadi gak ada yang gak dipukul")."""
    if not _DEEDS >> part.concept & 1:
        return False
    before = [bool(about & _NEG) for about in context.at[max(part.first - _AROUND, 0) : part.first]]
    return before[-1:] == [True] and before.count(True) == 1
