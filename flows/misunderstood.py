"""What is not understood at the question that stands: asked again, then a person is offered, then one is called."""

from flows.draft import EVERYWHERE, Draft
from flows.states import Several

_OFFER, _HAND_OVER = 2, 3
"""Misunderstandings in a row after which a person is offered, and after which one is called."""


def missed(draft: Draft) -> None:
    """Not understood: again, then offering a person, then a person. Where one is called already, it is added."""
    if _took(draft):
        return
    misses = min(draft.session.misses + 1, _HAND_OVER)
    draft.set(misses=misses)
    if draft.session.case and not draft.session.accepted:
        added(draft)
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


def _only_reads(draft: Draft) -> bool:
    """Return whether she chose to read information and nothing that she wrote tells of anything.

    A person is offered to her again and again, but not called: she came so as to be seen by nobody.
    """
    session = draft.session
    reads = getattr(draft.state, "keeps", True) is False and draft.state.quiet.to == draft.flow.ended  # type: ignore[union-attr]
    told = session.signals or draft.flow.question in session.answers or draft.wordy
    return reads and session.state != draft.flow.start and not told


def added(draft: Draft) -> None:
    """Say that it was added; where it is danger, say how it stands and give the numbers."""
    draft.say(EVERYWHERE, "danger_again" if draft.dangerous else "added")
