"""Hears whether a message of somebody on duty answers a question that concerns no case: a page always comes first."""

from bot.talk import addressed
from bot.talk.wording import ASKED, Wording
from flows.understanding.text import plain
from flows.understanding.words import number
from storage import asks, cases, drills, escalations
from storage.database import UnitOfWork
from storage.rows import Row

_NOTICE = {"shift": "ready", "test": "test_page", "drill": "drill_page"}


def answers(uow: UnitOfWork, wording: Wording, member: Row, text: str) -> tuple[Row, bool] | None:
    """Return the question of hers that `text` answers and whether she says yes; None where it is meant otherwise.

    A digit, the word of a button, or both, and in a drill its code behind it. A digit alone answers a page that is out.
    """
    asked = asks.newest_out(uow, member.id)
    if asked is None:
        return None
    said = _without_code(uow, asked, text)
    digit = number(said) if said.strip().isdecimal() or not cases.held_by(uow, member.id) else 0
    if digit in (1, 2):
        pages = escalations.pages_out(uow, member.id)
        return None if (pages and said == text) or addressed.answer(uow, text)[1] else (asked, digit == 1)
    for answer in ASKED:
        label = plain(wording.code(f"button_{_NOTICE[asked.kind]}_{answer}"))
        if plain(said) in (label, label.partition(" ")[2]):
            return asked, answer == ASKED[0]
    return None


def _without_code(uow: UnitOfWork, asked: Row, text: str) -> str:
    """Return `text` without the code of the drill that was asked about."""
    drill = drills.get(uow, asked.drill_id) if asked.drill_id else None
    first, _, rest = text.strip().rpartition(" ")
    return first if first and drill is not None and rest.lstrip("#").upper() == drill.code.lstrip("#") else text
