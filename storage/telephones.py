"""Telephones of people on duty: a number is called for a page only after its member has proven that it is hers.

A number is a contact that is blocked until then; the code that proves it counts in a chat of hers only, so that whoever
hears it on a mistyped number can do nothing with it.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, select, update

from flows.errors import Refused
from storage import vault
from storage.database import UnitOfWork
from storage.ids import link_code, new_id
from storage.members import CODE_LIVES, TELEPHONE
from storage.tables import Contact, LinkCode, Member
from storage.vault import place

_T = Member.__table__  # type: ignore[attr-defined]
_C = Contact.__table__  # type: ignore[attr-defined]
_L = LinkCode.__table__  # type: ignore[attr-defined]


def propose(uow: UnitOfWork, member_id: str, number: str, now: datetime) -> tuple[Row[Any], str]:
    """Note a number ("+62…") for a member; return the contact and the eight digits that prove it.

    The number she had before is called until then. Raises Refused when it is a colleague's.
    """
    index = uow.keys.address_index(TELEPHONE, number)
    known = uow.read(select(_C).where(_C.c.address_index == index)).first()
    if known is not None and known.member_id != member_id:
        raise Refused("Nomor itu sudah dipakai anggota lain.")
    key = known.id if known is not None else new_id()
    if known is None:
        row = {"id": key, "member_id": member_id, "channel": TELEPHONE, "address_index": index}
        sealed = vault.envelope(number.encode(), uow.keys.wrap, place("contacts", "address", key))
        uow.run(_C.insert(), {**row, "address": sealed, "verified_at": now, "blocked_at": now})
    code = link_code()
    asked = {"id": new_id(), "member_id": member_id, "hash": uow.keys.word_hash(code), "contact_id": key}
    uow.run(_L.insert(), {**asked, "expires_at": now + CODE_LIVES})
    return uow.read(select(_C).where(_C.c.id == key)).one(), code


def prove(uow: UnitOfWork, code: str, member_id: str, now: datetime) -> bool:
    """Use the number from now on whose code this is, in place of any other; False for a code that is none of hers."""
    mine = (_L.c.hash == uow.keys.word_hash(code), _L.c.member_id == member_id, _L.c.contact_id.is_not(None))
    found = uow.read(select(_L).where(*mine, _L.c.used_at.is_(None), _L.c.expires_at > now)).first()
    if found is None:
        return False
    uow.run(update(_L).where(_L.c.id == found.id).values(used_at=now))
    if not uow.run(update(_C).where(_C.c.id == found.contact_id).values(verified_at=now, blocked_at=None)).rowcount:
        return False  # it was taken away meanwhile
    forget(uow, member_id, but=found.contact_id)
    return True


def of_member(uow: UnitOfWork, member_id: str) -> Row[Any] | None:
    """Return the telephone of an active member that may be called, or None."""
    mine = (_C.c.member_id == member_id, _C.c.channel == TELEPHONE, _C.c.blocked_at.is_(None), _T.c.active)
    return uow.read(select(_C).join(_T, _T.c.id == _C.c.member_id).where(*mine)).first()


def forget(uow: UnitOfWork, member_id: str, but: str = "") -> int:
    """Forget the numbers of a member, all of them or all but one contact; return how many."""
    mine = (_C.c.member_id == member_id, _C.c.channel == TELEPHONE, _C.c.id != but)
    return int(uow.run(delete(_C).where(*mine)).rowcount)
