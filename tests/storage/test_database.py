"""The file is encrypted, opens with its key only, and every connection has the pragmas it needs."""

import contextlib
import shutil
import time

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError, IntegrityError

from flows.errors import Refused
from storage import conversations
from storage.database import Database
from storage.tables import Case, Conversation, Meta
from storage.vault import random_key, server_keys
from tests.storage.things import NOW, conversation, rows_of

PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "secure_delete": 1,
    "trusted_schema": 0,
    "temp_store": 2,
    "busy_timeout": 10000,
}
META = Meta.__table__
PLAIN = b"SQLite format 3\x00"


@pytest.mark.parametrize("engine", ["writer", "reader"])
def test_the_pragmas_are_really_set_on_every_connection(database, engine):
    with getattr(database, engine).connect() as first, database.reader.connect() as second:
        for connection in (first, second):
            found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in PRAGMAS}
            assert found == PRAGMAS


def test_the_cipher_is_really_there(database):
    with database.reader.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA cipher_version").scalar()


def test_neither_the_file_nor_its_log_is_plain_sqlite(database, file):
    with database.work() as uow:
        conversation(uow, "alamat-yang-terbaca")
        uow.run(META.insert(), [{"name": "kata-yang-terbaca", "value": b"isi-yang-terbaca"}])
    written = file.read_bytes(), file.with_name("pelita.db-wal").read_bytes()
    assert all(written)
    for content in written:
        assert not content.startswith(PLAIN)
        for word in (b"terbaca", b"conversations", b"CREATE TABLE", b"telegram"):
            assert word not in content


def test_with_another_key_it_is_refused_and_the_message_says_what_to_look_at(file):
    wrong = Database(f"sqlite:///{file}", server_keys(random_key()))
    with pytest.raises(Refused, match="PELITA_MASTER_KEY_FILE") as refused, wrong.look():
        pass
    assert str(file) in str(refused.value)
    wrong.close()


def test_a_wrong_key_leaves_the_file_as_it_was(file, keys):
    before = file.read_bytes()
    wrong = Database(f"sqlite:///{file}", server_keys(random_key()))
    with pytest.raises(Refused), wrong.work():
        pass
    wrong.close()
    assert file.read_bytes() == before
    right = Database(f"sqlite:///{file}", keys)
    with right.look() as uow:
        assert uow.read(select(META)).all() == []
    right.close()


@pytest.mark.parametrize("url", ["postgresql://db/pelita", "sqlite+aiosqlite:///x.db", "x.db", ""])
def test_another_kind_of_database_is_refused_with_what_is_possible(url, keys):
    with pytest.raises(Refused, match=r"PELITA_DATABASE_URL.*sqlite:///"):
        Database(url, keys)


def test_a_block_that_raises_leaves_nothing(database):
    with contextlib.suppress(ZeroDivisionError), database.work() as uow:
        conversation(uow)
        raise ZeroDivisionError
    with database.look() as uow:
        assert uow.read(select(Conversation.__table__)).all() == []


def test_a_row_whose_parent_is_not_there_is_refused(database):
    (row,) = rows_of(Case.__table__, 1)
    times = {name: NOW for name in row if name.endswith("_at")}
    with pytest.raises(IntegrityError), database.work() as uow:
        uow.run(Case.__table__.insert(), [row | times])


def test_readers_cannot_write(database):
    with pytest.raises(DBAPIError, match="readonly"), database.look() as uow:
        uow.run(META.insert(), [{"name": "a", "value": b"b"}])


def test_an_error_of_the_database_does_not_print_what_was_bound(database):
    twice = [{"name": "kata-rahasia", "value": b"isi-rahasia"}] * 2
    with pytest.raises(DBAPIError) as error, database.work() as uow:
        uow.run(META.insert(), twice)
    assert "rahasia" not in str(error.value)


def test_a_part_that_fails_is_undone_alone(database):
    with database.work() as uow:
        conversation(uow, "1")
        uow.wake("delivery")
        with contextlib.suppress(ZeroDivisionError), uow.savepoint():
            conversation(uow, "2")
            uow.wake("duty")
            with uow.savepoint():
                conversation(uow, "3")
            raise ZeroDivisionError
        with uow.savepoint():
            conversation(uow, "4")
        assert uow.wakes == {"delivery"}
    with database.look() as uow:
        assert [bool(conversations.find(uow, "telegram", name)) for name in "1234"] == [True, False, False, True]


def test_what_was_deleted_is_in_neither_the_file_nor_its_log(database, file, keys, tmp_path):
    with database.work() as uow:
        conversation(uow)
    with database.work() as uow:
        uow.run(Conversation.__table__.delete())
    log = file.with_name("pelita.db-wal")
    assert log.stat().st_size > 0
    database.forget_deleted()
    assert log.stat().st_size == 0
    alone = Database(f"sqlite:///{shutil.copy(file, tmp_path / 'alone.db')}", keys)
    with alone.look() as uow:
        assert uow.read(select(Conversation.__table__)).all() == []
    alone.close()


def test_who_reads_for_long_holds_nobody_up_when_the_log_is_to_be_emptied(database, file):
    log = file.with_name("pelita.db-wal")
    with database.work() as uow:
        conversation(uow, "1")
    with database.look() as reading:
        reading.read(select(Conversation.__table__)).all()
        with database.work() as uow:
            conversation(uow, "2")
        begun = time.monotonic()
        assert database.forget_deleted() is False
        assert time.monotonic() - begun < 3  # a connection that works waits for ten
    assert database.forget_deleted() is True
    assert log.stat().st_size == 0
    with database.reader.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() == PRAGMAS["busy_timeout"]


def test_while_somebody_writes_the_log_is_left_for_later(database):
    with database.work() as uow:
        conversation(uow, "1")
        assert database.forget_deleted() is False
    assert database.forget_deleted() is True


def test_two_writers_wait_for_each_other_instead_of_failing(file, keys):
    one, two = (Database(f"sqlite:///{file}", keys) for _ in range(2))
    for turn in range(20):
        with (one, two)[turn % 2].work() as uow:
            conversation(uow, str(turn))
    with two.look() as uow:
        assert len(uow.read(select(Conversation.__table__)).all()) == 20
    one.close()
    two.close()
