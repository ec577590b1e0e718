"""`pelita audit`: looks from outside the service, which cannot tell of itself that it hangs."""

import asyncio
import time
from datetime import tzinfo
from pathlib import Path
from typing import Annotated

import typer

from bot.auditing import advice
from bot.auditing.findings import Finding
from bot.auditing.visit import Visit
from bot.clock import SystemClock
from bot.opening import open_database
from bot.organisation import load_organisation
from bot.overseeing import clocks
from bot.settings import Settings, load_settings
from flows.errors import Refused
from storage.database import Database

app = typer.Typer(no_args_is_help=True)
_Tell = Annotated[bool, typer.Option("--tell", help="Kirim yang baru ke PELITA_ALARM_URL; untuk penjadwal.")]
_Full = Annotated[bool, typer.Option("--full", help="Periksa seluruh jejak audit; bisa lama.")]
_Every = Annotated[int, typer.Option("--watch", help="Ulangi setiap sekian detik; 0: sekali saja.", min=0)]


@app.callback()
def audit() -> None:
    """Have commands below this one."""


@app.command("check", help="Memeriksa dari luar: 0 semua baik, 1 ada yang harus dilihat.")
def check(tell: _Tell = False, full: _Full = False, watch: _Every = 0) -> None:
    """Look once, say what was found and what to do about it, and end with 1 where anything was.

    With `watch` it looks again and again, until it is stopped.
    """
    settings = load_settings()
    if not tell:
        _opened(settings).close()
    visitor = visit(settings)
    while True:
        found = asyncio.run(visitor.look(tell=tell, full=full))
        _say(found, visitor.zone)
        if not watch:
            raise typer.Exit(1 if found else 0)
        time.sleep(watch)


def visit(settings: Settings) -> Visit:
    """Return a visitor of the installation that `settings` describe."""
    office = load_organisation(settings.organisation)
    host = "127.0.0.1" if settings.host in {"0.0.0.0", "::"} else settings.host  # noqa: S104 - where it listens
    return Visit(
        open_database=lambda: _opened(settings),
        clock=SystemClock(),
        periods=office.kept.periods(),
        folder=settings.data_dir,
        office=office.office.name,
        zone=office.zone,
        live_url=f"http://{host}:{settings.port}/health/live",
        alarm_url=settings.alarm_url.get_secret_value(),
        clocks=clocks(settings),
    )


def _opened(settings: Settings) -> Database:
    """Open the database where there is one. Raises Refused."""
    if not Path(settings.url.removeprefix("sqlite:///")).exists():
        raise Refused(f"Belum ada basis data di {settings.data_dir}. Jalankan: pelita init")
    return open_database(settings)


def _say(found: tuple[Finding, ...], zone: tzinfo) -> None:
    at = advice.shown(SystemClock().now(), zone)
    if not found:
        typer.echo(f"{at}: semua baik.")
        return
    typer.echo(f"{at}: {len(found)} hal harus dilihat.")
    told = ""
    for one in found:
        typer.echo(f"\n{advice.line(one, zone)}")
        if one.code != told:
            typer.echo(f"  {advice.meaning(one.code)}\n  Lakukan: {advice.next_step(one.code)}")
        told = one.code
