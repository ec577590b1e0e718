"""A migration keeps every row or changes nothing, and the house opens only on the form it was made for."""

import shutil
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from flows.errors import Refused
from storage import schema
from storage.database import Database
from storage.schema import LostRows
from storage.tables import metadata
from tests.storage.things import fill, stored

FOLDER = Path(schema.__file__).parent / "migrations"
REVISIONS = [script.revision for script in ScriptDirectory(str(FOLDER)).walk_revisions()][::-1]
PLANTED = '''"""Planted by a test."""

import sqlalchemy as sa
from alembic import op

revision = "planted"
down_revision = "{after}"
branch_labels = None
depends_on = None


def upgrade() -> None:
{does}
'''
REBUILDS = """
    for table in ("conversations", "members", "cases"):
        with op.batch_alter_table(table, recreate="always") as batch_op:
            batch_op.add_column(sa.Column("planted", sa.String(), nullable=True))
"""
LOSES = "    op.execute(\"DELETE FROM entries WHERE id = 'row-1'\")"
DROPS = '    op.drop_table("consents")'
BREAKS = "    op.execute(\"UPDATE cases SET conversation_id = 'nobody' WHERE id = 'row-2'\")"
FAILS = '    op.execute("DELETE FROM audit")\n    op.execute("SELECT 1 FROM nowhere")'


@pytest.fixture
def empty(tmp_path, keys):
    """Return a database in which nothing is yet."""
    opened = Database(f"sqlite:///{tmp_path / 'empty.db'}", keys)
    yield opened
    opened.close()


@pytest.fixture
def planted(tmp_path):
    """Return a function that makes a folder of migrations with one more at its end."""

    def plant(does):
        folder = Path(shutil.copytree(FOLDER, tmp_path / "migrations"))
        text = PLANTED.format(after=REVISIONS[-1], does=does)
        (folder / "versions" / "9999_planted.py").write_text(text)
        return str(folder)

    return plant


def held(database):
    with database.reader.connect() as connection:
        return stored(connection)


def filled(database):
    """Fill every table of a database and return what it holds."""
    with database.writer.begin() as connection:
        fill(connection)
    return held(database)


def test_an_empty_database_is_brought_to_the_newest_form_and_again_is_harmless(empty):
    assert schema.current(empty) is None
    for _ in range(2):
        schema.upgrade(empty)
        assert schema.current(empty) == schema.newest() == REVISIONS[-1]


def test_the_migrations_make_exactly_the_tables_that_the_code_knows(database):
    with database.reader.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, metadata) == []
        assert set(inspect(connection).get_table_names()) == {*metadata.tables, "alembic_version"}


@pytest.mark.parametrize("revision", REVISIONS)
def test_a_filled_database_of_every_released_form_keeps_every_row(empty, revision):
    schema.upgrade(empty, revision)
    before = filled(empty)
    assert all(len(rows) == 2 for name, rows in before.items() if name != "alembic_version")
    schema.upgrade(empty)
    after = held(empty)
    assert {name: len(rows) for name, rows in before.items()} == {name: len(after[name]) for name in before}
    if revision == REVISIONS[-1]:
        assert after == before
    with empty.writer.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []


def test_parents_that_are_rebuilt_keep_their_children(database, planted):
    before = filled(database)
    schema.upgrade(database, folder=planted(REBUILDS))
    after = held(database)
    assert schema.current(database) == "planted"
    for name in before.keys() - {"alembic_version", "conversations", "members", "cases"}:
        assert after[name] == before[name]
    for name in ("conversations", "members", "cases"):
        assert len(after[name]) == 2


@pytest.mark.parametrize(
    ("does", "told"),
    [(LOSES, "entries"), (DROPS, "consents"), (BREAKS, "references broken: 1")],
    ids=["rows lost", "a table lost", "a reference broken"],
)
def test_a_migration_that_loses_something_is_refused_and_changes_nothing(database, planted, does, told):
    before = filled(database)
    with pytest.raises(LostRows, match=told):
        schema.upgrade(database, folder=planted(does))
    assert held(database) == before
    assert schema.current(database) == REVISIONS[-1]


def test_a_migration_that_fails_half_way_changes_nothing(database, planted):
    before = filled(database)
    with pytest.raises(Exception, match="no such table"):
        schema.upgrade(database, folder=planted(FAILS))
    assert held(database) == before


@pytest.mark.parametrize("does", ["    pass", LOSES], ids=["after success", "after refusal"])
def test_references_are_watched_again_after_a_migration(database, planted, does):
    filled(database)
    try:
        schema.upgrade(database, folder=planted(does))
    except LostRows:
        assert does == LOSES
    with database.writer.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_an_empty_database_is_refused_with_the_command_to_run(empty):
    with pytest.raises(Refused, match=r"masih kosong.*pelita migrate"):
        schema.must_be_newest(empty)


def test_an_older_form_is_refused_with_the_command_to_run(database):
    with database.writer.begin() as connection:
        connection.exec_driver_sql("DELETE FROM alembic_version")
    with pytest.raises(Refused, match="Jalankan: pelita migrate"):
        schema.must_be_newest(database)


def test_a_form_of_a_later_release_is_refused_and_never_touched(database, planted):
    before = filled(database)
    schema.upgrade(database, folder=planted("    pass"))
    for refuses in (schema.must_be_newest, schema.upgrade):
        with pytest.raises(Refused, match="lebih baru"):
            refuses(database)
    assert {**held(database), "alembic_version": None} == {**before, "alembic_version": None}


def test_what_is_needed_is_the_newest_there_is():
    assert schema.newest() == schema.NEEDED


def test_the_newest_form_is_accepted(database):
    schema.must_be_newest(database)
