"""When what is done again and again is done next: one row each, so that two who look do it once."""

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.sqlite import insert

from storage.database import UnitOfWork
from storage.tables import Routine

_T = Routine.__table__  # type: ignore[attr-defined]
OF_ROSTER = ("ready", "gaps")
"""What a change of the roster may change."""
_AT_ONCE = datetime(2000, 1, 1, tzinfo=UTC)


def due_at(uow: UnitOfWork, name: str) -> datetime | None:
    """Return when `name` is done next, or None where it is not planned."""
    return uow.read(select(_T.c.due_at).where(_T.c.name == name)).scalar()


def plan(uow: UnitOfWork, name: str, at: datetime) -> None:
    """Let `name` be done at `at`, and not at the time planned before."""
    row = {"name": name, "due_at": at}
    uow.run(insert(_T).on_conflict_do_update(index_elements=["name"], set_=row), row)
    uow.wake("duty")


def at_once(uow: UnitOfWork, *names: str) -> None:
    """Let each of `names` be done as soon as anybody looks; what is not planned stays so."""
    uow.run(update(_T).where(_T.c.name.in_(names)).values(due_at=_AT_ONCE))
    uow.wake("duty")


def end(uow: UnitOfWork, name: str) -> None:
    """Let `name` not be done any more."""
    uow.run(delete(_T).where(_T.c.name == name))


def due(uow: UnitOfWork, now: datetime) -> Sequence[str]:
    """Return what is due by `now`, the longest due first."""
    return list(uow.read(select(_T.c.name).where(_T.c.due_at <= now).order_by(_T.c.due_at)).scalars())


def next_due(uow: UnitOfWork) -> datetime | None:
    """Return when the next of them is due, or None."""
    return uow.read(select(_T.c.due_at).order_by(_T.c.due_at).limit(1)).scalar()
