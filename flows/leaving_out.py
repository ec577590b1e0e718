"""Hears that somebody of the office must not be called nor read along, before anything else is made of the message.

What tells danger besides is heard as danger all the same: the name is only taken out of it.
"""

from flows import hearing
from flows.draft import EVERYWHERE, Draft
from flows.effects import LeaveOut
from flows.states import Conflict, FreeText, Secret
from flows.understanding.triage import hear


def take_out(draft: Draft, text: str) -> Conflict:
    """Leave out whom `text` names, whatever else is made of it; return all that it says of that."""
    found = draft.flow.conflicts(text, draft.session.naming)
    draft.set(naming=False)
    draft.signal(*found.marks)
    if found.names:
        draft.learned = True
        draft.perform(LeaveOut(found.names))
    return found


def heard(draft: Draft, text: str) -> bool:
    """Leave out whom `text` names; return whether that is all it says here.

    While a person reads along nothing is said: whoever is named may be that person.
    """
    state = draft.state
    if isinstance(state, Secret) or hearing.picks(draft, text):
        draft.set(naming=False)
        return False
    found = take_out(draft, text)
    if draft.relaying or (isinstance(state, FreeText) and state.many):
        return False
    danger = hear(text, draft.session.state if draft.session.turn else "")
    if danger.labels or danger.unsure or danger.named or not found.whole:
        if found.names:
            draft.say(EVERYWHERE, "left_out")
        return False
    draft.learned = True
    draft.set(naming=found.asks)
    if found.names or found.asks:
        draft.say(EVERYWHERE, "who_not" if found.asks else "left_out")
    elif found.marks:
        draft.say(EVERYWHERE, "wish")
    hearing.again(draft)
    return True
