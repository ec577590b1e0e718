"""The golden facts: how a fact is written down beside a message, and how what is read is compared with it.

A line of `tests/golden/facts.jsonl` has `facts` such as "age=korban:34". "a|b" is right either way; a trailing "|" may
be said or left out, where people would not agree. A place that must be asked is "?". The ids say when a message was
written: `before` the rules, `case` for a situation afterwards, `fresh1` to `fresh11` while the rules were frozen.
Figures on fresh text are those of the first reading; the gate of the tests is on all lines after mending.

Where people would not agree, it is written down so: who did it is told by what they are to whom it happens to, by the
finer word where there is one ("mertua" beside "ibu mertua" is one), and is "lainnya" where only a job or an initial
names them; a child of who suffers is "anak", a child who suffers "korban", whoever did nothing "lain". A shop or a
cafe is a place of work for who works there. Being locked in or kept from leaving says the place only where it is
named. What lies ahead (a wedding, a hearing) is no time. An age of long ago may stand beside the one of today.
"""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from flows.understanding.facts.fact import Fact
from flows.understanding.facts.reading import read_facts
from flows.understanding.places import gazetteer

PATH = Path(__file__).parents[1] / "golden" / "facts.jsonl"


@dataclass
class Tally:
    """What was found, made up and missed, by field."""

    found: Counter[str] = field(default_factory=Counter)
    made_up: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)

    def precision(self, name: str) -> float:
        """Return which part of what was told is true."""
        return self.found[name] / max(self.found[name] + self.made_up[name], 1)

    def recall(self, name: str) -> float:
        """Return which part of what is true was told."""
        return self.found[name] / max(self.found[name] + self.missed[name], 1)


def golden() -> list[dict[str, Any]]:
    """Return the lines of the golden set."""
    return [json.loads(line) for line in PATH.read_text(encoding="utf-8").splitlines()]


def written(fact: Fact) -> str:
    """Return a fact as it is written down in the golden set."""
    value = str(fact.value)
    if fact.field in {"age", "sex"}:
        return f"{fact.owner}:{value}"
    if fact.field == "when":
        return f"{value.replace('+07:00', '')} {fact.precision}"
    if fact.field in {"relation", "vulnerable", "contact"}:
        return f"{value}:{fact.detail}" if fact.detail else value
    return value or "?"


def told(line: dict[str, Any]) -> set[tuple[str, str]]:
    """Return what is read out of a line."""
    now = datetime.fromisoformat(line["now"])
    facts = read_facts(line["text"], now=now, places=gazetteer(line["areas"]))
    return {(fact.field, written(fact)) for fact in facts.found}


def compared(lines: Iterable[dict[str, Any]]) -> Tally:
    """Return how well the lines are read."""
    tally = Tally()
    for line in lines:
        left = told(line)
        for name, values in (fact.split("=", 1) for fact in line["facts"]):
            either = values.split("|")
            hit = next((value for value in either if (name, value) in left), None)
            if hit is not None:
                left.discard((name, hit))
            if "" not in either:
                (tally.missed if hit is None else tally.found)[name] += 1
        tally.made_up.update(name for name, _ in left)
    return tally
