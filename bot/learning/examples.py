"""The sentences from which triage learns: one JSON object a line, written by different people for this."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from flows.errors import Refused
from flows.understanding.labels import URGENT


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence, its language, the labels that a person gave it, and what it answered where it is an answer."""

    text: str
    labels: frozenset[str]
    language: str
    asked: str = ""
    said: tuple[str, ...] = ()
    key: str = ""
    writer: str = ""

    @property
    def urgent(self) -> bool:
        """Whether a trained counselor would want to be woken."""
        return not URGENT.isdisjoint(self.labels)


def read_all(paths: Iterable[Path]) -> list[Example]:
    """Return the examples of all files, in their order. Raises Refused, naming file and line, for what is none."""
    return [example for path in paths for example in _read(path)]


def _read(path: Path) -> Iterator[Example]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            data = json.loads(line)
            talk = data.get("context") or {}
            asked, said = str(talk.get("asked") or ""), tuple(str(text) for text in talk.get("said") or ())
            key = str(data.get("id", f"{path.stem}-{number}"))
            yield Example(data["text"], frozenset(data["labels"]), data.get("lang", "id"), asked, said, key, path.stem)
        except (ValueError, KeyError, TypeError, AttributeError):
            raise Refused(f"{path}, baris {number}: bukan contoh yang terbaca.") from None
