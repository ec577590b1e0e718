"""`pelita preview`: all that a reporter may read, on one page to be read by those who answer for it."""

from pathlib import Path
from typing import Annotated

import typer

from bot.organisation import load_organisation
from bot.settings import load_settings
from bot.talk.preview import page


def preview(
    path: Annotated[Path, typer.Argument(help="Berkas HTML yang ditulis; dibuka dengan peramban.")] = Path(
        "pratinjau.html"
    ),
) -> None:
    """Write the page of the office whose file is set; nothing is read but that file and the wordings."""
    path.write_text(page(load_organisation(load_settings().organisation)), encoding="utf-8")
    typer.echo(f"tertulis: {path}")
