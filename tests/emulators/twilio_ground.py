"""A webhook app, the real client and one person, for the Twilio emulator's own tests."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import parse_qsl

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client
from twilio.rest.api.v2010.account.message import MessageInstance

from .twilio import Person, TwilioEmulator
from .twilio_world import Clock

HOOK, FALLBACK, STATUS = (
    "http://hotline.test/masuk",
    "http://hotline.test/cadangan",
    "http://hotline.test/status?kanal=wa",
)
TEMPLATE, LIST = "HX" + "1" * 32, "HX" + "2" * 32


class Hook:
    """The application's side: keeps each form, answers as told (a status or a Response), then 200.

    While `gate` is an event that is not set, answers wait for it.
    """

    def __init__(self) -> None:
        self.answers: list[int | Response] = []
        self.gate: asyncio.Event | None = None
        self.requests: list[tuple[str, dict[str, str], dict[str, str]]] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        form = dict(parse_qsl((await request.body()).decode(), keep_blank_values=True))
        self.requests.append((str(request.url), form, dict(request.headers)))
        if self.gate:
            await self.gate.wait()
        answer = self.answers.pop(0) if self.answers else 200
        await (Response(status_code=answer) if isinstance(answer, int) else answer)(scope, receive, send)

    @property
    def forms(self) -> list[dict[str, str]]:
        return [form for _, form, _ in self.requests]

    @property
    def statuses(self) -> list[str]:
        return [form["MessageStatus"] for form in self.forms if "MessageStatus" in form]


@pytest.fixture
def hook() -> Hook:
    return Hook()


@pytest.fixture
async def twilio(clock: Clock, hook: Hook) -> AsyncIterator[TwilioEmulator]:
    async with TwilioEmulator(clock, webhook_transport=httpx.ASGITransport(hook)) as emulator:
        emulator.configure_webhook(HOOK)
        emulator.add_template(TEMPLATE, "Ada pesan dari {{1}}.", {"ya": "Ya", "nanti": "Nanti"})
        emulator.add_template(LIST, "Pilih satu", {"a": "Satu", "b": "Dua"}, kind="list", opens=False)
        yield emulator


@pytest.fixture
async def siti(twilio: TwilioEmulator) -> Person:
    """Return somebody who has just written, so that free text may go to her."""
    person = twilio.person("+6281234567890", profile_name="CANARY-NAME")
    assert await person.says("halo") == 200
    return person


def client(twilio: TwilioEmulator, token: str = "") -> Client:
    """Return the real client, turned to the emulator."""
    made = Client(twilio.account.sid, token or twilio.account.auth_token, http_client=TwilioHttpClient(timeout=2))
    made.api.base_url = twilio.url
    return made


async def send(twilio: TwilioEmulator, person: Person, text: str = "Ibu aman?", /, **fields: Any) -> MessageInstance:
    """Create a message with the real client; without a ContentSid it has a body."""
    given = {"status_callback": STATUS, "from_": twilio.account.sender, "to": person.address}
    body = {} if "content_sid" in fields else {"body": text}
    return await asyncio.to_thread(lambda: client(twilio).messages.create(**given | body | fields))


def credentials(twilio: TwilioEmulator) -> tuple[str, str]:
    return twilio.account.sid, twilio.account.auth_token
