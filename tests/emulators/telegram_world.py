"""What Telegram itself would know: bots, chats, messages, files and button presses."""

import asyncio
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from .telegram_mailbox import Clock, Mailbox
from .telegram_wire import Chat, Json, Message, Refusal, User, bad_request

# A token that does not begin with a number, as those in the documents do, gets one of these ids.
FIRST_BOT_ID = 7_000_000_001


@dataclass(eq=False, slots=True)
class Bot:
    """One bot account; `profile` holds what setMyDescription and its like were given."""

    token: str
    user: User
    mailbox: Mailbox
    profile: Json = field(default_factory=dict)
    message_ids: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a method that reached the server, whatever became of it."""

    method: str
    bot: str
    chat_id: str
    parameters: Json
    at: datetime


@dataclass(frozen=True, slots=True)
class StoredFile:
    file_id: str
    path: str
    size: int
    content: bytes


@dataclass(eq=False, slots=True)
class Press:
    """A press of a button, and the toast with which the bot answered it."""

    id: str
    bot: str
    chat_id: int
    data: str
    at: datetime
    answered: bool = False
    toast: str = ""


class World:
    """The state of the emulator, and the means to wait until it changes."""

    def __init__(self, now: Clock, press_expires_after: timedelta) -> None:
        self.now = now
        self.press_expires_after = press_expires_after
        self.bots: dict[str, Bot] = {}
        self.chats: dict[int, Chat] = {}
        self.members: dict[tuple[str, int], str] = {}
        self.visible: dict[tuple[str, int, int], Message] = {}
        self.received: list[Message] = []
        self.presses: dict[str, Press] = {}
        self.files: dict[str, StoredFile] = {}
        self.actions: list[tuple[str, int, str]] = []
        self.calls: list[Call] = []
        self.on_accept: list[Callable[[Message], None]] = []
        self._changed = asyncio.Event()

    def add_bot(self, token: str, username: str) -> Bot:
        digits = token.partition(":")[0]
        bot_id = int(digits) if digits.isdigit() else FIRST_BOT_ID + len(self.bots)
        user = User(bot_id, first_name=username, username=username, is_bot=True)
        self.bots[token] = Bot(token, user, Mailbox(self.now))
        return self.bots[token]

    def write_to(self, bot: Bot, chat_id: str) -> Chat:
        """Find the chat that the bot wants to write to, or refuse as Telegram would."""
        chat = self.find_chat(bot, chat_id)
        if self.is_member(bot.token, chat.id):
            return chat
        if chat.type != "private":
            raise Refusal(403, f"Forbidden: bot is not a member of the {chat.type} chat")
        if self.members.get((bot.token, chat.id)) == "kicked":
            raise Refusal(403, "Forbidden: bot was blocked by the user")
        raise Refusal(403, "Forbidden: bot can't initiate conversation with a user")

    def is_member(self, bot: str, chat_id: int) -> bool:
        return self.members.get((bot, chat_id)) in {"member", "administrator"}

    def find_chat(self, bot: Bot, chat_id: str) -> Chat:
        if not chat_id:
            raise bad_request("chat_id is empty")
        known = {str(chat.id): chat for chat in self.chats.values()}
        if chat_id not in known:
            raise bad_request("chat not found")
        return known[chat_id]

    def show(self, message: Message) -> None:
        """Put a message on the screen, in place of the one with the same id."""
        self.visible[message.key] = message
        self.changed()

    def accept(self, message: Message) -> None:
        """Take a new message from a bot and tell everyone who listens."""
        self.received.append(message)
        for listener in self.on_accept:
            listener(message)
        self.show(message)

    def screen(self, chat_id: int) -> list[Message]:
        return [message for message in self.visible.values() if message.chat.id == chat_id]

    def store_file(self, folder: str, extension: str, content: bytes, size: int | None) -> StoredFile:
        number = len(self.files) + 1
        path = f"{folder}/file_{number}.{extension}"
        stored = StoredFile(f"file-id-{number}", path, len(content) if size is None else size, content)
        self.files[stored.file_id] = stored
        return stored

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
