"""Hears danger in a sentence. It only ever raises: nothing it does not hear makes anything safer.

Rules name what must never be missed, and why; beside them a linear model hears what has no name. Either raises, neither
lowers what the other raised. A text between the model's two thresholds is worth the question "aman?", not a call.
"""

from dataclasses import dataclass
from functools import lru_cache

from flows.data import load
from flows.understanding import model, rules
from flows.understanding.labels import LABELS, URGENT
from flows.understanding.reading import Reading, read
from flows.understanding.rules import Evidence
from flows.understanding.spelling import spelled
from flows.understanding.tokens import tokens

__all__ = ["URGENT", "Evidence", "Heard", "hear"]

_FEW, _FEW_WORDS, _CALM = 3, 0.4, 0.4
"""So much louder must a text be that the model alone hears: where it has few words, and where she said she is safe."""
MODEL_RULE, ALONE_RULE = "model", "alone"
"""The names under which the model, and a word that stands alone, give their reasons."""
_ALONE = frozenset(load("lexicon.toml")["alone"]["words"])
"""Words that call as a whole message which answers no question: a miss costs more than a page for nothing."""


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


_UNSURE: dict[str, tuple[tuple[str, ...], ...]] = {}


def _read_unsure() -> None:
    for phrase in load("lexicon.toml")["unsure"]["words"]:
        parts = tuple(spelled(token.word) for token in tokens(phrase))
        _UNSURE[parts[0]] = (*_UNSURE.get(parts[0], ()), parts)


_read_unsure()


@lru_cache(maxsize=8)
def hear(text: str, asked: str = "", said: tuple[str, ...] = (), *, calm: bool = False) -> Heard:
    """Return what `text` says, in answer to the question `asked` and after what was `said` before it.

    `calm`: she has said that there is no danger, so that what only the model hears must be louder to call somebody.
    One turn asks for the same text several times, so the newest few are remembered.
    """
    reading = read(text)
    if not reading.words:
        return Heard()
    score, learned = model.loudest(text, asked, said), model.model()
    caution = _FEW_WORDS * (len(reading.words) <= _FEW) + _CALM * calm
    why = rules.heard(reading, score)
    if score >= learned.calls + caution and URGENT.isdisjoint(evidence.label for evidence in why):
        why.append(_of_model(reading))
    if not asked and " ".join(word.spelling for word in reading.words) in _ALONE:
        why.append(Evidence("danger_now", ALONE_RULE, reading.tokens[0].start, reading.tokens[-1].end))
    labels = {evidence.label for evidence in why}
    named = rules.names(reading) or _is_unsure(reading)
    unsure = named or score >= learned.asks + caution
    return Heard(tuple(label for label in LABELS if label in labels), unsure, named, tuple(why), score)


def _of_model(reading: Reading) -> Evidence:
    """Return why the model calls: from the first to the last of the words that weighed most."""
    heavy = model.weightiest(reading) or (0,)
    return Evidence("danger_now", MODEL_RULE, reading.tokens[heavy[0]].start, reading.tokens[heavy[-1]].end)


def _is_unsure(reading: Reading) -> bool:
    spellings = [word.spelling for word in reading.words]
    return any(
        tuple(spellings[place : place + len(parts)]) == parts
        for place, spelling in enumerate(spellings)
        for parts in _UNSURE.get(spelling, ())
    )
