"""Holds conversations at a prompt: one person at a time speaks, and every phone is shown."""

import asyncio
from collections.abc import Sequence

import typer

from bot.clock import SetClock, SystemClock
from bot.commands.showing import length, print_shown
from bot.prompt import Prompt
from flows.errors import Refused

HELP = """Ketik pesan sebagai siapa saja; pelapor biasanya "ibu". Perintah:
  /sari, /ibu, ...   berganti orang    /maju 6m   memajukan jam    /keluar   selesai"""


async def hold(prompt: Prompt, name: str, phones: Sequence[str]) -> None:
    """Read lines until the end: each is said by the person whose turn it is. `phones` are shown whenever they ring."""
    while True:
        _catch_up(prompt)
        try:
            line = await asyncio.to_thread(input, f"{prompt.house.shown(prompt.house.clock.now())} {name}> ")
        except EOFError:
            return
        if line.strip() == "/keluar":
            return
        _catch_up(prompt)
        try:
            name = await _do(prompt, name, line.strip())
        except Refused as refused:
            typer.echo(str(refused))
        _show(prompt, name, phones)


async def _do(prompt: Prompt, name: str, line: str) -> str:
    if line.startswith("/maju"):
        await prompt.wait(length(line.removeprefix("/maju").strip() or "1m"))
    elif line.startswith("/") and line != "/start":
        return line[1:].strip() or name
    elif line:
        await prompt.say(name, "halo" if line == "/start" else line)
    else:
        await prompt.settle()
    return name


def _catch_up(prompt: Prompt) -> None:
    """Let the clock stand at least where the machine's does."""
    clock = prompt.house.clock
    if isinstance(clock, SetClock):
        clock.at = max(clock.at, SystemClock().now())


def _show(prompt: Prompt, name: str, phones: Sequence[str]) -> None:
    for person in dict.fromkeys((name, *phones)):
        shown = prompt.look(person)
        if shown and person != name:
            typer.echo(f"--- HP {person}:")
        print_shown(prompt.house, shown)
