"""Telegram: bubbles are sent, and updates polled, with python-telegram-bot's client.

The client is used as a client only; what payloads mean is read by hand, in `bot/channels/telegram_form.py`.
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
from bot.channels.telegram_form import composed
from bot.channels.update import LARGEST_FILE, Fetched, Outgoing, Receipt, SendError
from bot.clock import told_by

__all__ = ["ALLOWED", "TelegramChannel", "TelegramError", "poll_for_ever", "typed"]

ALLOWED = ("message", "edited_message", "callback_query", "my_chat_member")
_PER_SECOND = 28
"""Messages a second in all; Telegram allows about 30 (https://core.telegram.org/bots/faq)."""


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
