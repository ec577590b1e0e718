"""Reading a case: only with a member's own password, and never unseen."""

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.house import House
from flows.errors import NotFound, Refused
from storage import audit, cases, members, overview, teams, transcript
from storage.database import UnitOfWork
from storage.rows import Row
from storage.transcript import Line
from storage.vault import KeyPair


@dataclass(frozen=True, slots=True)
class Reader:
    """A member who gave her password: her row and her opened key."""

    row: Row
    own: KeyPair


def reader(uow: UnitOfWork, name: str, password: str) -> Reader:
    """Return who reads. Raises Refused for a wrong name or password, with the same words for both."""
    row = members.by_name(uow, name)
    if row is None:
        raise Refused("Nama atau kata sandi tidak cocok.")
    try:
        return Reader(row, members.unlock(row, password))
    except Refused:
        raise Refused("Nama atau kata sandi tidak cocok.") from None


def readable(uow: UnitOfWork, who: Reader) -> Sequence[Row]:
    """Return the cases that `who` can open, the newest first."""
    return [case for case in cases.listed(uow) if overview.may_open(uow, who.row.id, case.conversation_id)]


def read_case(house: House, uow: UnitOfWork, who: Reader, code: str, now: datetime) -> tuple[Row, list[Line]]:
    """Return a case and its transcript, and note in the audit that it was read. Raises Refused."""
    case = cases.by_code(uow, code)
    try:
        if case is None or not overview.may_open(uow, who.row.id, case.conversation_id):
            raise NotFound("no such case for this member")
        pairs = {case.conversation_id: teams.open_subject(uow, case.conversation_id, who.row.id, who.own)}
    except NotFound:
        raise Refused(f"Kasus {code} tidak ada, atau bukan untuk {who.row.name}.") from None
    audit.note(uow, "transcript_read", actor=who.row.id, subject=case.code, now=now)
    lines = list[Line]()
    for key in cases.conversations_of(uow, case.id):
        with contextlib.suppress(NotFound):  # what came before may have been another team's
            pair = pairs.get(key) or teams.open_subject(uow, key, who.row.id, who.own)
            lines += transcript.read(uow, key, pair)
    return case, lines
