"""Seals a draft into a Turn: what follows from all that it collected, and its one bubble."""

from dataclasses import dataclass

from flows.draft import EVERYWHERE, Draft
from flows.effects import Block, Effect, Escalate, Fact, Keep, OpenCase, Relay, Say
from flows.levels import LEVELS, higher
from flows.session import Session
from flows.states import Branch, End, options_of
from flows.understanding.triage import URGENT

_BARE = frozenset(
    {
        *("exhausted", "ready", "added", "thanked", "moment", "asked_chat", "asked_data", "asked_who"),
        *("danger_again", "dying", "blameless", "care", "let_go"),
    }
)
"""Blocks that stand alone and ask nothing."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What one event came to: the session to save, and the effects to perform in their order."""

    session: Session
    effects: tuple[Effect, ...]


def sealed(draft: Draft) -> Turn:
    """Return the turn: priority raised where it must be, silence set, one bubble at most."""
    _raise(draft)
    _suit(draft)
    _greet(draft)
    _show(draft)
    _tell(draft)
    if draft.moved or any(isinstance(effect, Keep | Relay) for effect in draft.effects) or draft.blocks:
        _wait(draft)
    if draft.blocks and not draft.mute:
        if not _bare(draft):
            draft.set(turn=draft.session.turn + 1)
        draft.effects.insert(0 if draft.leads else len(draft.effects), _bubble(draft))
    return Turn(draft.session, tuple(draft.effects))


def _raise(draft: Draft) -> None:
    """Call people at the level of what is known. Answers alone may be urgent; that cannot wait for the last one."""
    level, reasons = draft.flow.assess(draft.session)
    if not draft.session.case and (level == LEVELS[-1] or not URGENT.isdisjoint(reasons)):
        draft.perform(OpenCase("belum_selesai"))
    if not draft.session.case:
        return
    if higher(level, draft.session.level):
        draft.set(level=level)
        draft.effects.append(Escalate(level, reasons))


def _greet(draft: Draft) -> None:
    """Greet whoever skipped the greeting, before the first thing that she is asked is whether there is danger."""
    if draft.began.turn == 0 and draft.session.state == draft.flow.question and draft.blocks:
        draft.blocks.insert(0, Block(EVERYWHERE, "greeted"))


def _show(draft: Draft) -> None:
    """Show for correction what was read out of her words, before the question that follows."""
    session = draft.session
    asked = {session.state, *session.shown}
    read = dict.fromkeys((*session.heard, *filter(None, (draft.took,))))
    fresh = [state for state in read if state not in asked and state in draft.flow.shows]
    if not (draft.moved and fresh and draft.blocks and session.state in draft.flow.shows) or session.case:
        return
    told = tuple(entry for entry in _summary(session) if entry.partition("=")[0] in fresh and entry[:5] != "story")
    draft.set(shown=(*session.shown, *fresh))
    if told:
        draft.blocks.insert(0, Block(EVERYWHERE, "noted"))
        draft.facts["heard"] = told


def _tell(draft: Draft) -> None:
    """Say what belongs before the question that is asked now, or before the answer to a danger, and was not yet."""
    session = draft.session
    fresh = [block for block in draft.flow.tells(session) if block not in session.shown]
    if (draft.moved or draft.alarmed) and fresh and draft.blocks and not draft.mute:
        draft.set(shown=(*session.shown, *fresh))
        draft.blocks[0:0] = [Block(EVERYWHERE, block) for block in fresh]


def _suit(draft: Draft) -> None:
    """Go over to the language that suits her better, in the turn in which that becomes known."""
    suits = draft.flow.suits(draft.session)
    before = draft.flow.suits(draft.began)
    usual = draft.flow.languages[0]
    if suits != before and suits in draft.flow.languages and draft.session.language in {usual, before}:
        draft.set(language=suits)


def _wait(draft: Draft) -> None:
    state = draft.state
    waits = not isinstance(state, End | Branch)
    draft.set(silent_at=draft.now + state.quiet.after if waits else None)  # type: ignore[union-attr]


def _bare(draft: Draft) -> bool:
    """Return whether this bubble asks nothing: then it shows no options, and those shown before still count."""
    return {block.block for block in draft.blocks} <= _BARE


def _bubble(draft: Draft) -> Say:
    shown = () if _bare(draft) else draft.session.offered or options_of(draft.state)
    return Say(
        state=draft.session.state,
        blocks=tuple(draft.blocks),
        options=shown,
        turn=draft.session.turn,
        facts=_told(draft),
    )


def _told(draft: Draft) -> dict[str, Fact]:
    """Return the facts of the bubble: for whom it is worded, and what this turn tells; a farewell has none."""
    if isinstance(draft.state, End):
        return draft.facts
    told: dict[str, Fact] = {
        "who": draft.session.answer("who"),
        "opened": draft.opened,
        "guessed": draft.session.state in draft.session.heard,
        **draft.facts,
    }
    return {**told, "answers": _summary(draft.session)} if draft.session.state == "summary" else told


def _summary(session: Session) -> tuple[str, ...]:
    return tuple(f"{state}={value}" for state, given in session.answers.items() for value in given)
