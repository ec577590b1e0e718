"""The two words that a reporter may choose: what can be one, and what typing one does.

*Kata sandi* (identity) proves that it is still her; *kata samaran* (cover) hides at once. A word counts only as a whole
message. It was looked up outside, before the turn; nothing here knows what it is.
"""

import unicodedata
from datetime import datetime

from flows import commands
from flows.check import RESERVED
from flows.draft import EVERYWHERE, Draft
from flows.effects import Rebind, SetWord, Tell
from flows.events import Worded
from flows.receipt import looks_like_one
from flows.states import Flow, Listen, Place, Secret, options_of
from flows.understanding import coming, words
from flows.understanding.triage import hear

IDENTITY, COVER = "identity", "cover"
SHORTEST, LONGEST, MOST_WORDS = 4, 40, 4
_MOST_TYPED = 200
"""Characters of a message that is looked at at all."""
_STOPS = frozenset(",;:?…")
"""Marks of a sentence; a full stop at the end is put there by keyboards."""


def normal(text: str) -> str:
    """Return `text` in the one form in which words are compared: NFKC, no case, letters and digits, single spaces.

    Hashes of this form are stored, so it does not follow the form in which sentences are heard, and must not change.
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    kept = (mark if unicodedata.category(mark)[0] in "LMN" else " " if mark.isspace() else "" for mark in folded)
    return " ".join("".join(kept).split())


def shaped(text: str) -> str:
    """Return the form of `text` that is compared, or an empty string where it cannot be a word: too short or long,
    several lines or more than four words, the marks of a sentence, or digits only.
    """
    bare = text[:_MOST_TYPED].strip().rstrip(".!")
    if len(text) > _MOST_TYPED or not _STOPS.isdisjoint(bare) or len(bare.splitlines()) != 1:
        return ""
    word = normal(bare)
    fits = SHORTEST <= len(word) <= LONGEST and len(word.split()) <= MOST_WORDS
    return word if fits and not word.replace(" ", "").isdecimal() else ""


def tells(flow: Flow, text: str, now: datetime) -> bool:
    """Return whether `text` says something by itself, of danger or of what happened: then it is heard as that."""
    said = hear(text)
    return bool(said.labels) or said.unsure or said.named or bool(flow.reads(text, now, ""))


def taken(flow: Flow, text: str) -> bool:
    """Return whether `text` means something already: a command, option, place or language, or a provider's word."""
    if words.command(text) or words.language(text) or looks_like_one(text) or normal(text) in RESERVED:
        return True
    if coming.coming(text):
        return True
    places = (state.places for state in flow.states.values() if isinstance(state, Place))
    if any(place.find(text) for place in places):
        return True
    return any(words.pick(text, name, options_of(state)) for name, state in flow.states.items())


def chosen(flow: Flow, text: str, now: datetime) -> str:
    """Return the form of `text` that is kept when a reporter chooses it as a word, or an empty string if she cannot."""
    word = shaped(text)
    return word if word and not taken(flow, text) and not tells(flow, text, now) else ""


def said(draft: Draft, state: Secret, text: str) -> bool:
    """Hear what was written where a word is awaited; return False where it is part of the report instead."""
    word = chosen(draft.flow, text, draft.now)
    if word:
        if state.kind == IDENTITY:
            draft.set(confirmed=False)
        draft.perform(SetWord(state.kind, word))
        _next(draft, state)
    elif tells(draft.flow, text, draft.now) or len(normal(text)) > LONGEST or len(text.split()) > MOST_WORDS:
        return False
    else:
        draft.hidden = True
        draft.say(state.name, "again")
    return True


def typed(draft: Draft, event: Worded) -> None:
    """Do what a word does that was typed: hide, come back, or show that it is still her."""
    if event.kind == COVER:
        _hide(draft)
    elif not draft.session.case and not event.own:
        draft.perform(Rebind())
    else:
        _confirm(draft, own=event.own)


def _hide(draft: Draft) -> None:
    """End the chat without a word; whoever is new here is greeted like anybody."""
    if draft.session.turn == 0 and not draft.session.case:
        draft.ask()
        return
    draft.mute = True
    commands.leave(draft, draft.flow.left)


def _confirm(draft: Draft, *, own: bool) -> None:
    """Show whoever has the case that it is still her; a word of another conversation shows nothing about this one.

    Where a word is being chosen it proves nothing: she has it before her eyes.
    """
    state = draft.state
    if isinstance(state, Secret) and own:
        _next(draft, state) if state.kind == IDENTITY else draft.say(state.name, "same")
        return
    if own:
        draft.set(confirmed=True)
        draft.perform(Tell("word_right"))
    if not draft.relaying:
        draft.say(EVERYWHERE, "added")
        if not isinstance(state, Listen):
            draft.ask()


def _next(draft: Draft, state: Secret) -> None:
    draft.hidden = True
    draft.answer("•")
    draft.go(state.to)
