"""Counts tries at what could be guessed, per address, so that nothing can be guessed by trying."""

from datetime import datetime, timedelta

from sqlalchemy import delete, func, select

from storage.database import UnitOfWork
from storage.tables import Attempt

_T = Attempt.__table__  # type: ignore[attr-defined]
TRIES, WINDOW = 5, timedelta(hours=1)
"""Tries of one address at one thing in an hour, right ones included."""


def may_try(uow: UnitOfWork, what: str, address_index: bytes, now: datetime) -> bool:
    """Count a try of this address at `what`; return False when there were too many in the last hour."""
    uow.run(delete(_T).where(_T.c.at < now - WINDOW))
    mine = (_T.c.what == what, _T.c.address_index == address_index)
    if uow.read(select(func.count()).select_from(_T).where(*mine)).scalar_one() >= TRIES:
        return False
    uow.run(_T.insert(), {"what": what, "address_index": address_index, "at": now})
    return True
