"""A Telegram Bot API on loopback, with people to talk to the bot and faults to script.

It is written from the provider's documents, not from any client's code, so that the real client
and our use of it are tested against what Telegram promises. Which page a rule comes from is said
in the file that has the rule: `telegram_wire` (objects and ways of passing parameters),
`telegram_messages` and `telegram_methods` (the methods), `telegram_mailbox` (getUpdates, webhooks),
`telegram_people`, `telegram_group` and `telegram_membership` (updates), `telegram_script` (faults),
`telegram_server` (addresses, envelope, downloads).

Covered: private chats with several bots at once; being added to groups and channels; getMe,
sendMessage, editMessageText, editMessageReplyMarkup, deleteMessage(s), answerCallbackQuery,
getUpdates, setWebhook, deleteWebhook, getWebhookInfo, getFile, sendChatAction, leaveChat,
setMyDescription, setMyShortDescription, setMyCommands.

Not covered: HTTPS and certificates; limits of speed (script a 429); Markdown and the entities of
what bots send (HTML is only stripped); reply keyboards (accepted, not shown); sending media; a
method call in the answer to a webhook; repeating a failed webhook by itself (call `redeliver`);
expiring download links; a bot's own my_chat_member after leaveChat. No document says for how long
a press can be answered: `press_expires_after`. Timeouts are in real seconds, dates by `now`.
"""

from collections.abc import Callable, Iterable
from datetime import timedelta
from types import TracebackType
from typing import Self

import httpx

from .telegram_group import Group
from .telegram_mailbox import Clock, PostOffice
from .telegram_people import Match, Person, describe, matches
from .telegram_script import (
    BadRequest,
    DropConnection,
    Fault,
    Forbidden,
    Malformed,
    Script,
    ServerError,
    TimeoutAfter,
    TimeoutBefore,
    TooManyRequests,
)
from .telegram_server import BotApi
from .telegram_wire import Button, Chat, Message, User
from .telegram_world import Bot, Call, Press, World

__all__ = [
    "BadRequest",
    "Button",
    "Call",
    "DropConnection",
    "Fault",
    "Forbidden",
    "Group",
    "Malformed",
    "Message",
    "Person",
    "Press",
    "ServerError",
    "TelegramEmulator",
    "TimeoutAfter",
    "TimeoutBefore",
    "TooManyRequests",
]


class TelegramEmulator:
    """What a test holds in its hands; use it with `async with`.

    A `webhook_transport`, such as httpx.ASGITransport(app), brings updates to an app that does not
    listen on a port.
    """

    def __init__(
        self,
        now: Clock,
        press_expires_after: timedelta = timedelta(seconds=15),
        webhook_transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self.world = World(now, press_expires_after)
        self.post = PostOffice(now)
        self._script = Script()
        self._transport = webhook_transport or httpx.AsyncHTTPTransport()
        self._api = BotApi(self.world, self._script, self._transport)

    async def __aenter__(self) -> Self:
        await self._api.server.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._api.closing.set()
        await self._api.server.stop()
        await self._transport.aclose()
        if self._api.failures and problem is None:
            raise ExceptionGroup("the emulator itself failed", self._api.failures)

    @property
    def url(self) -> str:
        """The address before `/bot<token>` and `/file/bot<token>`."""
        return self._api.server.url

    def add_bot(self, token: str, username: str) -> Bot:
        return self.world.add_bot(token, username)

    def person(
        self,
        chat_id: int,
        first_name: str = "SANGAT RAHASIA",
        username: str | None = None,
        last_name: str | None = None,
        talks_to: str | None = None,
        known_to: Iterable[str] = (),
    ) -> Person:
        """Make somebody; only bots to which she wrote, or is `known_to`, may write to her."""
        user = User(chat_id, first_name, last_name, username)
        person = Person(self.world, self.post, user, talks_to)
        self.world.chats[chat_id] = person.chat
        self.world.members |= {(token, chat_id): "member" for token in known_to}
        return person

    def group(self, chat_id: int, title: str = "Grup", type: str = "supergroup") -> Group:
        chat = Chat(chat_id, type, {"title": title})
        self.world.chats[chat_id] = chat
        return Group(self.world, self.post, chat)

    def script(
        self, method: str, *, faults: Iterable[Fault], chat_id: int | None = None, bot: str | None = None
    ) -> None:
        """Let the next calls of a method fail, one fault a call; "file" stands for downloads."""
        self._script.add(method, faults, chat_id, bot)

    @property
    def unused_faults(self) -> list[Fault]:
        return self._script.unused

    def calls(self, method: str, chat_id: int | None = None, bot: str | None = None) -> list[Call]:
        """Every call of a method that came in, refused ones too."""
        same = [call for call in self.world.calls if call.method.lower() == method.lower()]
        chat = None if chat_id is None else str(chat_id)
        return [call for call in same if chat in (None, call.chat_id) and bot in (None, call.bot)]

    def duplicate_next(self) -> None:
        """Deliver the next update twice."""
        self.post.duplicate_next()

    def hold(self) -> None:
        """Keep updates back until `release`."""
        self.post.holding = True

    async def release(self, order: list[int] | None = None) -> list[int | None]:
        """Deliver what was held, in order of place or only some; without an order hold no longer."""
        return await self.post.release(order)

    async def redeliver(self, token: str) -> list[int]:
        """Push what the webhook has not confirmed, and return its answers."""
        return await self.world.bots[token].mailbox.redeliver()

    def pending(self, token: str) -> int:
        return len(self.world.bots[token].mailbox.pending)

    def on_accept(self, callback: Callable[[Message], None]) -> None:
        """Call back with each message from a bot at the moment it is accepted."""
        self.world.on_accept.append(callback)

    @property
    def received(self) -> list[Message]:
        """All that bots ever sent, to anybody."""
        return self.world.received

    async def wait_for(self, predicate: Callable[[], bool], within: float = 5) -> None:
        """Wait until something holds, looking again when the state changes; fail with the screens."""
        await self.world.wait_for(predicate, within, lambda: f"it never held:\n{self.describe()}")

    async def wait_for_message(self, match: Match, within: float = 5) -> Message:
        """Wait until a bot has sent a matching message to anybody; return the last one."""

        def found() -> list[Message]:
            return [message for message in self.received if matches(match, message)]

        await self.wait_for(lambda: bool(found()), within)
        return found()[-1]

    def describe(self) -> str:
        """Draw every chat, for a failing test."""
        chats = {chat_id: self.world.screen(chat_id) for chat_id in self.world.chats}
        return "\n".join("\n".join([f"chat {chat_id}:", *map(describe, shown)]) for chat_id, shown in chats.items())
