"""What Twilio and WhatsApp would know: the account, people, messages, templates and media."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from .twilio_account import Account
from .twilio_wire import Json, Media, Message, PhoneCall, Refusal, Template, new_sid

Clock = Callable[[], datetime]

# The customer service window: https://www.twilio.com/docs/whatsapp/key-concepts.
WINDOW = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Call:
    """One call of an operation that reached the server, whatever became of it."""

    operation: str
    to: str
    parameters: Json
    at: datetime
    authorized: bool


class World:
    """The state of the emulator, and the means to wait until it changes."""

    def __init__(self, now: Clock, account: Account) -> None:
        self.now = now
        self.account = account
        self.began = now()
        self.outside_window = "callback"
        self.people: set[str] = set()
        self.opted_out: set[str] = set()
        self.last_wrote: dict[str, datetime] = {}
        self.templates: dict[str, Template] = {}
        self.messages: dict[str, Message] = {}
        self.media: dict[str, Media] = {}
        self.accepted: list[Message] = []
        self.inboxes: dict[str, list[Message]] = {}
        self.calls: list[Call] = []
        self.callers: set[str] = set()
        self.rung: list[PhoneCall] = []
        self.on_accept: list[Callable[[Message], None]] = []
        self._changed = asyncio.Event()

    def window_open(self, address: str) -> bool:
        wrote = self.last_wrote.get(address)
        return wrote is not None and self.now() - wrote < WINDOW

    def accept(self, message: Message) -> None:
        """Take a new message from the business and tell everyone who listens."""
        self.messages[message.sid] = message
        self.accepted.append(message)
        for listener in self.on_accept:
            listener(message)
        self.changed()

    def arrive(self, message: Message) -> None:
        """Put a message on the phone of the one it is for."""
        self.inboxes.setdefault(message.to, []).append(message)
        self.changed()

    def find(self, sid: str, path: str) -> Message:
        if sid not in self.messages:
            raise Refusal(404, 20404, f"The requested resource {path} was not found")
        return self.messages[sid]

    def store(self, parent: str, content: bytes, content_type: str) -> Media:
        media = Media(new_sid("ME"), parent, content, content_type, self.now())
        self.media[media.sid] = media
        return media

    def changed(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()

    async def wait_for(self, predicate: Callable[[], bool], within: float, complaint: Callable[[], str]) -> None:
        """Wait until the predicate holds, looking again only when something has changed."""
        try:
            async with asyncio.timeout(within):
                while not predicate():
                    await self._changed.wait()
        except TimeoutError:
            raise AssertionError(complaint()) from None
