"""Takes an answer to the question that stands, and goes where it leads."""

from flows.draft import EVERYWHERE, Draft
from flows.misunderstood import missed
from flows.states import DONE, OUTSIDE, Choice, FreeText, Listen, Place, Receipt, Several
from flows.understanding import words
from flows.understanding.text import clean

_PLACE = "place"
"""The answer that running text gives about a place, whichever question asked for it."""


def chosen(draft: Draft, key: str) -> None:
    """Take option `key` of the state that stands, and go where it leads."""
    state = draft.state
    match state:
        case Choice(options=options) | Receipt(options=options) | Listen(options=options):
            option = next(option for option in options if option.key == key)
            draft.answer(key)
            for effect in option.effects:
                draft.perform(effect)
            draft.go(option.to)
        case FreeText():
            _done(draft, state)
        case Place():
            draft.answer(key)
            draft.go(state.to)
        case Several():
            tick(draft, state, (key,))
        case _:  # pragma: no cover  (no other state shows options)
            missed(draft)


def tick(draft: Draft, state: Several, keys: tuple[str, ...], *, typed: bool = False) -> None:
    """Tick what was named; several at once, or `selesai`, go on. Named again it is taken back, but by a button only
    where it had been read out of her words: whoever types it confirms it.
    """
    done = DONE in keys or len(keys) > 1
    ticked = draft.session.picked
    keeps = typed and state.name in draft.session.heard
    if len(keys) == 1 and keys[0] in ticked and not keeps:
        ticked = tuple(key for key in ticked if key != keys[0])
    else:
        ticked = tuple(dict.fromkeys((*ticked, *(key for key in keys if key != DONE))))
    if done and not ticked and not state.none:
        draft.say(EVERYWHERE, "tick_first")
        draft.ask()
    elif done:
        draft.answer(*ticked)
        draft.go(state.to)
    else:
        draft.set(picked=ticked, misses=0)
        draft.say(state.name, "ticked", {"ticked": ticked})


def written(draft: Draft, state: FreeText, text: str) -> None:
    """Take what she wrote; where the question asks for something definite, only what it reads in it."""
    value = state.reads(text) if state.reads else clean(text).strip()
    if not value:
        missed(draft)
    elif state.many:
        collect(draft, state, text)
        draft.set(misses=0)
        draft.say(state.name, "more")
    else:
        draft.answer(value)
        draft.go(state.to)


def collect(draft: Draft, state: FreeText, part: str) -> None:
    """Add `part` to what `state` collects."""
    told = (*draft.session.answers.get(state.name, ()), part)
    draft.set(answers={**draft.session.answers, state.name: told})


def _done(draft: Draft, state: FreeText) -> None:
    if draft.session.answers.get(state.name):
        draft.set(misses=0)
        draft.go(state.to)
    else:
        draft.say(EVERYWHERE, "tell_first")
        draft.ask()


def placed(draft: Draft, state: Place, text: str) -> None:
    """Take a place that she named; where there are several of that name, ask which."""
    found = state.places.find(text) or state.places.find(words.unaddressed(text))
    found = found or draft.flow.reads(text, draft.now, draft.session.state).get(_PLACE, ())
    if len(found) == 1:
        draft.answer(found[0])
        draft.go(state.to)
    elif 1 < len(found) <= 4:
        draft.set(offered=(*found, OUTSIDE), misses=0)
        draft.say(EVERYWHERE, "which_place")
    elif found:
        draft.say(EVERYWHERE, "which_kecamatan")
    else:
        missed(draft)
