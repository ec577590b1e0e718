"""Hears danger in a sentence. It only ever raises: nothing it does not hear makes anything safer.

Rules name what must never be missed, and why; beside them a linear model hears what has no name. Either raises, neither
lowers what the other raised. A text between the model's two thresholds is worth the question "aman?", not a call.
"""

from dataclasses import dataclass, field
from functools import lru_cache

from flows.understanding import model, rules
from flows.understanding.greeting import greeted
from flows.understanding.labels import LABELS, URGENT
from flows.understanding.model import Loudness
from flows.understanding.phrases import ASKS, is_cry, standing
from flows.understanding.reading import Reading, read
from flows.understanding.rules import Reason

__all__ = ["URGENT", "Evidence", "Heard", "hear"]

_FEW, _FEW_WORDS, _CALM = 3, 0.4, 0.4
"""So much louder must a text be that the model alone hears: where it has few words, and where she said she is safe."""
MODEL_RULE, ALONE_RULE = "model", "alone"
"""The names under which the model, and a word that stands alone, give their reasons."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a label was given: the rule, and the words from `start` up to, not including, `end` of the original."""

    label: str
    rule: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Heard:
    """What a `text` says: its labels, why each was given, and whether it is worth the question "aman?".

    `named`: it is worth that for words it holds, and not only because the model is undecided.
    """

    labels: tuple[str, ...] = ()
    unsure: bool = False
    named: bool = False
    reasons: tuple[Reason, ...] = ()
    score: float = 0.0
    text: str = field(default="", repr=False)

    @property
    def urgent(self) -> bool:
        """True when a person should be called now."""
        return not URGENT.isdisjoint(self.labels)

    @property
    def guessed(self) -> bool:
        """True when nothing but the model heard anything: no rule and no word that is named."""
        return not self.named and all(reason.rule == MODEL_RULE for reason in self.reasons)

    @property
    def why(self) -> tuple[Evidence, ...]:
        """By which words each label was given. Looked for when somebody asks, which nobody does while people wait."""
        reading = read(self.text)
        places = reading.tokens
        return tuple(
            Evidence(reason.label, reason.rule, places[first].start, places[last - 1].end)
            for reason in self.reasons
            for first, last in [_heavy(reading, reason) if reason.rule == MODEL_RULE else reason[2:]]
        )


@lru_cache(maxsize=8)
def hear(text: str, asked: str = "", said: tuple[str, ...] = (), *, calm: bool = False) -> Heard:
    """Return what `text` says, also behind its greeting, in answer to `asked` and after what was `said` before it.

    `calm`: she has said that there is no danger, so that what only the model hears must be louder to call somebody.
    One turn asks for the same text several times, so the newest few are remembered.
    """
    whole, words = _heard(text, asked, said, calm=calm), greeted(read(text))
    if not words or words == len(read(text).words):
        return whole
    behind = _heard(text[read(text).tokens[words].start :], asked, said, calm=calm)
    return _louder(whole, behind, words)


def _louder(whole: Heard, behind: Heard, words: int) -> Heard:
    """Return what a text says together with what stands `behind` so many words of greeting."""
    moved = (one._replace(first=one.first + words, last=one.last + words) for one in behind.reasons)
    reasons = (*whole.reasons, *(one for one in moved if one.label not in whole.labels))
    labels = tuple(label for label in LABELS if label in whole.labels or label in behind.labels)
    unsure, named = whole.unsure or behind.unsure, whole.named or behind.named
    return Heard(labels, unsure, named, reasons, max(whole.score, behind.score), whole.text)


def _heard(text: str, asked: str, said: tuple[str, ...], *, calm: bool) -> Heard:
    """Return what a text says as it stands, from its first word on."""
    reading = read(text)
    if not reading.words:
        return Heard(text=text)
    loud, learned = model.loudest(text, asked, said), model.model()
    score = loud.score
    caution = _FEW_WORDS * (len(reading.words) <= _FEW) + _CALM * calm
    phrases = standing(reading)
    reasons = rules.heard(reading, phrases, score - learned.calls)
    calls = score >= learned.calls + caution
    given = _of_model(loud, {reason.label for reason in reasons}, calls=calls)
    reasons += [Reason(label, MODEL_RULE, 0, len(reading.words)) for label in given]
    if not asked and is_cry(reading):
        reasons.append(Reason("danger_now", ALONE_RULE, 0, len(reading.words)))
    labels = {reason.label for reason in reasons}
    named = any(phrase.label in URGENT or phrase.label == ASKS for phrase in phrases)
    unsure = named or score >= learned.asks + caution
    return Heard(tuple(label for label in LABELS if label in labels), unsure, named, tuple(reasons), score, text)


def _of_model(loud: Loudness, named: set[str], *, calls: bool) -> list[str]:
    """Return what the model adds to the labels that rules `named`.

    Labels that call people only where the whole text does; where it does and none of them is plain, it is danger.
    """
    urgent = calls or not named.isdisjoint(URGENT)
    given = [label for label in loud.labels if label not in named and (urgent or label not in URGENT)]
    if calls and URGENT.isdisjoint(named.union(given)):
        given.insert(0, "danger_now")
    return given


def _heavy(reading: Reading, reason: Reason) -> tuple[int, int]:
    """Return from which to behind which of its words a text weighs most for a label that the model gave."""
    heavy = model.weightiest(reading, reason.label) or (0,)
    return heavy[0], heavy[-1] + 1
