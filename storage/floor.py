"""The floor of a turn: the rows that turns wrote, committed again by the bare driver, one commit a turn.

Triggers on the writer's connection note which rows a turn touched; after the turn their columns are read back. The
floor inserts the same rows and changes the same columns, and does nothing else: what was touched twice in a turn is
written once, columns that kept their value are left alone, nothing is queried and nothing is enciphered but the file.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from storage.database import Database

Statement = tuple[str, tuple[Any, ...]]
_Values = dict[str, Any]
_TABLES = "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
_KINDS = {"insert": "new", "update": "new", "delete": "old"}


class Record:
    """The rows of turns, as statements that write them again."""

    def __init__(self, driver: Any) -> None:
        """Note what changes over the connection `driver`, which must be nobody else's between two turns."""
        self.turns: list[list[Statement]] = []
        self._driver = driver
        self._seen: dict[tuple[str, int], _Values] = {}
        tables = [name for (name,) in driver.execute(_TABLES).fetchall()]
        self._keys = {table: _key_columns(driver, table) for table in tables}
        driver.execute("CREATE TEMP TABLE touched (seq INTEGER PRIMARY KEY, name TEXT, place INTEGER)")
        for table in tables:
            for kind, side in _KINDS.items():
                driver.execute(
                    f"CREATE TEMP TRIGGER touched_{table}_{kind} AFTER {kind} ON main.{table} "  # noqa: S608 - our own names
                    f"BEGIN INSERT INTO touched (name, place) VALUES ('{table}', {side}.rowid); END"
                )

    def cut(self) -> None:
        """End a turn: what was touched since the last cut belongs to it."""
        order = "SELECT name, place FROM touched GROUP BY name, place ORDER BY min(seq)"
        touched = self._driver.execute(order).fetchall()
        self._driver.execute("DELETE FROM touched")
        written = [self._written(table, place) for table, place in touched]
        self.turns.append([statement for statement in written if statement is not None])

    def rows(self) -> float:
        """Return how many rows a turn writes in the mean."""
        return sum(map(len, self.turns)) / len(self.turns)

    def stop(self) -> None:
        """Note nothing any more."""
        for table in self._keys:
            for kind in _KINDS:
                self._driver.execute(f"DROP TRIGGER temp.touched_{table}_{kind}")
        self._driver.execute("DROP TABLE temp.touched")

    def _written(self, table: str, place: int) -> Statement | None:
        cursor = self._driver.execute(f"SELECT * FROM main.{table} WHERE rowid = ?", (place,))  # noqa: S608 - our own names
        row = cursor.fetchone()
        before = self._seen.pop((table, place), None)
        if row is None:
            return _delete(table, self._keys[table], before) if before else None
        now = dict(zip((column[0] for column in cursor.description), row, strict=True))
        self._seen[table, place] = now
        return _update(table, self._keys[table], before, now) if before else _insert(table, now)


@contextmanager
def record(database: Database) -> Iterator[Record]:
    """Note what the writer of `database` writes; call `cut` after each turn."""
    opened = database.writer.raw_connection()
    noted = Record(opened.driver_connection)
    try:
        yield noted
    finally:
        noted.stop()
        opened.close()


def commit_again(database: Database, turns: Sequence[Sequence[Statement]]) -> None:
    """Write the rows of recorded turns to `database` with the bare driver, one commit a turn."""
    opened = database.writer.raw_connection()
    driver: Any = opened.driver_connection
    try:
        for turn in turns:
            driver.execute("BEGIN IMMEDIATE")
            for statement, values in turn:
                driver.execute(statement, values)
            driver.execute("COMMIT")
    finally:
        opened.close()


def _insert(table: str, row: _Values) -> Statement:
    marks = ", ".join("?" * len(row))
    return f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", tuple(row.values())  # noqa: S608 - our own names


def _update(table: str, keys: Sequence[str], before: _Values, row: _Values) -> Statement | None:
    changed = {name: value for name, value in row.items() if before[name] != value}
    if not changed:
        return None
    told = ", ".join(f"{name} = ?" for name in changed)
    return f"UPDATE {table} SET {told} WHERE {_where(keys)}", (*changed.values(), *(before[key] for key in keys))  # noqa: S608


def _delete(table: str, keys: Sequence[str], row: _Values) -> Statement:
    return f"DELETE FROM {table} WHERE {_where(keys)}", tuple(row[key] for key in keys)  # noqa: S608 - our own names


def _where(keys: Sequence[str]) -> str:
    return " AND ".join(f"{key} = ?" for key in keys)


def _key_columns(driver: Any, table: str) -> list[str]:
    return [column[1] for column in driver.execute(f"PRAGMA main.table_info({table})").fetchall() if column[5]]
