"""What is watched in cases that somebody has: each thing that is owed is a row with its deadline."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, delete, select
from sqlalchemy.dialects.sqlite import insert

from flows.watch import Watch, What
from storage import cases
from storage.database import UnitOfWork
from storage.tables import Case, WatchRow

_T = WatchRow.__table__  # type: ignore[attr-defined]
_C = Case.__table__  # type: ignore[attr-defined]


def get(uow: UnitOfWork, case_id: str, what: What) -> Watch | None:
    """Return the watch for `what` in a case, or None where nothing of it is owed."""
    row = uow.read(select(_T).where(_T.c.case_id == case_id, _T.c.what == what)).first()
    return _watch(row) if row is not None else None


def put(uow: UnitOfWork, case_id: str, watch: Watch) -> None:
    """Write a watch; its due time is a row, so that a restart loses nothing."""
    row = {
        "case_id": case_id,
        "what": watch.what,
        "since": watch.since,
        "patience": watch.patience // timedelta(seconds=1),
        "stage": watch.stage,
        "due_at": watch.due,
    }
    uow.run(insert(_T).on_conflict_do_update(index_elements=["case_id", "what"], set_=row), row)
    uow.wake("duty")


def end(uow: UnitOfWork, case_id: str, *what: What) -> int:
    """End the watches for `what` in a case, all of them where none is named; return how many there were."""
    of = [_T.c.case_id == case_id, *([_T.c.what.in_(what)] if what else [])]
    return int(uow.run(delete(_T).where(*of)).rowcount)


def due(uow: UnitOfWork, now: datetime, limit: int = 200) -> Sequence[Row[Any]]:
    """Return case and kind of the watches that are due by `now`, the most urgent first, of those the longest due."""
    query = select(_T.c.case_id, _T.c.what).join(_C, _C.c.id == _T.c.case_id).where(_T.c.due_at <= now)
    return uow.read(query.order_by(cases.URGENT_FIRST, _T.c.due_at).limit(limit)).all()


def next_due(uow: UnitOfWork) -> datetime | None:
    """Return when the next watch is due, or None."""
    query = select(_T.c.due_at).where(_T.c.due_at.is_not(None)).order_by(_T.c.due_at).limit(1)
    return uow.read(query).scalar()


def _watch(row: Row[Any]) -> Watch:
    return Watch(row.what, row.since, timedelta(seconds=row.patience), row.stage, row.due_at)
