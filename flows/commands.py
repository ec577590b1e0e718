"""What the words heard everywhere do, whatever was asked."""

from flows import hearing, taking
from flows.draft import EVERYWHERE, Draft
from flows.effects import CancelQueued, OpenCase, Relay, Tell
from flows.states import DONE, FreeText, Listen, Secret, Several
from flows.understanding import words
from flows.understanding.manners import ENOUGH, ENOUGH_HERE, GOODBYE, THANKS
from flows.understanding.manners import manners as manners_of

UNCLEAR = "mungkin_bahaya"
"""Something was told, or may have been danger, and whether there is danger now was asked because of it."""


def heard(draft: Draft, name: str, text: str) -> bool:
    """Do what command `name` means here; return False where the word is part of the talk instead."""
    if draft.relaying and not words.in_relay(text):
        return False
    _COMMANDS[name](draft)
    return True


def manners(draft: Draft, text: str) -> bool:
    """Answer thanks, "that is all" and a goodbye, none of which was misunderstood; return False where it is an answer.

    Whoever says goodbye while a person is being called is not cut off from that person: the chat only stays silent
    until she writes.
    """
    said, state = manners_of(text), draft.state
    collects = isinstance(state, Several) or (isinstance(state, FreeText) and state.many)
    if not said or hearing.picks(draft, text) or (said == ENOUGH_HERE and not collects):
        return False
    if draft.session.turn == 0:
        draft.ask()
    elif said in {ENOUGH, ENOUGH_HERE} and collects:
        taking.chosen(draft, DONE)
    elif isinstance(state, Listen):
        draft.set(misses=0, heard_at=None if said == GOODBYE else draft.session.heard_at)
        draft.say(EVERYWHERE, "thanked")
    elif said == GOODBYE:
        _exit(draft)
    elif said == THANKS and state.quiet.to == draft.flow.ended:  # type: ignore[union-attr]
        draft.say(EVERYWHERE, "thanked")  # a menu that reveals nothing need not be shown again
    else:
        hearing.again(draft)
    return True


def language(draft: Draft, text: str) -> bool:
    """Go on in the language that `text` asks for; return False where it asks for none that is spoken here."""
    wanted = words.language(text)
    if wanted not in draft.flow.languages or draft.relaying:
        return False
    draft.set(language=wanted)
    draft.ask()
    return True


def _danger(draft: Draft) -> None:
    draft.signal("danger_now")
    if draft.session.accepted:
        draft.perform(Relay())
        draft.say(EVERYWHERE, "danger_again")
    elif draft.session.case and draft.session.level == "kritis":
        draft.say(EVERYWHERE, "danger_again")
        if not isinstance(draft.state, Listen):
            draft.ask()
    else:
        draft.alarm()


def _exit_and_danger(draft: Draft) -> None:
    """Somebody is there: not one more word on the chat, and a person is called who must not write."""
    draft.signal("perpetrator_reads", "jangan_hubungi")
    draft.perform(OpenCase("bahaya"))
    leave(draft, draft.flow.left, "danger_word")


def _exit(draft: Draft) -> None:
    leave(draft, draft.flow.exit)


def leave(draft: Draft, to: str, notice: str = "left") -> None:
    """Take back what is queued, tell whoever holds the case by `notice`, and end the chat in the state `to`."""
    if draft.session.accepted:
        draft.perform(Tell(notice))
    draft.perform(CancelQueued())
    unanswered = is_unanswered(draft)
    draft.go(to, remember=False)
    if unanswered:
        call_quietly(draft)


def is_unanswered(draft: Draft) -> bool:
    """Return whether something was told, and whether there is danger now was asked and not answered."""
    session, question = draft.session, draft.flow.question
    asked = session.state == question and question not in session.answers
    return asked and not session.case and UNCLEAR in session.signals


def call_quietly(draft: Draft) -> None:
    """Call a person, who must not write, for somebody who left or fell silent: leaving is no better an answer."""
    draft.signal("diam_setelah_ragu", "jangan_hubungi")
    draft.perform(OpenCase("diam"))


def _erase(draft: Draft) -> None:
    draft.go(draft.flow.erase)


def _human(draft: Draft) -> None:
    draft.signal("minta_petugas")
    draft.hand_over()


def _back(draft: Draft) -> None:
    if draft.session.trail:
        draft.back()
        return
    draft.say(EVERYWHERE, "no_way_back")
    draft.ask()


def _skip(draft: Draft) -> None:
    to = getattr(draft.state, "skip", "")
    if not to:
        draft.say(EVERYWHERE, "cannot_skip")
        draft.ask()
        return
    state, read = draft.state, draft.session.state in draft.session.heard
    stays = read or isinstance(state, Secret)
    draft.answer(*(draft.session.answers.get(state.name, ()) if stays else ()))
    if read and not isinstance(state, Several):
        draft.hears(state.name)  # passing over it confirms nothing; what was ticked for her she saw
    draft.go(to)


def _greet(draft: Draft) -> None:
    """A greeting answers nothing and misses nothing: what stands is asked (again)."""
    hearing.again(draft)


def _help(draft: Draft) -> None:
    draft.say(EVERYWHERE, "help")
    hearing.again(draft)


def _language(draft: Draft) -> None:
    draft.say(EVERYWHERE, "language")
    draft.ask()


_COMMANDS = {
    "danger": _danger,
    "exit_and_danger": _exit_and_danger,
    "exit": _exit,
    "erase": _erase,
    "human": _human,
    "back": _back,
    "skip": _skip,
    "greet": _greet,
    "help": _help,
    "language": _language,
}
