"""What the desk shows of many cases at once: rights and times are looked up, no seal is opened."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, exists, func, or_, select

from storage import audit, left_out, teams
from storage.database import UnitOfWork
from storage.tables import (
    AuditRow,
    Case,
    Contact,
    DeskSession,
    Entry,
    EscalationRow,
    Grant,
    Member,
    Outbox,
    Page,
    Reading,
)

_C = Case.__table__  # type: ignore[attr-defined]
_G = Grant.__table__  # type: ignore[attr-defined]
_P = Page.__table__  # type: ignore[attr-defined]
_E = Entry.__table__  # type: ignore[attr-defined]
_O = Outbox.__table__  # type: ignore[attr-defined]
_R = Reading.__table__  # type: ignore[attr-defined]
_S = DeskSession.__table__  # type: ignore[attr-defined]
_M = Member.__table__  # type: ignore[attr-defined]
_T = Contact.__table__  # type: ignore[attr-defined]
_A = AuditRow.__table__  # type: ignore[attr-defined]
_L = EscalationRow.__table__  # type: ignore[attr-defined]


def readable(uow: UnitOfWork, member_id: str, closed_since: datetime) -> Sequence[Row[Any]]:
    """Return the cases that a member may open, the oldest first; closed ones only since `closed_since`."""
    granted = exists().where(_G.c.subject == _C.c.conversation_id, _G.c.holder.in_(teams.reach(uow, member_id)))
    fresh = or_(_C.c.status != "closed", _C.c.closed_at >= closed_since)
    out = left_out.leaves_out(uow, member_id, _C.c.conversation_id)
    return uow.read(select(_C).where(granted, fresh, ~out).order_by(_C.c.opened_at, _C.c.id)).all()


def may_open(uow: UnitOfWork, member_id: str, conversation_id: str) -> bool:
    """Return whether grants lead from a member to a conversation, and she is not left out of it."""
    if left_out.is_left_out(uow, conversation_id, member_id):
        return False
    granted = (_G.c.subject == conversation_id, _G.c.holder.in_(teams.reach(uow, member_id)))
    return uow.read(select(_G.c.subject).where(*granted).limit(1)).first() is not None


def called(uow: UnitOfWork, case_ids: Iterable[str]) -> dict[str, int]:
    """Return how many people were called for each case so far; a case for which nobody was called is left out."""
    people = func.count(_P.c.member_id.distinct())
    query = select(_P.c.case_id, people).where(_P.c.case_id.in_(list(case_ids))).group_by(_P.c.case_id)
    rows: Sequence[Any] = uow.read(query).all()
    return {row[0]: int(row[1]) for row in rows}


def accepted(uow: UnitOfWork, codes: Iterable[str]) -> dict[str, list[Row[Any]]]:
    """Return who (`actor`) accepted each case and when (`at`), the earliest first; who never was is left out."""
    query = select(_A.c.subject, _A.c.actor, _A.c.at).where(_A.c.action == "accepted", _A.c.subject.in_(list(codes)))
    found: dict[str, list[Row[Any]]] = {}
    for row in uow.read(query.order_by(_A.c.seq)).all():
        found.setdefault(row.subject, []).append(row)
    return found


def sought(uow: UnitOfWork, case_ids: Iterable[str]) -> set[str]:
    """Return the cases for which people are being called, be it that nobody has them or besides their holder."""
    query = select(_L.c.case_id).where(_L.c.case_id.in_(list(case_ids)), _L.c.due_at.is_not(None))
    return set(uow.read(query).scalars())


def with_outcome(uow: UnitOfWork, conversation_ids: Iterable[str]) -> set[str]:
    """Return the conversations in which an outcome was written down; what it says only a member's key opens."""
    query = select(_E.c.conversation_id).where(_E.c.conversation_id.in_(list(conversation_ids)), _E.c.kind == "outcome")
    return set(uow.read(query).scalars())


def unanswered(uow: UnitOfWork, conversation_ids: Iterable[str]) -> dict[str, datetime]:
    """Return since when each reporter waits for an answer: her first line after the last one of a person on duty."""
    mine = _E.c.conversation_id.in_(list(conversation_ids))
    answered = (
        select(_E.c.conversation_id.label("of"), func.max(_E.c.seq).label("last"))
        .where(mine, _E.c.author == "staff")
        .group_by(_E.c.conversation_id)
        .subquery()
    )
    query = (
        select(_E.c.conversation_id, func.min(_E.c.at))
        .outerjoin(answered, answered.c.of == _E.c.conversation_id)
        .where(mine, _E.c.author == "reporter", _E.c.seq > func.coalesce(answered.c.last, 0))
        .group_by(_E.c.conversation_id)
    )
    rows: Sequence[Any] = uow.read(query).all()
    return {row[0]: row[1] for row in rows}


def words_sent(uow: UnitOfWork, conversation_id: str) -> Sequence[Row[Any]]:
    """Return what became of each thing that a person wrote to a reporter: `made_at`, `status` and `sent_at`."""
    of = (_O.c.conversation_id == conversation_id, _O.c.kind == "words")
    return uow.read(select(_O.c.made_at, _O.c.status, _O.c.sent_at).where(*of).order_by(_O.c.seq)).all()


def reason(uow: UnitOfWork, member_id: str, case_id: str) -> str:
    """Return the code of why a member reads a case; empty when she was never asked."""
    asked = (_R.c.member_id == member_id, _R.c.case_id == case_id)
    return str(uow.read(select(_R.c.reason).where(*asked)).scalar() or "")


def give_reason(uow: UnitOfWork, member_id: str, case_id: str, code: str, now: datetime) -> bool:
    """Note why a member reads a case; return False when she had said so before."""
    if reason(uow, member_id, case_id):
        return False
    uow.run(_R.insert(), {"member_id": member_id, "case_id": case_id, "reason": code, "at": now})
    return True


def is_at_desk(uow: UnitOfWork, member_id: str, since: datetime) -> bool:
    """Return whether a member used the desk after `since` and has not signed out there."""
    seen = (_S.c.member_id == member_id, _S.c.seen_at > since)
    return uow.read(select(_S.c.id).where(*seen).limit(1)).first() is not None


def held_at_the_desk(uow: UnitOfWork) -> Sequence[Row[Any]]:
    """Return the cases whose holder has no chat that takes our messages, the oldest first."""
    chat = exists().where(
        _T.c.member_id == _C.c.holder_id, _T.c.blocked_at.is_(None), _T.c.member_id == _M.c.id, _M.c.active
    )
    return uow.read(select(_C).where(_C.c.status == "held", ~chat).order_by(_C.c.opened_at, _C.c.id)).all()


def unseen_since(uow: UnitOfWork, case: Row[Any]) -> datetime | None:
    """Return since when words wait in a held case that its holder has neither seen nor answered.

    None when there are none, or when it was noted since that the coordinators were told.
    """
    seen = audit.last_noted(uow, "transcript_read", actor=case.holder_id, subject=case.code)
    answered = select(func.coalesce(func.max(_E.c.seq), 0)).where(
        _E.c.conversation_id == case.conversation_id, _E.c.author == "staff"
    )
    new = [
        _E.c.conversation_id == case.conversation_id,
        _E.c.author == "reporter",
        _E.c.seq > answered.scalar_subquery(),
        *([_E.c.at > seen] if seen else []),
    ]
    since: datetime | None = uow.read(select(_E.c.at).where(*new).order_by(_E.c.seq).limit(1)).scalar()
    if since is None:
        return None
    since = max(since, case.accepted_at)
    told = audit.last_noted(uow, "alarm", actor="system", subject=case.code)
    return None if told is not None and told >= since else since
