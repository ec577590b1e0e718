"""Hears danger in a sentence. It only ever raises: nothing it does not hear makes anything safer.

Rules name what must never be missed, and why; beside them a linear model hears what has no name. Either raises, neither
lowers what the other raised. A text between the model's two thresholds is worth the question "aman?", not a call.
"""

from dataclasses import dataclass
from functools import lru_cache

from flows.understanding import model, rules
from flows.understanding.labels import LABELS, URGENT
from flows.understanding.model import Loudness
from flows.understanding.phrases import ASKS, is_cry, standing
from flows.understanding.reading import Reading, read
from flows.understanding.rules import Evidence

__all__ = ["URGENT", "Evidence", "Heard", "hear"]

_FEW, _FEW_WORDS, _CALM = 3, 0.4, 0.4
"""So much louder must a text be that the model alone hears: where it has few words, and where she said she is safe."""
MODEL_RULE, ALONE_RULE = "model", "alone"
"""The names under which the model, and a word that stands alone, give their reasons."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What a sentence says: its labels, why each was given, and whether it is worth the question "aman?".

    `named`: it is worth that for words it holds, and not only because the model is undecided.
    """

    labels: tuple[str, ...] = ()
    unsure: bool = False
    named: bool = False
    why: tuple[Evidence, ...] = ()
    score: float = 0.0

    @property
    def urgent(self) -> bool:
        """True when a person should be called now."""
        return not URGENT.isdisjoint(self.labels)

    @property
    def guessed(self) -> bool:
        """True when nothing but the model heard anything: no rule and no word that is named."""
        return not self.named and all(evidence.rule == MODEL_RULE for evidence in self.why)


@lru_cache(maxsize=8)
def hear(text: str, asked: str = "", said: tuple[str, ...] = (), *, calm: bool = False) -> Heard:
    """Return what `text` says, in answer to the question `asked` and after what was `said` before it.

    `calm`: she has said that there is no danger, so that what only the model hears must be louder to call somebody.
    One turn asks for the same text several times, so the newest few are remembered.
    """
    reading = read(text)
    if not reading.words:
        return Heard()
    loud, learned = model.loudest(text, asked, said), model.model()
    score = loud.score
    caution = _FEW_WORDS * (len(reading.words) <= _FEW) + _CALM * calm
    phrases = standing(reading)
    why = rules.heard(reading, phrases, score - learned.calls)
    calls = score >= learned.calls + caution
    why += _of_model(reading, loud, {evidence.label for evidence in why}, calls=calls)
    if not asked and is_cry(reading):
        why.append(Evidence("danger_now", ALONE_RULE, reading.tokens[0].start, reading.tokens[-1].end))
    labels = {evidence.label for evidence in why}
    named = any(phrase.label in URGENT or phrase.label == ASKS for phrase in phrases)
    unsure = named or score >= learned.asks + caution
    return Heard(tuple(label for label in LABELS if label in labels), unsure, named, tuple(why), score)


def _of_model(reading: Reading, loud: Loudness, named: set[str], *, calls: bool) -> list[Evidence]:
    """Return what the model adds to the labels that rules `named`, each from the first to the last of its heavy words.

    Labels that call people only where the whole text does; where it does and none of them is plain, it is danger.
    """
    urgent = calls or not named.isdisjoint(URGENT)
    given = [label for label in loud.labels if label not in named and (urgent or label not in URGENT)]
    if calls and URGENT.isdisjoint(named.union(given)):
        given.insert(0, "danger_now")
    return [_because(reading, label) for label in given]


def _because(reading: Reading, label: str) -> Evidence:
    heavy = model.weightiest(reading, label) or (0,)
    return Evidence(label, MODEL_RULE, reading.tokens[heavy[0]].start, reading.tokens[heavy[-1]].end)
