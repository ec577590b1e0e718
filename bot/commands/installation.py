"""`pelita init` and `pelita migrate`."""

from pathlib import Path

import typer

from bot.opening import open_database
from bot.settings import Settings, load_settings
from flows.errors import Refused
from storage import meta, schema, vault
from storage.database import Database


def init() -> None:
    """Make the key, the data directory and the database; harmless when they are there."""
    settings = load_settings()
    prepare(settings)
    typer.echo(f"Siap. Kunci: {settings.master_key_file}. Data: {settings.data_dir}.")
    typer.echo("Simpan salinan berkas kunci di tempat lain yang aman, terpisah dari cadangan data.")


def prepare(settings: Settings, kind: str = meta.REAL) -> None:
    """Make what is missing of key, data directory and database, marked as `kind`.

    Raises Refused when the key of data that is there is missing, and when the data are of the other kind.
    """
    if not settings.master_key_file.exists():
        if Path(settings.url.removeprefix("sqlite:///")).exists():
            raise Refused(
                f"Berkas kunci {settings.master_key_file} tidak ada, tetapi datanya ada. "
                "Kembalikan salinan kunci itu; kunci baru tidak membuka data lama."
            )
        vault.make_key_file(settings.master_key_file)
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError:
        raise Refused(f"Folder {settings.data_dir} tidak dapat dibuat. Periksa PELITA_DATA_DIR dan izinnya.") from None
    database = open_database(settings)
    try:
        if schema.current(database) is not None:
            _mark(database, kind)
        schema.upgrade(database)
        _mark(database, kind)
    finally:
        database.close()


def _mark(database: Database, kind: str) -> None:
    with database.work() as uow:
        meta.must_be(uow, kind)


def migrate() -> None:
    """Bring the database to the form of this release."""
    database = open_database(load_settings())
    try:
        before = schema.current(database)
        schema.upgrade(database)
        typer.echo(f"Basis data: {before or 'kosong'} → {schema.newest()}.")
    finally:
        database.close()
