"""The ledger of erasures: ids beside the database, so that an old backup does not bring back what was erased."""

import os
from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import select

from storage import forgetting
from storage.database import UnitOfWork
from storage.tables import Conversation

FILE = "erasures.txt"
_T = Conversation.__table__  # type: ignore[attr-defined]


def write(folder: Path, ids: Iterable[str]) -> None:
    """Add conversation ids to the ledger in `folder`, durably."""
    ids = tuple(ids)
    if not ids:
        return
    with (folder / FILE).open("a", encoding="ascii") as file:
        file.writelines(f"{key}\n" for key in ids)
        file.flush()
        os.fsync(file.fileno())


def apply(uow: UnitOfWork, folder: Path) -> int:
    """Erase again whatever the ledger names and the database still has; return how many that were."""
    ledger = folder / FILE
    named = set(ledger.read_text(encoding="ascii").split()) if ledger.exists() else set()
    query = select(_T.c.id).where(_T.c.flight_key.is_not(None))
    back = [key for key in uow.read(query).scalars() if key in named]
    for key in back:
        forgetting.erase(uow, key)
    return len(back)
