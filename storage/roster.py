"""The roster as it is in force: a copy of the organisation file's shifts, replaced whole and audited."""

from collections.abc import Iterable
from datetime import datetime, time

from sqlalchemy import delete, select

from flows.roster import Shift
from storage import audit
from storage.database import UnitOfWork
from storage.tables import ShiftRow

_T = ShiftRow.__table__  # type: ignore[attr-defined]


def shifts(uow: UnitOfWork) -> tuple[Shift, ...]:
    """Return the shifts in force, in the order of the file."""
    return tuple(
        Shift(
            team=row.team,
            role=row.role,
            member=row.member,
            days=frozenset(row.days),
            starts=time.fromisoformat(row.starts),
            ends=time.fromisoformat(row.ends),
        )
        for row in uow.read(select(_T).order_by(_T.c.seq)).all()
    )


def replace_all(uow: UnitOfWork, wanted: Iterable[Shift], now: datetime) -> bool:
    """Put `wanted` in force; return whether that changed anything."""
    wanted = tuple(wanted)
    if shifts(uow) == wanted:
        return False
    uow.run(delete(_T))
    for shift in wanted:
        uow.run(
            _T.insert(),
            {
                "team": shift.team,
                "role": shift.role,
                "member": shift.member,
                "days": sorted(shift.days),
                "starts": shift.starts.isoformat(),
                "ends": shift.ends.isoformat(),
            },
        )
    audit.note(uow, "roster_replaced", actor="organisation", subject="roster", now=now, shifts=len(wanted))
    return True
