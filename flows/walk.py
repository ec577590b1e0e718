"""Walks through every situation that a conversation can get into, so that tests can hold what must always be true.

A session is looked at without what makes no difference, and from three sides: with the marks that the engine goes by,
with what every fork ahead of it would decide, and with where `kembali` would lead. The walk goes on from each session
that looks new from any side. All combinations of the three would be many times as many, and take minutes.
"""

import json
from collections import deque
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from flows.diagram import edges, reach
from flows.engine import begin, step
from flows.events import Event, Silence
from flows.levels import LEVELS
from flows.sealing import Turn
from flows.session import Session
from flows.states import Branch, Flow
from flows.trials import MINUTE, trials


@dataclass(frozen=True, slots=True)
class Situation:
    """One situation, by the first session that was found in it, as it was at `now`."""

    number: int
    session: Session
    now: datetime


@dataclass(frozen=True, slots=True)
class Transition:
    """What `event` at the time `at` made of `before`; `after` is the number of a situation with the same marks."""

    before: Situation
    event: Event
    at: datetime
    turn: Turn
    after: int


@dataclass(frozen=True, slots=True)
class Walk:
    """All situations of `flow`, in the order found (its number is its place), and all transitions between them."""

    flow: Flow
    situations: tuple[Situation, ...]
    transitions: tuple[Transition, ...]


def walk(flow: Flow, now: datetime) -> Walk:
    """Walk through `flow` breadth first, from a first message at `now`, an aware time in the office's zone."""
    situations, transitions = [Situation(0, begin(flow), now)], list[Transition]()
    ahead = _ahead(flow)
    found = dict.fromkeys(_sides(flow, ahead, situations[0].session, now), 0)
    waiting = deque(situations)
    while waiting:
        before = waiting.popleft()
        for event, at in _events(flow, before):
            turn = step(flow, before.session, event, at)
            session = _stored(turn.session)
            sides = _sides(flow, ahead, session, at)
            if not all(side in found for side in sides):
                situations.append(Situation(len(situations), session, at))
                waiting.append(situations[-1])
                for side in sides:
                    found.setdefault(side, situations[-1].number)
            transitions.append(Transition(before, event, at, turn, found[sides[0]]))
    return Walk(flow, tuple(situations), tuple(transitions))


def _events(flow: Flow, situation: Situation) -> Iterator[tuple[Event, datetime]]:
    session = situation.session
    for event, wait in trials(flow, session):
        yield event, situation.now + wait
    yield Silence(), session.silent_at or situation.now + MINUTE


def _stored(session: Session) -> Session:
    """Return `session` after its round trip through the form in which it is kept."""
    return Session.from_data(json.loads(json.dumps(session.to_data())))


def _ahead(flow: Flow) -> dict[str, tuple[Branch, ...]]:
    """Return for each state the forks that an answer in it leads into, one behind the other."""
    every = list(edges(flow))
    ahead = {}
    for name in flow.states:
        near = {edge.target for edge in every if edge.source == name}
        behind = reach([edge for edge in every if isinstance(flow.states.get(edge.source), Branch)], near)
        states = (flow.states.get(one) for one in sorted(behind))
        ahead[name] = tuple(state for state in states if isinstance(state, Branch))
    return ahead


def _sides(
    flow: Flow, ahead: Mapping[str, tuple[Branch, ...]], session: Session, now: datetime
) -> tuple[Hashable, ...]:
    """Return how `session` looks from each side; the first is by the marks that the engine itself looks at."""
    forks = tuple([fork.decide(session) for fork in ahead[session.state]])
    heard = session.heard_at
    where = (session.state, session.case, session.accepted)
    marks = (
        (
            session.level and session.level == LEVELS[-1],
            session.receipt,
            session.nudged,
            session.turn == 0,
            flow.question in session.answers,
        ),
        (session.misses, bool(session.picked), bool(session.offered)),
        heard is not None and now - heard < flow.exchange,
    )
    waiting = (session.owed, session.doubted_at is None)
    return (*where, marks), (*where, forks), (*where, session.trail[-1:], waiting)
