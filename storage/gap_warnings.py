"""Gaps of the roster of which the coordinators were warned, and how far ahead the last time."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert

from flows.ahead import Ahead, Warned
from storage.database import UnitOfWork
from storage.tables import GapWarning

_T = GapWarning.__table__  # type: ignore[attr-defined]
_KEY = ["team", "role", "starts_at"]


def known(uow: UnitOfWork) -> tuple[Warned, ...]:
    """Return all that was warned of and is not over."""
    rows = uow.read(select(_T).order_by(_T.c.starts_at)).all()
    return tuple(Warned((one.team, one.role), one.starts_at, one.ends_at, timedelta(seconds=one.step)) for one in rows)


def note(uow: UnitOfWork, warnings: Iterable[Ahead], now: datetime) -> None:
    """Note what the coordinators are warned of now."""
    for one in warnings:
        row = {
            "team": one.post[0],
            "role": one.post[1],
            "starts_at": one.starts_at,
            "ends_at": one.ends_at,
            "step": one.step // timedelta(seconds=1),
            "warned_at": now,
        }
        uow.run(insert(_T).on_conflict_do_update(index_elements=_KEY, set_=row), row)


def forget(uow: UnitOfWork, before: datetime) -> None:
    """Forget gaps that were over before `before`."""
    uow.run(delete(_T).where(_T.c.ends_at < before))
