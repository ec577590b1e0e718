"""`pelita init` and `pelita migrate`."""

import typer

from bot.opening import open_database
from bot.settings import Settings, load_settings
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
        vault.make_key_file(settings.master_key_file)
    settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
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
