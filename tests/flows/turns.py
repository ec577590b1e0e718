"""Reads a turn for the tests: what it says, what it does, and what kind of event brought it about."""

from flows.effects import Say
from flows.events import Accepted, Answered, Closed, Exhausted, Silence
from flows.states import Branch, End

STAFF = (Accepted, Answered, Closed, Exhausted)


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
    """Return whether `event` came from the reporter."""
    return not isinstance(event, (*STAFF, Silence))


def waits(flow, session):
    """Return whether `session` stands in a state that waits."""
    return not isinstance(flow.states[session.state], Branch | End)
