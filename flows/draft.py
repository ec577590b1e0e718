"""A turn in the making: moves through the flow, and collects effects and what is said."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from flows.effects import Block, Effect, Fact, IssueReceipt, Leave, OpenCase
from flows.errors import FlowError
from flows.levels import higher
from flows.session import Answer, Session
from flows.states import (
    BACK,
    OUTSIDE,
    Branch,
    Choice,
    End,
    Flow,
    FreeText,
    Listen,
    Place,
    Receipt,
    Secret,
    Several,
    State,
)
from flows.understanding.triage import URGENT

EVERYWHERE = "everywhere"
"""The template of all that can be said in more than one state."""
_MOST_FORKS = 20


class Draft:
    """What becomes one Turn, which alone leaves it; no method reads a clock or anything outside."""

    def __init__(self, flow: Flow, session: Session, now: datetime) -> None:
        """Start from `session` at the aware time `now`, in the office's own zone."""
        self.flow = flow
        self.session = self.began = session
        self.now = now
        self.effects: list[Effect] = []
        self.blocks: list[Block] = []
        self.facts: dict[str, Fact] = {}
        self.moved = False
        self.learned = False
        """Something that was written in this turn is an answer: it must be kept."""
        self.opened = False
        """A person is called in this turn: its bubble gives the numbers that always help."""
        self.read_here: Answer = ()
        """What running text said in this turn about the very question that stands."""
        self.wordy = False
        """What was written in this turn is more than an answer to a menu: it tells something."""
        self.dangerous = False
        """What was written in this turn is danger, be it new or said before."""
        self.read_now: frozenset[str] = frozenset()
        """The questions to which what was written in this turn holds answers."""
        self.took = ""
        """The question that stood and was answered by a sentence: that was asked, and is shown all the same."""
        self.hidden = False
        """What was written in this turn is one of her words, or was meant to be: it must stand nowhere."""
        self.leads = False
        """The bubble of this turn goes before everything else: a person's words follow it."""
        self.mute = False
        """Nothing may be said in this turn: the bot never writes first."""

    @property
    def state(self) -> State:
        """The state the conversation stands in now."""
        return self.flow[self.session.state]

    def set(self, **changes: object) -> None:
        """Change fields of the session."""
        self.session = replace(self.session, **changes)  # type: ignore[arg-type]

    def answer(self, *given: str) -> None:
        """Record `given` as the answer of the state that stands; a skipped question is an empty answer."""
        state = self.session.state
        answers: dict[str, Answer] = {**self.session.answers, state: given}
        for later, after in self.flow.only_after.get(state, {}).items():
            if after not in given:
                answers.pop(later, None)
        if given != self.session.answers.get(state, given):
            for later in self.flow.anew.get(state, ()):
                answers.pop(later, None)
        heard = tuple(name for name in self.session.heard if name != state and name in answers)
        self.set(answers=answers, heard=heard, misses=0, picked=(), offered=())

    def learn(self, text: str) -> bool:
        """Take answers out of running text where none was given; return whether it says what happened.

        To several that were read more may be added, and a wish may become stricter; nothing else that was read before
        is changed by what is read now, and nothing that was answered is.
        """
        self.signal(*self.flow.marks(text))
        known, heard = self.session.answers, self.session.heard
        read = dict(self.flow.reads(text, self.now, self.session.state))
        tells = "kinds" in read
        self.read_now |= read.keys()
        self.read_here = tuple(read.pop(self.session.state, ()))
        for state in read.keys() & known.keys():
            merged = self._merged(state, known[state], read[state]) if state in heard else known[state]
            if merged == known[state]:
                del read[state]
            else:
                read[state] = merged
        if read:
            self.learned = True
            shown = tuple(state for state in self.session.shown if state not in read)
            self.set(answers={**known, **read}, heard=tuple(dict.fromkeys((*heard, *read))), shown=shown)
        return tells

    def _merged(self, state: str, known: Answer, read: Answer) -> Answer:
        if isinstance(self.flow[state], Several):
            return tuple(dict.fromkeys((*known, *read)))
        strict = self.flow.stricter.get(state, ())
        return read if set(read) <= set(strict) and not set(known) <= set(strict) else known

    def hears(self, state: str) -> None:
        """Note that the answer of `state` was read out of her words: it is shown for correction."""
        self.set(heard=tuple(dict.fromkeys((*self.session.heard, state))))

    def correct(self, state: str, given: Answer, *, read: bool = False) -> bool:
        """Put `given` in the place of what was answered in `state`; return False, nothing changed, where that lowers.

        What the answer had raised stays raised. With `read`, `given` was read in running text and not named as one.
        """
        known = self.session
        level, reasons = self.flow.assess(self.session)
        here, picked, offered = self.session.state, self.session.picked, self.session.offered
        self.set(state=state)
        self.answer(*given)
        self.set(state=here, picked=picked, offered=offered)
        if read:
            self.hears(state)
        self.set(shown=tuple(dict.fromkeys((*self.session.shown, state))))
        self.signal(*(reason for reason in reasons if higher(level, self.flow.assess(self.session)[0])))
        if higher(level, self.flow.assess(self.session)[0]):
            self.set(**{name: getattr(known, name) for name in ("answers", "heard", "shown", "signals", "misses")})
            return False
        self.learned = True
        return True

    def peek(self, state: str, key: str, to: str) -> State:
        """Return the state to which answering `state` by `key` would lead, by the option that leads `to`."""
        tried = Draft(self.flow, replace(self.session, answers={**self.session.answers, state: (key,)}), self.now)
        return tried.landing(to)

    def say(self, state: str, block: str, facts: Mapping[str, Fact] | None = None) -> None:
        """Add a block to this turn's one bubble."""
        self.blocks.append(Block(state, block))
        self.facts.update(facts or {})

    def ask(self) -> None:
        """Ask what the state asks (again); a place that is likely is asked about by its name."""
        likely = self.likely
        if self._asked_just_now():
            self.say(self.session.state, "shortly")
        elif likely:
            self.say(self.session.state, "confirm", {"likely": likely})
        else:
            self.say(self.session.state, "ask")

    def _asked_just_now(self) -> bool:
        """Return whether this bubble answers something else first, and what is asked stands in full a little above."""
        heard, again = self.began.heard_at, not self.moved and self.began.state == self.session.state
        fresh = heard is not None and self.now - heard < self.flow.exchange and self.began.turn > 0
        same = self.session.language == self.began.language
        return again and fresh and same and bool(self.blocks) and getattr(self.state, "short", False)

    @property
    def likely(self) -> str:
        """The place that is offered first because it was mentioned; it may be where somebody else is."""
        state, offered = self.state, self.session.offered
        if not isinstance(state, Place) or not state.confirms or not offered:
            return ""
        mentioned = self.session.answer(state.confirms)
        return mentioned if mentioned == offered[0] else ""

    def _offer_likely(self, state: Place) -> None:
        """Offer the place first that was mentioned within this exchange: later somebody else may hold the phone."""
        heard, mentioned = self.began.heard_at, self.session.answer(state.confirms)
        fresh = state.confirms in self.read_now or (heard is not None and self.now - heard < self.flow.exchange)
        if fresh and state.confirms in self.session.heard and mentioned in state.places.labels:
            others = [key for key in (*state.places.listed, OUTSIDE) if key != mentioned]
            self.set(offered=(mentioned, *dict.fromkeys(others)))

    def signal(self, *codes: str) -> None:
        """Note codes that may raise the priority; none is ever taken back."""
        fresh = tuple(code for code in codes if code not in self.session.signals)
        if fresh:
            self.set(signals=self.session.signals + fresh)

    def perform(self, effect: Effect) -> None:
        """Add an effect, and what it means for the session."""
        if isinstance(effect, OpenCase):
            if self.session.case:
                return
            self.opened = True
            self.set(case=True, trail=())
        if isinstance(effect, IssueReceipt):
            self.set(receipt=True, trail=())
        self.effects.append(effect)

    @property
    def alarmed(self) -> bool:
        """True where this turn heard danger of a kind that was not heard before."""
        return not URGENT.isdisjoint(set(self.session.signals) - set(self.began.signals))

    @property
    def relaying(self) -> bool:
        """True where a person reads along."""
        state = self.state
        return isinstance(state, Listen) and state.relays

    @property
    def learns(self) -> bool:
        """True where what is written in running text may answer questions; a person who reads along asks herself."""
        return not self.relaying and not isinstance(self.state, Receipt)

    def alarm(self) -> None:
        """Call a person now: open the case, then ask only what helps that person find her."""
        self.call("bahaya", self.flow.emergency)

    def call(self, reason: str, to: str) -> None:
        """Open the case for `reason` and move to `to`; from there no way leads back past the opening."""
        known = self.session.case
        self.perform(OpenCase(reason))
        self.go(to, remember=known)

    def hand_over(self) -> None:
        """Move to where a person answers: the one who has the case, or the one who is being called."""
        self.go(self.flow.person if self.session.accepted else self.flow.human)

    def back(self) -> None:
        """Move to where the reporter came from; where that is not known, to where she belongs."""
        trail = self.session.trail
        self.set(trail=trail[:-1])
        self.go(trail[-1] if trail else self.flow.returned, remember=False)

    def go(self, name: str, *, remember: bool = True) -> None:
        """Move to state `name`, through forks, and ask what it asks."""
        if name == BACK:
            self.back()
            return
        if remember and self.session.state != name and not _shows_receipt(self.state):
            self.set(trail=(*self.session.trail, self.session.state)[-_MOST_FORKS:])
        state = self.landing(name)
        self.moved = True
        self.set(state=state.name, misses=0, offered=(), picked=())
        ticked = self.session.answers.get(state.name, ()) if isinstance(state, Several) else ()
        self.set(picked=ticked)
        for effect in state.enters:
            self.perform(effect)
        if isinstance(state, End):
            self.set(trail=())
            self.perform(Leave())
        if isinstance(state, Place) and state.confirms:
            self._offer_likely(state)
        if ticked:
            self.say(state.name, "ticked", {"ticked": ticked})
        elif isinstance(state, FreeText) and state.many and self.session.answers.get(state.name):
            self.say(state.name, "added_to")
        elif not isinstance(state, End) or state.says:
            self.ask()

    def landing(self, name: str) -> Choice | Several | FreeText | Place | Receipt | Secret | Listen | End:
        """Return the state where one stands when one goes to `name`: behind its forks."""
        for _ in range(_MOST_FORKS):
            state = self.flow[name]
            if not isinstance(state, Branch):
                return state
            name = state.ways[state.decide(self.session)]
        raise FlowError(f"forks lead in a circle at {name}")


def _shows_receipt(state: State) -> bool:
    """Return whether `state` shows the receipt: it is shown once, so no way leads back there."""
    return not isinstance(state, Branch) and any(isinstance(effect, IssueReceipt) for effect in state.enters)
