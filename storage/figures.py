"""Rows for numbers and summaries: pages, cases and alarms of a span, as codes and times, none of a drill."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select

from flows.numbers import Called, Handled
from storage.database import UnitOfWork
from storage.tables import AuditRow, Case, Member, Page

_P = Page.__table__  # type: ignore[attr-defined]
_C = Case.__table__  # type: ignore[attr-defined]
_M = Member.__table__  # type: ignore[attr-defined]
_A = AuditRow.__table__  # type: ignore[attr-defined]
_IN_VAIN = frozenset({"unanswered", "declined", "nobody"})
NOT_URGENT = "not_urgent"
"""The outcome of a case that was no emergency, as its holder said when she closed it."""


def pages(uow: UnitOfWork, start: datetime, end: datetime) -> list[Called]:
    """Return the pages of cases that went out in [start, end); offers and questions to a holder are none."""
    of = (_P.c.kind == "page", _P.c.at >= start, _P.c.at < end)
    query = select(_P, _M.c.name).join(_M, _M.c.id == _P.c.member_id).where(*of).order_by(_P.c.at, _P.c.id)
    return [
        Called(one.case_id, one.name, one.at, one.rung, one.round, one.generation, one.status, one.answered_at)
        for one in uow.read(query).all()
    ]


def cases(uow: UnitOfWork, start: datetime, end: datetime) -> list[Handled]:
    """Return the cases for which people were first called in [start, end)."""
    query = select(_C).where(_C.c.forwarded_at >= start, _C.c.forwarded_at < end).order_by(_C.c.forwarded_at)
    in_vain = _exhausted(uow, start)
    return [
        Handled(
            one.code,
            one.level,
            one.forwarded_at,
            one.accepted_at,
            one.replied_at,
            one.code in in_vain,
            one.outcome == NOT_URGENT,
        )
        for one in uow.read(query).all()
    ]


def open_cases(uow: UnitOfWork) -> Sequence[Row[Any]]:
    """Return the cases that are not closed, with the `holder` of each by name, the oldest first."""
    query = select(_C, _M.c.name.label("holder")).outerjoin(_M, _M.c.id == _C.c.holder_id)
    return uow.read(query.where(_C.c.status != "closed").order_by(_C.c.opened_at, _C.c.id)).all()


def _exhausted(uow: UnitOfWork, since: datetime) -> set[str]:
    """Return the codes of the cases for which everybody was called in vain."""
    query = select(_A.c.subject, _A.c.detail).where(_A.c.action == "alarm", _A.c.at >= since)
    return {one.subject for one in uow.read(query).all() if one.detail.get("reason") in _IN_VAIN}
