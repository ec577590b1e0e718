"""A message in words: what it may be is looked for in a fixed order, an answer to what was asked last of all."""

from flows import commands, correction, hearing, leaving_out, questions, secret
from flows.draft import EVERYWHERE, Draft
from flows.effects import IssueReceipt, Relay
from flows.priority import DEAF
from flows.receipt import looks_like_one
from flows.states import FreeText, Secret
from flows.understanding import coming, words
from flows.understanding.text import clean
from flows.understanding.triage import Heard, hear

_NO = "tidak"
"""The answer that there is no danger."""
DANGER = frozenset({"danger", "exit_and_danger"})
"""The words heard everywhere that count in an edited message too, and after the conversation has ended."""


def said(draft: Draft, text: str) -> None:
    """Hear a message in words."""
    if draft.session.turn == 0 and words.speaks(text) in draft.flow.languages:
        draft.set(language=words.speaks(text))
    if looks_like_one(text):
        hearing.number(draft)
        return
    if not clean(text).strip():
        hearing.sent(draft, "other")
        return
    if commands.language(draft, text):
        return
    name = words.command(text)
    if name and commands.heard(draft, name, text):
        return
    if _comes(draft, text):
        return
    if draft.relaying and words.wants_number(text):
        _number_beside(draft)
        return
    if not draft.relaying and (_watched(draft, text) or commands.manners(draft, text)):
        return
    if words.deaf(text) and not draft.relaying:
        draft.signal(DEAF)
        draft.learned = True
    if leaving_out.heard(draft, text):
        return
    if _says_no(draft, text):
        return
    state, asks = draft.state, questions.asked(draft, text)
    if asks == questions.FISHES and (questions.intrudes(draft, text) or questions.only_pries(draft, text)):
        return
    if isinstance(state, Secret) and not asks and secret.said(draft, state, text):
        return
    corrected = correction.correct(draft, text)
    tells = not corrected and questions.learns(draft, text, asks) and draft.learn(text)
    if danger(draft, text, tells=tells):
        if asks and draft.began.turn == 0 and not draft.session.case:
            questions.beside(draft, asks)
        return
    if asks:
        questions.answer(draft, asks)
        return
    if draft.session.turn == 0:
        draft.ask()
    elif corrected:
        correction.show(draft, corrected, text)
    else:
        hearing.said(draft, correction.meant(draft, text))


def edited(draft: Draft, text: str) -> None:
    """Hear what became of a message that was changed: danger and questions count, answers are not taken back."""
    if looks_like_one(text):
        hearing.number(draft)
        return
    name = words.command(text)
    if (name in DANGER and commands.heard(draft, name, text)) or _comes(draft, text):
        return
    draft.hidden = isinstance(draft.state, Secret) and bool(secret.chosen(draft.flow, text, draft.now))
    if draft.relaying:
        draft.perform(Relay())
    asks = questions.asked(draft, text)
    if questions.learns(draft, text, asks):
        draft.learn(text)
    if danger(draft, text):
        return
    if asks:
        questions.answer(draft, asks)
        return
    if not draft.session.accepted and not correction.placed(draft, text):
        draft.say(EVERYWHERE, "edited")
        hearing.again(draft)


def danger(draft: Draft, text: str, *, tells: bool = False) -> bool:
    """Hear danger in a sentence; return whether the turn is decided by it.

    Whoever `tells` what happened is asked whether there is danger, before anything else is.
    """
    asked = draft.session.state if draft.session.turn else ""
    question = draft.flow.question
    said = hear(text, asked, calm=draft.session.answer(question) == _NO)
    if asked and not draft.relaying and said.guessed and hearing.picks(draft, text):
        said = Heard()  # from end to end it is a reviewed word for an answer, and no rule names any danger in it
    draft.signal(*said.labels)
    draft.dangerous = said.urgent
    if draft.session.accepted:
        if said.urgent and not draft.relaying:
            draft.perform(Relay())
        return False
    answers = draft.session.answers
    if draft.session.case and draft.session.level == "kritis":
        return False
    if said.urgent or (said.named and draft.session.state == question):
        if not said.urgent:
            draft.signal("danger_now")
        draft.alarm()
        return True
    if not (said.unsure or said.labels or tells) or question in answers or draft.session.case:
        return False
    draft.signal(commands.UNCLEAR)
    if draft.session.state == question:
        return False
    draft.go(question)
    return True


def _number_beside(draft: Draft) -> None:
    """Show her the number to come back with while a person reads along, who learns that she asked for it."""
    first, gone = draft.flow.numbers
    draft.perform(Relay())
    shown = draft.session.receipt
    if not shown:
        draft.perform(IssueReceipt())
    draft.say(gone if shown else first, "ask")


def _comes(draft: Draft, text: str) -> bool:
    """Hear that somebody comes or is there ("ibu tiriku pulang"); return whether that is what `text` says here.

    In a story, and while a person reads along, only where it breaks off for it ("eh bapakku masuk").
    """
    kind, state = coming.coming(text), draft.state
    told = draft.relaying or (isinstance(state, FreeText) and state.many)
    if not kind or words.maybe_watched(text) or (told and not coming.interrupts(text)) or hearing.picks(draft, text):
        return False
    if kind == coming.NEAR and state.name == draft.flow.question:
        return commands.heard(draft, "danger", text)
    return commands.heard(draft, "exit_and_danger", text)


def _watched(draft: Draft, text: str) -> bool:
    """Hear that somebody is there in words that may be an answer too; return whether they are none here."""
    state = draft.state
    if not words.maybe_watched(text) or (isinstance(state, FreeText) and state.many) or hearing.picks(draft, text):
        return False
    if state.name == draft.flow.question:
        return commands.heard(draft, "danger", text)
    return commands.heard(draft, "exit_and_danger", text)


def _says_no(draft: Draft, text: str) -> bool:
    """Hear a no to the question about danger that has harmless words behind it; return whether that is what it was."""
    question = draft.flow.question
    if draft.session.state != question or draft.session.case:
        return False
    no, behind = words.opening(text, question, _NO)
    said = hear(behind)
    if not no or said.labels or (said.named and not _past(draft, behind)):
        return False
    draft.learn(behind.strip(" ,"))
    hearing.said(draft, no)
    return True


def _past(draft: Draft, text: str) -> bool:
    """Return whether `text` announces a story and says that it happened on an earlier day."""
    when = draft.flow.reads(text, draft.now, draft.session.state).get("when", ())
    return words.announces(text) and bool(when) and "hari_ini" not in when
