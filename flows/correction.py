"""What a correction does: it takes the place of an earlier answer, or leads back one step. It never lowers danger.

Only answers that may be skipped are put right by words: whether there is danger, and consent, are answered anew by
going back. A place of a call for help is not replaced but stands before the one that was named first, and what was done
is only added to. An answer whose change would lower the priority stays.
"""

from collections.abc import Iterator

from flows import commands, hearing, taking
from flows.draft import EVERYWHERE, Draft
from flows.session import Answer
from flows.states import Branch, Choice, FreeText, Listen, Place, Receipt, Several, options_of
from flows.understanding import words
from flows.understanding.correcting import correction

_PLACE = "place"
"""The question under which a place is shown, whichever asked for it."""
_BACK = "kembali"
"""Instead of states that were put right: something was pressed wrongly."""


def correct(draft: Draft, text: str) -> tuple[str, ...]:
    """Put right what `text` corrects; return the states whose answers it changed, empty where it corrects nothing."""
    said, state = correction(text), draft.state
    waits = isinstance(state, Listen)
    if said is None or draft.session.turn == 0 or isinstance(state, Receipt) or draft.relaying:
        return ()
    if hearing.picks(draft, text) or (waits and not said.right):
        return ()
    if not said.right:
        return (_BACK,)
    if isinstance(state, Place) and _of_what_is_asked(draft, said.right):
        return ()  # it is asked right now: "bukan, di magersari" answers it
    for name in _answered(draft):
        if waits and not isinstance(draft.flow[name], Place):
            continue  # a person is being called, who reads all of it: only where she is may not wait for that
        given = _named(draft, name, said.right)
        if given:
            return (name,) if _put_right(draft, name, given) else ()
    return () if waits or _of_what_is_asked(draft, said.right) else tuple(_read(draft, said.right))


def placed(draft: Draft, text: str) -> bool:
    """Put a place right that was edited into another one, and say so; return whether `text` as a whole is a place.

    Providers do not say which message was edited, so that only a text counts that names a place and nothing else.
    """
    state = draft.state
    if draft.relaying or isinstance(state, Receipt):
        return False
    if isinstance(state, Place) and _named(draft, state.name, text):
        hearing.said(draft, text)
        return True
    for name in _answered(draft):
        given = _named(draft, name, text) if isinstance(draft.flow[name], Place) else ()
        if given == draft.session.answers[name][: len(given)] or not given:
            continue
        if _put_right(draft, name, given):
            _show_place(draft, given)
            return True
    return False


def _show_place(draft: Draft, given: Answer) -> None:
    draft.say(EVERYWHERE, "corrected", {"changed": tuple(f"{_PLACE}={value}" for value in given[:1])})
    if _stands(draft):
        hearing.again(draft)


def meant(draft: Draft, text: str) -> str:
    """Return what `text` says to the question that stands, without the cue before it, or all of it."""
    said = correction(text)
    return said.right if said and _of_what_is_asked(draft, said.right) else text


def _of_what_is_asked(draft: Draft, right: str) -> bool:
    state = draft.state
    return _may_be_corrected(draft, state.name) and bool(_named(draft, state.name, right))


def show(draft: Draft, corrected: tuple[str, ...], text: str) -> None:
    """Say what was put right, and go on with what is asked."""
    state = draft.state
    story = isinstance(state, FreeText) and state.many and draft.session.answers.get(state.name)
    if corrected == (_BACK,):
        written = correction(text)
        if story and written and written.written:
            hearing.again(draft)
        else:
            commands.heard(draft, "back", text)
        return
    if isinstance(state, FreeText) and state.many and story:
        taking.collect(draft, state, text)
    places = [name for name in corrected if isinstance(draft.flow[name], Place)]
    if draft.session.case and places:
        newest = draft.session.answers[places[0]][0]
        draft.say(EVERYWHERE, "corrected", {"changed": (f"{_PLACE}={newest}",)})
        if isinstance(state, Listen):
            return
    elif draft.session.case:
        draft.say(EVERYWHERE, "added")
        if isinstance(state, Listen):
            return
    elif state.name in draft.flow.shows:
        told = tuple(f"{name}={value}" for name in corrected for value in draft.session.answers[name])
        draft.say(EVERYWHERE, "corrected", {"changed": told})
    if _stands(draft):
        hearing.again(draft)
    else:
        draft.go(state.to, remember=False)  # type: ignore[union-attr]


def _stands(draft: Draft) -> bool:
    """Return whether what is asked is still a question after what was put right."""
    after = ((of, asked) for of, asked in draft.flow.only_after.items() if draft.session.state in asked)
    holds = all(asked[draft.session.state] in draft.session.answers.get(of, ()) for of, asked in after)
    return holds or not isinstance(draft.state, FreeText | Several | Place)


def _answered(draft: Draft) -> Iterator[str]:
    """Yield the questions with an answer that may be put right, the one asked last first."""
    names = dict.fromkeys((*reversed(draft.session.trail), *draft.session.answers))
    yield from (name for name in names if draft.session.answers.get(name) and _may_be_corrected(draft, name))


def _may_be_corrected(draft: Draft, name: str) -> bool:
    read = {one for state in draft.flow.states.values() if isinstance(state, Branch) for one in state.reads}
    skips = bool(getattr(draft.flow[name], "skip", ""))
    return skips and name != draft.flow.question and name in read


def _named(draft: Draft, name: str, right: str) -> Answer:
    """Return the answer to question `name` that `right` is as a whole."""
    state = draft.flow[name]
    match state:
        case Choice():
            return tuple(filter(None, (words.named(right, name, options_of(state)),)))
        case Several(options=options):
            return words.pick_several(right, name, options) if not words.number(right) else ()
        case Place(places=places):
            found = places.find(right) or places.find(words.unaddressed(right))
            return found if len(found) == 1 else ()
        case FreeText(reads=reads) if reads:
            return tuple(filter(None, (reads(right),)))
        case _:
            return ()


def _put_right(draft: Draft, name: str, given: Answer, *, read: bool = False) -> bool:
    state, known = draft.flow[name], draft.session.answers.get(name, ())
    if isinstance(state, Several) or (isinstance(state, Place) and draft.session.case):
        given = tuple(dict.fromkeys((*given, *known)))
    return draft.correct(name, given, read=read)


def _read(draft: Draft, right: str) -> Iterator[str]:
    """Put right what running text says of questions that were answered; yield which."""
    for name, given in draft.flow.reads(right, draft.now, draft.session.state).items():
        if given == draft.session.answers.get(name, given) or isinstance(draft.flow[name], FreeText):
            continue
        if _may_be_corrected(draft, name) and _put_right(draft, name, given, read=True):
            yield name
