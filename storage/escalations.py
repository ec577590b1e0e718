"""Escalations and pages: which case climbs when, and who was called for it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Row, bindparam, or_, select, update

from flows.rungs import Escalation
from storage import cases
from storage.database import UnitOfWork
from storage.ids import new_id
from storage.prepared import Prepared
from storage.tables import Case, EscalationRow, Page, PageTry

_T = EscalationRow.__table__  # type: ignore[attr-defined]
_C = Case.__table__  # type: ignore[attr-defined]
_P = Page.__table__  # type: ignore[attr-defined]
_TRY = PageTry.__table__  # type: ignore[attr-defined]
_DATA = Prepared(select(_T.c.data).where(_T.c.case_id == bindparam("case")))
_PAGE = Prepared(select(_P).where(_P.c.id == bindparam("key")))
_KNOWN = or_(_P.c.next_at.is_(None), select(_TRY.c.page_id).where(_TRY.c.page_id == _P.c.id).exists())
"""Pages that went out: one that is held back is known to nobody yet."""
_ANSWERED = ("accepted", "declined")
"""What a member answers to a page; anything else became of it without her."""


def get(uow: UnitOfWork, case_id: str) -> Escalation | None:
    """Return the escalation of a case, or None when nobody was called for it yet."""
    row = uow.first(_DATA, {"case": case_id})
    return Escalation.from_data(row.data) if row else None


def save(uow: UnitOfWork, case_id: str, escalation: Escalation) -> None:
    """Write an escalation back; its due time is a row, so that a restart loses nothing."""
    values = {"data": escalation.to_data(), "status": escalation.status, "due_at": escalation.due}
    changed = uow.run(update(_T).where(_T.c.case_id == case_id).values(**values))
    if not changed.rowcount:
        uow.run(_T.insert(), {"case_id": case_id, **values})
    uow.wake("duty")


def due(uow: UnitOfWork, now: datetime, limit: int = 200) -> list[str]:
    """Return the cases whose escalation is due by `now`, the most urgent first, of those the longest due."""
    query = select(_T.c.case_id).join(_C, _C.c.id == _T.c.case_id).where(_T.c.due_at <= now)
    return list(uow.read(query.order_by(cases.URGENT_FIRST, _T.c.due_at).limit(limit)).scalars())


def due_beyond(uow: UnitOfWork, level: str, after: datetime) -> list[str]:
    """Return the cases of `level` whose escalation is due only after `after`."""
    query = select(_T.c.case_id).join(_C, _C.c.id == _T.c.case_id).where(_T.c.due_at > after, _C.c.level == level)
    return list(uow.read(query).scalars())


def next_due(uow: UnitOfWork) -> datetime | None:
    """Return when the next escalation is due, or None."""
    query = select(_T.c.due_at).where(_T.c.due_at.is_not(None)).order_by(_T.c.due_at).limit(1)
    return uow.read(query).scalar()


def add_page(
    uow: UnitOfWork,
    case_id: str,
    member_id: str,
    *,
    rung: int,
    round_: int,
    generation: int,
    now: datetime,
    kind: str = "page",
) -> str:
    """Note that a member is called for a case (or asked, by `kind`); return the id of the page."""
    page = new_id()
    uow.run(
        _P.insert(),
        {
            "id": page,
            "case_id": case_id,
            "member_id": member_id,
            "rung": rung,
            "round": round_,
            "generation": generation,
            "status": "out",
            "at": now,
            "kind": kind,
            "error": "",
        },
    )
    return page


def page(uow: UnitOfWork, page_id: str) -> Row[Any] | None:
    """Return a page by its id."""
    return cast(Row[Any] | None, uow.first(_PAGE, {"key": page_id}))


def newest_page(uow: UnitOfWork, member_id: str, case_id: str = "", status: str = "out") -> Row[Any] | None:
    """Return the newest page of a member that is still out (or in `status`), any of `case_id` where one is named."""
    query = select(_P).where(_P.c.member_id == member_id, _P.c.status == status)
    if case_id:
        query = select(_P).where(_P.c.member_id == member_id, _P.c.case_id == case_id)
    return uow.read(query.order_by(_P.c.at.desc(), _P.c.id).limit(1)).first()


def pages_out(uow: UnitOfWork, member_id: str) -> Sequence[Row[Any]]:
    """Return the pages that a member knows of and that nobody has answered, the newest first."""
    query = select(_P).where(_P.c.member_id == member_id, _P.c.status == "out", _KNOWN)
    return uow.read(query.order_by(_P.c.at.desc(), _P.c.id)).all()


def is_called_besides(uow: UnitOfWork, page: Row[Any]) -> bool:
    """Return whether another page than `page` is out to its member."""
    others = (_P.c.member_id == page.member_id, _P.c.status == "out", _P.c.id != page.id, _KNOWN)
    return uow.read(select(_P.c.id).where(*others).limit(1)).first() is not None


def pages(uow: UnitOfWork, case_id: str) -> Sequence[Row[Any]]:
    """Return all pages of a case in their order."""
    return uow.read(select(_P).where(_P.c.case_id == case_id).order_by(_P.c.at, _P.c.id)).all()


def answer_page(uow: UnitOfWork, page_id: str, status: str, now: datetime) -> None:
    """Note what became of a page. One that its member has answered keeps her first answer and its time."""
    open_still = (_P.c.id == page_id, _P.c.status.not_in(_ANSWERED))
    uow.run(update(_P).where(*open_still).values(status=status, answered_at=now))


def page_arrived(uow: UnitOfWork, page_id: str, now: datetime) -> None:
    """Note that a page reached a chat of its member; what went wrong before is past."""
    uow.run(update(_P).where(_P.c.id == page_id, _P.c.sent_at.is_(None)).values(sent_at=now, error=""))


def page_failed(uow: UnitOfWork, page_id: str, error: str) -> None:
    """Note why a page did not reach its member yet."""
    uow.run(update(_P).where(_P.c.id == page_id, _P.c.sent_at.is_(None)).values(error=error))


def stop_pages(
    uow: UnitOfWork, case_id: str, now: datetime, kinds: Sequence[str] = ("page", "offer", "keep")
) -> list[str]:
    """End all pages of a case of these `kinds` that are still out; return the members who knew of one."""
    out = (_P.c.case_id == case_id, _P.c.status == "out", _P.c.kind.in_(kinds))
    members = list(dict.fromkeys(uow.read(select(_P.c.member_id).where(*out, _KNOWN)).scalars()))
    uow.run(update(_P).where(*out).values(status="stopped", answered_at=now))
    return members
