"""What a reporter sent, as the transcript keeps it and whoever reads along sees it."""

from bot.house import House
from flows.events import Edited, Event, Picked, Said, Sent, Shared
from flows.hotline.phone import NUMBER, telephone
from flows.session import Session
from flows.states import DONE, FreeText, Listen, Several, options_of
from flows.understanding import words
from flows.understanding.correcting import correction
from flows.understanding.text import plain

HIDDEN = "•••"
"""What stands in the place of a number or a word that nobody may read there."""
_NUMBERS = frozenset({"number", "emergency_number"})
"""Questions for a telephone number: it is kept apart, shown on request, and stands in no transcript."""


def sent(house: House, session: Session, event: Event, asked_in: str) -> tuple[str, str]:
    """Return kind and text of what the reporter sent in the state `asked_in`; `session` is that after it was heard."""
    offered = _number(house, session, asked_in)
    match event:
        case Said(text) if asked_in in _NUMBERS and telephone(text):
            return "number", HIDDEN
        case Said(text) if offered and telephone(text) == offered:
            return "text", _with_meaning(house, session, asked_in, NUMBER.sub(HIDDEN, text))
        case Said(text):
            return "text", _with_meaning(house, session, asked_in, text)
        case Edited(text):
            return "edited", text
        case Picked(option, _):
            return "choice", house.wording.answer(asked_in, option)
        case Sent(kind, _, text):
            return kind, text
        case Shared(latitude, longitude):
            return "location", f"{latitude:.6f}, {longitude:.6f}"
        case _:
            return "event", ""


def _with_meaning(house: House, session: Session, asked_in: str, text: str) -> str:
    """Return what was typed, with what it answered behind it where that is a menu: "1 3" tells nobody anything."""
    asked = house.flow.states.get(asked_in)
    if asked is None or isinstance(asked, FreeText | Listen) or words.command(text) or correction(text):
        return text
    given, stays = session.answers.get(asked_in, ()), session.state == asked_in
    if isinstance(asked, Several):
        ticked = words.pick_several(text, asked_in, options_of(asked))
        given = tuple(key for key in ticked if key != DONE) if stays or not ticked else given
    elif stays or text in given:
        return text
    meant = ", ".join(house.wording.answer(asked_in, key) for key in given)
    return f"{text} → {meant}" if meant and plain(meant) != plain(text) else text


def _number(house: House, session: Session, asked_in: str) -> str:
    """Return the telephone number that was offered, empty where none was and while a person reads along."""
    if isinstance(house.flow.states.get(asked_in), Listen):
        return ""
    return next((number for state in sorted(_NUMBERS) for number in session.answers.get(state, ()) if number), "")
