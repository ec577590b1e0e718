"""Lists the edges of a flow and draws them: what a coordinator sees, and what `check` looks along."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flows.draft import EVERYWHERE
from flows.states import BACK, DONE, Branch, Choice, End, Flow, FreeText, Listen, Receipt, Several, State

SILENCE = "diam"
"""The label of the edge that silence takes; the others that no option names follow."""
SKIP, FREE, FOUND = "lewati", "kata_sendiri", "ditemukan"
LED_TO = ("emergency", "question", "human", "person", "exit", "left", "erase", "ended", "returned")
"""The fields of a flow that name where the engine itself leads, from everywhere."""


@dataclass(frozen=True, slots=True)
class Edge:
    """One way from `source` (a state, or `everywhere`) to `target` (a state, or `kembali`), called `label`."""

    source: str
    label: str
    target: str


def edges(flow: Flow) -> tuple[Edge, ...]:
    """Return every way that leads from one state to another; those that lead from everywhere once, at the end."""
    own = (edge for name, state in flow.states.items() for edge in edges_of(name, state))
    return (*own, *(Edge(EVERYWHERE, name, getattr(flow, name)) for name in LED_TO))


def edges_of(name: str, state: State) -> Iterator[Edge]:
    """Yield the ways out of `state`, which is called `name`; none leads out of an end."""
    if isinstance(state, Branch):
        yield from (Edge(name, label, target) for label, target in state.ways.items())
    elif not isinstance(state, End):
        match state:
            case Choice(options=options) | Receipt(options=options) | Listen(options=options):
                yield from (Edge(name, option.key, option.to) for option in options)
            case Several(to=to) | FreeText(many=True, to=to):
                yield Edge(name, DONE, to)
            case _:
                yield Edge(name, FREE, state.to)
        more = ((FREE, getattr(state, "free", "")), (FOUND, getattr(state, "found", "")), (SKIP, state.skip))
        yield from (Edge(name, label, target) for label, target in more if target)
        yield Edge(name, SILENCE, state.quiet.to)


def reach(along: Iterable[Edge], starts: Iterable[str]) -> frozenset[str]:
    """Return the names that can be reached from `starts`, these included, going along the edges `along`."""
    targets: dict[str, list[str]] = {}
    for edge in along:
        targets.setdefault(edge.source, []).append(edge.target)
    seen: set[str] = set()
    open_ = list(starts)
    while open_:
        name = open_.pop()
        if name not in seen:
            seen.add(name)
            open_ += targets.get(name, ())
    return frozenset(seen)


def mermaid(flow: Flow) -> str:
    """Return the flow as a Mermaid state diagram; a fork is a diamond, ways between the same two are one arrow."""
    lines = ["stateDiagram-v2", f"    [*] --> {flow.start}", f'    state "where she came from" as {BACK}']
    lines += [f"    state {name} <<choice>>" for name, state in flow.states.items() if isinstance(state, Branch)]
    lines += [f"    {name} --> [*]" for name, state in flow.states.items() if isinstance(state, End)]
    labels: dict[tuple[str, str], list[str]] = {}
    for edge in edges(flow):
        labels.setdefault((edge.source, edge.target), []).append(edge.label)
    lines += [f"    {source} --> {target} : {', '.join(names)}" for (source, target), names in labels.items()]
    return "\n".join(lines) + "\n"
