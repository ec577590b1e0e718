"""Finds the two words of a reporter in what is written: looked up before the turn, so that the flow never sees one."""

from dataclasses import replace
from datetime import datetime

from bot.channels.update import Update
from bot.house import House
from flows import secret
from flows.events import Edited, Said, Sent, Worded
from flows.secret import COVER, IDENTITY
from flows.states import Secret
from storage import attempts, secret_words
from storage.conversations import Stored
from storage.database import UnitOfWork
from storage.secret_words import Chosen

_HIDDEN = "•••"
"""What stands for a word that must not be kept or passed on and does nothing here."""


def listen(house: House, uow: UnitOfWork, update: Update, stored: Stored, now: datetime) -> tuple[Update, str]:
    """Return `update` as this conversation hears it, and the conversation that an identity word brings back.

    A whole message may be a word of this conversation or of an earlier one of the same address. An edited one, or what
    stands under a picture, never does anything; a word there is hidden.
    """
    event = update.event
    word = secret.shaped(event.text) if isinstance(event, Said | Edited | Sent) else ""
    known = secret_words.of_address(uow, stored.address_index) if word and stored.address_index else []
    if not known:
        return update, ""
    found = secret_words.matching(uow, known, word)
    if isinstance(event, Edited | Sent):
        return (replace(update, event=replace(event, text=_HIDDEN)) if found else update), ""
    own = next((one for one in found if one.leads_to == stored.id), None)
    if own is not None:
        return replace(update, event=Worded(own.kind)), ""
    others = [one for one in known if one.leads_to != stored.id]
    return _of_earlier(house, uow, update, stored, now, others, found) if others else (update, "")


def _of_earlier(
    house: House,
    uow: UnitOfWork,
    update: Update,
    stored: Stored,
    now: datetime,
    known: list[Chosen],
    found: list[Chosen],
) -> tuple[Update, str]:
    """Hear a word of an earlier conversation of this address, `found` among the `known` ones; guessing is slowed down.

    Where a case is open here, an identity word of another one is hidden and does nothing else: it looks like any text.
    """
    index, state = stored.address_index or b"", house.flow.states.get(stored.session.state)
    new_here = not stored.session.case
    if new_here and not attempts.may_guess(uow, index, now):
        return update, ""
    if any(one.kind == COVER for one in found):
        return replace(update, event=Worded(COVER, own=False)), ""
    back = next((one for one in found if one.kind == IDENTITY and not one.closed), None)
    if isinstance(state, Secret) or back is None:
        if new_here and not found and _could_be_one(house, update, now):
            attempts.missed(uow, index, now)
        return update, ""
    if not new_here:
        return replace(update, event=Said(_HIDDEN)), ""
    return replace(update, event=Worded(IDENTITY, own=False)), back.leads_to


def _could_be_one(house: House, update: Update, now: datetime) -> bool:
    """Return whether a message might be a guess: not an answer, a command, or anything that tells something."""
    event = update.event
    return isinstance(event, Said) and bool(secret.chosen(house.flow, event.text, house.local(now)))
