"""Enrols people: a member gets a key that her password opens, and whoever may read already lets her in."""

from collections.abc import Callable
from datetime import datetime

from flows.errors import NotFound, Refused
from storage import audit, members, teams, vault
from storage.database import UnitOfWork
from storage.members import NewMember
from storage.vault import KeyPair

Opener = Callable[[UnitOfWork, str], KeyPair]


def enrol(uow: UnitOfWork, member: NewMember, team: str, now: datetime, let_in: Opener | None) -> str:
    """Add a member to a team and return her link code. `let_in` opens a team that has members already.

    Raises Refused when the first member of all is no coordinator, or nobody opens the team.
    """
    if team != teams.COORDINATION and not teams.exists(uow, teams.COORDINATION):
        raise Refused("Tambahkan dulu seorang koordinator: pelita member add NAMA --role koordinator")
    members.add(uow, member, now)
    if not teams.exists(uow, team):
        pair = teams.create(uow, team, now)
    elif let_in is None:
        raise Refused(
            f"Tim {team} sudah punya kunci. Sebutkan siapa yang membukanya: --by NAMA (anggota atau koordinator)"
        )
    else:
        pair = let_in(uow, team)
    teams.grant(uow, team, member.id, vault.seal(pair.private, member.pair.public), now)
    audit.note(uow, "member_added", actor="operator", subject=member.id, now=now, role=member.role, team=team)
    return members.issue_code(uow, member.id, now)


def opener(name: str, password: str, uow: UnitOfWork) -> Opener:
    """Return what opens teams with the key of member `name`. Raises Refused for a wrong name or password."""
    row = members.by_name(uow, name)
    if row is None:
        raise Refused(f"Tidak ada anggota bernama {name}.")
    own = members.unlock(row, password)

    def let_in(uow: UnitOfWork, team: str) -> KeyPair:
        try:
            return teams.open_subject(uow, team, row.id, own)
        except NotFound:
            raise Refused(f"{name} tidak dapat membuka tim {team}.") from None

    return let_in
