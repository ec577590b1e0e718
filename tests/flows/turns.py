"""Reads a turn for the tests: what it says, what it does, and what kind of event brought it about."""

from flows.effects import Say
from flows.events import Accepted, Answered, Closed, Exhausted, Failed, Gone, LetGo, Silence, Vouched
from flows.states import Branch, End

STAFF = (Accepted, Answered, Vouched, LetGo, Closed, Exhausted)


def said(turn):
    """Return the one bubble of `turn`, or None."""
    return next((effect for effect in turn.effects if isinstance(effect, Say)), None)


def blocks(turn):
    """Return what `turn` says as "state.block", in its order."""
    bubble = said(turn)
    return [f"{block.state}.{block.block}" for block in bubble.blocks] if bubble else []


def does(turn, kind):
    """Return the effects of `turn` that are of `kind`."""
    return [effect for effect in turn.effects if isinstance(effect, kind)]


def kinds(turn):
    """Return the kinds of effect in `turn`, without what it says."""
    return {type(effect) for effect in turn.effects} - {Say}


def from_reporter(event):
    """Return whether `event` is something the reporter did in the chat."""
    return not isinstance(event, (*STAFF, Silence, Failed, Gone))


def within(session, at, span):
    """Return whether the reporter of `session` was heard less than `span` before `at`."""
    return session.heard_at is not None and at - session.heard_at < span


def waits(flow, session):
    """Return whether `session` stands in a state that waits."""
    return not isinstance(flow.states[session.state], Branch | End)
