"""The kinds of state that a flow is written in. A flow is data: every edge can be listed and drawn.

A *waiting* state asks something and must say where silence leads and after how long. A `Branch` asks
nothing and an `End` is where a conversation stops; neither waits.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from flows.effects import Effect
from flows.session import Answer, Session
from flows.understanding.places import Gazetteer


@dataclass(frozen=True, slots=True)
class Quiet:
    """Silence: `after` how long it becomes an event, and which state it leads `to`."""

    after: timedelta
    to: str


@dataclass(frozen=True, slots=True)
class Option:
    """One answer of a menu: its key (a code, and the name of its wording) and where it leads."""

    key: str
    to: str
    effects: tuple[Effect, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One answer out of at most five. With `free`, any other words are an answer too and lead there.

    `reads` finds the option that other words mean, such as a band of age in a number, or an answer that is more exact
    than any of them, such as hours of the clock; that leads where the first one leads.
    """

    name: str
    options: tuple[Option, ...]
    quiet: Quiet
    free: str = ""
    reads: Callable[[str], str] | None = None
    skip: str = ""
    keeps: bool = True
    short: bool = False
    """Whether it has a shorter form, for when it is asked again behind an answer to something else."""
    enters: tuple[Effect, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Several:
    """Any number out of at most five, ticked one by one or at once; `selesai` goes on to `to`.

    With `none`, nothing ticked is an answer too: none of them.
    """

    name: str
    options: tuple[str, ...]
    to: str
    quiet: Quiet
    none: bool = False
    skip: str = ""
    keeps: bool = True
    enters: tuple[Effect, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeText:
    """The reporter's own words. With `many`, message after message until `selesai`; `reads` checks one."""

    name: str
    to: str
    quiet: Quiet
    many: bool = False
    reads: Callable[[str], str] | None = None
    skip: str = ""
    keeps: bool = True
    enters: tuple[Effect, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where it is: a kecamatan by name, kelurahan, digit or shared location; `luar` is an answer too."""

    name: str
    to: str
    quiet: Quiet
    places: Gazetteer
    confirms: str = ""
    """Another question about a place: what was only read as its answer is offered first, and asked about."""
    skip: str = ""
    keeps: bool = True
    short: bool = False
    """Whether it has a shorter form, for when it is asked again behind an answer to something else."""
    enters: tuple[Effect, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """A receipt number is awaited; `found` is where a right one leads."""

    name: str
    found: str
    options: tuple[Option, ...]
    quiet: Quiet
    skip: str = ""
    keeps: bool = False
    enters: tuple[Effect, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Secret:
    """A word is awaited that the reporter chooses: `kind` is identity or cover. It is no answer and stands nowhere."""

    name: str
    kind: str
    to: str
    quiet: Quiet
    skip: str = ""
    keeps: bool = False
    enters: tuple[Effect, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Listen:
    """Everything that is written belongs to the report; `relays` when a person reads along."""

    name: str
    quiet: Quiet
    relays: bool = False
    options: tuple[Option, ...] = ()
    skip: str = ""
    keeps: bool = True
    short: bool = False
    """Whether it has a shorter form, for when it is asked again behind an answer to something else."""
    enters: tuple[Effect, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A fork that asks nothing: `decide` reads only the answers and marks in `reads` and names a way."""

    name: str
    reads: tuple[str, ...]
    ways: Mapping[str, str]
    decide: Callable[[Session], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """The conversation stops here; `says` tells whether a last bubble is sent."""

    name: str
    says: bool = True
    enters: tuple[Effect, ...] = ()


Menu = Choice | Receipt | Listen
Waiting = Choice | Several | FreeText | Place | Receipt | Secret | Listen
State = Waiting | Branch | End


@dataclass(frozen=True, slots=True)
class Conflict:
    """Who must not be called: words that may be `names`, and `marks` (codes) that tell why.

    `whole` where the text says nothing else; `asks` where nobody was named, though somebody here is meant.
    """

    names: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    whole: bool = False
    asks: bool = False


BACK = "kembali"
"""Instead of a state: an option that leads to where the reporter came from."""
DONE = "selesai"
"""The option that ends a question with several answers or several messages."""
OUTSIDE = "luar"
"""The answer of a place that lies outside the areas served."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """A conversation as data. The names of states that the engine itself leads to are fields of it."""

    name: str
    revision: int
    states: Mapping[str, State]
    start: str
    emergency: str
    """Where danger leads while no case is open."""
    question: str
    """Where a message leads that may be danger and may not: it asks whether she is safe."""
    human: str
    person: str
    """The state in which the reporter talks with a person."""
    numbers: tuple[str, str]
    """Where a receipt is shown while she waits, and that it was shown; also while a person reads along."""
    exit: str
    left: str
    """Like `exit`, without a word: somebody is looking over her shoulder."""
    erase: str
    ended: str
    returned: str
    """Where a receipt that was found leads in the conversation it belongs to."""
    renamed: Mapping[str, str]
    """States of earlier revisions that have another name now."""
    assess: Callable[[Session], tuple[str, tuple[str, ...]]]
    """The priority table: level and the codes of its reasons."""
    reads: Callable[[str, datetime, str], Mapping[str, Answer]] = lambda _text, _now, _asked: {}
    """Reads answers out of what was written at an aware time in the office's zone while a state asked, by state."""
    marks: Callable[[str], tuple[str, ...]] = lambda _text: ()
    """Codes of what a text tells that answers no question and raises nothing, such as that it is about pictures."""
    conflicts: Callable[[str, bool], "Conflict"] = lambda _text, _named: Conflict()
    """Hears in a text who must not be called, and whether somebody here is known to her; see `Conflict`."""
    only_after: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Questions that are asked only after an answer of another: that other, the question, and the answer."""
    anew: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Questions that are asked anew when the answer of another changes, on which theirs had been agreed."""
    stricter: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Answers to which one that was read may still change, because they are the more careful ones."""
    shows: frozenset[str] = frozenset()
    """The states in which what was read is shown for correction."""
    tells: Callable[[Session], tuple[str, ...]] = lambda _session: ()
    """What belongs before what a session is asked now, as blocks of what is said everywhere; each is said once."""
    suits: Callable[[Session], str] = lambda _session: ""
    """The language that suits a session better than the first one; it is gone over to when that is known."""
    widens: Callable[[Session], str] = lambda _session: ""
    """The state that asks a reporter whom nobody has answered whether more people may be called; empty for none."""
    languages: tuple[str, ...] = ("id",)
    """The languages that a reporter may choose; the first is the one in which everybody is greeted."""
    exchange: timedelta = timedelta(minutes=10)
    wait: timedelta = timedelta(hours=1)

    def __getitem__(self, name: str) -> State:
        """Return the state called `name`, today's name of a state of an earlier revision included."""
        return self.states[self.renamed.get(name, name)]


def options_of(state: State) -> tuple[str, ...]:
    """Return the keys of the options that `state` shows, in their order."""
    match state:
        case Choice() | Receipt() | Listen():
            return tuple(option.key for option in state.options)
        case Several():
            return (*state.options, DONE)
        case FreeText(many=True):
            return (DONE,)
        case Place():
            return state.places.listed
        case _:
            return ()
