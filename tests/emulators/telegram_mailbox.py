"""A bot's incoming updates: kept until polled or taken by its webhook.

Offsets, long polling, `allowed_updates`, the secret header and the 24 hours:
https://core.telegram.org/bots/api#getting-updates. Documents do not say that a chat's updates wait
for the one before; the provider's server does it so (github.com/tdlib/telegram-bot-api,
WebhookActor.cpp), and so do the two texts of 409 (Client.cpp).
"""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import httpx

from .telegram_wire import Json, Refusal

Clock = Callable[[], datetime]
Gone = Callable[[], Coroutine[Any, Any, None]]  # returns once the client has hung up

KEPT_FOR = timedelta(hours=24)
NOT_BY_DEFAULT = {"chat_member", "message_reaction", "message_reaction_count"}
PATIENCE = httpx.Timeout(60)


@dataclass(eq=False, slots=True)
class Pending:
    """An update that the bot has not confirmed; a late one came after its place in the order."""

    update: Json
    chat_id: int
    since: datetime
    late: bool = False


@dataclass(frozen=True, slots=True)
class Webhook:
    url: str
    secret: str
    max_connections: int
    transport: httpx.AsyncBaseTransport

    async def post(self, update: Json) -> int:
        secret = {"X-Telegram-Bot-Api-Secret-Token": self.secret} if self.secret else {}
        timeouts = {"timeout": PATIENCE.as_dict()}
        request = httpx.Request("POST", self.url, json=update, headers=secret, extensions=timeouts)
        response = await self.transport.handle_async_request(request)
        await response.aread()
        await response.aclose()
        return response.status_code


class Mailbox:
    """The updates of one bot."""

    def __init__(self, now: Clock) -> None:
        self._now = now
        self._next_id = 1000  # the same for every bot: ids of two bots do collide
        self._waiting: asyncio.Future[None] | None = None
        self._lanes: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)
        self.pending: list[Pending] = []
        self.allowed: list[str] = []
        self.webhook: Webhook | None = None
        self.last_error: tuple[datetime, str] | None = None

    def make(self, kind: str, payload: Json) -> Json | None:
        """Number an update, unless the bot does not subscribe to its kind."""
        wanted = kind in self.allowed if self.allowed else kind not in NOT_BY_DEFAULT
        if not wanted:
            return None
        self._next_id += 1
        return {"update_id": self._next_id, kind: payload}

    async def put(self, entry: Pending) -> int | None:
        self.pending.append(entry)
        if self.webhook is not None:
            return await self._push(entry)
        self.wake()
        return None

    async def redeliver(self) -> list[int]:
        """Push all that is unconfirmed again and return the webhook's statuses."""
        pushed = [await self._push(entry) for entry in list(self.pending)]
        return [status for status in pushed if status is not None]

    async def _push(self, entry: Pending) -> int | None:
        async with self._lanes[entry.chat_id]:
            self._drop_expired()
            queue = [one for one in self.pending if one.chat_id == entry.chat_id]
            if self.webhook is None or not queue or queue[0] is not entry:
                return None
            return await self._attempt(self.webhook, entry)

    async def _attempt(self, webhook: Webhook, entry: Pending) -> int | None:
        try:
            status = await webhook.post(entry.update)
        except httpx.TransportError as problem:
            self.last_error = (self._now(), type(problem).__name__)
            return None
        if 200 <= status <= 299:
            self.pending = [one for one in self.pending if one is not entry]
        else:
            self.last_error = (self._now(), f"Wrong response from the webhook: {status}")
        return status

    async def fetch(self, offset: int, limit: int, timeout: int, gone: Gone) -> list[Json]:
        """Confirm what is below the offset, then return what there is or wait for it."""
        self.refuse_while_webhook()
        self.interrupt("terminated by other getUpdates request; make sure that only one bot instance is running")
        self._confirm(offset)
        if timeout > 0 and not self.pending:
            await self._wait(timeout, gone)
            self._drop_expired()
        batch = self.pending[:limit]
        for entry in batch:
            entry.late = False
        return [entry.update for entry in batch]

    def refuse_while_webhook(self) -> None:
        if self.webhook is not None:
            advice = "use deleteWebhook to delete the webhook first"
            raise Refusal(409, f"Conflict: can't use getUpdates method while webhook is active; {advice}")

    def interrupt(self, reason: str) -> None:
        """Answer 409 to the call that is waiting for updates, if there is one."""
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_exception(Refusal(409, f"Conflict: {reason}"))

    def wake(self) -> None:
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(None)

    def _confirm(self, offset: int) -> None:
        self._drop_expired()
        if offset < 0:
            self.pending = self.pending[offset:]
        else:
            # What a test released late has not been seen yet: no offset confirms it.
            self.pending = [one for one in self.pending if one.late or one.update["update_id"] >= offset]

    def _drop_expired(self) -> None:
        self.pending = [one for one in self.pending if self._now() - one.since < KEPT_FOR]

    async def _wait(self, timeout: int, gone: Gone) -> None:
        waiting = self._waiting = asyncio.get_running_loop().create_future()
        await first_of(asyncio.ensure_future(gone()), waiting, within=timeout)
        if not waiting.cancelled():
            waiting.result()


async def first_of(*futures: asyncio.Future[Any], within: float | None = None) -> None:
    """Wait for the first of several things to happen and give up the others."""
    try:
        await asyncio.wait(futures, timeout=within, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for future in futures:
            future.cancel()
        await asyncio.wait(futures)


class PostOffice:
    """Hands updates to the mailboxes: at once, twice, late or out of order."""

    def __init__(self, now: Clock) -> None:
        self._now = now
        self._copies = 1
        self.holding = False
        self.held: list[tuple[Mailbox, Pending, int]] = []

    def duplicate_next(self) -> None:
        self._copies = 2

    async def deliver(self, mailbox: Mailbox, kind: str, payload: Json, chat_id: int) -> int | None:
        update = mailbox.make(kind, payload)
        if update is None:
            return None
        copies, self._copies = self._copies, 1
        entry = Pending(update, chat_id, self._now())
        if self.holding:
            self.held.append((mailbox, entry, copies))
            return None
        return await self._hand(mailbox, entry, copies, late=False)

    async def release(self, order: list[int] | None) -> list[int | None]:
        """Deliver what is held by its place in `held`; without an order all, and hold no longer."""
        if order is None:
            self.holding = False
        chosen = list(range(len(self.held))) if order is None else order
        released = [self.held[place] for place in chosen]
        self.held = [one for place, one in enumerate(self.held) if place not in chosen]
        return [await self._hand(*one, late=True) for one in released]

    async def _hand(self, mailbox: Mailbox, entry: Pending, copies: int, late: bool) -> int | None:
        entry.late = late
        status = await mailbox.put(entry)
        for _ in range(copies - 1):
            status = await mailbox.put(Pending(entry.update, entry.chat_id, self._now(), late=True))
        return status
