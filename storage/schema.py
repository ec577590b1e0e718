"""Brings the database to the form this release needs, as an explicit step; the service refuses to start on another.

A rebuilt table must not take its children with it: foreign keys are off while tables are rebuilt, then every
reference is checked and the rows of every table are counted against before.
"""

from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from flows.errors import HotlineError, Refused
from storage.database import Database

_FOLDER = str(Path(__file__).parent / "migrations")


class LostRows(HotlineError):
    """A migration lost rows or broke references; the database was left as it was."""


def current(database: Database) -> str | None:
    """Return the revision the database is in; None for an empty one."""
    with database.writer.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def found_by_readers(database: Database) -> str | None:
    """Return the revision as those who read see it, at any time: the writer is not asked."""
    with database.reader.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def newest(folder: str = _FOLDER) -> str | None:
    """Return the revision this release needs."""
    return ScriptDirectory(folder).get_current_head()


def must_be_newest(database: Database) -> None:
    """Raise Refused, with the command to run, when the database is in another form than this release needs."""
    found = current(database)
    _must_be_known(found, _FOLDER)
    if found != newest():
        state = "kosong" if found is None else f"versi {found}"
        raise Refused(f"Basis data masih {state}; versi ini memerlukan {newest()}. Jalankan: pelita migrate")


def upgrade(database: Database, revision: str = "head", folder: str = _FOLDER) -> None:
    """Bring the database to `revision`. Raises LostRows, and changes nothing, when rows or references were lost."""
    _must_be_known(current(database), folder)
    config = Config()
    config.set_main_option("script_location", folder)
    config.set_main_option("path_separator", "os")
    with database.writer.connect() as connection:
        raw: Any = connection.connection.driver_connection
        raw.execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.begin():
                before = _count(connection)
                config.attributes["connection"] = connection
                command.upgrade(config, revision)
                _nothing_lost(connection, before)
        finally:
            raw.execute("PRAGMA foreign_keys=ON")


def _must_be_known(found: str | None, folder: str) -> None:
    known = {script.revision for script in ScriptDirectory(folder).walk_revisions()}
    if found is not None and found not in known:
        raise Refused(f"Basis data ditulis oleh Pelita yang lebih baru (versi {found}). Pasang kembali versi itu.")


def _count(connection: Connection) -> dict[str, int]:
    return {
        table: connection.exec_driver_sql(f'SELECT count(*) FROM "{table}"').scalar_one()  # noqa: S608 - our own names
        for table in inspect(connection).get_table_names()
    }


def _nothing_lost(connection: Connection, before: dict[str, int]) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    after = _count(connection)
    lost = [table for table, rows in before.items() if after.get(table, 0) < rows and table != "alembic_version"]
    if broken or lost:
        raise LostRows(f"references broken: {len(broken)}; tables that lost rows: {', '.join(lost) or 'none'}")
