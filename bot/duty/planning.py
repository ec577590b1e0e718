"""What a change of the roster must fit before it counts: known roles, duties to give, no contradiction."""

from datetime import datetime

from bot.duty import roster_told, rota
from bot.duty.moments import told
from bot.house import House
from flows.errors import Refused
from flows.roster import EVERYBODY, Change, Gap, Leave, Override, Swap, Temporary, clashes, duties, gaps
from storage import roster_changes
from storage.database import UnitOfWork


def must_fit(house: House, uow: UnitOfWork, change: Change, now: datetime) -> None:
    """Raise Refused when a change is over, names a role unknown, moves duties nobody has, or contradicts another."""
    if _ends(change) <= now:
        raise Refused("Waktu itu sudah lewat. Yang sudah terjadi tidak diubah.")
    _must_name_roles(house, change)
    if isinstance(change, Override) and change.instead_of not in ("", EVERYBODY):
        _must_have_duty(house, uow, change, change.instead_of, change.starts_at, change.ends_at)
    if isinstance(change, Swap):
        _must_have_duty(house, uow, change, change.one, change.one_starts_at, change.one_ends_at)
        _must_have_duty(house, uow, change, change.other, change.other_starts_at, change.other_ends_at)
    _must_not_clash(house, uow, change)


def agree(house: House, uow: UnitOfWork, change_id: str, member: str, now: datetime) -> bool:
    """Note that a member agrees to her swap; return whether that is new.

    Raises NotFound when it is none of hers, and Refused when something that was made since contradicts it.
    """
    _must_not_clash(house, uow, roster_changes.get(uow, change_id).change, but=change_id)
    return roster_changes.agree(uow, change_id, member, now)


def withdraw(uow: UnitOfWork, change_id: str, by: str, role: str, now: datetime) -> None:
    """Withdraw a change. Raises NotFound, and Refused for a member who is no coordinator and no part of a swap."""
    change = roster_changes.get(uow, change_id).change
    own = isinstance(change, Swap) and by in (change.one, change.other)
    if role != "koordinator" and not own:
        raise Refused("Hanya koordinator, atau yang menukar piketnya sendiri.")
    roster_changes.withdraw(uow, change_id, by, now)


def left_empty(house: House, uow: UnitOfWork, change: Change, now: datetime) -> list[tuple[tuple[str, str], Gap]]:
    """Return where nobody is on duty in what is to come of the span of a change that counts; nothing for a swap."""
    if isinstance(change, Swap):
        return []
    zone, start, end = house.organisation.zone, max(change.starts_at, now), change.ends_at
    roster = rota.in_force(house, uow, start, since=start)
    return [
        (place, gap)
        for place in rota.posts(house)
        for gap in gaps(roster, zone=zone, start=start, end=end, team=place[0], role=place[1])
    ]


def _ends(change: Change) -> datetime:
    return max(change.one_ends_at, change.other_ends_at) if isinstance(change, Swap) else change.ends_at


def _must_name_roles(house: House, change: Change) -> None:
    if isinstance(change, Leave):
        return
    known = rota.posts(house)
    for one in change.rules if isinstance(change, Temporary) else (change,):
        if (one.team, one.role) not in known:
            raise Refused(f"Tidak ada piket {one.role} di tim {one.team}. Lihat: pelita roster show")


def _must_have_duty(
    house: House, uow: UnitOfWork, change: Override | Swap, name: str, starts_at: datetime, ends_at: datetime
) -> None:
    zone = house.organisation.zone
    roster = rota.in_force(house, uow, starts_at, since=starts_at)
    plan = duties(roster, zone=zone, start=starts_at, end=ends_at, team=change.team, role=change.role)
    if name not in {one.member for one in plan}:
        raise Refused(f"{name} tidak piket antara {told(starts_at, zone)} dan {told(ends_at, zone)}.")


def _must_not_clash(house: House, uow: UnitOfWork, change: Change, but: str = "") -> None:
    """Raise Refused when a change that counts contradicts this one; a swap that nobody agreed to stops no other."""
    others = (one for one in roster_changes.made(uow) if one.id != but)
    counting = [one for one in others if not (isinstance(one.change, Swap) and one.change.counts_from is None)]
    for other in clashes((one.change for one in counting), change):
        found = next(one for one in counting if one.change is other)
        what = roster_told.change(other, house.organisation.zone)
        raise Refused(f"Bertabrakan dengan {found.id}: {what}. Batalkan dulu: pelita roster cancel {found.id}")
