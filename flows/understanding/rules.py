"""The rules of triage: concepts that stand near each other, and words that stand for themselves.

A rule names what it heard, by which words and where, so that a counselor sees why she was woken. It only ever raises.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

from flows.data import load
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
_NEG, _PAST, _KIN = NUMBER["neg"], NUMBER["past"], NUMBER["kin"]
_PRESENT = frozenset({NUMBER["now"], NUMBER["recent"]})
_DEEDS = frozenset({NUMBER["hit"], NUMBER["choke"]})
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

    Scores are counted from that from which the model calls by itself.
    """

    id: str
    label: str
    near: tuple[frozenset[int], ...]
    within: int
    unless: frozenset[int]
    agrees: float
    fires: str
    silent: str


def _rules() -> Iterator[Rule]:
    data = load("rules.toml")
    for entry in data["rule"]:
        told = {**data["defaults"], **entry}
        near = tuple(frozenset(NUMBER[name] for name in group.split("|")) for group in told["near"])
        unless = frozenset(NUMBER[name] for name in told["unless"])
        same = {name: told[name] for name in ("id", "label", "within", "agrees", "fires", "silent")}
        yield Rule(near=near, unless=unless, **same)


RULES: tuple[Rule, ...] = tuple(_rules())
_DEFAULTS = load("rules.toml")["defaults"]
_CALM = frozenset(NUMBER[name] for name in _DEFAULTS["unless"])
_AGREES: float = _DEFAULTS["agrees"]
_CALLED = frozenset(load("lexicon.toml")["alone"]["called"])


@dataclass(frozen=True, slots=True)
class Context:
    """A reading, its tags from first to last and by the word at which they begin, and of each word the sentence's end.

    `denials`: the words with which a denial ends ("didn't" is two words). `short`: the sentence has few words.
    """

    reading: Reading
    tags: Sequence[Tag]
    at: Sequence[Sequence[Tag]]
    denials: frozenset[int]
    ends: Sequence[int]
    short: Sequence[bool]


def _calls_counselor(tag: Tag, reading: Reading) -> bool:
    """Return whether a relative is only the word with which a counselor is addressed ("kak, pisau dapur itu")."""
    return tag.last - tag.first == 1 and reading.typed[tag.first] in _CALLED


def _context(reading: Reading, tags: Sequence[Tag]) -> Context:
    at: list[list[Tag]] = [[] for _ in reading.words]
    for tag in tags:
        at[tag.first].append(tag)
    ends, short = list[int](), list[bool]()
    for end, _ in reading.sentences:
        words = end - len(ends)
        ends += [end] * words
        short += [words <= _SHORT] * words
    denials = frozenset(tag.last - 1 for tag in tags if tag.concept == _NEG)
    return Context(reading, sorted(tags, key=itemgetter(1, 2, 0)), at, denials, ends, short)


def heard(reading: Reading, phrases: Sequence[Phrase], above: float) -> list[Reason]:
    """Return what the rules hear in a text in which `phrases` stand, one reason a rule.

    `above`: how much more than what it takes to call does the model give the text; less than nothing where it is less.
    """
    tags = [tag for tag in reading.tags if tag.concept != _KIN or not _calls_counselor(tag, reading)]
    about = {tag.concept for tag in tags}
    may = [rule for rule in RULES if above >= rule.agrees and not about.isdisjoint(rule.near[0])]
    near = [rule for rule in may if not any(map(about.isdisjoint, rule.near))]
    if not near and not phrases:
        return []
    context = _context(reading, tags)
    found = list(_words(context, phrases, agrees=above >= _AGREES))
    return found + [reason for rule in near for reason in _near(rule, context)]


def _words(context: Context, phrases: Sequence[Phrase], *, agrees: bool) -> Iterator[Reason]:
    """Yield the phrases that name a label; what calls people only where nothing around it is calm."""
    told = {ASKS}
    for label, first, last in phrases:
        heard_alone = agrees or context.short[first]
        if label not in told and (
            label not in URGENT
            or (heard_alone and not _denied(context, first) and not _calm(context, first, last, _CALM))
        ):
            told.add(label)
            yield Reason(label, f"words.{label}", first, last)


def _calm(context: Context, first: int, last: int, unless: frozenset[int]) -> bool:
    """Return whether the words around a match say that it is over, told, or only asked about.

    Behind it only those of its own sentence: whatever is written after it does not take it back.
    """
    until = min(last + _AROUND, context.ends[last - 1])
    around = {tag.concept for tags in context.at[max(first - _AROUND, 0) : until] for tag in tags}
    return not around.isdisjoint(unless) or (_PAST in around and around.isdisjoint(_PRESENT))


def _near(rule: Rule, context: Context) -> Iterator[Reason]:
    """Yield the first match of a rule, at most one."""
    for tag in context.tags:
        if tag.concept not in rule.near[0]:
            continue
        around = context.at[max(tag.first - rule.within, 0) : tag.first + rule.within + 1]
        found = [_beside(tag, group, around) for group in rule.near[1:]]
        if None not in found:
            parts = [tag, *(other for other in found if other)]
            first, last = min(part.first for part in parts), max(part.last for part in parts)
            denied = _denied(context, first) or any(_not_done(context, part) for part in parts)
            if not denied and not _calm(context, first, last, rule.unless):
                yield Reason(rule.label, rule.id, first, last)
                return


def _beside(tag: Tag, group: frozenset[int], around: Sequence[Sequence[Tag]]) -> Tag | None:
    for tags in around:
        for other in tags:
            if other.concept in group and _apart(tag, other):
                return other
    return None


def _apart(one: Tag, other: Tag) -> bool:
    return one.last <= other.first or other.last <= one.first


def _denied(context: Context, first: int) -> bool:
    return not context.denials.isdisjoint(range(max(first - _NEGATED, 0), first))


def _not_done(context: Context, part: Tag) -> bool:
    """Return whether a deed was not done; two denials make it one that was ("tadi gak ada yang gak dipukul")."""
    before = [place in context.denials for place in range(max(part.first - _AROUND, 0), part.first)]
    return part.concept in _DEEDS and before[-1:] == [True] and before.count(True) == 1
