"""Drills: ladders that are climbed without a case, so that nothing that counts cases ever meets one."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, select, update

from flows.rungs import Escalation
from storage.asks import LANE
from storage.database import UnitOfWork
from storage.ids import case_code, new_id
from storage.outbox import WAITING
from storage.tables import Ask, Case, Drill, Outbox

_T = Drill.__table__  # type: ignore[attr-defined]
_A = Ask.__table__  # type: ignore[attr-defined]
_C = Case.__table__  # type: ignore[attr-defined]
_O = Outbox.__table__  # type: ignore[attr-defined]
_RUNS = _T.c.ended_at.is_(None)


def begin(uow: UnitOfWork, escalation: Escalation, by: str, now: datetime) -> str:
    """Begin a drill under a code that no case and no other drill has; return its id."""
    taken = {*uow.read(select(_C.c.code)).scalars(), *uow.read(select(_T.c.code)).scalars()}
    code = next(one for one in iter(case_code, "") if one not in taken)
    drill = new_id()
    row = {"id": drill, "code": code, "data": escalation.to_data(), "started_by": by, "started_at": now}
    uow.run(_T.insert(), {**row, "due_at": escalation.due, "outcome": ""})
    uow.wake("duty")
    return drill


def get(uow: UnitOfWork, drill_id: str) -> Row[Any] | None:
    """Return a drill by its id."""
    return uow.read(select(_T).where(_T.c.id == drill_id)).first()


def running(uow: UnitOfWork) -> Row[Any] | None:
    """Return the drill that has not ended, or None."""
    return uow.read(select(_T).where(_RUNS).limit(1)).first()


def newest(uow: UnitOfWork) -> Row[Any] | None:
    """Return the drill that was begun last, or None."""
    return uow.read(select(_T).order_by(_T.c.started_at.desc()).limit(1)).first()


def red_is_open(uow: UnitOfWork) -> bool:
    """Return whether a red case is not closed: no time for a drill."""
    return uow.read(select(_C.c.id).where(_C.c.level == "kritis", _C.c.status != "closed").limit(1)).first() is not None


def save(uow: UnitOfWork, drill_id: str, escalation: Escalation) -> None:
    """Write back where the ladder of a drill stands."""
    values = {"data": escalation.to_data(), "due_at": escalation.due}
    uow.run(update(_T).where(_T.c.id == drill_id, _RUNS).values(**values))
    uow.wake("duty")


def due(uow: UnitOfWork, now: datetime) -> list[str]:
    """Return the drills of which something is due by `now`."""
    return list(uow.read(select(_T.c.id).where(_T.c.due_at <= now)).scalars())


def next_due(uow: UnitOfWork) -> datetime | None:
    """Return when something of a drill is due, or None."""
    return uow.read(select(_T.c.due_at).where(_T.c.due_at.is_not(None)).order_by(_T.c.due_at).limit(1)).scalar()


def stop(uow: UnitOfWork, now: datetime) -> None:
    """Stop whatever drill runs, since a real case calls people: what is not sent goes no more. It is told of later."""
    found = running(uow)
    if found is not None:
        end(uow, found.id, "stopped", now)
        uow.run(update(_T).where(_T.c.id == found.id).values(due_at=now))


def end(uow: UnitOfWork, drill_id: str, outcome: str, now: datetime) -> bool:
    """End a drill: what is not sent of it goes no more, nobody is asked any more. False where it had ended."""
    if not uow.run(
        update(_T).where(_T.c.id == drill_id, _RUNS).values(ended_at=now, outcome=outcome, due_at=None)
    ).rowcount:
        return False
    out = select(_A.c.id).where(_A.c.drill_id == drill_id, _A.c.status == "out")
    waiting = (_O.c.lane == LANE, _O.c.page_id.in_(out), _O.c.status.in_((*WAITING, "held")))
    uow.run(update(_O).where(*waiting).values(status="cancelled", body=None, lease_until=None))
    uow.run(update(_A).where(_A.c.drill_id == drill_id, _A.c.status == "out").values(status="stopped", due_at=None))
    uow.wake("duty")
    return True


def told(uow: UnitOfWork, drill_id: str) -> None:
    """Note that the coordinators were told how a drill ended."""
    uow.run(update(_T).where(_T.c.id == drill_id).values(due_at=None))
