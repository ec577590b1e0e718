"""The ways by which pages were brought: each try is a row, and when the next one is due stands in the page."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, Row, String, bindparam, func, or_, select, type_coerce, update

from storage.database import UnitOfWork
from storage.ids import new_id
from storage.prepared import Prepared
from storage.tables import Contact, Page, PageTry
from storage.times import UtcTime

_T = PageTry.__table__  # type: ignore[attr-defined]
_P = Page.__table__  # type: ignore[attr-defined]
_C = Contact.__table__  # type: ignore[attr-defined]
_OF_PAGE = Prepared(select(_T).where(_T.c.page_id == bindparam("page")).order_by(_T.c.at, _T.c.id))
_LOOK_AT = Prepared(update(_P).where(_P.c.id == bindparam("key")).values(next_at=bindparam("new_next")))
_OF_PAGES = select(_T.c.id).join(_P, _P.c.id == _T.c.page_id)
_WAS_SENT = Prepared(
    _OF_PAGES.where(
        _P.c.case_id == bindparam("case"),
        _P.c.member_id == bindparam("member"),
        _T.c.status != "limited",
        or_(bindparam("channel", type_=String) == "", _T.c.channel == bindparam("channel", type_=String)),
        or_(
            bindparam("generation", type_=Integer).is_(None),
            _P.c.generation == bindparam("generation", type_=Integer),
        ),
    )
)
_SENT_SINCE = Prepared(
    select(type_coerce(func.min(_T.c.at), UtcTime).label("first"))
    .join(_P, _P.c.id == _T.c.page_id)
    .where(
        _P.c.member_id == bindparam("member"),
        _P.c.kind == "page",
        _T.c.channel != "voice",
        _T.c.at > bindparam("since", type_=UtcTime),
    )
    .group_by(_T.c.message_id)
)


def add(uow: UnitOfWork, page_id: str, contact: Row[Any], message_id: str, now: datetime, status: str = "out") -> None:
    """Note that a page goes to a contact with a message; `limited` where a call is left out, which ends at once."""
    row = {"page_id": page_id, "contact_id": contact.id, "channel": contact.channel, "message_id": message_id}
    ended_at = None if status == "out" else now
    uow.run(_T.insert(), {**row, "id": new_id(), "status": status, "at": now, "ended_at": ended_at})


def of_page(uow: UnitOfWork, page_id: str) -> Sequence[Row[Any]]:
    """Return the tries of a page in their order."""
    return uow.all(_OF_PAGE, {"page": page_id})


def of_message(uow: UnitOfWork, message_id: str) -> Sequence[Row[Any]]:
    """Return the tries that a message carries: several where pages were bundled."""
    return uow.read(select(_T).where(_T.c.message_id == message_id).order_by(_T.c.at, _T.c.id)).all()


def end(uow: UnitOfWork, message_id: str, status: str, now: datetime) -> None:
    """Note how what a message carried has ended."""
    mine = (_T.c.message_id == message_id, _T.c.status == "out")
    uow.run(update(_T).where(*mine).values(status=status, ended_at=now))


def readdress(uow: UnitOfWork, message_id: str, contact: Row[Any]) -> None:
    """Note that a message goes to another contact of the same member."""
    values = {"contact_id": contact.id, "channel": contact.channel}
    uow.run(update(_T).where(_T.c.message_id == message_id).values(**values))


def look_at(uow: UnitOfWork, page_id: str, at: datetime | None) -> None:
    """Set when a page is looked at next, as long as nobody has answered it."""
    uow.do(_LOOK_AT, {"key": page_id, "new_next": at})
    uow.wake("duty")


def due(uow: UnitOfWork, now: datetime, limit: int = 200) -> list[str]:
    """Return the pages that nobody has answered and that are to be looked at by `now`, the longest due first."""
    query = select(_P.c.id).where(_P.c.status == "out", _P.c.next_at <= now).order_by(_P.c.next_at).limit(limit)
    return list(uow.read(query).scalars())


def next_due(uow: UnitOfWork) -> datetime | None:
    """Return when the next page is to be looked at, or None."""
    query = select(_P.c.next_at).where(_P.c.status == "out", _P.c.next_at.is_not(None)).order_by(_P.c.next_at)
    return uow.read(query.limit(1)).scalar()


def held(uow: UnitOfWork, member_id: str) -> Sequence[Row[Any]]:
    """Return the pages of a member that are held back: they were never sent, in their order."""
    mine = (_P.c.member_id == member_id, _P.c.status == "out", _P.c.next_at.is_not(None))
    never = ~select(_T.c.id).where(_T.c.page_id == _P.c.id).exists()
    return uow.read(select(_P).where(*mine, never).order_by(_P.c.at, _P.c.id)).all()


def sent_since(uow: UnitOfWork, member_id: str, since: datetime) -> list[datetime]:
    """Return when a member was sent messages with pages after `since`, calls not counted; a bundle is one."""
    return sorted(row.first for row in uow.all(_SENT_SINCE, {"member": member_id, "since": since}))


def was_sent(
    uow: UnitOfWork, case_id: str, member_id: str, *, channel: str = "", generation: int | None = None
) -> bool:
    """Return whether a member was ever sent a page for a case; by `channel`, and in a `generation`, where named."""
    wanted = {"case": case_id, "member": member_id, "channel": channel, "generation": generation}
    return uow.first(_WAS_SENT, wanted) is not None


def calls_since(uow: UnitOfWork, contact_id: str, since: datetime) -> int:
    """Return how often a telephone was called after `since`."""
    mine = (_T.c.contact_id == contact_id, _T.c.status != "limited", _T.c.at > since)
    return int(uow.read(select(func.count()).select_from(_T).where(*mine)).scalar_one())
