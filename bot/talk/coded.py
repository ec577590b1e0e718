"""What duty and statistics may know of a conversation: codes, never a word of it."""

from bot.house import House
from flows.hotline.conflict import MAN, NEAR, WOMAN
from flows.priority import DEAF
from flows.session import Session

_CODED = (
    *("who", "kinds", "kinds_more", "signs", "access", "when", "place", "emergency_place", "relation", "relation_more"),
    *("age", "needs", "needs_more", "contact", "hours", "nearby", "check", "summary"),
)
"""Answers that duty and statistics may know, as codes."""
_WATCHED = "ada_yang_memancing"
"""The one signal that duty must know whatever the level is."""


def coded(house: House, session: Session) -> dict[str, list[str]]:
    """Return the answers that are codes, the language if it is not the usual one, `signals`, what is known of the
    identity word, and under `heard` what was only read.

    Free words and numbers are left out.
    """
    facts = {}
    for state in _CODED:
        known = [value for value in session.answers.get(state, ()) if house.is_code(state, value)]
        if known:
            facts[state] = known
    if session.language != house.flow.languages[0]:
        facts["language"] = [session.language]
    told = [signal for signal in (_WATCHED, DEAF, *NEAR, WOMAN, MAN) if signal in session.signals]
    if told:
        facts["signals"] = told
    if session.confirmed or session.answer("word_identity"):
        facts["word"] = ["right" if session.confirmed else "chosen"]
    read = [state for state in session.heard if state in facts]
    return {**facts, "heard": read} if read else facts
