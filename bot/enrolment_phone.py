"""The telephone of a member: written down by the operator, proven by herself, forgotten when she wishes."""

import re
from datetime import datetime

from bot.talk import notices
from flows.errors import Refused
from storage import audit, members, outbox, telephones
from storage.database import UnitOfWork
from storage.rows import Row

_NUMBER = re.compile(r"\+[1-9][0-9]{7,14}")
_SIGNS = re.compile(r"[\s().-]")
KIND = "telephone_code"
"""The kind of message that speaks the digits which prove a number."""


def dialled_as(number: str) -> str:
    """Return a number as it is dialled ("+62812…"), also where it was written as at home ("0812…"). Raises Refused."""
    plain = _SIGNS.sub("", number)
    plain = f"+62{plain[1:]}" if plain.startswith("0") and not plain.startswith("00") else plain
    if _NUMBER.fullmatch(plain) is None:
        raise Refused('Nomor tidak terbaca. Tulis seperti "+6281234567890".')
    return plain


def propose_telephone(uow: UnitOfWork, member: Row, number: str, now: datetime) -> None:
    """Have a number called that speaks the digits which prove it. Raises Refused without a chat to type them in."""
    if not members.contacts(uow, member.id):
        raise Refused(f"{member.name} belum punya chat untuk mengetik angkanya: pelita member link {member.name}")
    contact, code = telephones.propose(uow, member.id, number, now)
    spoken = f"{', '.join(code[:4])}. {', '.join(code[4:])}"
    outbox.queue(uow, notices.columns_of(contact, KIND, now), {"facts": {"code": spoken}}, uow.keys.wrap)
    audit.note(uow, "telephone_proposed", actor="operator", subject=member.id, now=now)


def forget_telephone(uow: UnitOfWork, member: Row, now: datetime) -> bool:
    """Forget the number of a member; return whether she had one."""
    gone = telephones.forget(uow, member.id)
    if gone:
        audit.note(uow, "telephone_forgotten", actor="operator", subject=member.id, now=now)
    return bool(gone)
