"""Learns all that is weighed in reading facts, from annotated messages, and writes it as the files of weights."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.learning import casting, hearing
from bot.learning.annotated import Line, places_of
from bot.learning.trusting import held_out, owners_weights, trust_weights
from flows.understanding.facts import heard
from flows.understanding.facts.reading import facts_of, told_in

_HEADING = "trait,weight\n"


def learn(fresh: Sequence[Line], mended: Sequence[Line]) -> dict[str, bytes]:
    """Return the content of each file of weights by its name. Takes some minutes.

    How far rules can be trusted is learned from `fresh` only, lines that no rule was made for.
    """
    lines = [*fresh, *mended]
    learned = hearing.learn(lines, [_by_rules(line) for line in lines])
    prepared = casting.prepared(fresh, mended)
    held = list(held_out(lines, prepared, learned))
    ids = {id(line) for line in fresh}
    first, rest = [one for one in held if id(one.line) in ids], [one for one in held if id(one.line) not in ids]
    owned = owners_weights(first, rest)
    return {
        "facts.weights": heard.to_bytes(learned.model),
        "casting.csv": _rows(casting.weights(prepared)),
        "owners.csv": _rows(owned),
        "trust.csv": _rows(trust_weights(first, owned)),
    }


def _by_rules(line: Line) -> set[tuple[str, str]]:
    """Return what rules alone say of a line, as codes that are listened for."""
    now, places = datetime.fromisoformat(line["now"]), places_of(tuple(line["areas"]))
    return {heard.code_of(fact) for fact in facts_of(told_in(line["text"]), now=now, places=places).found}


def _rows(weights: Mapping[str, int]) -> bytes:
    rows = (f"{trait},{weight}\n" for trait, weight in sorted(weights.items()))
    return (_HEADING + "".join(rows)).encode()
