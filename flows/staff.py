"""What people on duty bring about in the chat, within what rule 8 allows: the bot never writes first."""

from datetime import datetime

from flows.draft import EVERYWHERE, Draft
from flows.effects import Deliver, Hold, Release, Tell
from flows.events import Accepted, Answered, Closed, Exhausted, LetGo, Vouched
from flows.hours import allowed
from flows.landing import landed
from flows.session import Session
from flows.states import End, Flow, Listen


def hear(draft: Draft, event: Accepted | Answered | Vouched | LetGo | Closed | Exhausted) -> None:
    """Let `event` show in the chat as far as it may."""
    if not draft.session.case:
        return
    match event:
        case Accepted():
            _accepted(draft)
        case Answered(text):
            _answered(draft, text)
        case Vouched():
            _vouched(draft)
        case LetGo(told):
            _let_go(draft, told=told)
        case Closed():
            _closed(draft)
        case _:
            if _exchange(draft) and not _gone(draft) and not draft.session.accepted:
                draft.say(EVERYWHERE, "exhausted")
                asks = draft.flow.widens(draft.session) if isinstance(draft.state, Listen) else ""
                if asks:
                    draft.go(asks)


def may_write(draft: Draft) -> bool:
    """Return whether a message may go to the reporter now: within the exchange, or as she permitted.

    Never where the last that was heard asks what stands in the chat: it may be somebody else who holds the phone. Nor
    where she never said that it is safe and has not answered yet that she is there.
    """
    if _gone(draft) or watched(draft) or (draft.session.owed and _unsafe_to_tell(draft)):
        return False
    permitted = draft.session.answer("contact") == "chat" and draft.now.hour in allowed(draft.session.answer("hours"))
    return _exchange(draft) or permitted


def nobody_there(flow: Flow, session: Session, now: datetime, *, careful: bool) -> bool:
    """Return whether a reply to the reporter can be asked of nobody at `now`: she has left, or must not be written to.

    What is only held until she writes again is a reply all the same.
    """
    draft = Draft(flow, landed(flow, session), now)
    return _gone(draft) or (careful and not may_write(draft))


def _exchange(draft: Draft) -> bool:
    heard = draft.session.heard_at
    return heard is not None and draft.now - heard < draft.flow.exchange


def watched(draft: Draft) -> bool:
    """Return whether the last that was heard asks what stands in the chat."""
    return "ada_yang_memancing" in draft.session.signals and draft.session.heard_at is None


def _gone(draft: Draft) -> bool:
    return isinstance(draft.state, End)


def _accepted(draft: Draft) -> None:
    again = draft.session.accepted
    draft.set(accepted=True)
    if _gone(draft):
        draft.perform(Tell("absent_blocked") if draft.session.blocked else Tell("absent"))
        return
    draft.set(trail=())
    draft.go(draft.flow.person, remember=False)
    if not may_write(draft) or _unsafe_to_tell(draft):
        draft.blocks.clear()
        if not again:
            draft.set(owed=True)
            _nudge(draft)
    elif again:
        draft.blocks.clear()
        draft.say(draft.flow.person, "another")


def _unsafe_to_tell(draft: Draft) -> bool:
    """Return whether she only sent what nobody could hear and never said that it is safe: then only the dull line."""
    return "belum_didengar" in draft.session.signals and draft.flow.question not in draft.session.answers


def _answered(draft: Draft, text: str) -> None:
    if may_write(draft):
        introduce(draft)
        draft.perform(Deliver(text))
        return
    draft.perform(Hold(text))
    if _gone(draft):
        draft.perform(Tell("held_blocked") if draft.session.blocked else Tell("held_absent"))
        return
    draft.perform(Tell("held"))
    _nudge(draft)


def _vouched(draft: Draft) -> None:
    """Let go of what was held: now where it may be, else as soon as she is heard within the hour."""
    if _gone(draft):
        draft.perform(Tell("held_blocked") if draft.session.blocked else Tell("held_absent"))
        return
    draft.set(doubted_at=None)
    if may_write(draft):
        release(draft)
    else:
        draft.perform(Tell("held"))


def heard_again(draft: Draft, before: datetime | None, *, nudged: bool) -> None:
    """Hear a reporter, or whoever has her phone now, while a person reads along; she was heard last at `before`.

    Within the hour she gets what was held for her. After that it may be somebody else: one dull line, the same whether
    anything is held or not, and whoever has the case makes sure first. `nudged` when this answers that it is ready.
    """
    if before is not None and draft.now - before < draft.flow.wait:
        release(draft, told=nudged or draft.session.doubted_at is None)
        return
    doubt(draft, before)
    if not draft.blocks:
        draft.say(EVERYWHERE, "moment")


def doubt(draft: Draft, before: datetime | None) -> None:
    """Keep back what was held until whoever has the case has made sure who writes."""
    draft.set(doubted_at=draft.now)
    draft.perform(Tell("held_back", before))


def release(draft: Draft, *, told: bool = True) -> None:
    """Send her what was held, but nothing from before a doubt that still stands; `told` who it is from."""
    if told:
        introduce(draft)
    draft.effects.insert(0, Release(draft.session.doubted_at))


def introduce(draft: Draft) -> None:
    """Say once that a person has her message, before the first words of that person."""
    if draft.session.owed:
        draft.set(owed=False)
        draft.leads = True
        draft.say(draft.flow.person, "ask")


def _nudge(draft: Draft) -> None:
    """Send the one dull line that something is ready, within the hour in which she was told to wait."""
    heard = draft.session.heard_at
    if heard is None or draft.session.nudged or draft.now - heard >= draft.flow.wait:
        return
    draft.set(nudged=True)
    draft.say(EVERYWHERE, "ready")


def _let_go(draft: Draft, *, told: bool) -> None:
    """Wait for somebody else: who held the case may not go on. She is told within the exchange, without a reason."""
    if not draft.session.accepted:
        return
    says = told and may_write(draft) and not draft.session.owed
    draft.set(accepted=False, owed=False, doubted_at=None, trail=())
    if _gone(draft):
        return
    draft.go(draft.flow.human, remember=False)
    draft.blocks.clear()
    if says:
        draft.say(EVERYWHERE, "let_go")


def _closed(draft: Draft) -> None:
    may = may_write(draft)
    if may:
        draft.say(draft.flow.person, "closed")
    draft.go(draft.flow.ended, remember=False)
