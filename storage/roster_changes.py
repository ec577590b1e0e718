"""What changes the roster for a span: overrides, swaps, leave and temporary schedules, each audited."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, or_, select, update

from flows.errors import NotFound
from flows.roster import Change, Leave, Override, Swap, Temporary
from storage import audit, routines
from storage.database import UnitOfWork
from storage.ids import new_id
from storage.roster_rules import data_of, rule_of
from storage.tables import RosterChange
from storage.times import UtcTime

_T = RosterChange.__table__  # type: ignore[attr-defined]
_KINDS = {Override: "override", Swap: "swap", Leave: "leave", Temporary: "temporary"}
_SHORT = 6
_COUNTING = select(_T).where(_T.c.withdrawn_at.is_(None)).order_by(_T.c.seq)
_SINCE = bindparam("since", type_=UtcTime)
_TO_COME = _COUNTING.where(or_(_T.c.ends_at > _SINCE, _T.c.other_ends_at > _SINCE))


@dataclass(frozen=True, slots=True)
class Made:
    """A change, the short id that people name it by, and who made it when."""

    id: str
    change: Change
    made_by: str
    made_at: datetime


def add(uow: UnitOfWork, change: Change, by: str, now: datetime) -> str:
    """Let `change` count from now on, after those made before it; return its id. `by` is the name of a member,
    and in a swap who proposed it."""
    change_id = new_id()[:_SHORT]
    kind = _KINDS[type(change)]
    about = {"id": change_id, "kind": kind, "made_by": by, "made_at": now}
    uow.run(_T.insert(), about | _columns(change))
    _note(uow, "roster_changed", change_id, by, now, kind=kind)
    return change_id


def agree(uow: UnitOfWork, change_id: str, member: str, now: datetime) -> bool:
    """Note that `member` agrees to a swap of hers; return whether that is new. Raises NotFound for any other change."""
    row = _open(uow, change_id)
    if row.kind != "swap" or member not in (row.member, row.other):
        raise NotFound("no swap of this member")
    column = "agreed_at" if member == row.member else "other_agreed_at"
    if getattr(row, column) is not None:
        return False
    uow.run(update(_T).where(_T.c.id == change_id).values({column: now}))
    _note(uow, "swap_agreed", change_id, member, now)
    return True


def withdraw(uow: UnitOfWork, change_id: str, by: str, now: datetime) -> None:
    """Let a change count no more, as if it had never been made. Raises NotFound."""
    _open(uow, change_id)
    uow.run(update(_T).where(_T.c.id == change_id).values(withdrawn_at=now))
    _note(uow, "roster_change_withdrawn", change_id, by, now)


def get(uow: UnitOfWork, change_id: str) -> Made:
    """Return a change that counts. Raises NotFound."""
    return _made(_open(uow, change_id))


def made(uow: UnitOfWork, since: datetime | None = None) -> tuple[Made, ...]:
    """Return the changes that count, in their order; with `since`, those that are not over by then."""
    found = uow.read(_COUNTING) if since is None else uow.read(_TO_COME, {"since": since})
    return tuple(_made(row) for row in found)


def _open(uow: UnitOfWork, change_id: str) -> Row[Any]:
    row = uow.read(select(_T).where(_T.c.id == change_id, _T.c.withdrawn_at.is_(None))).first()
    if row is None:
        raise NotFound("no such change")
    return row


def _note(uow: UnitOfWork, action: str, change_id: str, by: str, now: datetime, **detail: str) -> None:
    audit.note(uow, action, actor=by, subject=f"roster/{change_id}", now=now, **detail)
    routines.at_once(uow, *routines.OF_ROSTER)


def _columns(change: Change) -> dict[str, Any]:
    match change:
        case Swap():
            return {
                "team": change.team,
                "role": change.role,
                "member": change.one,
                "other": change.other,
                "starts_at": change.one_starts_at,
                "ends_at": change.one_ends_at,
                "other_starts_at": change.other_starts_at,
                "other_ends_at": change.other_ends_at,
                "agreed_at": change.one_agreed_at,
                "other_agreed_at": change.other_agreed_at,
                "why": "",
                "rules": [],
            }
        case Override():
            who = {"team": change.team, "role": change.role, "member": change.member, "other": change.instead_of}
        case Leave():
            who = {"team": "", "role": "", "member": change.member, "other": ""}
        case Temporary():
            who = {"team": change.team, "role": "", "member": "", "other": ""}
    rules = [data_of(rule) for rule in change.rules] if isinstance(change, Temporary) else []
    why = change.why if isinstance(change, Temporary) else ""
    return {**who, "starts_at": change.starts_at, "ends_at": change.ends_at, "rules": rules, "why": why}


def _made(row: Row[Any]) -> Made:
    return Made(row.id, _change(row), row.made_by, row.made_at)


def _change(row: Row[Any]) -> Change:
    span = {"starts_at": row.starts_at, "ends_at": row.ends_at}
    match row.kind:
        case "override":
            return Override(team=row.team, role=row.role, member=row.member, instead_of=row.other, **span)
        case "leave":
            return Leave(member=row.member, **span)
        case "temporary":
            return Temporary(team=row.team, rules=tuple(rule_of(data) for data in row.rules), why=row.why, **span)
    return Swap(
        team=row.team,
        role=row.role,
        one=row.member,
        one_starts_at=row.starts_at,
        one_ends_at=row.ends_at,
        other=row.other,
        other_starts_at=row.other_starts_at,
        other_ends_at=row.other_ends_at,
        proposed_by=row.made_by,
        one_agreed_at=row.agreed_at,
        other_agreed_at=row.other_agreed_at,
    )
