"""What the tests of the storage floor share: a throw-away key, and a real encrypted file for each test."""

import shutil
from pathlib import Path

import pytest

from storage import schema
from storage.database import Database
from storage.vault import ServerKeys, random_key, server_keys


@pytest.fixture(scope="session")
def master() -> bytes:
    """Return the server's key of this run."""
    return random_key()


@pytest.fixture(scope="session")
def keys(master) -> ServerKeys:
    """Return what the server derives from it."""
    return server_keys(master)


@pytest.fixture(scope="session")
def migrated(keys, tmp_path_factory) -> Path:
    """Return an empty database in the newest form: migrated once, copied for each test."""
    file = tmp_path_factory.mktemp("migrated") / "pelita.db"
    database = Database(f"sqlite:///{file}", keys)
    schema.upgrade(database)
    database.close()
    return file


@pytest.fixture
def file(migrated, tmp_path) -> Path:
    """Return the file of this test."""
    return Path(shutil.copy(migrated, tmp_path / "pelita.db"))


@pytest.fixture
def database(file, keys):
    """Return this test's own encrypted database."""
    opened = Database(f"sqlite:///{file}", keys)
    yield opened
    opened.close()


@pytest.fixture
def uow(database):
    """Return an open transaction; it is committed when the test ends well."""
    with database.work() as work:
        yield work
