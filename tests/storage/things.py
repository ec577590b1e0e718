"""What many tests of the storage floor need: an instant, a conversation, a case, members, rows of every table."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Boolean, Connection, Integer, LargeBinary, MetaData, Table

from flows.session import Session
from storage import cases, conversations, members
from storage.database import UnitOfWork
from storage.members import NewMember

NOW = datetime(2026, 3, 2, 15, 10, 4, 123456, tzinfo=UTC)
SECOND, MINUTE, HOUR, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
PASSWORD = "kata-sandi-percobaan"


def session(**changes: Any) -> Session:
    """Return a session that has just begun."""
    return Session(**{"flow": "hotline", "revision": 1, "state": "welcome", **changes})


def conversation(
    uow: UnitOfWork, address: str = "9000000001", channel: str = "telegram", at: datetime = NOW, **changes: Any
) -> conversations.Stored:
    """Begin a conversation."""
    return conversations.open_new(uow, channel, address, session(**changes), at)


def case(uow: UnitOfWork, stored: conversations.Stored | None = None) -> str:
    """Open a case and return its id."""
    return cases.open_case(uow, (stored or conversation(uow)).id, "bahaya", NOW)[0]


def prepared(name: str, role: str = "konselor") -> NewMember:
    """Return a member in the making; made once in a run, since her password is stretched slowly."""
    return _prepared(name, role)


@cache
def _prepared(name: str, role: str) -> NewMember:
    return members.prepare(name, role, PASSWORD)


def enrolled(uow: UnitOfWork, name: str, role: str = "konselor") -> NewMember:
    """Store a member and return her."""
    member = prepared(name, role)
    members.add(uow, member, NOW)
    return member


def linked(uow: UnitOfWork, member: NewMember, address: str, channel: str = "telegram") -> str:
    """Link a chat to a member and return the id of the contact."""
    members.link(uow, members.looks_like_code(members.issue_code(uow, member.id, NOW)), channel, address, NOW)
    index = uow.keys.address_index(channel, address)
    return next(row.id for row in members.contacts(uow, member.id) if row.address_index == index)


def rows_of(table: Table, count: int = 2) -> Iterator[dict[str, Any]]:
    """Yield rows for a table as the database describes it; the same number in all tables keeps all references."""
    for number in range(1, count + 1):
        yield {column.name: _value(column, number) for column in table.columns}


def _value(column: Any, number: int) -> Any:
    match column.type:
        case Boolean():
            return True
        case Integer():
            return number
        case LargeBinary():
            return f"{column.name} {number}".encode()
        case kind if "JSON" in str(kind).upper():
            return json.dumps({"number": number})
        case kind if getattr(kind, "length", None) == 27:
            return f"2026-03-0{number}T15:10:04.123456Z"
        case _:
            return f"row-{number}"


def fill(connection: Connection, count: int = 2) -> dict[str, list[tuple[Any, ...]]]:
    """Put `count` rows into every table that the database has, and return all of them as they are stored."""
    found = MetaData()
    found.reflect(connection)
    for table in found.sorted_tables:
        if table.name != "alembic_version":
            names = ", ".join(f'"{column.name}"' for column in table.columns)
            marks = ", ".join("?" * len(table.columns))
            insert = f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})'
            for row in rows_of(table, count):
                connection.exec_driver_sql(insert, tuple(row.values()))
    return stored(connection)


def stored(connection: Connection) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table, column by column in the order of their names."""
    found = MetaData()
    found.reflect(connection)
    held = {}
    for table in found.sorted_tables:
        names = ", ".join(f'"{name}"' for name in sorted(table.columns.keys()))
        rows = connection.exec_driver_sql(f'SELECT {names} FROM "{table.name}"').all()
        held[table.name] = sorted((tuple(row) for row in rows), key=repr)
    return held
