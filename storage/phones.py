"""The phones of people at a prompt: what the terminal channel has delivered and nobody has looked at yet."""

import json
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select

from storage import vault
from storage.database import UnitOfWork
from storage.tables import Phone
from storage.vault import place

_T = Phone.__table__  # type: ignore[attr-defined]


def deliver(uow: UnitOfWork, address: str, message: dict[str, Any], now: datetime) -> None:
    """Put a message on the phone of `address`, encrypted with the server's key until it is looked at."""
    chat = uow.keys.address_index("terminal", address)
    text = json.dumps(message, ensure_ascii=False).encode()
    uow.run(
        _T.insert(),
        {"chat": chat, "at": now, "body": vault.envelope(text, uow.keys.wrap, place("phones", "body", chat.hex()))},
    )


def look(uow: UnitOfWork, address: str) -> list[tuple[datetime, dict[str, Any]]]:
    """Return what was delivered to `address` and not looked at before, in its order; it is gone from here then."""
    chat = uow.keys.address_index("terminal", address)
    rows = uow.read(select(_T).where(_T.c.chat == chat).order_by(_T.c.seq)).all()
    uow.run(delete(_T).where(_T.c.chat == chat))
    where = place("phones", "body", chat.hex())
    return [(row.at, dict(json.loads(vault.open_envelope(row.body, uow.keys.wrap, where)))) for row in rows]
