"""`pelita run`: the demo in a browser, or, as soon as `.env` has a channel's token, the service with real channels."""

from pathlib import Path

import typer

from bot.commands.installation import prepare
from bot.commands.playing import play
from bot.commands.serving import must_name_office, serve_with
from bot.settings import Settings, load_settings


def run() -> None:
    """Play where there is no channel, else serve for real; nothing of the one is ever used by the other."""
    settings = load_settings()
    if is_real(settings):
        serve_for_real(settings)
    else:
        play()


def is_real(settings: Settings) -> bool:
    """Return whether any channel has a token or an account."""
    tokens = (settings.telegram_token, settings.telegram_staff_token, settings.twilio_auth_token)
    return bool(settings.twilio_account_sid) or any(token.get_secret_value() for token in tokens)


def serve_for_real(settings: Settings) -> None:
    """Serve an office's real channels, with a key and a database made where there are none.

    Raises Refused when no organisation file is named, before anything is made.
    """
    must_name_office(settings)
    if not Path(settings.url.removeprefix("sqlite:///")).exists():
        prepare(settings)
        typer.echo(f"Kunci dan basis data baru: {settings.master_key_file}, {settings.data_dir}.")
        typer.echo("Simpan salinan kunci itu di tempat lain, lalu tambahkan orang: pelita member add NAMA")
    serve_with(settings)
