"""For which case a member's message is meant: a code before it, or behind the name of a command, in any order.

A code that is none of hers must never go to somebody else's reporter as words, nor a command that stands behind a code.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from storage import cases
from storage.database import UnitOfWork
from storage.rows import Row

COMMANDS = frozenset({"tutup", "catatan", "nomor", "serah", "pegang", "kirim", "mundur", "bantuan"})
_ANSWER = re.compile(r"\s*([12])[\s.,]*#?([A-Za-z0-9]{4})[\s.!]*", re.ASCII)
_CODE = re.compile(r"#?([A-Za-z0-9]{4})[:,.]?", re.ASCII)
_JOINED = re.compile(r"#?([A-Za-z0-9]{4}[:,]?)(#[A-Za-z].*)", re.ASCII | re.DOTALL)
"""A code and a command with no blank between them."""
_NOTE = re.compile(r"(catatan)\s*:(.*)", re.IGNORECASE | re.DOTALL)
"""A note as it is written on paper: "catatan: ..."."""


@dataclass(frozen=True, slots=True)
class Addressed:
    """A message taken apart: the command's name, the code that was typed, its case where there is one, the rest."""

    command: str
    code: str
    case: Row | None
    rest: str


def read(uow: UnitOfWork, text: str) -> Addressed:
    """Take a message apart; code and command may stand in either order, and the code with or without its mark."""
    command, code, case, rest = "", "", None, text.strip()
    for _ in range(2):
        noted = _NOTE.fullmatch(rest) if not command else None
        if noted is not None:
            command, rest = noted[1].lower(), noted[2].strip()
            continue
        first, after = _first(uow, rest)
        named = _named(uow, first)
        if not command and first.startswith("#") and named is None:
            command, rest = first[1:].lower() or "bantuan", after.strip()
        elif not code and named is not None:
            (code, case), rest = named, after.strip()
    return Addressed(command, code, case, rest)


def answer(uow: UnitOfWork, text: str) -> tuple[int, str]:
    """Return digit and code of an answer to a page ("1 K7Q4", "2k7q4"); (0, "") for anything else."""
    found = _ANSWER.fullmatch(text)
    if found is None or cases.by_code(uow, found[2]) is None:
        return 0, ""
    return int(found[1]), found[2].upper()


def meant(addressed: Addressed, held: Sequence[Row], at_hand: str | None) -> Row | None:
    """Return the case of `held` that a message is for, or None when that is not clear.

    It is the one named, or the only one where she was at it last: `at_hand`. Where she was at another, which is not
    hers any more, she may not have noticed yet.
    """
    if addressed.code:
        return next((row for row in held if addressed.case is not None and row.id == addressed.case.id), None)
    return held[0] if len(held) == 1 and held[0].id == at_hand else None


def _first(uow: UnitOfWork, text: str) -> tuple[str, str]:
    """Return the first word of `text`, a code that a command is joined to for itself, and what stands behind it."""
    joined = _JOINED.fullmatch(text)
    if joined is not None and _named(uow, joined[1]) is not None:
        return joined[1], joined[2]
    first, *after = text.split(maxsplit=1)[:2] or [""]
    return first, "".join(after)


def names_one(uow: UnitOfWork, word: str) -> bool:
    """Return whether a word is the code of a case there is, or can be nothing but a code."""
    return _named(uow, word) is not None


def _named(uow: UnitOfWork, word: str) -> tuple[str, Row | None] | None:
    """Return code and case that a word names: a case there is, or what can be nothing but a code ("K7Q4")."""
    found = _CODE.fullmatch(word)
    if found is None:
        return None
    code = found[1].upper()
    case = cases.by_code(uow, code)
    looks_like_one = found[1].isupper() and not found[1].isalpha()
    return (f"#{code}", case) if case is not None or looks_like_one else None
