"""Gives the auditor its surroundings: what of a house it may look at, and where it tells what it found."""

import time
from functools import partial

from bot.auditing.auditor import Auditor, Surroundings
from bot.auditing.cycles import Cycles
from bot.clock import SystemClock
from bot.house import House
from bot.settings import Settings
from bot.talk import service_notices


def surroundings(settings: Settings, house: House) -> Surroundings:
    """Return where findings in `house` are told."""
    return Surroundings(
        folder=settings.data_dir,
        office=house.organisation.office.name,
        zone=house.organisation.zone,
        alarm_url=settings.alarm_url.get_secret_value(),
        heartbeat_url=settings.heartbeat_url.get_secret_value(),
        clocks=clocks(settings) if isinstance(house.clock, SystemClock) else (),
        notify=partial(service_notices.tell, house),
    )


def clocks(settings: Settings) -> tuple[str, ...]:
    """Return the addresses of the providers that are used, whose clocks ours is compared with."""
    telegram = settings.telegram_token.get_secret_value() or settings.telegram_staff_token.get_secret_value()
    found = {settings.telegram_api_url: telegram, settings.twilio_api_url: settings.twilio_account_sid}
    return tuple(url for url, used in found.items() if used)


def auditor(house: House, cycles: Cycles) -> Auditor:
    """Return the auditor of a running service, whose sweeps are noted in `cycles`."""
    steady = time.monotonic if isinstance(house.clock, SystemClock) else None
    periods, around = house.organisation.kept.periods(), surroundings(house.settings, house)
    return Auditor(house.database, house.writer, house.clock, periods, around, cycles, steady)
