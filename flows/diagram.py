"""Lists the edges of a flow and draws them: what a coordinator sees, and what `check` and the walk look along."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flows.draft import EVERYWHERE
from flows.states import (
    BACK, DONE, Branch, Choice, End, Flow, FreeText, Listen, Place, Receipt, Several, State,
)

SILENCE = "diam"
SKIP = "lewati"
FREE = "kata sendiri"
FOUND = "ditemukan"


@dataclass(frozen=True, slots=True)
class Edge:
    """One way from `source` (a state, or `everywhere`) to `target` (a state, or `kembali`), called `label`."""

    source: str
    label: str
    target: str


def edges(flow: Flow) -> tuple[Edge, ...]:
    """Return every way that leads from one state to another; those that lead from everywhere once, at the end."""
    own = (edge for name, state in flow.states.items() for edge in edges_of(name, state))
    return (*own, *_everywhere(flow))


def edges_of(name: str, state: State) -> Iterator[Edge]:
    """Yield the ways out of one state."""
    match state:
        case Branch(ways=ways):
            yield from (Edge(name, label, target) for label, target in ways.items())
            return
        case End():
            return
        case Choice(options=options) | Receipt(options=options) | Listen(options=options):
            yield from (Edge(name, option.key, option.to) for option in options)
        case Several(to=to):
            yield Edge(name, DONE, to)
        case FreeText(to=to, many=many):
            yield Edge(name, DONE if many else FREE, to)
        case Place(to=to):
            yield Edge(name, FREE, to)
    free, found = getattr(state, "free", ""), getattr(state, "found", "")
    ways = ((FREE, free), (FOUND, found), (SKIP, state.skip))
    yield from (Edge(name, label, target) for label, target in ways if target)
    yield Edge(name, SILENCE, state.quiet.to)


def _everywhere(flow: Flow) -> tuple[Edge, ...]:
    names = ("emergency", "question", "human", "person", "exit", "left", "erase", "ended", "returned")
    return tuple(Edge(EVERYWHERE, name, getattr(flow, name)) for name in names)


def reach(found: Iterable[Edge], starts: Iterable[str]) -> frozenset[str]:
    """Return all that can be reached along the edges `found` from `starts`, these included."""
    targets: dict[str, list[str]] = {}
    for edge in found:
        targets.setdefault(edge.source, []).append(edge.target)
    seen: set[str] = set()
    waiting = list(starts)
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += targets.get(name, ())
    return frozenset(seen)


def mermaid(flow: Flow) -> str:
    """Return the flow as a Mermaid state diagram; a fork is a diamond, what leads from everywhere stands apart."""
    lines = ["stateDiagram-v2", f"    [*] --> {flow.start}"]
    for name, state in flow.states.items():
        if isinstance(state, Branch):
            lines.append(f"    state {name} <<choice>>")
        if isinstance(state, End):
            lines.append(f"    {name} --> [*]")
    labels: dict[tuple[str, str], list[str]] = {}
    for edge in edges(flow):
        labels.setdefault((edge.source, edge.target), []).append(edge.label)
    arrows = (f"    {source} --> {target}: {', '.join(names)}" for (source, target), names in labels.items())
    return "\n".join((*lines, f"    state {BACK} <<history>>", *arrows)) + "\n"
