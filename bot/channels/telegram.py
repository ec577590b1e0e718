"""Telegram: payloads of the Bot API become Updates, bubbles are sent with python-telegram-bot's client.

The client is used as a client only. Payloads are read by hand: an `Update` here drops every name at the edge, cannot
fail on what it does not know, and logs nothing, where the library's parser logs the raw payload when it cannot read it.
https://core.telegram.org/bots/api#update
"""

import asyncio
import json
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from datetime import datetime
from mimetypes import guess_type
from typing import Any

import httpx

os.environ.setdefault("PTB_TIMEDELTA", "true")  # `retry_after` as a timedelta: the old form warns at each 429

from telegram import Bot, InlineKeyboardMarkup
from telegram.error import (
    BadRequest,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.request import HTTPXRequest

from bot.channels.pace import Pace
from bot.channels.update import LARGEST_FILE, Fetched, Outgoing, Receipt, SendError, Update
from bot.clock import told_by
from flows.events import Edited, FromReporter, Gone, Picked, Said, Sent, Shared
from flows.understanding.text import clean

__all__ = [
    "ALLOWED",
    "TelegramChannel",
    "TelegramError",
    "composed",
    "group_of",
    "parse",
    "poll_for_ever",
    "press_of",
    "read",
    "typed",
]

ALLOWED = ("message", "edited_message", "callback_query", "my_chat_member")
_KINDS = ("voice", "audio", "photo", "video", "video_note", "animation", "document", "sticker", "contact")
_KNOWN_AS = {"audio": "voice", "video_note": "video", "animation": "video"}
LONGEST = 4096
"""Characters of a message (https://core.telegram.org/bots/api#sendmessage)."""
_PER_SECOND = 28
"""Messages a second in all; Telegram allows about 30 (https://core.telegram.org/bots/faq)."""


def parse(payload: bytes, channel: str = "telegram") -> Update | None:
    """Return the update in `payload`, or None for what concerns no private chat. Never raises."""
    try:
        raw = json.loads(payload)
    except (ValueError, RecursionError):
        return None
    return read(raw, channel) if isinstance(raw, dict) else None


def read(raw: Mapping[str, Any], channel: str = "telegram") -> Update | None:
    """Return what an update of the Bot API means, or None for groups, channels and what carries no id."""
    update_id, found = _id(raw.get("update_id")), _event(raw)
    if not update_id or found is None:
        return None
    address, event = found
    return Update(channel, update_id, address, event)


def _event(raw: Mapping[str, Any]) -> tuple[str, FromReporter] | None:
    pressed = _table(raw.get("callback_query"))
    if pressed:
        chat = _chat(_table(pressed.get("message"))) or _id(_table(pressed.get("from")).get("id"))
        return (chat, Picked(_text(pressed.get("data")), -1)) if chat else None
    edited = _table(raw.get("edited_message"))
    if edited:
        chat, text = _chat(edited), _text(edited.get("text")) or _text(edited.get("caption"))
        return (chat, Edited(text)) if chat and text else None
    changed = _table(raw.get("my_chat_member"))
    if changed:
        chat = _chat(changed)
        return (chat, Gone()) if chat and _table(changed.get("new_chat_member")).get("status") == "kicked" else None
    message = _table(raw.get("message"))
    chat = _chat(message)
    return (chat, _said(message)) if chat else None


def _chat(message: Mapping[str, Any]) -> str:
    chat = _table(message.get("chat"))
    return _id(chat.get("id")) if chat.get("type") == "private" else ""


def _id(value: Any) -> str:
    """Return an identifier: a whole number of at most 52 bits (https://core.telegram.org/bots/api#chat)."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) and value.bit_length() <= 52 else ""


def _text(value: Any) -> str:
    return clean(value) if isinstance(value, str) else ""


def _degrees(value: Any) -> float | None:
    return float(value) if isinstance(value, int | float) and -180 <= value <= 180 else None


def _said(message: Mapping[str, Any]) -> FromReporter:
    text = message.get("text")
    if isinstance(text, str):
        return Said(clean(text.removeprefix("/start").strip() or "halo") if text.startswith("/start") else clean(text))
    place = _table(message.get("location"))
    latitude, longitude = _degrees(place.get("latitude")), _degrees(place.get("longitude"))
    if latitude is not None and longitude is not None:
        return Shared(latitude, longitude)
    for kind in _KINDS:
        if kind in message:
            caption = message.get("caption")
            words = clean(caption) if isinstance(caption, str) else ""
            return Sent(_KNOWN_AS.get(kind, kind), _file(message[kind]), words)
    return Sent("other")


def _file(value: Any) -> str:
    largest = value[-1] if isinstance(value, list) and value else value
    return _text(_table(largest).get("file_id"))


def _table(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


class TelegramChannel:
    """Sends with one bot token, and polls with it where there is no public address."""

    reports = False
    window = None

    def __init__(self, token: str, api_url: str, name: str = "telegram", timeout: float = 10.0) -> None:
        """Send as the bot of `token` at the base address `api_url`; `timeout` in seconds for each step."""
        self.name = name
        self._provider_time: datetime | None = None
        hooks = {"event_hooks": {"response": [self._note_time]}}
        times = {"connect_timeout": timeout, "read_timeout": timeout, "write_timeout": timeout, "pool_timeout": timeout}
        self._bot = Bot(
            token,
            base_url=f"{api_url.rstrip('/')}/bot",
            base_file_url=f"{api_url.rstrip('/')}/file/bot",
            request=HTTPXRequest(connection_pool_size=64, httpx_kwargs=hooks, **times),  # type: ignore[arg-type]
            get_updates_request=HTTPXRequest(
                connection_pool_size=2, read_timeout=timeout + 30, connect_timeout=timeout
            ),
        )
        self._opened = False
        self._pace = Pace(_PER_SECOND)

    async def send(self, address: str, message: Outgoing) -> Receipt:
        """Send one bubble to the chat `address`. Raises SendError."""
        if not message.protected:
            await self._pace.wait()
        bubble = composed(message)
        keyboard = bubble["reply_markup"]
        try:
            await self._open()
            sent = await self._bot.send_message(
                chat_id=int(address),
                text=bubble["text"],
                reply_markup=InlineKeyboardMarkup.de_json(keyboard) if keyboard else None,
                protect_content=bubble["protect_content"],
                disable_notification=False,
            )
        except TelegramError as error:
            raise typed(error) from None
        return Receipt(str(sent.message_id), self._provider_time)

    async def fetch_file(self, source: str) -> Fetched:
        """Return the file with Telegram's id `source`. Raises SendError."""
        try:
            await self._open()
            found = await self._bot.get_file(source)
            if (found.file_size or 0) > LARGEST_FILE:
                raise SendError("permanent")
            body = await found.download_as_bytearray()
        except TelegramError as error:
            raise typed(error) from None
        return Fetched(guess_type(found.file_path or "")[0] or "", bytes(body))

    async def answer_press(self, press_id: str) -> None:
        """Take the waiting mark off a pressed button; too late is harmless."""
        try:
            await self._open()
            await self._bot.answer_callback_query(press_id)
        except TelegramError:
            return

    async def leave(self, chat_id: int) -> None:
        """Leave a group or channel; being gone already is harmless."""
        try:
            await self._open()
            await self._bot.leave_chat(chat_id)
        except TelegramError:
            return

    async def set_webhook(self, url: str, secret: str) -> None:
        """Ask Telegram to send updates to `url` with `secret`; nothing that waits is dropped."""
        await self._open()
        await self._bot.set_webhook(url, secret_token=secret, allowed_updates=ALLOWED, drop_pending_updates=False)

    async def webhook(self) -> tuple[str, int]:
        """Return where Telegram sends updates to, empty for nowhere, and how many wait to be taken there."""
        await self._open()
        info = await self._bot.get_webhook_info()
        return info.url, info.pending_update_count

    async def poll(self, timeout: int = 25) -> AsyncIterator[list[Mapping[str, Any]]]:
        """Yield batches of raw updates, empty ones too; the next call of the iterator confirms the batch before it."""
        await self._open()
        await self._bot.delete_webhook(drop_pending_updates=False)
        offset = 0
        while True:
            batch = await self._bot.get_updates(offset=offset, timeout=timeout, allowed_updates=ALLOWED)
            yield [json.loads(update.to_json()) for update in batch]
            offset = batch[-1].update_id + 1 if batch else offset

    async def close(self) -> None:
        """Let go of connections, those of a bot that never opened well included."""
        await self._bot.shutdown()

    async def _open(self) -> None:
        if not self._opened:
            await self._bot.initialize()
            self._opened = True

    async def _note_time(self, response: httpx.Response) -> None:
        self._provider_time = told_by(response.headers)


def typed(error: TelegramError) -> SendError:
    """Return what to do about an error of the client."""
    match error:
        case RetryAfter():
            delay = error.retry_after
            return SendError("throttled", delay.total_seconds() if not isinstance(delay, int) else delay)
        case Forbidden():
            return SendError("blocked")
        case BadRequest() | InvalidToken() | Conflict():
            return SendError("permanent")
        case TimedOut():
            return SendError("retry" if _before_sending(error) else "unknown")
        case NetworkError():
            return SendError("retry" if _refused(error) else "unknown")
        case _:
            return SendError("unknown")


def _before_sending(error: TelegramError) -> bool:
    return isinstance(error.__cause__, httpx.ConnectTimeout | httpx.PoolTimeout)


def _refused(error: TelegramError) -> bool:
    """Return whether the message cannot have been taken: no connection, or an answer of the server's own failure."""
    return error.__cause__ is None or isinstance(error.__cause__, httpx.ConnectError | TelegramError)


def group_of(raw: Mapping[str, Any]) -> int | None:
    """Return the id of the group or channel that an update comes from: the bot leaves it and says nothing."""
    for name in ("message", "my_chat_member", "edited_message"):
        chat = _table(_table(raw.get(name)).get("chat"))
        if chat and chat.get("type") != "private" and isinstance(chat.get("id"), int):
            return int(chat["id"])
    return None


def press_of(raw: Mapping[str, Any]) -> str:
    """Return the id of a pressed button, which Telegram wants answered; empty for anything else."""
    return str(_table(raw.get("callback_query")).get("id", ""))


def composed(message: Outgoing) -> dict[str, Any]:
    """Return what is sent for one bubble, in the API's own form, all but the chat: one button a row.

    https://core.telegram.org/bots/api#sendmessage
    """
    rows = [[{"text": button.label, "callback_data": button.data}] for button in message.buttons]
    keyboard = {"inline_keyboard": rows} if rows else None
    return {"text": message.text, "reply_markup": keyboard, "protect_content": message.protected}


async def poll_for_ever(
    channel: TelegramChannel,
    take: Callable[[Mapping[str, Any]], Awaitable[None]],
    failed: Callable[[Exception], None],
    pause: float = 3.0,
    heard: Callable[[], None] = lambda: None,
) -> None:
    """Poll and give each raw update to `take`; after `pause` seconds begin again with what was not taken.

    `heard` is called whenever Telegram has answered and all of it was taken, also when there was nothing.
    A batch is confirmed to Telegram only when all of it was taken, so an error loses nothing.
    """
    while True:
        try:
            async for batch in channel.poll():
                for raw in batch:
                    await take(raw)
                heard()
        except Exception as error:
            failed(error)
            await asyncio.sleep(pause)
