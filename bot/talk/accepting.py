"""Words that only say that somebody on duty takes a case: they are nobody's words to a reporter.

Half asleep she types "1" twice, or "iya saya terima": it must not be the first that a frightened woman hears.
"""

import re
from collections.abc import Sequence

from bot.duty.colours import colour
from bot.talk import addressed
from flows.understanding.words import accepting
from storage import cases
from storage.database import UnitOfWork
from storage.rows import Row

_MISTYPED = re.compile(r"\s*([12])[\s.,]*#?[A-Z0-9]{4}[\s.!]*", re.ASCII)
"""A digit and what was to be a code."""


def typed(uow: UnitOfWork, text: str) -> str:
    """Return whether `text`, a code in it aside, only takes a case ("take") or agrees ("agree"); empty otherwise."""
    digit = _MISTYPED.fullmatch(text)
    return (
        accepting(digit[1])
        if digit
        else accepting(" ".join(word for word in text.split() if not addressed.names_one(uow, word)))
    )


def waiting(uow: UnitOfWork, out: Sequence[Row]) -> list[tuple[str, str]]:
    """Return code and colour of the cases that the pages `out` call for."""
    of = (cases.get(uow, case_id) for case_id in dict.fromkeys(page.case_id for page in out))
    return [(case.code, colour(case.level)) for case in of]
