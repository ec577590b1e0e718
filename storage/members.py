"""Members, the password that opens their key, and the chats on which they can be reached."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import Row, bindparam, func, or_, select, update
from sqlalchemy.exc import IntegrityError

from flows.errors import Refused, SealBroken
from storage import vault
from storage.database import UnitOfWork
from storage.ids import link_code, new_id
from storage.prepared import Prepared
from storage.tables import Contact, LinkCode, Member
from storage.vault import KeyPair, place

_T = Member.__table__  # type: ignore[attr-defined]
_C = Contact.__table__  # type: ignore[attr-defined]
_L = LinkCode.__table__  # type: ignore[attr-defined]
_AT_ADDRESS = Prepared(
    select(_T).join(_C, _C.c.member_id == _T.c.id).where(_C.c.address_index == bindparam("index"), _T.c.active)
)
TELEPHONE = "voice"
"""The channel of contacts that are telephones: they can be called, and are no chat."""
ROLES = ("konselor", "koordinator")
CODE_LIVES = timedelta(hours=24)
_NAME = "pelita-"
_BY_NAME = Prepared(select(_T).where(func.lower(_T.c.name) == bindparam("name"), _T.c.active))
_BY_ID = Prepared(select(_T).where(_T.c.id == bindparam("key")))
_CONTACTS = Prepared(
    select(_C)
    .join(_T, _T.c.id == _C.c.member_id)
    .where(_C.c.member_id == bindparam("member"), _C.c.blocked_at.is_(None), _C.c.channel != TELEPHONE, _T.c.active)
    .order_by(_C.c.verified_at.desc(), _C.c.id)
)


@dataclass(frozen=True, slots=True)
class NewMember:
    """A member in the making: made outside the transaction, since the password is stretched slowly."""

    id: str
    name: str
    role: str
    salt: bytes
    pair: KeyPair
    private_half: bytes


def prepare(name: str, role: str, password: str) -> NewMember:
    """Return a member with a key pair whose private half opens with `password`. Takes about 130 ms."""
    key, salt, pair = new_id(), vault.random_key()[:16], vault.key_pair()
    half = vault.envelope(pair.private, vault.stretch(password, salt), place("members", "private_half", key))
    return NewMember(key, name, role, salt, pair, half)


def add(uow: UnitOfWork, member: NewMember, now: datetime) -> None:
    """Store a new member. Raises Refused when the name is taken."""
    row = {
        "id": member.id,
        "name": member.name,
        "role": member.role,
        "active": True,
        "salt": member.salt,
        "public_key": member.pair.public,
        "private_half": member.private_half,
        "joined_at": now,
        "code_counter": 0,
        "skills": [],
    }
    try:
        with uow.savepoint():
            uow.run(_T.insert(), row)
    except IntegrityError:
        raise Refused(f"Nama {member.name} sudah dipakai. Pilih nama lain.") from None


def unlock(row: Row[Any], password: str) -> KeyPair:
    """Return the key pair of a member. Raises Refused for a wrong password. Takes about 130 ms."""
    try:
        key = vault.stretch(password, row.salt)
        private = vault.open_envelope(row.private_half, key, place("members", "private_half", row.id))
    except SealBroken:
        raise Refused("Kata sandi tidak cocok.") from None
    return KeyPair(row.public_key, private)


def by_name(uow: UnitOfWork, name: str) -> Row[Any] | None:
    """Return an active member by name, in whatever letter case where that means one member only."""
    rows = uow.all(_BY_NAME, {"name": name.strip().lower()})
    exact = [row for row in rows if row.name == name]
    return next(iter(exact or (rows if len(rows) == 1 else ())), None)


def by_id(uow: UnitOfWork, member_id: str) -> Row[Any] | None:
    """Return a member by id."""
    return cast(Row[Any] | None, uow.first(_BY_ID, {"key": member_id}))


def everyone(uow: UnitOfWork) -> Sequence[Row[Any]]:
    """Return all members by name."""
    return uow.read(select(_T).order_by(_T.c.name)).all()


def set_skills(uow: UnitOfWork, member_id: str, skills: Sequence[str]) -> None:
    """Note what a member is good at, as codes, in place of what was noted before."""
    uow.run(update(_T).where(_T.c.id == member_id).values(skills=list(skills)))


def put_at_hand(uow: UnitOfWork, member_id: str, case_id: str) -> None:
    """Note which case a member accepted, wrote to or named last: what she types without a code is for no other."""
    other = or_(_T.c.at_hand.is_(None), _T.c.at_hand != case_id)
    uow.run(update(_T).where(_T.c.id == member_id, other).values(at_hand=case_id))


def coordinators(uow: UnitOfWork) -> list[str]:
    """Return the ids of the active coordinators."""
    return list(uow.read(select(_T.c.id).where(_T.c.role == "koordinator", _T.c.active)).scalars())


def issue_code(uow: UnitOfWork, member_id: str, now: datetime) -> str:
    """Return a new one-time code, valid for a day, with which the member links a chat."""
    code = link_code()
    uow.run(
        _L.insert(),
        {"id": new_id(), "member_id": member_id, "hash": uow.keys.word_hash(code), "expires_at": now + CODE_LIVES},
    )
    return f"{_NAME}{code}"


def looks_like_code(text: str) -> str:
    """Return the digits of what may be a link code, in any letter case and spacing, or an empty string."""
    said = "".join(text.split()).lower()
    code = said.removeprefix(_NAME).replace("-", "")
    return code if said.startswith(_NAME) and len(code) == 8 and code.isdecimal() else ""


def link(uow: UnitOfWork, code: str, channel: str, address: str, now: datetime) -> Row[Any] | None:
    """Link the chat at `address` to the member whose code this is; None when the code is wrong, used or too old."""
    found = uow.read(
        select(_L).where(
            _L.c.hash == uow.keys.word_hash(code),
            _L.c.used_at.is_(None),
            _L.c.expires_at > now,
            _L.c.contact_id.is_(None),
        )
    ).first()
    if found is None:
        return None
    uow.run(update(_L).where(_L.c.id == found.id).values(used_at=now))
    index = uow.keys.address_index(channel, address)
    again = update(_C).where(_C.c.address_index == index, _C.c.member_id == found.member_id)
    if uow.run(again.values(verified_at=now, heard_at=now, blocked_at=None)).rowcount:
        return by_id(uow, found.member_id)  # the same chat of the same person: what waits for it waits on
    uow.run(_C.delete().where(_C.c.address_index == index))
    key = new_id()
    uow.run(
        _C.insert(),
        {
            "id": key,
            "member_id": found.member_id,
            "channel": channel,
            "address_index": index,
            "address": vault.envelope(address.encode(), uow.keys.wrap, place("contacts", "address", key)),
            "verified_at": now,
            "heard_at": now,
        },
    )
    return by_id(uow, found.member_id)


def at_address(uow: UnitOfWork, channel: str, address: str) -> Row[Any] | None:
    """Return the active member who linked this chat, or None: then it is a reporter."""
    index = uow.keys.address_index(channel, address)
    row: Row[Any] | None = uow.first(_AT_ADDRESS, {"index": index})
    return row


def contacts(uow: UnitOfWork, member_id: str) -> Sequence[Row[Any]]:
    """Return the chats on which a member can be reached, the one linked last first: the old phone may be lost."""
    return uow.all(_CONTACTS, {"member": member_id})


def contact(uow: UnitOfWork, contact_id: str | None) -> Row[Any] | None:
    """Return a contact by its id."""
    return uow.read(select(_C).where(_C.c.id == contact_id)).first()


def contact_at(uow: UnitOfWork, channel: str, address: str) -> Row[Any] | None:
    """Return the contact of this chat, or None when nobody on duty has linked it."""
    return uow.read(select(_C).where(_C.c.address_index == uow.keys.address_index(channel, address))).first()


def heard(uow: UnitOfWork, channel: str, address: str, now: datetime) -> str:
    """Note that a member wrote from this chat, so that it takes our messages again; return the contact's id."""
    mine = _C.c.address_index == uow.keys.address_index(channel, address)
    uow.run(update(_C).where(mine).values(blocked_at=None, heard_at=now))
    return str(uow.read(select(_C.c.id).where(mine)).scalar() or "")


def contact_address(uow: UnitOfWork, contact_id: str) -> str | None:
    """Return the address of a contact, or None when it is not there any more."""
    row = uow.read(select(_C).where(_C.c.id == contact_id)).first()
    if row is None:
        return None
    return vault.open_envelope(row.address, uow.keys.wrap, place("contacts", "address", row.id)).decode()


def block_contact(uow: UnitOfWork, contact_id: str, now: datetime) -> None:
    """Note that this chat does not take our messages any more."""
    uow.run(update(_C).where(_C.c.id == contact_id).values(blocked_at=now))
