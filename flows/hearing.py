"""How each kind of state hears an answer, in words, by a button, as a place or as something sent."""

from flows.draft import EVERYWHERE, Draft
from flows.effects import Relay
from flows.states import DONE, OUTSIDE, Choice, FreeText, Listen, Place, Receipt, Secret, Several, State, options_of
from flows.understanding import words
from flows.understanding.text import clean

_SPEAKS = frozenset({"voice", "photo", "video", "document"})
"""Kinds of message that may hold a report."""
_PLACE = "place"
"""The answer that running text gives about a place, whichever question asked for it."""
_AT_ONCE = 10
"""Words of a message at most that may be the answers to two questions."""
_TELLS = 5
"""Words from which a message tells something."""
_OFFER, _HAND_OVER = 2, 3
"""Misunderstandings in a row after which a person is offered, and after which one is called."""


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
            _ticked(draft, state, many, typed=True)
        else:
            _missed(draft)
        return
    key = words.pick(text, state.name, shown)
    if not key and isinstance(state, Place) and words.means(text, state.name, OUTSIDE):
        key = OUTSIDE
    if not key and isinstance(state, Place) and draft.likely and _confirmed(draft, state, text):
        return
    if key:
        chosen(draft, key)
    elif not _both(draft, text):
        _own_words(draft, text)


def _confirmed(draft: Draft, state: Place, text: str) -> bool:
    """Hear yes or no to a place that was named in the question; return whether `text` is that."""
    first, _, rest = text.partition(",")
    yes, no = words.says(first, "yes"), words.says(first, "no")
    if not (yes or no):
        return False
    if len(state.places.find(rest)) == 1:
        _place(draft, state, rest)
    elif yes:
        chosen(draft, draft.likely)
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
        _ticked(draft, draft.state, (option,))
    else:
        chosen(draft, option)


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
        collect(draft, state, "•")
    again(draft)


def _collects(state: State) -> bool:
    """Return whether several messages may answer `state`: what it asks needs no saying again in between."""
    return isinstance(state, FreeText) and state.many


def collect(draft: Draft, state: FreeText, part: str) -> None:
    """Add `part` to what `state` collects."""
    told = (*draft.session.answers.get(state.name, ()), part)
    draft.set(answers={**draft.session.answers, state.name: told})


def _own_words(draft: Draft, text: str) -> None:
    state = draft.state
    match state:
        case FreeText():
            _text(draft, state, text)
        case Place():
            _place(draft, state, text)
        case Choice(reads=reads) if reads and reads(text):
            if reads(text) in options_of(state):
                chosen(draft, reads(text))
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
            chosen(draft, _told_of(draft, text))
        case Listen(relays=True):
            draft.perform(Relay())
        case Listen():
            draft.set(misses=0)
            _added(draft)
            if "?" in text:
                draft.ask()  # she asks whether anybody is there: she is told how it stands
        case _:
            _missed(draft)


def _told_of(draft: Draft, text: str) -> str:
    """Return the one option of the question that stands which running text says, or an empty string."""
    read = draft.flow.reads(text, draft.now, draft.session.state).get(draft.session.state, ())
    return read[0] if len(read) == 1 and read[0] in options_of(draft.state) else ""


def _both(draft: Draft, text: str) -> bool:
    """Hear an answer with that to the next question behind or before it; return whether `text` is both, and no more.

    "Boleh telepon 0812…", "chat aja, malam": only between questions of the report, and never by digits, which mean
    something else on the next menu.
    """
    state = draft.state
    if not isinstance(state, Choice) or state.free or not state.skip or state.name == draft.flow.question:
        return False
    said = words.unaddressed(text).split()
    if len(said) > _AT_ONCE:
        return False
    cuts = [(said[:cut], said[cut:]) for cut in range(1, len(said))]
    ways = {
        (key, after, " ".join(rest))
        for first, last in cuts
        for here, rest in ((first, last), (last, first))
        if (key := words.named(" ".join(here), state.name, options_of(state)))
        and (after := _after(draft, state, key, " ".join(rest)))
    }
    if not any(map(str.isalpha, text)):  # nothing but a number, where one of the answers asks for one
        ways = {(key, after, text) for key in options_of(state) if (after := _after(draft, state, key, text))}
    if len({(key, after) for key, after, _ in ways}) != 1:
        return False
    (key, _, rest), before = min(ways), len(draft.blocks)
    chosen(draft, key)
    del draft.blocks[before:]
    following = draft.state
    if isinstance(following, FreeText):
        _text(draft, following, text)
    else:
        chosen(draft, words.named(rest, following.name, options_of(following)))
    return True


def _after(draft: Draft, state: Choice, key: str, rest: str) -> str:
    """Return what `rest` answers to the question that follows option `key` of `state`, or an empty string."""
    to = next(option.to for option in state.options if option.key == key)
    following = draft.peek(state.name, key, to)
    if isinstance(following, FreeText) and following.reads:
        return following.reads(rest) if not any(map(str.isalpha, rest)) else ""
    plain = isinstance(following, Choice) and following.skip and following.name != draft.flow.question
    return words.named(rest, following.name, options_of(following)) if plain else ""


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
            _ticked(draft, state, (key,))
        case _:  # pragma: no cover  (no other state shows options)
            _missed(draft)


def _ticked(draft: Draft, state: Several, keys: tuple[str, ...], *, typed: bool = False) -> None:
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


def _text(draft: Draft, state: FreeText, text: str) -> None:
    value = state.reads(text) if state.reads else clean(text).strip()
    if not value:
        _missed(draft)
    elif state.many:
        collect(draft, state, text)
        draft.set(misses=0)
        draft.say(state.name, "more")
    else:
        draft.answer(value)
        draft.go(state.to)


def _done(draft: Draft, state: FreeText) -> None:
    if draft.session.answers.get(state.name):
        draft.set(misses=0)
        draft.go(state.to)
    else:
        draft.say(EVERYWHERE, "tell_first")
        draft.ask()


def _place(draft: Draft, state: Place, text: str) -> None:
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
        _missed(draft)


def _took(draft: Draft) -> bool:
    """Take what running text says at a menu: what it ticks there, or an answer to another question.

    What answers another question was understood, but not by the question about danger.
    """
    state, here = draft.state, draft.read_here
    if here and isinstance(state, Several):
        ticked = tuple(dict.fromkeys((*draft.session.picked, *here)))
        draft.set(picked=ticked, misses=0)
        draft.say(state.name, "ticked", {"ticked": ticked})
        return True
    if draft.learned and state.name != draft.flow.question and not draft.session.case:
        draft.set(misses=0)
        draft.say(EVERYWHERE, "told")
        draft.ask()
        return True
    return False


def _missed(draft: Draft) -> None:
    """Not understood: again, then offering a person, then a person. Where one is called already, it is added."""
    if _took(draft):
        return
    misses = min(draft.session.misses + 1, _HAND_OVER)
    draft.set(misses=misses)
    if draft.session.case and not draft.session.accepted:
        _added(draft)
        if misses == 1:
            draft.ask()
        return
    if misses >= _OFFER and draft.session.state == draft.flow.question:
        draft.signal("danger_now")  # asked twice whether there is danger, and not a word of it is a no
        draft.alarm()
        return
    if misses >= _HAND_OVER and not _only_reads(draft):
        draft.signal("tidak_dipahami")
        draft.hand_over()
        return
    if misses >= _OFFER:
        draft.say(EVERYWHERE, "offer_person")
    if draft.wordy and draft.session.state == draft.flow.question:
        draft.say(EVERYWHERE, "told")  # she tells what happened, and that is not hard to answer
        draft.ask()
        return
    draft.say(draft.session.state, "again")


def _only_reads(draft: Draft) -> bool:
    """Return whether she chose to read information and nothing that she wrote tells of anything.

    A person is offered to her again and again, but not called: she came so as to be seen by nobody.
    """
    session = draft.session
    reads = getattr(draft.state, "keeps", True) is False and draft.state.quiet.to == draft.flow.ended  # type: ignore[union-attr]
    told = session.signals or draft.flow.question in session.answers or draft.wordy
    return reads and session.state != draft.flow.start and not told


def _added(draft: Draft) -> None:
    """Say that it was added; where it is danger, say how it stands and give the numbers."""
    draft.say(EVERYWHERE, "danger_again" if draft.dangerous else "added")


def again(draft: Draft) -> None:
    """Ask what stands once more, shortly in the middle of a story, and not at all while a person reads along."""
    state = draft.state
    if isinstance(state, FreeText) and state.many and draft.session.answers.get(state.name):
        draft.say(state.name, "more")
    elif isinstance(state, Several) and draft.session.picked:
        draft.say(state.name, "ticked", {"ticked": draft.session.picked})
    elif not draft.relaying:
        draft.ask()
