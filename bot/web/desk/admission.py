"""Lets members in: name, password and one-time code together, one answer for all that is wrong, and waits that grow.

Every try costs one Argon2id, also for a name that nobody has. A try is counted before it is made, per account and per
client address. A browser from which this member has come in before is counted by itself, so that whoever keeps trying
elsewhere slows himself down and not her. Nothing is ever locked.
"""

import asyncio
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network

from flows.errors import Refused
from storage import attempts, audit, codes, desk_sessions, members, vault
from storage.attempts import Pace
from storage.database import UnitOfWork
from storage.rows import Row
from storage.vault import KeyPair, ServerKeys

ACCOUNT = Pace(free=5, first=timedelta(seconds=10), longest=timedelta(minutes=5))
CLIENT = Pace(free=20, first=timedelta(seconds=10), longest=timedelta(minutes=15))
"""A whole office may share one address: more tries are free there, and the waits grow further."""
QUEUE = 8
"""How many may wait for their turn to be checked; more are asked to come again."""
BUSY = timedelta(seconds=10)
_ACCOUNT, _CLIENT = "desk account", "desk client"
_NO_SALT = bytes(16)


@dataclass(frozen=True, slots=True)
class Claim:
    """What somebody says who wants to come in. `browser` and `known` are what her browser kept from earlier times."""

    name: str
    password: str
    code: str
    client: str
    browser: str
    known: str


@dataclass(frozen=True, slots=True)
class Try:
    """A try that may be made: whose name it is, and how it was counted."""

    member: Row | None
    account: bytes
    client: int | None


@dataclass(frozen=True, slots=True)
class Admitted:
    """Somebody who came in: the token of her login, and what her browser keeps. `half`: her codes are not set up."""

    token: str
    known: str
    half: bool


class Gate:
    """Checks one password at a time, off the event loop: each check takes 64 MiB."""

    def __init__(self) -> None:
        """Begin with nobody waiting."""
        self._one = asyncio.Lock()
        self._waiting = 0

    @property
    def is_crowded(self) -> bool:
        """Whether too many are waiting."""
        return self._waiting >= QUEUE

    async def unlock(self, member: Row | None, password: str) -> KeyPair | None:
        """Return the opened key of `member`, or None; takes as long when there is no member."""
        self._waiting += 1
        try:
            async with self._one:
                return await asyncio.to_thread(_unlock, member, password)
        finally:
            self._waiting -= 1


def begin(uow: UnitOfWork, claim: Claim, now: datetime) -> Try | timedelta:
    """Count a try; return it, or how long to wait before the next."""
    member = members.by_name(uow, claim.name)
    known = member is not None and hmac.compare_digest(_known(uow.keys, member, claim.browser), claim.known)
    account = uow.keys.word_hash(f"desk account\x00{claim.name}\x00{claim.browser if known else ''}")
    client = uow.keys.word_hash(f"desk client\x00{_place(claim.client)}")
    wait = attempts.pause(uow, _ACCOUNT, account, ACCOUNT, now)
    if not known:
        wait = max(wait, attempts.pause(uow, _CLIENT, client, CLIENT, now))
    if wait:
        return wait
    attempts.note(uow, _ACCOUNT, account, now)
    return Try(member, account, None if known else attempts.note(uow, _CLIENT, client, now))


def finish(uow: UnitOfWork, claim: Claim, made: Try, own: KeyPair | None, now: datetime) -> Admitted | None:
    """Let in who gave the right password and code, with a new login; None for whatever was wrong."""
    member = members.by_name(uow, claim.name) if made.member is not None else None
    half = member is not None and member.code_counter == 0
    if own is None or member is None or not (half or codes.use(uow, member, claim.code, now)):
        _note_refusal(uow, claim, made, now)
        return None
    if half:  # whoever had the password before her must not know the secret that she is going to confirm
        desk_sessions.end_all(uow, member.id)
        codes.set_secret(uow, member.id)
    attempts.forgive(uow, _ACCOUNT, made.account)
    if made.client is not None:
        attempts.take_back(uow, made.client)
    audit.note(uow, "desk_login", actor=member.id, subject=member.id, now=now, half=half)
    token = desk_sessions.open_session(uow, member, own, now)
    return Admitted(token, _known(uow.keys, member, claim.browser), half)


def confirm(uow: UnitOfWork, member: Row, own: KeyPair, code: str, now: datetime) -> str | None:
    """Set up the codes of a member who typed one; return the token of her new and only login, or None.

    `member` is who saw the secret; when it is another one by now, or was confirmed already, nothing is set up.
    """
    fresh = members.by_id(uow, member.id)
    if fresh is None or not fresh.active or fresh.code_counter or fresh.code_secret != member.code_secret:
        return None
    if not codes.use(uow, fresh, code, now):
        return None
    desk_sessions.end_all(uow, member.id)
    audit.note(uow, "codes_set_up", actor=member.id, subject=member.id, now=now)
    return desk_sessions.open_session(uow, member, own, now)


def _note_refusal(uow: UnitOfWork, claim: Claim, made: Try, now: datetime) -> None:
    """Note that somebody was not let in: who it would have been, or else a keyed hash of the name, and no address."""
    hashed = uow.keys.word_hash(f"desk name\x00{claim.name}").hex()[:16]
    subject = f"name:{hashed}" if made.member is None else made.member.id
    audit.note(uow, "desk_login_failed", actor="desk", subject=subject, now=now)


def _place(client: str) -> str:
    """Return what counts as one place: an IPv4 address, or the network of 64 bits that one IPv6 household has."""
    try:
        address = ip_address(client)
    except ValueError:
        return client
    return str(ip_network((address, 64), strict=False)) if address.version == 6 else str(address)


def _unlock(member: Row | None, password: str) -> KeyPair | None:
    if member is None:
        vault.stretch(password, _NO_SALT)
        return None
    try:
        return members.unlock(member, password)
    except Refused:
        return None


def _known(keys: ServerKeys, member: Row, browser: str) -> str:
    """Return what a browser keeps from which this member came in."""
    return keys.word_hash(f"desk known\x00{member.id}\x00{browser}").hex()
