"""`pelita demo`: everything at one prompt, with demo people, without any account."""

import asyncio
from pathlib import Path

import typer

from bot.clock import SetClock
from bot.commands.holding import HELP, hold
from bot.commands.installation import prepare
from bot.commands.showing import latest
from bot.enrolment import enrol, opener
from bot.house import House
from bot.opening import close_house, open_house
from bot.prompt import Prompt
from bot.settings import Settings
from storage import members, teams

FOLDER = Path("var/demo")
PEOPLE = (("ratna", "koordinator", teams.COORDINATION), ("dewi", "konselor", "kota"), ("sari", "konselor", "kota"))
PASSWORD = "kata-sandi-demo"  # noqa: S105 - printed for everybody to see; demo data only


def demo_settings() -> Settings:
    """Return settings of the demo: its own data and key; nothing of `.env` or the environment is read."""
    return Settings.model_construct(
        **{
            **{name: field.default for name, field in Settings.model_fields.items()},
            "data_dir": FOLDER / "data",
            "master_key_file": FOLDER / "keys" / "master.key",
        }
    )


def demo() -> None:
    """Make a demo office where there is none, and hold conversations at the prompt."""
    settings = demo_settings()
    prepare(settings)
    house = open_house(settings)
    try:
        house.clock = SetClock(latest(house))
        asyncio.run(_hold(house))
    finally:
        close_house(house)


async def _hold(house: House) -> None:
    prompt = Prompt(house)
    await enrol_people(prompt)
    typer.echo(f"Pelita, percobaan ({house.organisation.office.unit}). Petugas: sari, dewi; koordinator: ratna.")
    typer.echo(f"Kata sandi semua orang percobaan: {PASSWORD}\n{HELP}\n")
    await hold(prompt, "ibu", ("ibu", *(name for name, _, _ in PEOPLE)))


async def enrol_people(prompt: Prompt) -> None:
    """Enrol the demo people once, each linked to the terminal by her code."""
    house = prompt.house
    for name, role, team in PEOPLE:
        with house.database.look() as uow:
            if members.by_name(uow, name) is not None:
                continue
            known = members.by_name(uow, PEOPLE[0][0]) is not None
            let_in = opener(PEOPLE[0][0], PASSWORD, uow) if known else None
        member = members.prepare(name, role, PASSWORD)
        now = house.clock.now()
        code = house.writer.do(lambda uow: enrol(uow, member, team, now, let_in))  # noqa: B023 - done at once
        await prompt.say(name, code)
        prompt.look(name)
