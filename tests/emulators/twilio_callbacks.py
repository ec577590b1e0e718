"""A message's way after it was accepted, and the status callbacks that tell of it.

Which changes are told (never the first status; `queued` only after `accepted`, that is with a
Messaging Service): https://www.twilio.com/docs/messaging/guides/outbound-message-status-in-status-callbacks.
Fields of the POST: /docs/messaging/guides/track-outbound-message-status. `ChannelToAddress` with
its end blotted out, `StructuredMessage` and `EventType` for other statuses than `read` are in no
table there; requests that others captured have them.
"""

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any

from .twilio_script import CallbacksFirst, FailsLater, Fault, StaysAt
from .twilio_webhooks import Webhooks
from .twilio_wire import ERRORS, FAILURES, VERSION, Message, new_sid
from .twilio_world import World

WAY = ["accepted", "queued", "sent", "delivered", "read"]


@dataclass(frozen=True, slots=True)
class Callback:
    """One status callback, as it was when the status changed."""

    sid: str
    status: str
    url: str
    form: dict[str, str]


class Courier:
    """Brings messages to phones and tells the application: in order, late, twice or out of order."""

    def __init__(self, world: World, webhooks: Webhooks) -> None:
        self.world, self.webhooks = world, webhooks
        self._reaches = "delivered"
        self.holding = False
        self.held: list[Callback] = []
        self.failures: list[Exception] = []
        self._copies = 1
        self._channel = new_sid("XE")
        self._last: dict[str, asyncio.Task[None]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._expected: set[str] = set()

    def hold(self) -> None:
        """Keep callbacks back until `release`; the messages themselves go on."""
        self.holding = True

    def duplicate_next(self) -> None:
        """Post the next callback twice."""
        self._copies = 2

    def reach(self, status: str) -> None:
        """Let new messages go as far as "queued", "sent" (phones are off) or "delivered" (the default)."""
        assert status in WAY[1:4], f"messages reach one of {WAY[1:4]}, not {status!r}"
        self._reaches = status

    def advance(self, message: Message | str, status: str, error_code: int | None = None) -> None:
        """Move a message on by hand, as far as to its failure; callbacks tell of it."""
        found = self.world.messages[message] if isinstance(message, str) else message
        assert found.status not in FAILURES, f"the message has {found.status} already"
        assert status in WAY or (status in FAILURES and error_code), f"{status} is no status, or lacks its error code"
        backwards = status in WAY and WAY.index(status) <= WAY.index(found.status)
        assert not backwards, f"a message does not go back from {found.status} to {status}: hold callbacks instead"
        self.move(found, status, error_code)

    def expect(self, message: Message) -> None:
        """Know of a message that will be carried as soon as its creation is answered."""
        self._expected.add(message.sid)

    def carry(self, message: Message, fault: Fault | None) -> None:
        """Move an accepted message on, as far as its person, the window and the script let it."""
        self._expected.discard(message.sid)
        self.world.changed()
        stop = fault.status if isinstance(fault, StaysAt) else self._reaches
        failure = fault if isinstance(fault, FailsLater) else self._misfortune(message)
        if failure is not None:
            self._walk(message, "sent" if failure.after_sent else "queued")
            self.move(message, failure.status, failure.code)
        else:
            self._walk(message, stop)

    async def came_first(self, message: Message, fault: Fault | None) -> bool:
        """With `CallbacksFirst`, carry the message, wait for the answers to its callbacks and say so."""
        if not isinstance(fault, CallbacksFirst):
            return False
        assert not self.holding, "callbacks are held, so none can come first: call callbacks.release()"
        assert message.callback, "a message without a StatusCallback has no callbacks to come first"
        self.carry(message, fault)
        await asyncio.wait([self._last[message.sid]])
        return True

    def _misfortune(self, message: Message) -> FailsLater | None:
        if message.to not in self.world.people:
            return FailsLater(63024)
        free = message.template is None or not message.template.opens
        return FailsLater(63016) if free and not self.world.window_open(message.to) else None

    def _walk(self, message: Message, stop: str) -> None:
        for status in WAY[WAY.index(message.status) + 1 : WAY.index(stop) + 1]:
            self.move(message, status)

    def move(self, message: Message, status: str, error: int | None = None) -> None:
        """Give a message its next status and tell the application."""
        message.status, message.error, message.updated = status, error, self.world.now()
        if status == "sent" or (message.sent is None and status in {"delivered", "read"}):
            message.sent = self.world.now()
        if status == "delivered":
            self.world.arrive(message)
        self.world.changed()
        if message.callback:
            self._tell(Callback(message.sid, status, message.callback, self._form(message)))

    def _form(self, message: Message) -> dict[str, str]:
        address = message.to.removeprefix("whatsapp:")
        form = {
            "SmsSid": message.sid,
            "SmsStatus": message.status,
            "MessageStatus": message.status,
            "ChannelToAddress": address[:-4] + "XXXX",
            "To": message.to,
            "ChannelPrefix": "whatsapp",
            "MessageSid": message.sid,
            "AccountSid": message.account,
            "From": message.sender,
            "ApiVersion": VERSION,
            "ChannelInstallSid": self._channel,
        }
        if message.service:
            form["MessagingServiceSid"] = message.service
        if message.status == "sent":
            form["StructuredMessage"] = "true" if message.template else "false"
        if message.status in {"delivered", "undelivered", "read"}:
            form["EventType"] = message.status.upper()
        if message.status in FAILURES:
            form |= {"ErrorCode": str(message.error), "ChannelStatusMessage": ERRORS.get(message.error or 0, "Error")}
        return form

    def _tell(self, callback: Callback) -> None:
        copies, self._copies = self._copies, 1
        if self.holding:
            self.held += [callback] * copies
            return
        for _ in range(copies):
            before = self._last.get(callback.sid)
            task = asyncio.create_task(self._post_after(before, callback))
            self._last[callback.sid] = task
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _post_after(self, before: "asyncio.Task[None] | None", callback: Callback) -> None:
        if before is not None:
            await asyncio.wait([before])
        await self._guarded(self.webhooks.post(callback.url, callback.form))

    async def _guarded(self, post: Coroutine[Any, Any, object]) -> None:
        try:
            await post
        except Exception as failure:  # the application's own, which must fail the test
            self.failures.append(failure)

    async def release(self, order: list[int] | None = None) -> list[int | None]:
        """Post what is held by its place in `held`; without an order all, and hold no longer."""
        if order is None:
            self.holding = False
        chosen = list(range(len(self.held))) if order is None else order
        assert set(chosen) <= set(range(len(self.held))), f"{len(self.held)} callbacks are held, not {chosen}"
        released = [self.held[place] for place in chosen]
        self.held = [one for place, one in enumerate(self.held) if place not in chosen]
        return [(await self.webhooks.post(one.url, one.form)).status for one in released]

    async def settled(self) -> None:
        """Wait until every callback that is under way was answered."""
        await self.world.wait_for(lambda: not self._expected, 5, lambda: "a creation is never answered")
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def stop(self) -> None:
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)
