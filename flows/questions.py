"""Answers to frequent questions in running text: short and true, and then what stood is asked again.

Danger was heard before. What the state itself takes for an answer is no question, and neither is what is told as a
story or to a person who reads along.
"""

from flows import taking
from flows.draft import EVERYWHERE, Draft
from flows.effects import Block, OpenCase, Relay
from flows.states import FreeText, Place, Several, options_of
from flows.understanding import questions, words
from flows.understanding.triage import hear

FISHES, WANTS, WAITS, WHO = "asked_chat", "asked_data", "asked_wait", "asked_who"
"""Who asks for what was written here; who asks for data as an office; when somebody answers; and what this is."""
_PRIES = "ada_yang_memancing"
_STATUS = "status"
"""The option that tells how it stands, with true times, where one waits."""
_AT_THE_PHONE = frozenset({"danger_now", "perpetrator_reads"})
"""What triage hears where somebody says that he is her husband: nothing that threatens beside it."""
_STRANGERS = frozenset({FISHES, WANTS})
"""What is seldom asked by her: it is answered alone, in the same words everywhere, and nothing is read out of it."""


def asked(draft: Draft, text: str) -> str:
    """Return the topic of the question that `text` asks here, or an empty string."""
    state = draft.state
    if draft.relaying or _answers(draft, text):
        return ""
    if isinstance(state, FreeText) and state.many:
        topic = questions.topic(text, alone=True)
        return topic if topic in _STRANGERS else ""
    return questions.topic(text, at=state.name)


def prying(text: str) -> bool:
    """Return whether `text` is what somebody asks who does not know what was written with this phone."""
    return questions.topic(text) in {FISHES, WHO}


def learns(draft: Draft, text: str, topic: str) -> bool:
    """Return whether `text`, which asks about `topic`, may answer questions too: whether one must go to the police is
    no wish to go there. Where what happened is told beside the question, all of it counts.
    """
    if not draft.learns or topic in _STRANGERS:
        return False
    return not (topic and questions.topic(text, alone=True)) or "kinds" in draft.flow.reads(
        text, draft.now, draft.session.state
    )


def answer(draft: Draft, topic: str) -> None:
    """Answer a question. It is no misunderstanding, so that none is counted and none forgotten."""
    case, greets = draft.session.case, draft.session.turn == 0 or draft.session.state == draft.flow.start
    if topic == FISHES and case:
        _watched(draft)
    elif topic == FISHES:
        draft.signal(_PRIES)  # should a case be opened here yet, duty learns that somebody else may hold the phone
    if topic == WAITS and case:
        if _STATUS in options_of(draft.state) and not draft.session.accepted:
            taking.chosen(draft, _STATUS)
        else:
            draft.ask()  # what stands says that people are being called
        return
    if topic != WHO or not greets:
        draft.say(EVERYWHERE, topic)
    if topic not in _STRANGERS and not (topic == WHO and case):
        draft.ask()


def intrudes(draft: Draft, text: str) -> bool:
    """Hear that whoever she writes about is at the phone and asks what stands there; return whether that is all.

    He reads what any stranger reads. Where she has told something before, a person is called who must not write.
    """
    labels = frozenset(hear(text).labels)
    if not labels or not labels <= _AT_THE_PHONE:
        return False
    if draft.session.case or draft.session.signals or draft.session.heard:
        draft.signal("perpetrator_reads", "jangan_hubungi")
        draft.perform(OpenCase("bahaya"))
    answer(draft, FISHES)
    return True


def only_pries(draft: Draft, text: str) -> bool:
    """Hear somebody who asks what stands here, and nothing of danger beside it; return whether that is all.

    What only may be danger asks no question about danger here: it would tell him what this is.
    """
    if hear(text).labels:
        return False
    answer(draft, FISHES)
    return True


def beside(draft: Draft, topic: str) -> None:
    """Answer a question before the one about danger, which was asked because of the same message."""
    if topic not in _STRANGERS | {WHO, WAITS}:
        draft.blocks.insert(0, Block(EVERYWHERE, topic))


def _watched(draft: Draft) -> None:
    """Somebody wants to read what was written: tell whoever comes, and say nothing here until more is heard."""
    draft.signal(_PRIES)
    draft.set(heard_at=None)
    if draft.session.accepted:
        draft.perform(Relay())


def _answers(draft: Draft, text: str) -> bool:
    """Return whether the state takes `text` for an answer as it stands."""
    state = draft.state
    shown = draft.session.offered or options_of(state)
    match state:
        case Several():
            return bool(words.pick_several(text, state.name, shown))
        case Place():
            return bool(words.pick(text, state.name, shown) or state.places.find(text))
        case _:
            return bool(words.pick(text, state.name, shown))
