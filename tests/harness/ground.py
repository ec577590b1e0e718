"""The ground of a story: a real encrypted database with a throw-away key and people enrolled as in real life.

Enrolling costs Argon2id and a migration, so it is done once; each story works on a copy of the files.
"""

import asyncio
import atexit
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import event

from bot.clock import SetClock
from bot.commands.installation import prepare
from bot.enrolment import enrol, opener
from bot.house import House
from bot.opening import close_house, open_house
from bot.prompt import Prompt
from bot.settings import Settings
from storage import members, teams, vault
from storage.database import Database
from tests.harness.office import Office

PASSWORD = "kata-sandi-uji"
STAFF = ("first", "second", "third")
COORDINATOR = "ratna"
ENROLLED_AT = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)


@contextmanager
def cheap_stretching() -> Iterator[None]:
    """Make Argon2id insecure but fast for the test suite; the real costs are back afterwards."""
    real = vault.ARGON2_OPS, vault.ARGON2_BYTES
    vault.ARGON2_OPS, vault.ARGON2_BYTES = 1, 8192
    try:
        yield
    finally:
        vault.ARGON2_OPS, vault.ARGON2_BYTES = real


def wait_for_no_disk(database: Database) -> None:
    """Let commits not wait for the disk: a story has no power cut in it, and the same rows are read and written."""
    for engine in (database.writer, database.reader):
        engine.dispose()
        event.listen(engine, "connect", _hurry)


def _hurry(connection: Any, _record: object) -> None:
    connection.execute("PRAGMA synchronous=OFF")


def settings_in(folder: Path) -> Settings:
    """Return settings of an installation in `folder`; nothing is read from the environment or `.env`."""
    usual = {name: field.default for name, field in Settings.model_fields.items()}
    own = {"data_dir": folder / "data", "master_key_file": folder / "keys" / "master.key"}
    return Settings.model_construct(**{**usual, **own})


def settle_in(folder: Path, staff: tuple[str, ...] = STAFF) -> Settings:
    """Copy an installation to `folder` in which `staff` and the coordinator are enrolled; return its settings."""
    shutil.copytree(_template(staff), folder, dirs_exist_ok=True)
    return settings_in(folder)


@cache
def _template(staff: tuple[str, ...]) -> Path:
    folder = Path(tempfile.mkdtemp(prefix="pelita-stories-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    settings = settings_in(folder)
    prepare(settings)
    house = open_house(settings, SetClock(ENROLLED_AT), organisation=Office().organisation())
    try:
        asyncio.run(_enrol_and_link(house, staff))
    finally:
        close_house(house)
    return folder


async def _enrol_and_link(house: House, staff: tuple[str, ...]) -> None:
    """Enrol everybody, and let each send her one-time code from her own chat, as in real life."""
    prompt = Prompt(house)
    codes = {COORDINATOR: new_member(house, COORDINATOR, "koordinator", teams.COORDINATION)}
    codes |= {name: new_member(house, name) for name in staff}
    for name, code in codes.items():
        await prompt.say(name, code)
        told = [body["said"] for _, body in prompt.look(name)]
        assert told == [["linked"]], told


def new_member(house: House, name: str, role: str = "konselor", team: str = "kota") -> str:
    """Enrol a member, let in by the coordinator where the team has a key already; return her link code."""
    member, now = members.prepare(name, role, PASSWORD), house.clock.now()
    with house.database.look() as uow:
        known = members.by_name(uow, COORDINATOR) is not None
        let_in = opener(COORDINATOR, PASSWORD, uow) if known else None
    return house.writer.do(lambda uow: enrol(uow, member, team, now, let_in))
