"""Finds out what a fork reads and where it can lead, by asking its `decide` under every answer that it looks at.

Nothing is guessed: the session that `decide` is given answers each question in turn with every value it can have.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, cast

from flows.levels import LEVELS
from flows.session import Answer, Session
from flows.states import Branch, Flow, options_of

_MOST_RUNS = 20_000
"""Enough for a fork that looks at four answers of eight values each; more than that nobody can read either."""
_MARKS: dict[str, tuple[object, ...]] = dict.fromkeys(("case", "accepted", "receipt", "nudged"), (False, True))
_MARKS["level"] = ("", *LEVELS)
_MARKS["heard"] = ((), ("kinds",), ("place",), ("relation",))


@dataclass(frozen=True, slots=True)
class Probed:
    """What a fork `reads` and the ways it `takes`; an empty way stands for a fork that fails."""

    reads: frozenset[str]
    takes: frozenset[str]


def probe(flow: Flow, fork: Branch) -> Probed:
    """Run `fork` under every combination of what it reads."""
    reads, takes = set[str](), set[str]()
    for way, read in islice(_runs(flow, fork), _MOST_RUNS):
        takes.add(way)
        reads |= read
    return Probed(frozenset(reads), frozenset(takes))


def _runs(flow: Flow, fork: Branch) -> Iterator[tuple[str, set[str]]]:
    """Yield each run; after it the last question that has values left is given the next one."""
    script: list[int] = []
    while True:
        asked = _Questions(flow, script)
        try:
            way = fork.decide(cast(Session, _Probe(asked)))
        except LookupError:
            way = ""
        yield way, asked.reads
        script = [place for place, _ in asked.taken]
        while script and script[-1] + 1 == asked.taken[len(script) - 1][1]:
            script.pop()
        if not script:
            return
        script[-1] += 1


class _Questions:
    """Gives each question of one run the value the script says, the first one where the script has ended."""

    def __init__(self, flow: Flow, script: list[int]) -> None:
        self.flow, self.script = flow, script
        self.taken: list[tuple[int, int]] = []
        self.known: dict[tuple[str, str], object] = {}
        self.reads: set[str] = set()

    def ask(self, kind: str, name: str, values: tuple[object, ...]) -> Any:
        self.reads.add(name)
        if (kind, name) not in self.known:
            place = self.script[len(self.taken)] if len(self.taken) < len(self.script) else 0
            self.taken.append((place, len(values)))
            self.known[kind, name] = values[place]
        return self.known[kind, name]

    def given(self, name: str) -> bool:
        return bool(self.ask("given", name, (False, True)))

    def answer(self, name: str) -> Answer:
        options = options_of(self.flow.states[name]) if name in self.flow.states else ()
        answer: Answer = self.ask("answer", name, ((), *((option,) for option in options or ("?",))))
        return answer


class _Answers(Mapping[str, Answer]):
    def __init__(self, asked: _Questions) -> None:
        self.asked = asked

    def __contains__(self, name: object) -> bool:
        return self.asked.given(str(name))

    def __getitem__(self, name: str) -> Answer:
        if not self.asked.given(name):
            raise KeyError(name)
        return self.asked.answer(name)

    def __iter__(self) -> Iterator[str]:
        return (name for name in self.asked.flow.states if name in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class _Probe:
    """Looks like a session to a fork."""

    def __init__(self, asked: _Questions) -> None:
        self._asked = asked
        self.answers = _Answers(asked)

    def answer(self, state: str) -> str:
        return next(iter(self.answers.get(state, ())), "")

    def __getattr__(self, name: str) -> Any:
        plain = Session(flow="", revision=0, state="")
        return self._asked.ask("mark", name, _MARKS.get(name) or (getattr(plain, name),))
