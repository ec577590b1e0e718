"""The ground of `tests/bot/whatsapp.py`, with telephones: the real client calls through the emulator."""

import contextlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from bot import timeline
from bot.commands import serving
from bot.enrolment_phone import propose_telephone
from storage import cases, members
from storage.rows import Row
from tests.bot.whatsapp import OTHER, Ground, ground
from tests.emulators.twilio import Person, Telephone

CALLER = "+622150001000"
TELEPHONES = {"ratna": "+6281230007000", "sari": "+6281230007001", "dewi": "+6281230007002"}


@contextlib.asynccontextmanager
async def ground_with_voice(folder: Path, **given: Any) -> AsyncIterator[Ground]:
    """Open a house that can call telephones; nobody has proven one yet."""
    async with ground(folder, **given) as opened:
        house = opened.house
        house.settings = house.settings.model_copy(update={"voice_from": CALLER})
        opened.twilio.world.callers.add(CALLER)
        channel = serving.voice(house.settings, timeout=0.5)
        house.channels = {**house.channels, "voice": channel}
        try:
            yield opened
        finally:
            await channel.close()


async def proposes(ground: Ground, name: str, number: str = "") -> Telephone:
    """Let the operator write down somebody's number, and let it be called."""
    number = number or TELEPHONES[name]
    with ground.house.database.look() as uow:
        row = members.by_name(uow, name)
    ground.house.writer.do(lambda uow: propose_telephone(uow, row, number, ground.clock.now()))
    phone = ground.twilio.telephone(number)
    await ground.settle()
    return phone


def digits(heard: str) -> str:
    """Return the digits that a voice has spoken, once."""
    return "".join(mark for mark in heard.splitlines()[0] if mark.isdigit())


async def proves(ground: Ground, name: str) -> Telephone:
    """Let somebody prove her number: she hears the digits and types them in her own chat."""
    phone = await proposes(ground, name)
    heard = await phone.answers()
    await phone.hangs_up()
    await ground.says(name, f"pelita-{digits(heard)}")
    assert "tersimpan" in ground.others.of(name)[-1]
    return phone


async def danger(ground: Ground, number: str = "+6281230005001") -> Person:
    """Let somebody in danger write; sari is on duty."""
    ibu = ground.reporter(number)
    await ground.hears(ibu, "tolong suami saya bawa parang")
    return ibu


def case_of(ground: Ground) -> Row:
    """Return the newest case."""
    with ground.house.database.look() as uow:
        return cases.listed(uow)[0]


def holder_of(ground: Ground) -> str:
    """Return the name of whoever has the newest case, or ""."""
    with ground.house.database.look() as uow:
        row = members.by_id(uow, case_of(ground).holder_id)
    return row.name if row is not None else ""


def times(ground: Ground) -> list[str]:
    """Return what happened in the newest case and when, line by line."""
    with ground.house.database.look() as uow:
        found = timeline.moments(ground.house, uow, case_of(ground))
    return [f"{ground.house.local(one.at):%H.%M} {one.text} {one.answer}".strip() for one in found]


__all__ = [
    "CALLER",
    "OTHER",
    "TELEPHONES",
    "case_of",
    "danger",
    "digits",
    "ground_with_voice",
    "holder_of",
    "proposes",
    "proves",
    "times",
]
