"""One update from a reporter, from the address to the reply: load, step, perform, save, in one transaction."""

from dataclasses import replace
from datetime import datetime

from bot.channels.update import Update
from bot.duty import calls
from bot.house import House
from bot.log import logger
from bot.talk import buttons, chosen_words, coming_back
from bot.talk.perform import Performance
from flows.engine import begin, step
from flows.events import Event, Exhausted, Failed, LetGo, Picked, Rebound, Returned, Said, Silence, Worded
from flows.receipt import is_right, looks_like_one
from flows.secret import COVER
from flows.states import options_of
from flows.understanding.text import plain
from storage import attempts, audit, cases, conversations, outbox, receipts
from storage.conversations import Stored
from storage.database import UnitOfWork
from storage.failpoints import fail_at


def receive(house: House, uow: UnitOfWork, update: Update, now: datetime, lookup: bytes | None = None) -> Stored:
    """Work off an update of a reporter. `lookup` is the stretched receipt, where one was typed."""
    stored = conversations.find(uow, update.channel, update.address)
    new_here = stored is None
    if stored is None:
        stored = conversations.open_new(uow, update.channel, update.address, begin(house.flow), now)
    update, found = chosen_words.listen(house, uow, update, stored, now)
    event, by_receipt = _event(house, uow, update, stored, now, lookup)
    performance = happen(house, uow, stored, event, now, update=update)
    if performance.rebinds and (found or by_receipt):
        _rebind(house, uow, found or by_receipt, update, now, worded=bool(found))
    if isinstance(event, Worded) and event.kind == COVER:
        _greet_anew(house, uow, performance.stored, update, now)
    if new_here and performance.stored.case_id is None and not performance.rebinds:
        coming_back.writes_again(house, uow, performance.stored, now)
    return performance.stored


def happen(
    house: House, uow: UnitOfWork, stored: Stored, event: Event, now: datetime, update: Update | None = None
) -> Performance:
    """Let an event happen to a loaded conversation, whoever it comes from, and save what it came to."""
    turn = step(house.flow, stored.session, event, house.local(now))
    fail_at("turn_stepped")
    performance = Performance(
        house, uow, replace(stored, session=turn.session), event, now, update, stored.session.state
    )
    performance.play(turn.effects)
    fail_at("turn_performed")
    conversations.save(uow, performance.stored, house.is_code)
    if performance.released:
        let_go(house, uow, stored.id, now)
    if performance.exhausted:
        tell_exhausted(house, uow, stored.id, now)
    return performance


def tell_exhausted(house: House, uow: UnitOfWork, conversation_id: str, now: datetime) -> None:
    """Let the reporter know, if she is still there, that everybody was called and nobody has answered yet."""
    stored = conversations.load(uow, conversation_id)
    told = happen(house, uow, stored, Exhausted(), now).led_by
    if stored.case_id:
        code, why = cases.get(uow, stored.case_id).code, "chat_quiet" if stored.live else "chat_left"
        what, detail = ("told", {"message": told}) if told else ("untold", {"why": why})
        audit.note(uow, f"exhausted_{what}", actor="system", subject=code, now=now, **detail)


def let_go(house: House, uow: UnitOfWork, conversation_id: str, now: datetime) -> None:
    """Let the reporter wait again: whoever had her case is left out of it. Others are called at once."""
    stored = conversations.load(uow, conversation_id)
    happen(house, uow, stored, LetGo(), now)
    if stored.case_id and calls.climb(house, uow, stored.case_id, now):
        tell_exhausted(house, uow, conversation_id, now)


def be_silent(house: House, uow: UnitOfWork, conversation_id: str, now: datetime) -> None:
    """Let the silence of a conversation, due by `now`, be an event; harmless when she wrote in the meantime."""
    stored = conversations.load(uow, conversation_id)
    if stored.live and stored.session.silent_at is not None and stored.session.silent_at <= now:
        happen(house, uow, stored, Silence(), now)


def hand_over_failure(house: House, uow: UnitOfWork, update: Update, now: datetime) -> None:
    """Call a person for a reporter whom our own mistake keeps us from hearing; best effort, the update stays aside."""
    try:
        with uow.savepoint():
            stored = conversations.find(uow, update.channel, update.address)
            if stored is None:
                stored = conversations.open_new(uow, update.channel, update.address, begin(house.flow), now)
            happen(house, uow, stored, Failed(), now)
    except Exception as error:
        logger().error("hand-over failed", channel=update.channel, error=type(error).__name__)


def _event(
    house: House, uow: UnitOfWork, update: Update, stored: Stored, now: datetime, lookup: bytes | None
) -> tuple[Event, str]:
    """Return the event as this conversation hears it, and the conversation that a receipt leads to."""
    event = update.event
    if isinstance(event, Picked):
        return buttons.pressed(event, stored.id), ""
    number = looks_like_one(event.text) if isinstance(event, Said) else ""
    if isinstance(event, Said) and not number:
        return _spoken_label(house, event, stored), ""
    if not number:
        return event, ""
    if not attempts.may_try(uow, "receipt", uow.keys.address_index(update.channel, update.address), now):
        return Returned(found=False, throttled=True), ""
    found = _open_conversation(uow, lookup) if lookup and is_right(number) else ""
    return Returned(found=bool(found)), found


def _open_conversation(uow: UnitOfWork, lookup: bytes) -> str:
    """Return the conversation of a receipt; none when its case is closed: nobody would hear what is written there."""
    found = receipts.find(uow, lookup)
    closed = found is not None and cases.is_closed(uow, found)
    return "" if found is None or closed else cases.goes_on_in(uow, found)


def _spoken_label(house: House, event: Said, stored: Stored) -> Event:
    """Return the option whose label was typed in full, as if its button had been pressed, or the words themselves."""
    session = stored.session
    keys = (session.offered or options_of(house.flow[session.state])) if session.turn else ()
    key = house.wording.spoken(session.state, keys, session.language).get(plain(event.text), "") if keys else ""
    return Picked(key, session.turn) if key else event


def _greet_anew(house: House, uow: UnitOfWork, left: Stored, update: Update, now: datetime) -> None:
    """Greet whoever typed the cover word exactly as a newcomer, in a conversation of its own."""
    if not left.live:
        fresh = conversations.open_new(uow, update.channel, update.address, begin(house.flow), now)
        happen(house, uow, fresh, Worded(COVER, own=False), now, update=update)


def _rebind(house: House, uow: UnitOfWork, found: str, update: Update, now: datetime, *, worded: bool) -> None:
    """Bring the conversation of a receipt (or of an identity word) to the address it was typed from.

    What was said is never repeated.
    """
    stored = conversations.load(uow, found)
    moved = uow.keys.address_index(update.channel, update.address) != stored.address_index
    if moved:  # in the same chat she gets what was held for her, once she writes
        outbox.cancel_reporter(uow, stored.id)
    stored = conversations.rebind(uow, stored, update.channel, update.address)
    performance = happen(house, uow, stored, Rebound(worded=worded), now, update=update)
    if moved:
        performance.tell("address_changed")
