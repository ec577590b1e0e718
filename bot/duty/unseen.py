"""Cases whose holder has no chat: what a reporter writes there is seen at the desk, or the coordinators are told.

When it is written, the holder may have left the desk a moment ago; so it is looked at again some minutes later.
"""

from datetime import datetime, timedelta

from bot.house import House
from bot.talk import notices
from storage import cases, overview
from storage.database import UnitOfWork

PATIENCE = timedelta(minutes=6)
"""How long words may be unseen: a page that stands open is noted as read every five minutes."""


def waiting(uow: UnitOfWork) -> list[tuple[str, datetime]]:
    """Return the cases with words that nobody has seen or answered, and of which nobody was told, each with its end."""
    found = ((case.id, overview.unseen_since(uow, case)) for case in overview.held_at_the_desk(uow))
    return [(case_id, since + PATIENCE) for case_id, since in found if since is not None]


def alarm(house: House, uow: UnitOfWork, case_id: str, now: datetime) -> None:
    """Tell the coordinators to look, unless somebody saw the words or was told of them meanwhile."""
    if any(waits == case_id and due_at <= now for waits, due_at in waiting(uow)):
        notices.alarm(house, uow, cases.get(uow, case_id), "unreachable", now)
