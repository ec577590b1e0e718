"""Consents: purpose, time, and the hash of the very text that was shown (UU 27/2022 art. 22 and 24: proof is kept)."""

from datetime import datetime

from storage.database import UnitOfWork
from storage.ids import new_id
from storage.tables import ConsentRow

_T = ConsentRow.__table__  # type: ignore[attr-defined]


def record(uow: UnitOfWork, conversation_id: str, purpose: str, *, granted: bool, wording: str, now: datetime) -> None:
    """Record what the reporter decided about `purpose`."""
    uow.run(
        _T.insert(),
        {
            "id": new_id(),
            "conversation_id": conversation_id,
            "purpose": purpose,
            "granted": granted,
            "wording": wording,
            "at": now,
        },
    )
