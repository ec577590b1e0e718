"""Opens the encrypted database, and the unit of work in which everything is read and written.

One writer connection (`BEGIN IMMEDIATE`: deferred transactions lost three writes in four under load) and a small pool
of readers. The file's key is a raw key, since a passphrase would cost 130 ms at each connection.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Executable, Result, create_engine, event
from sqlalchemy.engine import CursorResult
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import QueuePool, StaticPool
from sqlcipher3 import dbapi2

from flows.errors import HotlineError, Refused
from storage.prepared import Prepared
from storage.vault import ServerKeys

PREFIX = "sqlite:///"
_PATIENCE_MS, _MOMENT_MS = 10_000, 200
"""How long a connection waits for another one, and how long the emptying of the log may hold up everybody."""
_PRAGMAS = (
    "cipher_log_level=NONE",
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",
    "trusted_schema=OFF",
    "temp_store=MEMORY",
    f"busy_timeout={_PATIENCE_MS}",
)


class TransactionLost(HotlineError):
    """The database undid the whole transaction by itself, as on a full disk; nothing of it may be taken as done."""


class UnitOfWork:
    """One transaction: rolls back unless it ends well. What must happen after the commit is noted in `wakes`."""

    def __init__(self, connection: Connection, keys: ServerKeys) -> None:
        """Wrap an open transaction."""
        self._connection = connection
        self.keys = keys
        self.wakes: set[str] = set()

    def run(
        self, statement: Executable, values: Mapping[str, Any] | list[dict[str, Any]] | None = None
    ) -> CursorResult[Any]:
        """Execute a statement with its parameters."""
        return self._connection.execute(statement, values)

    def read(self, statement: Executable, values: Mapping[str, Any] | None = None) -> Result[Any]:
        """Execute a query."""
        return self._connection.execute(statement, values)

    @property
    def is_open(self) -> bool:
        """Whether the transaction is still there: a full disk may have undone it."""
        return bool(self._raw().in_transaction)

    def do(self, prepared: Prepared, values: Mapping[str, Any]) -> int:
        """Execute a prepared statement; return how many rows it touched. Database errors are the driver's own."""
        return int(self._raw().execute(prepared.sql, prepared.values(values)).rowcount)

    def first(self, prepared: Prepared, values: Mapping[str, Any]) -> Any:
        """Return the first row of a prepared query, its columns as attributes, or None."""
        return prepared.row(self._raw().execute(prepared.sql, prepared.values(values)).fetchone())

    def all(self, prepared: Prepared, values: Mapping[str, Any]) -> list[Any]:
        """Return all rows of a prepared query, their columns as attributes."""
        return [prepared.row(raw) for raw in self._raw().execute(prepared.sql, prepared.values(values)).fetchall()]

    def _raw(self) -> Any:
        return self._connection.connection.driver_connection

    def wake(self, what: str) -> None:
        """Ask that `what` (a worker's name) is woken after the commit."""
        self.wakes.add(what)

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """Undo what is done inside when it raises, and only that. Raises TransactionLost when more was undone."""
        wakes = set(self.wakes)
        driver = self._raw().execute  # three statements of every turn: spared the way through the toolkit
        driver("SAVEPOINT part")
        try:
            yield
        except BaseException as error:
            if not self.is_open:
                raise TransactionLost(type(error).__name__) from error
            driver("ROLLBACK TO part")
            driver("RELEASE part")
            self.wakes = wakes
            raise
        driver("RELEASE part")


class Database:
    """The two engines of one encrypted file."""

    def __init__(self, url: str, keys: ServerKeys) -> None:
        """Open `sqlite:///FILE`; nothing is read yet. Raises Refused for another kind of database."""
        if not url.startswith(PREFIX):
            raise Refused(f"PELITA_DATABASE_URL harus diawali {PREFIX} (berkas terenkripsi).")
        self.path = Path(url.removeprefix(PREFIX))
        self.keys = keys
        self.writer = _engine(self._connect, immediate=True, poolclass=StaticPool)
        self.reader = _engine(partial(self._connect, "query_only=ON"), immediate=False, poolclass=QueuePool)

    def _connect(self, *more: str) -> dbapi2.Connection:
        connection = dbapi2.connect(
            str(self.path), isolation_level=None, check_same_thread=False, cached_statements=256
        )
        connection.execute(f"PRAGMA key=\"x'{self.keys.database.hex()}'\"")
        try:
            for pragma in (*_PRAGMAS, *more):
                connection.execute(f"PRAGMA {pragma}")
        except dbapi2.DatabaseError:
            connection.close()
            raise Refused(
                f"Basis data {self.path} tidak terbuka dengan kunci ini. Periksa PELITA_MASTER_KEY_FILE."
            ) from None
        return connection

    @contextmanager
    def work(self) -> Iterator[UnitOfWork]:
        """Write in one transaction, committed when the block ends well."""
        with self.writer.begin() as connection:
            yield UnitOfWork(connection, self.keys)

    @contextmanager
    def look(self) -> Iterator[UnitOfWork]:
        """Read in one transaction."""
        with self.reader.begin() as connection:
            yield UnitOfWork(connection, self.keys)

    def forget_deleted(self) -> bool:
        """Write the log back into the file and empty it, so that overwritten pages are in neither.

        Nobody can write while this waits for those who read, so it waits a moment only. Returns False when somebody
        was still reading: then it is to be tried again.
        """
        with self.reader.connect() as connection:
            connection.exec_driver_sql(f"PRAGMA busy_timeout={_MOMENT_MS}")
            try:
                blocked, *_ = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()
            except OperationalError:  # somebody writes
                return False
            finally:
                connection.exec_driver_sql(f"PRAGMA busy_timeout={_PATIENCE_MS}")
            return not blocked

    def close(self) -> None:
        """Close all connections."""
        self.writer.dispose()
        self.reader.dispose()


def _engine(connect: Callable[[], dbapi2.Connection], *, immediate: bool, poolclass: Any) -> Engine:
    engine = create_engine("sqlite://", module=dbapi2, creator=connect, poolclass=poolclass, hide_parameters=True)
    begin = "BEGIN IMMEDIATE" if immediate else "BEGIN"

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine
