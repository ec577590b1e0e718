"""People who talk to a bot in a private chat.

What an update looks like: https://core.telegram.org/bots/api#update, #callbackquery,
#maybeinaccessiblemessage.
"""

import itertools
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from .telegram_mailbox import PostOffice
from .telegram_membership import change_membership
from .telegram_wire import Button, Chat, Json, Message, User
from .telegram_world import Bot, Press, World

Match = str | Callable[[Message], bool]
QUERY_IDS = itertools.count(4_382_000_000_000_000)


def matches(match: Match, message: Message) -> bool:
    return match in message.text if isinstance(match, str) else match(message)


class Person:
    """Somebody in a private chat; without `to`, she talks to her own bot or to the only one.

    What she does returns the webhook's HTTP status, or None when the bot polls, the update is held,
    is not subscribed to, waits behind an unanswered one, or nobody answered.
    """

    def __init__(self, world: World, post: PostOffice, user: User, talks_to: str | None) -> None:
        self.world, self.post, self.user = world, post, user
        names = {"first_name": user.first_name, "last_name": user.last_name, "username": user.username}
        self.chat = Chat(user.id, "private", {key: name for key, name in names.items() if name is not None})
        self._talks_to = talks_to
        self._heard = 0

    async def says(self, text: str, to: str | None = None) -> int | None:
        assert 1 <= len(text) <= 4096, "Telegram's own apps split a longer text"
        entities = command_entities(text)
        return await self.sends(to, text=text, **({"entities": entities} if entities else {}))

    async def sends(self, to: str | None = None, *, text: str = "", **content: Any) -> int | None:
        """Send a message of any kind, given as the fields of the Bot API's Message."""
        bot = self._bot(to)
        self.world.members[bot.token, self.chat.id] = "member"
        message = Message(
            bot.token, self.chat, next(bot.message_ids), self.world.now(), self.user, text=text, content=content
        )
        self.world.show(message)
        return await self._update(bot, "message", message.wire())

    async def sends_voice(
        self, content: bytes = b"OggS", duration: int = 3, size: int | None = None, to: str | None = None
    ) -> int | None:
        voice = self._upload("voice", "oga", content, size)
        return await self.sends(to, voice=voice | {"duration": duration, "mime_type": "audio/ogg"})

    async def sends_photo(
        self, content: bytes = b"\xff\xd8\xff", caption: str = "", size: int | None = None, to: str | None = None
    ) -> int | None:
        small = self._upload("thumbnails", "jpg", content[:64], None) | {"width": 90, "height": 67}
        large = self._upload("photos", "jpg", content, size) | {"width": 1280, "height": 960}
        return await self.sends(to, photo=[small, large], **({"caption": caption} if caption else {}))

    async def sends_sticker(self, emoji: str = "🙏", to: str | None = None) -> int | None:
        file = self._upload("stickers", "webp", b"RIFF", None)
        shape = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
        return await self.sends(to, sticker=file | shape | {"emoji": emoji})

    async def sends_location(
        self, latitude: float = -6.175, longitude: float = 106.827, to: str | None = None
    ) -> int | None:
        return await self.sends(to, location={"latitude": latitude, "longitude": longitude})

    async def sends_contact(self, phone_number: str, first_name: str = "Ibu", to: str | None = None) -> int | None:
        return await self.sends(to, contact={"phone_number": phone_number, "first_name": first_name})

    async def edits(self, text: str, message: Message | None = None, to: str | None = None) -> int | None:
        """Change her last text, or the given one."""
        bot = self._bot(to)
        own = [one for one in self.screen if one.bot == bot.token and not one.from_bot and one.text]
        old = message or own[-1]
        content = {key: value for key, value in old.content.items() if key != "entities"}
        new = replace(old, text=text, edited=self.world.now(), content=content)
        self.world.show(new)
        return await self._update(bot, "edited_message", new.wire())

    async def presses(self, button: str, on: Message | None = None, to: str | None = None) -> int | None:
        """Press the button with this label or data on the last message that shows it, or on an old one.

        The beginning of a label is enough: a page's goes on with its code.
        """
        candidates = [on] if on else [one for one in self.screen if to is None or one.bot == self._bot(to).token]
        for message in reversed(candidates):
            found = [
                one
                for row in message.buttons
                for one in row
                if button == one.data or f"{one.label} ".startswith(f"{button} ")
            ]
            if found:
                return await self._press(message, found[0])
        raise AssertionError(f"no button {button!r} on the screen:\n{self.describe()}")

    async def _press(self, message: Message, button: Button) -> int | None:
        assert button.data is not None, f"{button.label!r} opens a link; the bot is not told"
        press = Press(str(next(QUERY_IDS)), message.bot, self.chat.id, button.data, self.world.now())
        self.world.presses[press.id] = press
        current = self.world.visible.get(message.key)
        deleted = {"chat": self.chat.wire(), "message_id": message.message_id, "date": 0}
        query = {
            "id": press.id,
            "from": self.user.wire(),
            "message": current.wire() if current else deleted,
            "chat_instance": str(self.chat.id * 31),
            "data": button.data,
        }
        return await self._update(self.world.bots[message.bot], "callback_query", query)

    async def blocks(self, bot: str | None = None) -> int | None:
        return await self._becomes("kicked", self._bot(bot))

    async def unblocks(self, bot: str | None = None) -> int | None:
        return await self._becomes("member", self._bot(bot))

    async def _becomes(self, status: str, bot: Bot) -> int | None:
        return await change_membership(self.world, self.post, bot, self.chat, self.user, status)

    @property
    def screen(self) -> list[Message]:
        """The messages that she sees now, of all bots, hers and theirs, oldest first."""
        return self.world.screen(self.chat.id)

    @property
    def received(self) -> list[Message]:
        """All that bots ever sent to her, as it was when it was sent."""
        return [message for message in self.world.received if message.chat.id == self.chat.id]

    @property
    def pressed(self) -> list[Press]:
        """Her presses, with the bot's answer to each."""
        return [press for press in self.world.presses.values() if press.chat_id == self.chat.id]

    async def hears(self, match: Match, within: float = 5) -> Message:
        """Wait for the next message that matches, reading on after the one heard last."""

        def place() -> int | None:
            unheard = enumerate(self.received[self._heard :], start=self._heard)
            return next((place for place, message in unheard if matches(match, message)), None)

        await self._wait(lambda: place() is not None, within, f"did not hear {match!r}")
        found = place()
        assert found is not None
        self._heard = found + 1
        return self.received[found]

    async def sees(self, match: Match, within: float = 5) -> Message:
        """Wait until a message on the screen matches, edited ones included; return the last that does."""

        def found() -> list[Message]:
            return [message for message in self.screen if matches(match, message)]

        await self._wait(lambda: bool(found()), within, f"does not see {match!r}")
        return found()[-1]

    async def _wait(self, predicate: Callable[[], bool], within: float, failure: str) -> None:
        await self.world.wait_for(predicate, within, lambda: f"{self.user.first_name} {failure}:\n{self.describe()}")

    def describe(self) -> str:
        """Draw the screen for a failing test."""
        return "\n".join(describe(message) for message in self.screen) or "(nothing on the screen)"

    def _bot(self, token: str | None) -> Bot:
        token = token or self._talks_to
        if token is None:
            assert len(self.world.bots) == 1, "several bots: say which one with to="
            return next(iter(self.world.bots.values()))
        return self.world.bots[token]

    def _upload(self, folder: str, extension: str, content: bytes, size: int | None) -> Json:
        file = self.world.store_file(folder, extension, content, size)
        return {"file_id": file.file_id, "file_unique_id": f"unique-{file.file_id}", "file_size": file.size}

    async def _update(self, bot: Bot, kind: str, payload: Json) -> int | None:
        return await self.post.deliver(bot.mailbox, kind, payload, self.chat.id)


def command_entities(text: str) -> list[Json]:
    command = text.split()[0] if text.startswith("/") and text.split() else ""
    return [{"type": "bot_command", "offset": 0, "length": len(command)}] if len(command) > 1 else []


def describe(message: Message) -> str:
    """Draw one message and its buttons in a line."""
    side = "bot" if message.from_bot else "she"
    text = message.text or f"({', '.join(message.content)})"
    return " ".join([f"  {side}: {text!r}", *(f"[{one.label}]" for row in message.buttons for one in row)])
