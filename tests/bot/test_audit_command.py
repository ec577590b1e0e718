"""`pelita audit check` looks from outside: a readable account with what to do, 1 where anything was found, else 0."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.auditing import visit as visiting
from bot.cli import app
from bot.commands import auditing
from bot.commands.installation import prepare
from bot.opening import open_database
from bot.settings import Settings
from flows.errors import Refused
from storage import inbox
from storage.database import Database
from tests.bot.whole import OFFICE


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Return the settings of an installation that is there and does not run, as the command reads them."""
    made = Settings(
        _env_file=None,
        data_dir=tmp_path / "data",
        master_key_file=tmp_path / "keys" / "master.key",
        organisation=OFFICE,
        port=9,
    )
    monkeypatch.setattr(auditing, "load_settings", lambda: made)
    monkeypatch.setattr(visiting, "_SECOND_LOOK", 0.0)
    return made


@pytest.fixture
def database(settings: Settings) -> Iterator[Database]:
    """Return its database."""
    prepare(settings)
    opened = open_database(settings)
    yield opened
    opened.close()


def test_the_account_says_what_was_found_and_what_to_do(settings: Settings, database: Database) -> None:
    with database.work() as uow:
        inbox.put_aside(uow, "telegram", "CANARY-1", b"CANARY-ISI", _long_ago())
    done = CliRunner().invoke(app, ["audit", "check"])
    assert done.exit_code == 1
    lines = done.output.splitlines()
    assert lines[0].endswith(": 3 hal harus dilihat.")
    assert [line.split(" · ")[0] for line in lines if " · sejak " in line] == [
        "no_coordinator",
        "inbox_waiting",
        "service_down",
    ]
    assert sum(line.startswith("  Lakukan: ") for line in lines) == 3
    assert "CANARY" not in done.output
    assert not (settings.data_dir / visiting.FILE).exists()


def test_without_anything_to_find_it_ends_well(
    settings: Settings, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def answers(_url: str) -> bool:
        return True

    monkeypatch.setattr(visiting.outside, "answers", answers)
    monkeypatch.setattr("storage.auditing.reachable_coordinators", lambda _uow: 1)
    done = CliRunner().invoke(app, ["audit", "check", "--tell", "--full"])
    assert (done.exit_code, done.output.split(": ")[1]) == (0, "semua baik.\n")


def test_told_news_are_remembered_beside_the_data(settings: Settings, database: Database) -> None:
    done = CliRunner().invoke(app, ["audit", "check", "--tell"])
    assert done.exit_code == 1
    assert "service_down" in (settings.data_dir / visiting.FILE).read_text(encoding="utf-8")


def test_a_folder_without_data_is_refused_and_nothing_is_made(settings: Settings) -> None:
    done = CliRunner().invoke(app, ["audit", "check"])
    assert isinstance(done.exception, Refused)
    assert not settings.data_dir.exists()
    told = CliRunner().invoke(app, ["audit", "check", "--tell"])
    assert "database_closed" in told.output
    assert (told.exit_code, type(told.exception)) == (1, SystemExit)


def test_a_look_changes_no_row(settings: Settings, database: Database) -> None:
    def contents() -> list[tuple[object, ...]]:
        with database.reader.connect() as connection:
            tables = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
            return [tuple(row) for one in sorted(tables) for row in connection.exec_driver_sql(f"SELECT * FROM {one}")]

    before = contents()
    CliRunner().invoke(app, ["audit", "check", "--tell", "--full"])
    assert contents() == before


def _long_ago() -> datetime:
    return datetime.now(UTC) - timedelta(hours=1)
