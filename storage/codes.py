"""One-time codes of the desk, as RFC 6238 says: HMAC-SHA-1, steps of 30 seconds, six digits.

`members.code_counter` is the step of the last code that was used. A code of that step or an earlier one is never taken
again; 0 means that the codes are not set up.
"""

import base64
import hashlib
import hmac
import secrets
from datetime import datetime

from sqlalchemy import update

from storage import vault
from storage.database import UnitOfWork
from storage.rows import Row
from storage.tables import Member
from storage.vault import place

_T = Member.__table__  # type: ignore[attr-defined]
STEP, DIGITS, SECRET_BYTES = 30, 6, 20
_NEAR = (0, -1, 1)
"""Steps whose codes are taken: a phone's clock may be half a minute off (RFC 6238, section 5.2)."""


def code_at(secret: bytes, counter: int, digits: int = DIGITS) -> str:
    """Return the code of one step (RFC 4226, section 5.3)."""
    mac = hmac.digest(secret, counter.to_bytes(8, "big"), hashlib.sha1)
    start = mac[-1] & 0xF
    number = int.from_bytes(mac[start : start + 4], "big") & 0x7FFFFFFF
    return f"{number % 10**digits:0{digits}d}"


def set_secret(uow: UnitOfWork, member_id: str) -> None:
    """Give a member a new secret; until she confirms one code of it, her codes are not set up."""
    key = vault.envelope(secrets.token_bytes(SECRET_BYTES), uow.keys.wrap, _place(member_id))
    uow.run(update(_T).where(_T.c.id == member_id).values(code_secret=key, code_counter=0))


def forget(uow: UnitOfWork, member_id: str) -> None:
    """Let a member set up her codes anew at her next login: her phone is lost."""
    uow.run(update(_T).where(_T.c.id == member_id).values(code_secret=None, code_counter=0))


def secret_of(uow: UnitOfWork, member: Row) -> bytes | None:
    """Return the secret of a member, or None when she has none yet."""
    if member.code_secret is None:
        return None
    return vault.open_envelope(member.code_secret, uow.keys.wrap, _place(member.id))


def shown(secret: bytes) -> str:
    """Return a secret as authenticator apps take it: base32 without padding."""
    return base64.b32encode(secret).decode().rstrip("=")


def use(uow: UnitOfWork, member: Row, typed: str, now: datetime) -> bool:
    """Return whether `typed` is a code of this member that was never used, and note its step as used.

    A secret that was replaced since `member` was read makes no codes any more.
    """
    secret = secret_of(uow, member)
    code = "".join(typed.split())
    if secret is None or len(code) != DIGITS or not (code.isascii() and code.isdecimal()):
        return False
    here = int(now.timestamp()) // STEP
    right = [here + off for off in _NEAR if hmac.compare_digest(code_at(secret, here + off), code)]
    if not right:
        return False
    counter = max(right)
    newer = (_T.c.id == member.id, _T.c.code_counter < counter, _T.c.code_secret == member.code_secret)
    return bool(uow.run(update(_T).where(*newer).values(code_counter=counter)).rowcount)


def _place(member_id: str) -> bytes:
    return place("members", "code_secret", member_id)
