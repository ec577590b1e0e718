"""How each kind of state hears an answer, in words, by a button, as a place or as something sent."""

from flows import at_once, misunderstood, taking
from flows.draft import EVERYWHERE, Draft
from flows.effects import Relay
from flows.states import OUTSIDE, Choice, FreeText, Listen, Place, Secret, Several, State, options_of
from flows.understanding import words

_SPEAKS = frozenset({"voice", "photo", "video", "document"})
"""Kinds of message that may hold a report."""
_TELLS = 5
"""Words from which a message tells something."""


def picks(draft: Draft, text: str) -> str:
    """Return the option of what is asked that `text` means as a whole, or an empty string."""
    return words.pick(text, draft.session.state, draft.session.offered or options_of(draft.state))


def said(draft: Draft, text: str) -> None:
    """Hear words that are neither a command nor danger."""
    state, draft.wordy = draft.state, len(text.split()) >= _TELLS
    shown = draft.session.offered or options_of(state)
    if isinstance(state, Several):
        many = words.pick_several(text, state.name, shown)
        if many:
            taking.tick(draft, state, many, typed=True)
        else:
            misunderstood.missed(draft)
        return
    key = words.pick(text, state.name, shown)
    if not key and isinstance(state, Place) and words.means(text, state.name, OUTSIDE):
        key = OUTSIDE
    if not key and isinstance(state, Place) and draft.likely and _confirmed(draft, state, text):
        return
    if key:
        taking.chosen(draft, key)
    elif not at_once.both(draft, text):
        _own_words(draft, text)


def _confirmed(draft: Draft, state: Place, text: str) -> bool:
    """Hear yes or no to a place that was named in the question; return whether `text` is that."""
    first, _, rest = text.partition(",")
    yes, no = words.says(first, "yes"), words.says(first, "no")
    if not (yes or no):
        return False
    if len(state.places.find(rest)) == 1:
        taking.placed(draft, state, rest)
    elif yes:
        taking.chosen(draft, draft.likely)
    else:
        draft.set(offered=(), misses=0)
        draft.ask()
    return True


def picked(draft: Draft, option: str, turn: int) -> None:
    """Hear a button; one of an earlier turn, or of nobody's, is answered kindly and does nothing."""
    shown = draft.session.offered or options_of(draft.state)
    if turn != draft.session.turn or option not in shown:
        if draft.session.state == draft.flow.start:
            draft.ask()  # also after an exit: one face, and nothing that tells that more was here before
            return
        draft.say(EVERYWHERE, "stale")
        again(draft)
    elif isinstance(draft.state, Several):
        taking.tick(draft, draft.state, (option,))
    else:
        taking.chosen(draft, option)


def number(draft: Draft) -> None:
    """Refuse a receipt number where none is asked: it must not stand in a story."""
    draft.say(EVERYWHERE, "number_here")
    again(draft)


def located(draft: Draft) -> None:
    """Hear a shared location: an answer where a place is asked, news for a person elsewhere."""
    state = draft.state
    if isinstance(state, Place):
        draft.answer("lokasi")
        draft.go(state.to)
    elif draft.relaying:
        draft.perform(Relay())
    elif draft.session.case or draft.flow.question in draft.session.answers:
        draft.say(EVERYWHERE, "location")
        again(draft)
    else:
        draft.say(EVERYWHERE, "location")
        draft.go(draft.flow.question)


def sent(draft: Draft, kind: str) -> None:
    """Hear what is not text. Triage is deaf to it, so before safety is known a person is called."""
    if draft.relaying:
        draft.perform(Relay())
        return
    if kind not in _SPEAKS:
        draft.say(EVERYWHERE, "sent_other")
        if not _collects(draft.state):
            again(draft)
        return
    draft.say(EVERYWHERE, "sent_voice" if kind == "voice" else "sent_media")
    if not draft.session.case and draft.flow.question not in draft.session.answers:
        draft.signal("belum_didengar")
        draft.call("suara", draft.flow.question)
        return
    state = draft.state
    if isinstance(state, FreeText) and state.many:
        taking.collect(draft, state, "•")
    again(draft)


def _collects(state: State) -> bool:
    """Return whether several messages may answer `state`: what it asks needs no saying again in between."""
    return isinstance(state, FreeText) and state.many


def _own_words(draft: Draft, text: str) -> None:
    state = draft.state
    match state:
        case FreeText():
            taking.written(draft, state, text)
        case Place():
            taking.placed(draft, state, text)
        case Choice(reads=reads) if reads and reads(text):
            if reads(text) in options_of(state):
                taking.chosen(draft, reads(text))
            else:  # more exact than any option
                draft.answer(reads(text))
                draft.go(state.options[0].to)
        case Choice(free=to) if to:
            draft.answer(text)
            draft.go(to)
        case Secret():
            draft.say(EVERYWHERE, "added")
            draft.say(state.name, "again")
        case Choice() if _told_of(draft, text):
            draft.took = state.name
            taking.chosen(draft, _told_of(draft, text))
        case Listen(relays=True):
            draft.perform(Relay())
        case Listen():
            draft.set(misses=0)
            misunderstood.added(draft)
            if "?" in text:
                draft.ask()  # she asks whether anybody is there: she is told how it stands
        case _:
            misunderstood.missed(draft)


def _told_of(draft: Draft, text: str) -> str:
    """Return the one option of the question that stands which running text says, or an empty string."""
    read = draft.flow.reads(text, draft.now, draft.session.state).get(draft.session.state, ())
    return read[0] if len(read) == 1 and read[0] in options_of(draft.state) else ""


def again(draft: Draft) -> None:
    """Ask what stands once more, shortly in the middle of a story, and not at all while a person reads along."""
    state = draft.state
    if isinstance(state, FreeText) and state.many and draft.session.answers.get(state.name):
        draft.say(state.name, "more")
    elif isinstance(state, Several) and draft.session.picked:
        draft.say(state.name, "ticked", {"ticked": draft.session.picked})
    elif not draft.relaying:
        draft.ask()
