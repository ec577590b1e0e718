"""A house on WhatsApp without workers: the real channel against the emulator, worked off step by step.

Nothing runs by itself here: `settle` does what is due at the clock's instant and lets every report come, so that a test
can look at each moment in between. Whoever is not on WhatsApp has a phone of another channel, which always works.
"""

import atexit
import contextlib
import shutil
import tempfile
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import httpx
from pydantic import SecretStr
from sqlalchemy import select

from bot.channels.update import Outgoing, Receipt, SendError, Update
from bot.clock import SetClock
from bot.commands import serving
from bot.commands.installation import prepare
from bot.duty.provider import Upkeep
from bot.house import House
from bot.opening import close_house, open_house
from bot.organisation import Organisation, load_organisation
from bot.organisation_routine import Routine
from bot.service import Service, work_off
from bot.settings import Settings
from bot.talk.delivery import Delivery
from bot.web.app import create_app
from flows.events import Said
from storage import members
from storage.tables import Inbox, Outbox, ProviderCopy
from tests.bot.whole import OFFICE, SECONDARY, TEMPLATE_PAGE, TEMPLATE_STAFF, link_codes
from tests.emulators.twilio import ACCOUNT_SID, AUTH_TOKEN, NUMBER, Person, TwilioEmulator
from tests.harness.ground import cheap_stretching

HOST = "http://hotline.test"
INBOUND, STATUS = f"{HOST}/webhooks/whatsapp", f"{HOST}/webhooks/whatsapp/status"
OTHER = "telegram-staff"
NUMBERS = {"ratna": "+6281230009000", "sari": "+6281230009001", "dewi": "+6281230009002"}
AT = datetime(2026, 11, 22, 22, 10, tzinfo=ZoneInfo("Asia/Jakarta")).astimezone(UTC)
"""A Sunday night: sari is on duty, dewi is next, ratna coordinates."""
MARK = "mungkin sudah terkirim"


@dataclass
class OtherPhones:
    """A channel that always works and never reports: the phones of those who are not on WhatsApp."""

    name: str = OTHER
    reports: bool = False
    window: timedelta | None = None
    sent: list[tuple[str, str]] = field(default_factory=list)
    blocks: set[str] = field(default_factory=set)

    async def send(self, address: str, message: Outgoing) -> Receipt:
        """Keep what was sent to `address`, unless it has blocked us."""
        if address in self.blocks:
            raise SendError("blocked")
        self.sent.append((address, message.text))
        return Receipt(str(len(self.sent)))

    async def close(self) -> None:
        """Do nothing."""

    def of(self, name: str) -> list[str]:
        """Return the texts on somebody's phone."""
        return [text for address, text in self.sent if address == name]


@dataclass
class Ground:
    """A house, its provider and its people, in the hands of a test."""

    service: Service
    clock: SetClock
    twilio: TwilioEmulator
    others: OtherPhones
    upkeep: Upkeep
    delivery: Delivery
    codes: dict[str, str]
    written: int = 0

    @property
    def house(self) -> House:
        """Return the house."""
        return self.service.house

    async def joins(self, name: str) -> Person:
        """Link a member on WhatsApp."""
        phone = self.twilio.person(NUMBERS[name], profile_name="CANARY-NAMA")
        await phone.says(self.codes.pop(name))
        await self.settle()
        await phone.hears("Tersambung", within=0.1)
        return phone

    async def stays_elsewhere(self, *names: str) -> None:
        """Link members on the other channel, under their names."""
        for name in names:
            code = members.looks_like_code(self.codes.pop(name))
            link = partial(members.link, code=code, channel=OTHER, address=name, now=self.clock.now())
            assert self.house.writer.do(link) is not None

    def reporter(self, number: str = "+6281230005001") -> Person:
        """Return somebody who has never written before."""
        return self.twilio.person(number, profile_name="CANARY-NAMA")

    async def settle(self) -> None:
        """Do all that is due now, until no report of it is under way either."""
        while work_off(self.house, self.clock.now()) + await self.delivery.drain() + await self._reported():
            continue

    async def hears(self, person: Person, text: str) -> None:
        """Let a person write, and settle."""
        assert await person.says(text) == 200
        await self.settle()

    async def says(self, name: str, text: str) -> None:
        """Let a member on the other phone write, and settle."""
        self.written += 1
        await self.service.door.take(Update(OTHER, f"{name}-{self.written}", name, Said(text)))
        await self.settle()

    async def talk(self, number: str = "+6281230005001") -> Person:
        """Return a reporter whose case sari, on the other phone, holds alone."""
        ibu = self.reporter(number)
        await self.hears(ibu, "darurat")
        await self.says("sari", "1")
        await ibu.hears("diterima seorang petugas", within=0.1)
        return ibu

    async def passes(self, length: timedelta) -> None:
        """Move the clock, and settle."""
        self.clock.move(length)
        await self.settle()

    def rows(self, kind: str = "") -> list[Any]:
        """Return the rows of the outbox, all or of a kind, the oldest first."""
        return [row for row in self._all(Outbox) if kind in {"", row.kind}]

    def copies(self) -> list[Any]:
        """Return what is known of the provider's copies."""
        return self._all(ProviderCopy)

    def taken(self) -> list[str]:
        """Return the ids of the messages that were taken in."""
        return [row.provider_id for row in self._all(Inbox) if row.channel == "whatsapp"]

    def creations(self, to: Person) -> int:
        """Return how often a message to a person was asked for."""
        return len(self.twilio.calls("CreateMessage", to=to))

    def _all(self, table: Any) -> list[Any]:
        with self.house.database.look() as uow:
            return list(uow.read(select(table.__table__)).all())

    async def _reported(self) -> int:
        """Let every report come that is under way; return how many came."""
        before = len(self.twilio.webhook_answers)
        await self.twilio.settled()
        return len(self.twilio.webhook_answers) - before


@contextlib.asynccontextmanager
async def ground(
    folder: Path, *, elsewhere: tuple[str, ...] = ("ratna", "sari", "dewi"), templates: bool = True
) -> AsyncIterator[Ground]:
    """Open a house on a Sunday at 22.10; `elsewhere` have the other phone, whoever else must still join."""
    clock = SetClock(AT)
    settings = settings_in(folder, templates=templates)
    shutil.copytree(_template(), folder, dirs_exist_ok=True)
    house = open_house(settings, clock, organisation=_office())
    service = Service(house)
    transport = httpx.ASGITransport(create_app(service))
    async with TwilioEmulator(clock.now, webhook_transport=transport) as twilio:
        house.settings = settings = settings.model_copy(update={"twilio_api_url": twilio.url})
        channel, others = serving.whatsapp(settings, timeout=0.25), OtherPhones()
        house.channels = {"whatsapp": channel, OTHER: others}
        twilio.configure_webhook(INBOUND)
        twilio.add_template(TEMPLATE_PAGE, "Tugas baru {{1}} {{2}} {{3}}: 1 Terima, 2 Tidak bisa")
        twilio.add_template(TEMPLATE_STAFF, "Ada pemberitahuan {{1}}. Balas pesan ini.")
        upkeep = Upkeep(house, channel, service.door)
        opened = Ground(service, clock, twilio, others, upkeep, Delivery(house), dict(_CODES))
        await opened.stays_elsewhere(*elsewhere)
        try:
            yield opened
        finally:
            await channel.close()
    close_house(house)


def settings_in(folder: Path, *, templates: bool = True) -> Settings:
    """Return settings of an installation in `folder` with WhatsApp alone, its provider not yet known."""
    return Settings(
        _env_file=None,
        data_dir=folder / "data",
        master_key_file=folder / "keys" / "master.key",
        organisation=OFFICE,
        public_url=HOST,
        twilio_account_sid=ACCOUNT_SID,
        twilio_auth_token=SecretStr(AUTH_TOKEN),
        twilio_auth_token_secondary=SecretStr(SECONDARY),
        whatsapp_from=f"whatsapp:{NUMBER}",
        whatsapp_template_page=TEMPLATE_PAGE if templates else "",
        whatsapp_template_staff=TEMPLATE_STAFF if templates else "",
    )


def _office() -> Organisation:
    """Return the example office, in which a counselor's WhatsApp carries words, and nothing is done at set times."""
    found = load_organisation(OFFICE)
    quiet = Routine.model_validate({"ready": "0m", "gaps": False, "summary": ""})
    office = found.office.model_copy(update={"words_on_whatsapp": True})
    return found.model_copy(update={"office": office, "routine": quiet})


_CODES: dict[str, str] = {}
_FOLDER: list[Path] = []


def _template() -> Path:
    """Return the folder of an installation in which ratna, sari and dewi are enrolled; made once in a run."""
    if not _FOLDER:
        folder = Path(tempfile.mkdtemp(prefix="pelita-whatsapp-"))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        settings = settings_in(folder)
        with cheap_stretching():
            prepare(settings)
            house = open_house(settings, SetClock(AT))
            _CODES.update(link_codes(house))
            close_house(house)
        _FOLDER.append(folder)
    return _FOLDER[0]
