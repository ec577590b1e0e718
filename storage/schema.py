"""Brings the database to the form this release needs, as an explicit step; the service refuses to start on another.

A rebuilt table must not take its children with it: foreign keys are off while tables are rebuilt, then every
reference is checked and the rows of every table are counted against before. Alembic is loaded by whoever changes the
form of a database only: a service that finds it as it should be starts sooner, and smaller.
"""

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, inspect

from flows.errors import HotlineError, Refused
from storage.database import Database

NEEDED = "0009"
"""The revision this release needs: that of the newest file in `storage/migrations/versions`."""
_FOLDER = str(Path(__file__).parent / "migrations")


class LostRows(HotlineError):
    """A migration lost rows or broke references; the database was left as it was."""


def current(database: Database) -> str | None:
    """Return the revision the database is in; None for an empty one."""
    with database.writer.connect() as connection:
        return _revision(connection)


def found_by_readers(database: Database) -> str | None:
    """Return the revision as those who read see it, at any time: the writer is not asked."""
    with database.reader.connect() as connection:
        return _revision(connection)


def newest(folder: str = _FOLDER) -> str | None:
    """Return the newest revision that there is a migration to."""
    from alembic.script import ScriptDirectory  # only those who migrate need alembic

    return ScriptDirectory(folder).get_current_head()


def must_be_newest(database: Database) -> None:
    """Raise Refused, with the command to run, when the database is in another form than this release needs."""
    found = current(database)
    if found == NEEDED:
        return
    _must_be_known(found, _FOLDER)
    state = "kosong" if found is None else f"versi {found}"
    raise Refused(f"Basis data masih {state}; versi ini memerlukan {NEEDED}. Jalankan: pelita migrate")


def upgrade(database: Database, revision: str = "head", folder: str = _FOLDER) -> None:
    """Bring the database to `revision`. Raises LostRows, and changes nothing, when rows or references were lost."""
    from alembic import command  # only those who migrate need alembic
    from alembic.config import Config

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


def _revision(connection: Connection) -> str | None:
    """Return the revision that alembic noted in a database, None where it never did."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    noted: str | None = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one_or_none()
    return noted


def _must_be_known(found: str | None, folder: str) -> None:
    from alembic.script import ScriptDirectory  # only those who migrate need alembic

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
