"""The ground of `tests/bot/whatsapp.py`, with telephones: the real client calls through the emulator."""

import contextlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from bot.commands import serving
from bot.enrolment_phone import propose_telephone
from storage import members
from tests.bot.whatsapp import OTHER, Ground, ground
from tests.emulators.twilio import Telephone

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


__all__ = ["CALLER", "OTHER", "TELEPHONES", "digits", "ground_with_voice", "proposes", "proves"]
