"""Coming back: a receipt or the identity word leads to where its conversation belongs; nothing said is repeated."""

from flows.hotline.pace import DULL
from flows.session import Session
from flows.states import Branch, Option, Receipt, State


def states() -> tuple[State, ...]:
    """Return the way back in, and the forks that find the place a conversation belongs to."""
    return (
        Receipt(name="returning", found="resume", options=(Option("awal", "welcome"),), quiet=DULL),
        Branch(
            name="resume",
            reads=("accepted", "case", "privacy", "privacy_more"),
            ways={"person": "person", "waiting": "status", "report": "next", "start": "welcome"},
            decide=_resume,
        ),
        Branch(
            name="rest",
            reads=("accepted", "case"),
            ways={"person": "person", "waiting": "waiting", "parked": "parked"},
            decide=_rest,
        ),
    )


def _resume(session: Session) -> str:
    if session.case:
        return "person" if session.accepted else "waiting"
    agreed = not {"setuju", "terbatas"}.isdisjoint({session.answer("privacy"), session.answer("privacy_more")})
    return "report" if agreed else "start"


def _rest(session: Session) -> str:
    if session.case:
        return "person" if session.accepted else "waiting"
    return "parked"
