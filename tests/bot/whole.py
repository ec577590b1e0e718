"""The whole house over HTTP: the real application, the real client, and Telegram's emulator on loopback."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import SecretStr
from starlette.applications import Starlette
from starlette.types import Receive, Scope, Send

from bot.channels.telegram import TelegramChannel
from bot.clock import SetClock
from bot.commands import serving
from bot.commands.installation import prepare
from bot.enrolment import enrol, opener
from bot.house import House
from bot.opening import close_house, open_house
from bot.organisation import Organisation, load_organisation
from bot.organisation_routine import Routine
from bot.service import Service
from bot.settings import Settings
from bot.web.app import create_app
from storage import members, teams
from tests.emulators.loopback import LoopbackServer
from tests.emulators.telegram import Person, TelegramEmulator
from tests.emulators.twilio import Person as OnWhatsApp
from tests.emulators.twilio import TwilioEmulator

PUBLIC, STAFF = "111:reporters", "222:staff"
SECRET = "a-secret-of-sixteen-marks"
PASSWORD = "kata-sandi-percobaan"
SECONDARY = "secondary-token"
TEMPLATE_PAGE, TEMPLATE_STAFF = "HX" + "a" * 32, "HX" + "b" * 32
WIB = ZoneInfo("Asia/Jakarta")
OFFICE = Path(__file__).parents[2] / "deploy" / "organisations" / "kota-mojokerto.toml"
PEOPLE = (("ratna", "koordinator", teams.COORDINATION), ("sari", "konselor", "kota"), ("dewi", "konselor", "kota"))


@dataclass
class Whole:
    """A running house, its provider, and its people."""

    house: House
    service: Service
    clock: SetClock
    telegram: TelegramEmulator
    staff: dict[str, Person]
    url: str
    committed: asyncio.Event
    twilio: TwilioEmulator

    def on_whatsapp(self, number: str = "+6281230005001", **given: str) -> OnWhatsApp:
        """Return somebody on WhatsApp who has never written before."""
        return self.twilio.person(number, profile_name="CANARY-NAMA", **given)

    async def links_whatsapp(self, name: str, number: str) -> OnWhatsApp:
        """Link WhatsApp to a member, whose only chat it is from now on."""
        phone = self.on_whatsapp(number)
        with self.house.database.look() as uow:
            row = members.by_name(uow, name)
            before = members.contacts(uow, row.id)
        code = self.house.writer.do(lambda uow: members.issue_code(uow, row.id, self.clock.now()))
        for contact in before:
            self.house.writer.do(partial(members.block_contact, contact_id=contact.id, now=self.clock.now()))
        await phone.says(code)
        await phone.hears("Tersambung")
        return phone

    def reporter(self, chat_id: int = 5001) -> Person:
        """Return somebody who has never written before."""
        return self.telegram.person(chat_id, first_name="CANARY-NAMA", username="canary_username", talks_to=PUBLIC)

    async def wait(self, length: timedelta) -> None:
        """Move the clock and let a tick come."""
        self.clock.move(length)
        await self.service.tick()

    async def until(self, holds: Callable[[], bool]) -> None:
        """Return as soon as `holds`, looked at after every commit."""
        async with asyncio.timeout(10):
            while not holds():
                self.committed.clear()
                await self.committed.wait()


def settings_for(folder: Path, api_url: str, public_url: str, twilio: TwilioEmulator | None = None) -> Settings:
    """Return the settings of an installation in `folder`, with WhatsApp where there is a provider of it."""
    account = twilio.account if twilio is not None else None
    return Settings(
        twilio_account_sid=account.sid if account else "",
        twilio_auth_token=SecretStr(account.auth_token if account else ""),
        twilio_auth_token_secondary=SecretStr(SECONDARY if account else ""),
        whatsapp_from=account.sender if account else "",
        twilio_api_url=twilio.url if twilio is not None else "",
        whatsapp_template_page=TEMPLATE_PAGE,
        whatsapp_template_staff=TEMPLATE_STAFF,
        _env_file=None,
        data_dir=folder / "data",
        master_key_file=folder / "keys" / "master.key",
        organisation=OFFICE,
        public_url=public_url,
        telegram_token=SecretStr(PUBLIC),
        telegram_staff_token=SecretStr(STAFF),
        telegram_webhook_secret=SecretStr(SECRET),
        telegram_api_url=api_url,
    )


def link_codes(house: House) -> dict[str, str]:
    """Enrol ratna, sari and dewi, and return their one-time codes."""
    codes = {}
    for name, role, team in PEOPLE:
        with house.database.look() as uow:
            let_in = opener("ratna", PASSWORD, uow) if name == "dewi" else None
        member = members.prepare(name, role, PASSWORD)
        work = partial(enrol, member=member, team=team, now=house.clock.now(), let_in=let_in)
        codes[name] = house.writer.do(work)
    return codes


def _office(words_on_whatsapp: bool) -> Organisation:
    """Return the example office, which lets a counselor's WhatsApp carry words or not; nothing is done at set times."""
    found = load_organisation(OFFICE)
    quiet = Routine.model_validate({"ready": "0m", "gaps": False, "summary": ""})
    office = found.office.model_copy(update={"words_on_whatsapp": words_on_whatsapp})
    return found.model_copy(update={"office": office, "routine": quiet})


@contextlib.asynccontextmanager
async def whole_house(
    folder: Path,
    at: str = "2026-11-22 22:10",
    timeout: float = 2,
    *,
    polled: bool = False,
    whatsapp: bool = False,
    words_on_whatsapp: bool = True,
) -> AsyncIterator[Whole]:
    """Start everything at local time `at`, with ratna, sari and dewi linked to the staff bot; by webhook or polled."""
    clock = SetClock(datetime.fromisoformat(at).replace(tzinfo=WIB).astimezone(UTC))
    apps: list[Starlette] = []

    committed, loop = asyncio.Event(), asyncio.get_running_loop()

    def woken(wakes: frozenset[str]) -> None:
        for app in apps:
            app.state.service.woken(wakes)
        loop.call_soon_threadsafe(committed.set)

    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        await apps[0](scope, receive, send)

    async with (
        TelegramEmulator(clock.now) as telegram,
        TwilioEmulator(clock.now) as twilio,
        contextlib.AsyncExitStack() as closing,
    ):
        telegram.add_bot(PUBLIC, "info_warga_bot")
        telegram.add_bot(STAFF, "petugas_bot")
        server = LoopbackServer(serve)
        await server.start()
        closing.push_async_callback(server.stop)
        settings = settings_for(folder, telegram.url, "" if polled else server.url, twilio if whatsapp else None)
        prepare(settings)
        house = open_house(settings, clock, organisation=_office(words_on_whatsapp), after_commit=woken)
        closing.callback(close_house, house)
        house.channels = {
            name: TelegramChannel(token, telegram.url, name, timeout)
            for name, token in (("telegram", PUBLIC), ("telegram-staff", STAFF))
        }
        if whatsapp:
            house.channels["whatsapp"] = serving.whatsapp(settings, timeout)
            twilio.configure_webhook(f"{server.url}/webhooks/whatsapp")
            twilio.add_template(TEMPLATE_PAGE, "Tugas baru {{1}} {{2}} {{3}}: 1 Terima, 2 Tidak bisa")
            twilio.add_template(TEMPLATE_STAFF, "Ada pemberitahuan {{1}}. Balas pesan ini.")
        service = Service(house)
        apps.append(create_app(service))
        async with apps[0].router.lifespan_context(apps[0]):
            opened = "deleteWebhook" if polled else "setWebhook"
            await telegram.wait_for(lambda: len(telegram.calls(opened)) == 2)
            staff = await _link(telegram, link_codes(house))
            yield Whole(house, service, clock, telegram, staff, server.url, committed, twilio)


async def _link(telegram: TelegramEmulator, codes: dict[str, str]) -> dict[str, Person]:
    people = {}
    for number, (name, code) in enumerate(codes.items()):
        people[name] = telegram.person(900 + number, first_name=name, talks_to=STAFF)
        await people[name].says(code)
        await people[name].hears("Tersambung")
    return people
