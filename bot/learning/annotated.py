"""Messages with the facts that a person read out of them: how they are written down, and compared with what is read.

A line of JSON has `text`, `areas` (codes of the office), `now` (ISO 8601 with its offset) and `facts` such as
"age=korban:34". "a|b" is right either way; a trailing "|" may be said or left out, where people would not agree. A
place that must be asked is "?". "relation=lainnya" is somebody who is told by a job only; which one may be told.
"""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from flows.errors import Refused
from flows.understanding.facts.fact import FIELDS, Fact
from flows.understanding.facts.reading import read_facts
from flows.understanding.places import Gazetteer, gazetteer

Line = dict[str, Any]
_ELSE = "lainnya"


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

    def report(self) -> str:
        """Return a line for each field: precision, recall, and how often it was found, made up and missed."""
        lines = (
            f"{name:<12} presisi {self.precision(name):.2f}  cakupan {self.recall(name):.2f}  "
            f"({self.found[name]} benar, {self.made_up[name]} keliru, {self.missed[name]} terlewat)"
            for name in FIELDS
        )
        return "\n".join(lines)


def lines_of(path: Path) -> list[Line]:
    """Return the lines of a file. Raises Refused, naming file and line, for what is none."""
    if not path.is_file():
        raise Refused(f"{path} tidak ada.")
    return [_line(path, number, text) for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)]


def _line(path: Path, number: int, text: str) -> Line:
    try:
        line: Line = json.loads(text)
        known = all("=" in fact and fact.split("=")[0] in FIELDS for fact in line["facts"])
        if known and isinstance(line["text"], str) and datetime.fromisoformat(line["now"]).tzinfo and line["areas"]:
            return line
    except (ValueError, KeyError, TypeError, AttributeError):
        pass
    raise Refused(f"{path}, baris {number}: bukan pesan beranotasi yang terbaca.")


def written(fact: Fact) -> str:
    """Return a fact as it is written down."""
    value = str(fact.value)
    if fact.field in {"age", "sex"}:
        return f"{fact.owner}:{value}"
    if fact.field == "when":
        return f"{value.replace('+07:00', '')} {fact.precision}"
    if fact.field in {"relation", "vulnerable", "contact"}:
        return f"{value}:{fact.detail}" if fact.detail else value
    return value or "?"


def told(line: Line) -> set[tuple[str, str]]:
    """Return what is read out of a line, by field."""
    facts = read_facts(line["text"], now=datetime.fromisoformat(line["now"]), places=places_of(tuple(line["areas"])))
    return {(fact.field, written(fact)) for fact in facts.found}


@lru_cache(maxsize=8)
def places_of(areas: tuple[str, ...]) -> Gazetteer:
    """Return the places of an office with these areas."""
    return gazetteer(areas)


def compared(lines: Iterable[Line]) -> Tally:
    """Return how well the lines are read."""
    tally = Tally()
    for line in lines:
        compare(line, told(line), tally)
    return tally


def compare(line: Line, read: set[tuple[str, str]], tally: Tally) -> None:
    """Add to `tally` what of a line was found, made up and missed, where `read` is what was read out of it."""
    left = set(read)
    for name, values in (fact.split("=", 1) for fact in line["facts"]):
        either = values.split("|")
        hit = next((value for value in either if (name, value) in left), None) or _by_job(name, either, left)
        if hit is not None:
            left.discard((name, hit))
        if "" not in either:
            (tally.missed if hit is None else tally.found)[name] += 1
    tally.made_up.update(name for name, _ in left)


def _by_job(name: str, either: list[str], left: set[tuple[str, str]]) -> str | None:
    """Return who is told by a job where the line says no more than that it is somebody else."""
    found = sorted(value for field, value in left if field == name == "relation" and value.startswith(f"{_ELSE}:"))
    return found[0] if found and _ELSE in either else None
