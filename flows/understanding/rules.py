"""The rules of triage: concepts that stand near each other, and words that stand for themselves.

A rule names what it heard, by which words and where, so that a counselor sees why she was woken. It only ever raises.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from flows.data import load
from flows.understanding.labels import URGENT
from flows.understanding.lexicon import NUMBER, Tag
from flows.understanding.reading import Reading
from flows.understanding.spelling import spelled
from flows.understanding.tokens import tokens

_NEGATED = 3
"""Words before a match in which a denial takes it back ("tidak bawa pisau")."""
_AROUND = 8
"""Words before a match, and behind it in its sentence, that tell it to be over, fiction, or asked for information."""
_SHORT = 6
"""Words of a sentence that is too short for the model to agree or not: what it says plainly is heard."""
_NEG, _PAST = NUMBER["neg"], NUMBER["past"]
_PRESENT = frozenset({NUMBER["now"], NUMBER["recent"]})


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a label was given: the rule, and the words from `start` up to, not including, `end` of the original."""

    label: str
    rule: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Rule:
    """Concepts of each group of `near` within `within` words, and the score that the model must give at least."""

    id: str
    label: str
    near: tuple[frozenset[int], frozenset[int]]
    within: int
    unless: frozenset[int]
    agrees: float
    fires: str
    silent: str


def _rules() -> Iterator[Rule]:
    data = load("rules.toml")
    for entry in data["rule"]:
        told = {**data["defaults"], **entry}
        one, other = (frozenset(NUMBER[name] for name in group.split("|")) for group in told["near"])
        unless = frozenset(NUMBER[name] for name in told["unless"])
        same = {name: told[name] for name in ("id", "label", "within", "agrees", "fires", "silent")}
        yield Rule(near=(one, other), unless=unless, **same)


RULES: tuple[Rule, ...] = tuple(_rules())
_LEXICON = load("lexicon.toml")
_WORDS: dict[str, tuple[tuple[tuple[str, ...], str], ...]] = {}
_DEFAULTS = load("rules.toml")["defaults"]
_CALM = frozenset(NUMBER[name] for name in _DEFAULTS["unless"])
_AGREES: float = _DEFAULTS["agrees"]


def _read_words() -> None:
    for label, entry in _LEXICON["labels"].items():
        for phrase in entry["words"]:
            parts = tuple(spelled(token.word) for token in tokens(phrase))
            _WORDS[parts[0]] = (*_WORDS.get(parts[0], ()), (parts, label))


_read_words()


@dataclass(frozen=True, slots=True)
class Context:
    """A reading with its tags by the word at which they begin and by concept, and the end of each word's sentence."""

    reading: Reading
    at: tuple[tuple[Tag, ...], ...]
    about: dict[int, tuple[Tag, ...]]
    ends: tuple[int, ...]
    short: tuple[bool, ...]


def _context(reading: Reading) -> Context:
    at: list[list[Tag]] = [[] for _ in reading.words]
    about: dict[int, list[Tag]] = {}
    for tag in reading.tags:
        at[tag.first].append(tag)
        about.setdefault(tag.concept, []).append(tag)
    ends, short = list[int](), list[bool]()
    for end, _ in reading.sentences:
        words = end - len(ends)
        ends += [end] * words
        short += [words <= _SHORT] * words
    by_concept = {concept: tuple(tags) for concept, tags in about.items()}
    return Context(reading, tuple(map(tuple, at)), by_concept, tuple(ends), tuple(short))


def heard(reading: Reading, score: float) -> list[Evidence]:
    """Return what the rules hear in a text to which the model gives `score`, one piece of evidence a rule."""
    context = _context(reading)
    found = list(_words(context, agrees=score >= _AGREES))
    near = (rule for rule in RULES if score >= rule.agrees and _may_be(rule, context))
    return found + [evidence for rule in near for evidence in _near(rule, context)]


def _may_be(rule: Rule, context: Context) -> bool:
    return not (rule.near[0].isdisjoint(context.about) or rule.near[1].isdisjoint(context.about))


def names(reading: Reading) -> bool:
    """Return whether a phrase that calls people stands in a text, whatever stands around it."""
    spellings = [word.spelling for word in reading.words]
    return any(
        label in URGENT and tuple(spellings[place : place + len(parts)]) == parts
        for place, spelling in enumerate(spellings)
        for parts, label in _WORDS.get(spelling, ())
    )


def _words(context: Context, *, agrees: bool) -> Iterator[Evidence]:
    """Yield the phrases that stand in a text; what calls people only where nothing around it is calm."""
    reading = context.reading
    spellings = [word.spelling for word in reading.words]
    told = set()
    for place, spelling in enumerate(spellings):
        for parts, label in _WORDS.get(spelling, ()):
            last = place + len(parts)
            if label in told or tuple(spellings[place:last]) != parts:
                continue
            heard_alone = agrees or context.short[place]
            if label not in URGENT or (
                heard_alone and not _denied(context, place) and not _calm(context, place, last, _CALM)
            ):
                told.add(label)
                yield _evidence(reading, label, f"words.{label}", place, last)


def _calm(context: Context, first: int, last: int, unless: frozenset[int]) -> bool:
    """Return whether the words around a match say that it is over, told, or only asked about.

    Behind it only those of its own sentence: whatever is written after it does not take it back.
    """
    until = min(last + _AROUND, context.ends[last - 1])
    around = {tag.concept for tags in context.at[max(first - _AROUND, 0) : until] for tag in tags}
    return not around.isdisjoint(unless) or (_PAST in around and around.isdisjoint(_PRESENT))


def _near(rule: Rule, context: Context) -> Iterator[Evidence]:
    """Yield the first match of a rule, at most one."""
    ones = (tag for concept in rule.near[0] & context.about.keys() for tag in context.about[concept])
    for tag in sorted(ones, key=_order):
        for tags in context.at[max(tag.first - rule.within, 0) : tag.first + rule.within + 1]:
            for with_it in tags:
                if with_it.concept in rule.near[1] and _apart(tag, with_it):
                    first, last = min(tag.first, with_it.first), max(tag.last, with_it.last)
                    if not _denied(context, first) and not _calm(context, first, last, rule.unless):
                        yield _evidence(context.reading, rule.label, rule.id, first, last)
                        return


def _order(tag: Tag) -> tuple[int, int, int]:
    return tag.first, tag.last, tag.concept


def _apart(one: Tag, other: Tag) -> bool:
    return one.last <= other.first or other.last <= one.first


def _denied(context: Context, first: int) -> bool:
    return any(tag.concept == _NEG for tags in context.at[max(first - _NEGATED, 0) : first] for tag in tags)


def _evidence(reading: Reading, label: str, rule: str, first: int, last: int) -> Evidence:
    return Evidence(label, rule, reading.tokens[first].start, reading.tokens[last - 1].end)
