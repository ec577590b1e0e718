"""What she is told in between, once: that a person is being called, and that care after rape must be quick."""

from flows.priority import RECENT
from flows.session import Session

CALLED, CARE = "called", "care"
"""Blocks of the template of all that is said in more than one state."""


def due(session: Session) -> tuple[str, ...]:
    """Return the blocks that belong before the question asked now, whether they were said already or not."""
    called = session.case and not session.accepted
    sexual = "seksual" in session.answers.get("kinds", ()) or "sexual" in session.signals
    recent = session.answer("when") in RECENT or "recent_72h" in session.signals
    return ((CALLED,) if called else ()) + ((CARE,) if sexual and recent else ())


def language(session: Session) -> str:
    """Return the language that suits her better than the usual one: a child is spoken to as a child."""
    return "id-mudah" if session.answer("who") == "anak_korban" else "id"
