"""Learns what is heard in a message as a whole from the facts beside it: the weights of `flows...facts.heard`.

The lines are parted in five; how loud each part is heard by what the others teach sets from which loudness a code is
told: so that most of what is added to the rules is true.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.learning.annotated import Line
from bot.learning.descent import Weights, fit
from flows.understanding.facts import heard
from flows.understanding.facts.heard import CODES, NOTHING, SIZE, Model, Sounds

PARTS = 5
_RIGHT = 0.8
"""Share of what is added that must be true."""
_LEAST = 5
"""What must be added at least for a share to be believed."""
_HIGHEST = 127
_NEVER = 1e9


@dataclass(frozen=True, slots=True)
class Learned:
    """The model, and how loud each line is heard by what others teach."""

    model: Model
    sounds: list[Sounds]


def learn(lines: Sequence[Line], by_rules: Sequence[set[tuple[str, str]]]) -> Learned:
    """Learn from lines; `by_rules` is what rules say of each. Takes about a minute for 2,500 lines."""
    texts = [Counter(heard.places_of(line["text"])) for line in lines]
    answers = [[_answer(line, field, code) for field, code in CODES] for line in lines]
    sounds: list[Sounds] = [{} for _ in lines]
    for part in range(PARTS):
        rest = [place for place in range(len(lines)) if place % PARTS != part]
        model = _packed(fit([texts[place] for place in rest], [answers[place] for place in rest], SIZE))
        for place in range(part, len(lines), PARTS):
            sounds[place] = heard.sounds(lines[place]["text"], model)
    enough = [_enough(number, sounds, answers, by_rules) for number in range(len(CODES))]
    return Learned(_packed(fit(texts, answers, SIZE), enough), sounds)


def _answer(line: Line, field: str, code: str) -> bool | None:
    """Return whether a line says something; None where it may be said or left out, or something else as well."""
    for name, values in (fact.split("=", 1) for fact in line["facts"]):
        if name == field and code in values.split("|"):
            return True if values == code else None
    return False


def _packed(weights: Weights, enough: Sequence[float] = ()) -> Model:
    """Return weights as bytes; each code with the score from which it is told, which none reaches if not given."""
    highest = np.abs(weights.values).max(axis=0)
    scales = np.where(highest > 0, highest / _HIGHEST, 1.0).astype(np.float32).astype(np.float64)
    table = (np.rint(weights.values / scales).astype(np.int64) + NOTHING).astype(np.uint8)
    told = enough or [_NEVER] * len(CODES)
    return Model(table.tobytes(), tuple(zip(scales.tolist(), weights.offsets.tolist(), told, strict=True)))


def _enough(
    number: int,
    sounds: Sequence[Sounds],
    answers: Sequence[Sequence[bool | None]],
    by_rules: Sequence[set[tuple[str, str]]],
) -> float:
    """Return the lowest score from which most of what would be added to the rules is true."""
    code = CODES[number]
    open_ = (
        (heard_[code], answer[number])
        for heard_, answer, said in zip(sounds, answers, by_rules, strict=True)
        if answer[number] is not None and code not in said and heard_
    )
    enough, true = _NEVER, 0
    for count, (score, answer) in enumerate(sorted(open_, reverse=True), 1):
        true += bool(answer)
        if count >= _LEAST and true >= _RIGHT * count:
            enough = score
    return enough
