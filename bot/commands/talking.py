"""`pelita talk`: holds the conversation at a prompt, one message a call or many in a row."""

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer

from bot.clock import SetClock, SystemClock
from bot.commands.holding import HELP, hold
from bot.commands.recording import record
from bot.commands.showing import instant, latest, length, print_shown
from bot.house import House
from bot.opening import opened
from bot.prompt import Prompt, Shown
from bot.running import is_running
from bot.settings import load_settings
from flows.errors import Refused
from storage import members


def talk(
    as_: Annotated[
        str, typer.Option("--as", help="Siapa yang berbicara: nama apa saja. Tanpa ini: bercakap terus.")
    ] = "",
    say: Annotated[str, typer.Option(help="Satu pesan; tanpa ini, hanya melihat yang masuk.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Untuk program.")] = False,
    at: Annotated[str, typer.Option(help='Jam berapa sekarang: "22.10" atau "2026-11-22T22:10".')] = "",
    wait: Annotated[str, typer.Option(help='Biarkan waktu berjalan sesudahnya: "6m", "2h", "30s".')] = "",
    to: Annotated[
        Path | None, typer.Option("--record", help="Catat ke berkas ini, dalam percobaan tersendiri (bukan data asli).")
    ] = None,
) -> None:
    """Say one thing as somebody and print what arrives on that person's phone; without a name, go on and on."""
    if to is not None:
        typer.echo(record(to, as_, say, at, length(wait)))
        return
    settings = load_settings()
    if (at or wait) and is_running(settings.data_dir):
        raise Refused("Layanan sedang berjalan; --at dan --wait hanya bisa tanpa layanan.")
    with opened(settings) as house:
        start = instant(house, at) if at else latest(house) if not as_ else SystemClock().now()
        house.clock = SetClock(start)
        if not as_:
            asyncio.run(_on_and_on(house))
            return
        shown = asyncio.run(_once(house, as_, say, length(wait)))
    print_shown(house, shown, as_json=as_json)


async def _on_and_on(house: House) -> None:
    typer.echo(f"{HELP}\n")
    with house.database.look() as uow:
        names = [row.name for row in members.everyone(uow)]
    await hold(Prompt(house), "ibu", ("ibu", *names))


async def _once(house: House, name: str, text: str, wait: timedelta) -> list[Shown]:
    prompt = Prompt(house)
    await (prompt.say(name, text) if text else prompt.settle())
    if wait:
        await prompt.wait(wait)
    return prompt.look(name)
