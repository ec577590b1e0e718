"""Lets go of what must be gone. Each function returns how many rows it touched; each is harmless when run again."""

from datetime import datetime

from sqlalchemy import delete, select

from storage import forgetting
from storage.database import UnitOfWork
from storage.tables import Attempt, Case, Conversation, Inbox, Outbox

_C = Conversation.__table__  # type: ignore[attr-defined]
_K = Case.__table__  # type: ignore[attr-defined]
_I = Inbox.__table__  # type: ignore[attr-defined]
_O = Outbox.__table__  # type: ignore[attr-defined]
_A = Attempt.__table__  # type: ignore[attr-defined]
_SIGNED_FOR_EVER = ("whatsapp",)
"""Channels whose webhooks carry a signature that never expires: only its id tells a captured one from a new one."""


def unfinished(uow: UnitOfWork, before: datetime, limit: int = 200) -> list[str]:
    """Erase conversations without a case that were last heard before `before`; return their ids."""
    query = select(_C.c.id).where(_C.c.case_id.is_(None), _C.c.flight_key.is_not(None), _C.c.heard_at < before)
    found = list(uow.read(query.limit(limit)).scalars())
    for key in found:
        forgetting.erase(uow, key)
    return found


def routing(uow: UnitOfWork, before: datetime, limit: int = 200) -> int:
    """Destroy the addresses of cases that were closed before `before`."""
    query = (
        select(_C.c.id).join(_K, _K.c.id == _C.c.case_id).where(_K.c.closed_at < before, _C.c.routing_key.is_not(None))
    )
    found = list(uow.read(query.limit(limit)).scalars())
    for key in found:
        forgetting.forget_routing(uow, key)
    return len(found)


def traffic(uow: UnitOfWork, before: datetime) -> int:
    """Delete the rows of messages that came and went before `before`; none of them holds a text.

    The ids of what came stay where a webhook could be played back at any time; nothing but the id stands there.
    """
    again = _I.c.channel.not_in(_SIGNED_FOR_EVER)
    gone = uow.run(delete(_I).where(_I.c.done_at < before, again)).rowcount
    done = _O.c.status.in_(("sent", "failed", "expired", "cancelled"))
    gone += uow.run(delete(_O).where(done, _O.c.made_at < before)).rowcount
    gone += uow.run(delete(_A).where(_A.c.at < before)).rowcount
    return int(gone)
