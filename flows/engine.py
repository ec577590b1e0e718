"""The engine: one event in, one Turn out. It is total: every state has an answer for every event.

Three rules hold for all of it. Danger is heard before anything else is. A word that is heard everywhere counts
only as a whole message. And what the engine does not understand is answered, counted and in the end handed to a
person, never dropped. Times are aware and in the office's own zone; nothing here reads a clock.
"""

from datetime import datetime

from flows import commands, hearing, leaving_out, questions, secret, spoken, staff
from flows.draft import EVERYWHERE, Draft
from flows.effects import Keep, Rebind, Tell
from flows.events import (
    Accepted,
    Answered,
    Closed,
    Edited,
    Event,
    Exhausted,
    Failed,
    FromReporter,
    Gone,
    LetGo,
    Picked,
    Rebound,
    Said,
    Sent,
    Shared,
    Silence,
    Vouched,
    Worded,
)
from flows.landing import landed
from flows.receipt import looks_like_one
from flows.sealing import Turn, sealed
from flows.session import Session
from flows.states import End, Flow, Receipt, Secret
from flows.understanding import coming, words
from flows.understanding.triage import hear

__all__ = ["Turn", "begin", "step"]


def begin(flow: Flow) -> Session:
    """Open a conversation: the session of somebody who has not been greeted yet."""
    return Session(flow=flow.name, revision=flow.revision, state=flow.start, language=flow.languages[0])


def step(flow: Flow, session: Session, event: Event, now: datetime) -> Turn:
    """Return what `event` at `now` makes of `session`. Never raises for anything a person can do.

    Raises ValueError when `now` has no zone.
    """
    if now.tzinfo is None:
        raise ValueError("give `now` with a zone, the office's own")
    draft = Draft(flow, landed(flow, session), now)
    match event:
        case Silence():
            _silence(draft)
        case Failed():
            _failed(draft)
        case Accepted() | Answered() | Vouched() | LetGo() | Closed() | Exhausted():
            staff.hear(draft, event)
        case _:
            _reporter(draft, event)
    return sealed(draft)


def _silence(draft: Draft) -> None:
    """Silence is an answer too. The bot never writes first, so nothing is said; duty may be called."""
    state = draft.state
    draft.mute = True
    if draft.session.case and not draft.session.accepted:
        if draft.session.level == "kritis":
            draft.signal("diam_setelah_bahaya")
        elif "belum_didengar" in draft.session.signals and draft.session.state == draft.flow.question:
            draft.signal("diam_setelah_suara")
    unanswered = commands.is_unanswered(draft)
    quiet = getattr(state, "quiet", None)
    if quiet is not None:
        draft.go(quiet.to, remember=False)
    if unanswered:  # after the chat was parked: whoever holds the phone now meets a newcomer's greeting
        commands.call_quietly(draft)


def _failed(draft: Draft) -> None:
    """Any failure of the bot hands over, and tells her so while she is there; a person who has it reads it anyway."""
    if draft.session.accepted or isinstance(draft.state, End):
        return
    draft.signal("mesin_gagal")
    draft.go(draft.flow.human)


def _gone(draft: Draft) -> None:
    """She blocked the bot, or somebody with her phone did: nothing is said, and duty goes on."""
    if isinstance(draft.state, End):
        return
    draft.mute = True
    draft.set(blocked=True)
    commands.leave(draft, draft.flow.left, "blocked")


def _reporter(draft: Draft, event: FromReporter) -> None:
    kept = draft.state
    relayed, watched, before = draft.relaying, staff.watched(draft), draft.session.seen_at or draft.session.heard_at
    nudged = draft.session.nudged
    draft.set(heard_at=draft.now, seen_at=draft.now, nudged=False)
    if isinstance(event, Edited | Sent) and event.text and not isinstance(kept, End | Secret):
        leaving_out.take_out(draft, event.text)
    match event:
        case Gone():
            _gone(draft)
            return
        case Rebound(worded):
            _rebound(draft, before, worded=worded)
            return
        case Worded():
            draft.hidden = True
            if not isinstance(kept, End):
                secret.typed(draft, event)
        case _ if isinstance(kept, End):
            _absent(draft, event)
        case Said(text):
            spoken.said(draft, text)
        case Picked(option, turn):
            hearing.picked(draft, option, turn)
        case Sent(_, _, text) if text and spoken.danger(draft, text):
            pass
        case Sent(kind, _, _):
            hearing.sent(draft, kind)
        case Shared():
            hearing.located(draft)
        case Edited(text):
            spoken.edited(draft, text)
        case _:
            _returned(draft, found=event.found, throttled=event.throttled)
            return
    pries = isinstance(event, Said | Edited) and questions.prying(event.text)
    if pries and (watched or (relayed and draft.session.owed)):
        draft.set(heard_at=None)  # whoever asks that learns neither that somebody is there nor what was held
    elif relayed and draft.relaying:
        own = isinstance(event, Worded) and event.own
        if own:
            draft.set(doubted_at=None)
        staff.heard_again(draft, draft.now if own else before, nudged=nudged)
    keeps = draft.session.case or getattr(kept, "keeps", False) or draft.learned or _tells(draft, event)
    if isinstance(event, Worded):
        keeps = draft.session.case
    if keeps and not (isinstance(event, Said | Edited) and looks_like_one(event.text)):
        draft.effects.insert(0, Keep(hidden=draft.hidden))


def _rebound(draft: Draft, before: datetime | None, *, worded: bool) -> None:
    """Go to where a conversation belongs that was brought back; the identity word shows that it is still her."""
    draft.set(confirmed=worded, blocked=False)
    if worded:
        draft.perform(Tell("word_right"))
    draft.go(draft.flow.returned, remember=False)
    draft.set(owed=draft.session.owed and not draft.relaying)
    if draft.relaying and worded:
        draft.set(doubted_at=None)
        draft.leads = True
        staff.release(draft)
    elif draft.relaying:
        staff.doubt(draft, before)


def _tells(draft: Draft, event: Event) -> bool:
    """Return whether a message outside the report tells something all the same: nobody should have to say it twice."""
    text = event.text if isinstance(event, Said | Edited | Sent) else ""
    said = hear(text)
    return bool(said.labels) or said.unsure or (draft.session.misses > 0 and isinstance(event, Said))


def _absent(draft: Draft, event: FromReporter) -> None:
    """Hear somebody whose conversation has ended: only danger moves it, and only the first danger is answered."""
    text = event.text if isinstance(event, Said | Edited) else ""
    name, said = words.command(text), hear(text)
    draft.signal(*said.labels)
    if name == "danger" and draft.session.case:
        draft.signal("danger_now")
    elif name in spoken.DANGER:
        commands.heard(draft, name, text)
    elif coming.coming(text):
        commands.heard(draft, "exit_and_danger", text)
    elif said.urgent and not draft.session.case:
        draft.alarm()


def _returned(draft: Draft, *, found: bool, throttled: bool) -> None:
    state = draft.state
    if not isinstance(state, Receipt) and state.name != draft.flow.start:
        hearing.number(draft)
    elif throttled:
        draft.say(EVERYWHERE, "throttled")
        draft.ask()
    elif found:
        draft.perform(Rebind())
    else:
        draft.say(EVERYWHERE, "not_found")
        draft.ask()
