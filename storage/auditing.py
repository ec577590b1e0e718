"""What the auditor reads: rows that should have been worked off, read with queries of its own.

Nothing here goes through the code that works them off, so a mistake in that code cannot hide what it left behind.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, exists, func, or_, select

from storage.database import UnitOfWork
from storage.tables import (
    AuditRow,
    Case,
    Contact,
    Conversation,
    EscalationRow,
    Inbox,
    Member,
    Outbox,
    Page,
    ProviderCopy,
    WatchRow,
)

_A = AuditRow.__table__  # type: ignore[attr-defined]
_C = Case.__table__  # type: ignore[attr-defined]
_V = Conversation.__table__  # type: ignore[attr-defined]
_E = EscalationRow.__table__  # type: ignore[attr-defined]
_I = Inbox.__table__  # type: ignore[attr-defined]
_M = Member.__table__  # type: ignore[attr-defined]
_T = Contact.__table__  # type: ignore[attr-defined]
_O = Outbox.__table__  # type: ignore[attr-defined]
_P = Page.__table__  # type: ignore[attr-defined]
_Y = ProviderCopy.__table__  # type: ignore[attr-defined]
_W = WatchRow.__table__  # type: ignore[attr-defined]
_MOST = 200
Found = Sequence[Row[Any]]


def ladders_due(uow: UnitOfWork, before: datetime) -> Found:
    """Return `code` and `since` of every case whose next call was due before `before` and was not made."""
    query = select(_C.c.code, _E.c.due_at.label("since")).join(_C, _C.c.id == _E.c.case_id)
    late = (_E.c.due_at <= before, _C.c.status != "closed")
    return uow.read(query.where(*late).order_by(_E.c.due_at).limit(_MOST)).all()


def nobody_sought(uow: UnitOfWork, before: datetime) -> Found:
    """Return `code` and `since` of every case, opened before `before`, that has nobody and for which nobody is called.

    Held by somebody who is not there any more counts as having nobody.
    """
    called = exists().where(_E.c.case_id == _C.c.id, _E.c.due_at.is_not(None))
    there = exists().where(_M.c.id == _C.c.holder_id, _M.c.active)
    alone = or_(_C.c.status == "open", and_(_C.c.status == "held", ~there))
    query = select(_C.c.code, _C.c.opened_at.label("since"))
    return uow.read(query.where(alone, ~called, _C.c.opened_at <= before).order_by(_C.c.opened_at).limit(_MOST)).all()


def calling(uow: UnitOfWork) -> Found:
    """Return every case without a holder for which somebody was called: `code`, and the frozen ladder in `data`.

    `first` is the first page of this search, `alarmed` when the coordinators were told of the case last.
    """
    alarmed = select(func.max(_A.c.at)).where(_A.c.subject == _C.c.code, _A.c.action == "alarm").scalar_subquery()
    turn = func.json_extract(_E.c.data, "$.generation")
    query = (
        select(_C.c.code, _E.c.data, func.min(_P.c.at).label("first"), alarmed.label("alarmed"))
        .join(_E, _E.c.case_id == _C.c.id)
        .join(_P, and_(_P.c.case_id == _C.c.id, _P.c.generation == turn))
        .where(_C.c.status == "open", _E.c.due_at.is_not(None))
        .group_by(_C.c.id)
    )
    return uow.read(query.limit(_MOST)).all()


def owed(uow: UnitOfWork, before: datetime) -> Found:
    """Return `code` and `since` of every case in which something owed was due before `before` and nothing was done."""
    query = select(_C.c.code, func.min(_W.c.due_at).label("since")).join(_C, _C.c.id == _W.c.case_id)
    return uow.read(query.where(_W.c.due_at <= before).group_by(_C.c.code).limit(_MOST)).all()


def silences(uow: UnitOfWork, before: datetime) -> Found:
    """Return `many` and `since` of silences that were due before `before`; no row where there are none."""
    late = (_V.c.silent_at <= before, _V.c.live)
    return _counted(uow, _V.c.silent_at, *late)


def waiting(uow: UnitOfWork, due_before: dict[str, datetime], *, failing: bool = False, tries: int = 0) -> Found:
    """Return `channel`, `lane`, `many` and `since` of what waits to be sent, lane by lane.

    That is what was due before the lane's instant in `due_before`; with `failing` what was made before it and is put
    off again and again, `tries` times at least, a page after the first.
    """
    lanes = []
    for lane, before in due_before.items():
        late = _O.c.due_at <= before
        if failing:
            late = and_(_O.c.due_at > before, _O.c.made_at <= before, _O.c.tries >= (1 if lane == "page" else tries))
        lanes.append(and_(_O.c.lane == lane, late))
    since = func.min(_O.c.made_at).label("since")
    query = select(_O.c.channel, _O.c.lane, func.count().label("many"), since)
    stuck = (_O.c.status.in_(("queued", "sending")), or_(*lanes))
    return uow.read(query.where(*stuck).group_by(_O.c.channel, _O.c.lane)).all()


def put_aside(uow: UnitOfWork, before: datetime) -> Found:
    """Return `many` and `since` of updates that came before `before` and are not worked off."""
    return _counted(uow, _I.c.received_at, _I.c.done_at.is_(None), _I.c.received_at <= before)


def copies(uow: UnitOfWork, before: datetime) -> Found:
    """Return `channel`, `many` and `since` of messages of which a provider has kept a copy since before `before`."""
    query = select(_Y.c.channel, func.count().label("many"), func.min(_Y.c.made_at).label("since"))
    return uow.read(query.where(_Y.c.made_at <= before).group_by(_Y.c.channel)).all()


def readable(uow: UnitOfWork, before: datetime) -> Found:
    """Return `code` and `since` of every case, written about since before `before`, that the server can still read."""
    query = select(_C.c.code, _V.c.opened_at.label("since")).join(_C, _C.c.id == _V.c.case_id)
    return uow.read(query.where(_V.c.server_half.is_not(None), _V.c.opened_at <= before).limit(_MOST)).all()


def unfinished(uow: UnitOfWork, before: datetime) -> Found:
    """Return `many` and `since` of conversations without a case, last heard before `before`, that are still here."""
    return _counted(uow, _V.c.heard_at, _V.c.case_id.is_(None), _V.c.flight_key.is_not(None), _V.c.heard_at <= before)


def addresses(uow: UnitOfWork, before: datetime) -> Found:
    """Return `many` and `since` of addresses that are still here of cases closed before `before`."""
    query = select(func.count().label("many"), func.min(_C.c.closed_at).label("since"))
    query = query.select_from(_V).join(_C, _C.c.conversation_id == _V.c.id)
    found = uow.read(query.where(_C.c.closed_at <= before, _V.c.routing_key.is_not(None))).all()
    return [row for row in found if row.many]


def texts(uow: UnitOfWork, before: datetime) -> Found:
    """Return `many` and `since` of messages that went out before `before` and whose text is still here."""
    return _counted(uow, _O.c.sent_at, _O.c.status == "sent", _O.c.body.is_not(None), _O.c.sent_at <= before)


def reachable_coordinators(uow: UnitOfWork) -> int:
    """Return how many coordinators have a chat that can be written to."""
    chat = exists().where(_T.c.member_id == _M.c.id, _T.c.blocked_at.is_(None))
    query = select(func.count()).select_from(_M).where(_M.c.role == "koordinator", _M.c.active, chat)
    return int(uow.read(query).scalar_one())


def newest(uow: UnitOfWork) -> datetime | None:
    """Return the time of the row that was written last, of what came in and of what was noted; None for no rows."""
    last = [select(t.c[at]).order_by(t.c.seq.desc()).limit(1) for t, at in ((_A, "at"), (_I, "received_at"))]
    return max((at for query in last if (at := uow.read(query).scalar()) is not None), default=None)


def _counted(uow: UnitOfWork, since: Any, *late: Any) -> Found:
    query = select(func.count().label("many"), func.min(since).label("since")).where(*late)
    return [row for row in uow.read(query).all() if row.many]
