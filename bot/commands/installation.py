"""`pelita init` and `pelita migrate`."""

from pathlib import Path

import typer

from bot.opening import open_database
from bot.settings import Settings, load_settings
from flows.errors import Refused
from storage import schema, vault


def init() -> None:
    """Make the key, the data directory and the database; harmless when they are there."""
    settings = load_settings()
    prepare(settings)
    typer.echo(f"Siap. Kunci: {settings.master_key_file}. Data: {settings.data_dir}.")
    typer.echo("Simpan salinan berkas kunci di tempat lain yang aman, terpisah dari cadangan data.")


def prepare(settings: Settings) -> None:
    """Make what is missing of key, data directory and database."""
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
        schema.upgrade(database)
    finally:
        database.close()


def migrate() -> None:
    """Bring the database to the form of this release."""
    database = open_database(load_settings())
    try:
        before = schema.current(database)
        schema.upgrade(database)
        typer.echo(f"Basis data: {before or 'kosong'} → {schema.newest()}.")
    finally:
        database.close()
