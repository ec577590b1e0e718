"""A clock, a webhook app, two bots and one person, for the emulator's own tests."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from telegram import Bot, Update

from .telegram import Person, TelegramEmulator
from .twilio_ground import hook, siti, twilio  # noqa: F401 - fixtures

REPORTERS, STAFF = "111:reporters", "222:staff"


@dataclass
class Clock:
    at: datetime = datetime(2026, 3, 1, 22, 10, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at


class App:
    """A webhook that keeps what it got and answers with the statuses it was given, then 200."""

    def __init__(self, *statuses: int) -> None:
        self.statuses = list(statuses)
        self.updates: list[Update] = []
        self.secrets: list[str | None] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        self.updates.append(Update.de_json(await request.json()))
        self.secrets.append(request.headers.get("x-telegram-bot-api-secret-token"))
        await Response(status_code=self.statuses.pop(0) if self.statuses else 200)(scope, receive, send)

    @property
    def texts(self) -> list[str | None]:
        return [update.message.text for update in self.updates if update.message]


@pytest.fixture(autouse=True)
def _durations(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spare us python-telegram-bot's warning that RetryAfter is to hold a timedelta."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def app() -> App:
    return App()


@pytest.fixture
async def telegram(clock: Clock, app: App) -> AsyncIterator[TelegramEmulator]:
    async with TelegramEmulator(now=clock, webhook_transport=httpx.ASGITransport(app)) as emulator:
        emulator.add_bot(REPORTERS, "pelita_bot")
        emulator.add_bot(STAFF, "pelita_staff_bot")
        yield emulator


def client(telegram: TelegramEmulator, token: str) -> Bot:
    return Bot(token, base_url=f"{telegram.url}/bot", base_file_url=f"{telegram.url}/file/bot")


@pytest.fixture
async def bot(telegram: TelegramEmulator) -> AsyncIterator[Bot]:
    async with client(telegram, REPORTERS) as connected:
        yield connected


@pytest.fixture
def ibu(telegram: TelegramEmulator) -> Person:
    return telegram.person(9_000_000_001, username="rahasia", talks_to=REPORTERS, known_to=[REPORTERS])
