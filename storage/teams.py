"""Teams and what they may open: a private half is only ever stored sealed to somebody.

A *grant* is the private half of a subject (a team, a conversation) sealed to a holder (a member, a team). From her
password a member opens her own key, with it those of her teams, with these the conversations of their cases.
"""

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert

from flows.errors import NotFound
from storage import vault
from storage.database import UnitOfWork
from storage.tables import Grant, Member, Team
from storage.vault import KeyPair

_T = Team.__table__  # type: ignore[attr-defined]
_G = Grant.__table__  # type: ignore[attr-defined]
_M = Member.__table__  # type: ignore[attr-defined]
COORDINATION = "koordinasi"
"""The team of the coordinators: every team's and every case's private half is sealed to it too."""


def public_key(uow: UnitOfWork, team: str) -> bytes | None:
    """Return the public key of a team, or None when it has no members yet."""
    return uow.read(select(_T.c.public_key).where(_T.c.id == team)).scalar()


def exists(uow: UnitOfWork, team: str) -> bool:
    """Return whether a team has a key."""
    return public_key(uow, team) is not None


def create(uow: UnitOfWork, team: str, now: datetime) -> KeyPair:
    """Make a team's key pair and return it, this once; the coordinators can always open it."""
    pair = vault.key_pair()
    uow.run(_T.insert(), {"id": team, "public_key": pair.public})
    coordination = public_key(uow, COORDINATION)
    if team != COORDINATION and coordination is not None:
        grant(uow, team, COORDINATION, vault.seal(pair.private, coordination), now)
    return pair


def grant(uow: UnitOfWork, subject: str, holder: str, sealed: bytes, now: datetime) -> None:
    """Store what lets `holder` open `subject`; harmless when it is there already."""
    row = {"subject": subject, "holder": holder, "sealed": sealed, "granted_at": now}
    uow.run(insert(_G).on_conflict_do_nothing(), row)


def share(uow: UnitOfWork, conversation_id: str, private: bytes, teams: Iterable[str], now: datetime) -> None:
    """Seal the private half of a conversation to each of `teams` that has a key, and to the coordinators."""
    for team in dict.fromkeys((*teams, COORDINATION)):
        key = public_key(uow, team)
        if key is not None:
            grant(uow, conversation_id, team, vault.seal(private, key), now)


def share_but(
    uow: UnitOfWork, conversation_id: str, private: bytes, teams: Iterable[str], without: Collection[str], now: datetime
) -> bool:
    """Seal the private half of a conversation to each member of `teams` and each coordinator herself, and to no team.

    Whoever is in `without` gets none, and what had let her in goes. Returns False, and changes nothing, where no
    coordinator would be left: then nobody could ever open it, and only who may open it is decided, not who can.
    """
    members = {team: members_of(uow, team) for team in dict.fromkeys((*teams, COORDINATION))}
    if set(members[COORDINATION]) <= set(without):
        return False
    uow.run(delete(_G).where(_G.c.subject == conversation_id))
    for member in dict.fromkeys(one for found in members.values() for one in found if one not in without):
        key = uow.read(select(_M.c.public_key).where(_M.c.id == member)).scalar_one()
        grant(uow, conversation_id, member, vault.seal(private, key), now)
    return True


def close_to(uow: UnitOfWork, conversation_id: str, holder: str) -> None:
    """Take back what lets one member or team open a conversation itself."""
    uow.run(delete(_G).where(_G.c.subject == conversation_id, _G.c.holder == holder))


def teams_of(uow: UnitOfWork, member_id: str) -> list[str]:
    """Return the teams a member can open herself."""
    query = select(_T.c.id).join(_G, _G.c.subject == _T.c.id).where(_G.c.holder == member_id).order_by(_T.c.id)
    return list(uow.read(query).scalars())


def reach(uow: UnitOfWork, member_id: str) -> list[str]:
    """Return whose grants a member can use: herself, her teams, and the teams that these open. No seal is opened."""
    found, waiting = [member_id], [member_id]
    while waiting:
        query = select(_T.c.id).join(_G, _G.c.subject == _T.c.id).where(_G.c.holder.in_(waiting))
        waiting = [team for team in dict.fromkeys(uow.read(query).scalars()) if team not in found]
        found += waiting
    return found


def members_of(uow: UnitOfWork, team: str) -> list[str]:
    """Return the ids of a team's members."""
    query = select(_M.c.id).join(_G, _G.c.holder == _M.c.id).where(_G.c.subject == team, _M.c.active)
    return list(uow.read(query).scalars())


def open_subject(uow: UnitOfWork, subject: str, member_id: str, own: KeyPair) -> KeyPair:
    """Return the pair of `subject`, opened along the grants from a member's own pair.

    Raises NotFound when no way leads there: the member has no right to it.
    """
    opened = {member_id: own}
    waiting = [member_id]
    while waiting:
        holder = waiting.pop()
        rows = uow.read(
            select(_G.c.subject, _G.c.sealed).where(_G.c.holder == holder, _G.c.subject.in_(_wanted(uow, subject)))
        )
        for row in rows.all():
            if row.subject in opened:
                continue
            opened[row.subject] = vault.pair_of(vault.open_seal(row.sealed, opened[holder]))
            waiting.append(row.subject)
    if subject not in opened:
        raise NotFound("this member cannot open it")
    return opened[subject]


def _wanted(uow: UnitOfWork, subject: str) -> list[str]:
    return [*uow.read(select(_T.c.id)).scalars(), subject]
