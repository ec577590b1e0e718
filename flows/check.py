"""Refuses a flow that contradicts itself: dead ends, ways into nothing, words that mean two things.

Each fault says which state it is in and what to do about it; `bot` serves no flow that has one.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import timedelta

from flows.diagram import LED_TO, SILENCE, edges, edges_of, mermaid, reach
from flows.effects import OpenCase
from flows.errors import FlowError
from flows.probing import probe
from flows.states import BACK, DONE, OUTSIDE, Branch, Choice, End, Flow, FreeText, Place, Several, State, options_of
from flows.understanding import words

__all__ = ["Fault", "check", "edges", "mermaid", "must_hold"]

MOST_OPTIONS = 5
MOST_UNSKIPPABLE = 2
RESERVED = frozenset({"stop", "end", "quit", "cancel", "yes", "start", "unstop", "stopall", "unsubscribe"})
"""Words that a provider of messages takes for itself: they may never reach us, so only a greeting may be one."""

Spoken = Callable[[str, str], frozenset[str]]


@dataclass(frozen=True, slots=True)
class Fault:
    """One contradiction: its code, the state it is in, and what to do."""

    code: str
    state: str
    says: str


def must_hold(flow: Flow) -> None:
    """Raise FlowError that lists the faults of `flow`, if it has any."""
    found = check(flow)
    if found:
        raise FlowError("\n".join(f"{fault.state}: {fault.says} ({fault.code})" for fault in found))


def check(
    flow: Flow, *, spoken: Spoken = words.spoken, commands: Mapping[str, str] = words.COMMANDS
) -> tuple[Fault, ...]:
    """Return all faults of `flow`, whose options are answered by the words `spoken` beside the `commands`."""
    return (
        *_names(flow),
        *_targets(flow),
        *_unreached(flow),
        *_silences(flow),
        *_dead_ends(flow),
        *_forks(flow),
        *_options(flow),
        *_words(flow, spoken, commands),
        *_unskippable(flow),
        *_emergency(flow),
    )


def _names(flow: Flow) -> Iterator[Fault]:
    for name, state in flow.states.items():
        if name != state.name:
            yield Fault("name", name, f"call it {name} inside too, not {state.name}")
    for field in (item.name for item in fields(flow) if item.name in {"start", *LED_TO}):
        named = flow.states.get(getattr(flow, field))
        if named is None:
            yield Fault("field", field, f"name a state that exists: {getattr(flow, field)} does not")
        elif isinstance(named, Branch) and field not in {"emergency", "returned"}:
            yield Fault("field", field, f"name a state where one can stand, not the fork {named.name}")
        elif isinstance(named, End) != (field in {"exit", "left", "ended"}):
            yield Fault("field", field, f"{named.name} ends the conversation, or should and does not")
    for old, new in flow.renamed.items():
        if isinstance(flow.states.get(new), Branch | None):
            yield Fault("renamed", old, f"rename it to a state where one can stand: {new} is none")


def _targets(flow: Flow) -> Iterator[Fault]:
    for edge in edges(flow):
        if edge.label != SILENCE and edge.target not in {*flow.states, BACK}:
            yield Fault("target", edge.source, f"{edge.label} leads to {edge.target!r}: no state is called that")


def _unreached(flow: Flow) -> Iterator[Fault]:
    reached = reach(edges(flow), (flow.start, *(getattr(flow, field) for field in LED_TO)))
    for name in flow.states:
        if name not in reached:
            yield Fault("unreached", name, "let some answer lead here, or take it away")


def _silences(flow: Flow) -> Iterator[Fault]:
    own = [edge for name, state in flow.states.items() for edge in edges_of(name, state)]
    silent = [edge for edge in own if edge.label == SILENCE or isinstance(flow.states[edge.source], Branch)]
    for edge in silent:
        if edge.label != SILENCE:
            continue
        state = flow.states[edge.source]
        if edge.target not in flow.states:
            yield Fault("silence", edge.source, f"silence leads to {edge.target!r}: let it lead to a state")
        if not isinstance(state, Branch | End) and state.quiet.after <= timedelta(0):
            yield Fault("silence", edge.source, "wait for some time before silence counts")
        if edge.source in reach(silent, (edge.target,)):
            yield Fault("silence", edge.source, "silence comes back here without end: let it lead to an end")


def _dead_ends(flow: Flow) -> Iterator[Fault]:
    """Yield the states from which no answer leads on to an end or a person; silence and `keluar` do not count."""
    ways = [edge for name, state in flow.states.items() for edge in edges_of(name, state) if edge.label != SILENCE]
    goals = {flow.human, flow.person, *(name for name, state in flow.states.items() if isinstance(state, End))}
    for name in flow.states:
        if goals.isdisjoint(reach(ways, (name,))):
            yield Fault("dead_end", name, "let some answer lead on to an end or to a person")


def _forks(flow: Flow) -> Iterator[Fault]:
    forks = {name: state for name, state in flow.states.items() if isinstance(state, Branch)}
    between = [edge for name, fork in forks.items() for edge in edges_of(name, fork) if edge.target in forks]
    for name, fork in forks.items():
        if name in reach(between, (edge.target for edge in between if edge.source == name)):
            yield Fault("circle", name, "forks lead in a circle: let one of them lead to a question")
        found = probe(flow, fork)
        for way in sorted(found.takes - set(fork.ways)):
            yield Fault("way", name, f"decide takes the way {way!r}: declare it in `ways`" if way else "decide fails")
        for read in sorted(found.reads - set(fork.reads)):
            yield Fault("reads", name, f"decide reads {read}: declare it in `reads`")


def _options(flow: Flow) -> Iterator[Fault]:
    for name, state in flow.states.items():
        keys = options_of(state)
        if len([key for key in keys if key != DONE]) > MOST_OPTIONS:
            yield Fault("many", name, f"show at most {MOST_OPTIONS} options; group the rest behind one of them")
        if len(set(keys)) < len(keys):
            yield Fault("doubled", name, "give each option a key of its own")


def _words(flow: Flow, spoken: Spoken, commands: Mapping[str, str]) -> Iterator[Fault]:
    for word in sorted(word for word in RESERVED & set(commands) if commands[word] != "greet"):
        yield Fault("reserved", "everywhere", f"choose another word than {word}: the provider takes it")
    for name, state in flow.states.items():
        keys = dict.fromkeys(key for key in options_of(state) if not isinstance(state, Place) or key == OUTSIDE)
        heard: dict[str, str] = {}
        for key, word in _pairs(name, keys, spoken):
            if word in RESERVED:
                yield Fault("reserved", name, f"choose another word than {word} for {key}: the provider takes it")
            if word in commands:
                yield Fault("command", name, f"choose another word than {word} for {key}: it means {commands[word]}")
            if heard.setdefault(word, key) != key:
                yield Fault("shared", name, f"let {word} mean {heard[word]} or {key}, not both")
        for key in keys.keys() - set(heard.values()):
            yield Fault("unspoken", name, f"give {key} a word of its own, for those who see no buttons")


def _unskippable(flow: Flow) -> Iterator[Fault]:
    stuck = [name for name, state in flow.states.items() if _asks(state) and not getattr(state, "skip", "")]
    if len(stuck) > MOST_UNSKIPPABLE:
        for name in stuck:
            yield Fault("unskippable", name, f"let it be skipped: only {MOST_UNSKIPPABLE} questions of all may not")


def _pairs(state: str, keys: Iterable[str], spoken: Spoken) -> Iterator[tuple[str, str]]:
    return ((key, word) for key in keys for word in sorted(spoken(state, key)))


def _asks(state: State) -> bool:
    """Return whether `state` is a question; a menu, consent included, is a choice that leads to several places."""
    if isinstance(state, Choice):
        return len(state.options) > 1 and len({option.to for option in state.options}) == 1
    return isinstance(state, Several | FreeText | Place)


def _emergency(flow: Flow) -> Iterator[Fault]:
    ways = [edge for edge in edges(flow) if isinstance(flow.states.get(edge.source), Branch)]
    for name in sorted(reach(ways, (flow.emergency,))):
        state = flow.states.get(name)
        if state and not isinstance(state, Branch) and not any(isinstance(effect, OpenCase) for effect in state.enters):
            yield Fault("no_case", name, "open the case on entry: danger calls a person before anything is asked")
