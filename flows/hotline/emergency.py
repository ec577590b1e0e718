"""Danger: a person is called on the way in, before the first question here is answered; all may be skipped."""

from flows.effects import OpenCase
from flows.hotline.calling import chat_only
from flows.hotline.pace import URGENT
from flows.hotline.phone import telephone
from flows.session import Session
from flows.states import Branch, Choice, FreeText, Option, Place, State
from flows.understanding.places import Gazetteer

_CALL = (OpenCase("bahaya"),)


def states(places: Gazetteer) -> tuple[State, ...]:
    """Return the emergency path; three taps send danger and area for somebody who cannot speak."""
    return (
        Branch(
            name="emergency",
            reads=("emergency_place", "emergency_call", "place", "heard"),
            ways={"place": "emergency_place", "call": "emergency_call", "known": "waiting"},
            decide=_missing,
        ),
        Place(
            name="emergency_place",
            to="emergency",
            places=places,
            confirms="place",
            quiet=URGENT,
            skip="emergency",
            short=True,
            enters=_CALL,
        ),
        Choice(
            name="emergency_call",
            options=(Option("chat", "waiting"), Option("telepon", "emergency_number")),
            reads=chat_only,
            quiet=URGENT,
            skip="waiting",
            short=True,
            enters=_CALL,
        ),
        FreeText(name="emergency_number", to="waiting", reads=telephone, quiet=URGENT, skip="waiting"),
    )


def _missing(session: Session) -> str:
    """Return what is still missing; a place that was only mentioned may be where somebody else is."""
    told = session.answer("place") and "place" not in session.heard
    if "emergency_place" not in session.answers and not told:
        return "place"
    return "known" if "emergency_call" in session.answers else "call"
