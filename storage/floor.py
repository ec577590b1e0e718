"""The floor of a turn: the rows that turns wrote, committed again by the bare driver, one commit a turn.

What is measured against it can at best be as fast. Nothing but statements that change rows is repeated (with `reads`
the queries too), with the very values that were bound then, on a file of the same form with the same pragmas.
"""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import event

from storage.database import Database

Statement = tuple[str, Any]
_CHANGES = ("INSERT", "UPDATE", "DELETE")
_QUERIES = ("SELECT",)


@dataclass(slots=True)
class Record:
    """The statements of turns, as the driver was given them."""

    turns: list[list[Statement]] = field(default_factory=list)
    _open: list[Statement] = field(default_factory=list)

    def cut(self) -> None:
        """End a turn: what was noted since the last cut belongs to it."""
        self.turns.append(self._open)
        self._open = []

    def note(self, _connection: Any, _cursor: Any, statement: str, values: Any, *_: Any) -> None:
        """Note a statement that is about to be executed."""
        if statement.startswith((*_CHANGES, *_QUERIES)):
            self._open.append((statement, values))

    def rows(self) -> float:
        """Return how many statements that change rows a turn has in the mean."""
        return sum(statement.startswith(_CHANGES) for turn in self.turns for statement, _ in turn) / len(self.turns)


@contextmanager
def record(database: Database) -> Iterator[Record]:
    """Note what the writer of `database` executes; call `cut` after each turn."""
    noted = Record()
    event.listen(database.writer, "before_cursor_execute", noted.note)
    try:
        yield noted
    finally:
        event.remove(database.writer, "before_cursor_execute", noted.note)


def commit_again(database: Database, turns: Sequence[Sequence[Statement]], *, reads: bool = False) -> float:
    """Execute recorded turns on `database` with the bare driver and return how many seconds that took."""
    kinds = (*_CHANGES, *_QUERIES) if reads else _CHANGES
    wanted = [[part for part in turn if part[0].startswith(kinds)] for turn in turns]
    opened = database.writer.raw_connection()
    try:
        assert opened.driver_connection is not None  # noqa: S101 - it was opened a line above
        cursor = opened.driver_connection.cursor()
        start = time.perf_counter()
        for turn in wanted:
            cursor.execute("BEGIN IMMEDIATE")
            for statement, values in turn:
                cursor.execute(statement, values)
                if reads:
                    cursor.fetchall()
            cursor.execute("COMMIT")
        return time.perf_counter() - start
    finally:
        opened.close()
