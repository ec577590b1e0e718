"""`pelita demo`: everything at one prompt, with demo people, without any account."""

import asyncio

import typer

from bot.clock import SetClock
from bot.commands.holding import HELP, hold
from bot.commands.installation import prepare
from bot.commands.showing import latest
from bot.commands.trial import AT_THE_PROMPT, PASSWORD, PEOPLE, trial_settings, unlinked
from bot.house import House
from bot.opening import opened
from bot.prompt import Prompt
from storage.meta import DEMO


def demo() -> None:
    """Make a demo office where there is none, and hold conversations at the prompt."""
    settings = trial_settings(AT_THE_PROMPT)
    prepare(settings, DEMO)
    with opened(settings, kind=DEMO) as house:
        house.clock = SetClock(latest(house))
        asyncio.run(_hold(house))


async def _hold(house: House) -> None:
    prompt = Prompt(house)
    for name, code in unlinked(house).items():
        await prompt.say(name, code)
        prompt.look(name)
    typer.echo(f"Pelita, percobaan ({house.organisation.office.unit}). Petugas: sari, dewi; koordinator: ratna.")
    typer.echo(f"Kata sandi semua orang percobaan: {PASSWORD}\n{HELP}\n")
    await hold(prompt, "ibu", ("ibu", *(name for name, _, _ in PEOPLE)))
