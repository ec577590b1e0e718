"""Incoming messages on their way to the application's webhook: at once, twice, late or out of order.

What the application may answer (TwiML, or plain text that is sent as a message):
https://www.twilio.com/docs/messaging/twiml and /docs/messaging/twiml#twilios-request-to-your-application.
"""

import re
from collections.abc import Callable
from html import unescape

from .twilio_webhooks import Attempt, Webhooks
from .twilio_wire import Message, new_sid
from .twilio_world import World


class Inbound:
    """Hands incoming messages to the webhook that is configured for the sender."""

    def __init__(self, world: World, webhooks: Webhooks, base_url: Callable[[], str]) -> None:
        self.world, self.webhooks, self.base_url = world, webhooks, base_url
        self.url = self.fallback_url = ""
        self.holding = False
        self.held: list[tuple[dict[str, str], int]] = []
        self._copies = 1

    def duplicate_next(self) -> None:
        self._copies = 2

    async def deliver(self, form: dict[str, str]) -> int | None:
        """Post a form and return the status of the last answer; None if nobody answered or it is held."""
        assert self.url, "no webhook is configured: call configure_webhook(url) first"
        copies, self._copies = self._copies, 1
        if self.holding:
            self.held.append((form, copies))
            return None
        return await self._hand(form, copies)

    async def release(self, order: list[int] | None) -> list[int | None]:
        """Deliver what is held by its place in `held`; without an order all, and hold no longer."""
        if order is None:
            self.holding = False
        chosen = list(range(len(self.held))) if order is None else order
        assert set(chosen) <= set(range(len(self.held))), f"{len(self.held)} messages are held, not {chosen}"
        released = [self.held[place] for place in chosen]
        self.held = [one for place, one in enumerate(self.held) if place not in chosen]
        return [await self._hand(*one) for one in released]

    async def _hand(self, form: dict[str, str], copies: int) -> int | None:
        for _ in range(copies):
            attempt = await self.webhooks.post(self.url, form, self.fallback_url)
            for text in replies(attempt):
                self._reply(form["From"], text)
        return attempt.status

    def _reply(self, to: str, text: str) -> None:
        account, now = self.world.account, self.world.now()
        message = Message(new_sid("SM"), account.sid, account.sender, to, text, "outbound-reply", now, "delivered")
        message.sent = now
        self.world.accept(message)
        self.world.arrive(message)


def replies(attempt: Attempt) -> list[str]:
    """Return what an answer makes Twilio send: each <Message> of TwiML, or the whole of a plain text."""
    if not attempt.succeeded:
        return []
    if attempt.content_type.startswith("text/plain"):
        return [attempt.body] if attempt.body.strip() else []
    found = re.findall(r"<Message\b[^>]*>(.*?)</Message>", attempt.body, re.DOTALL)
    return [unescape(re.sub(r"<[^>]+>", "", one)).strip() for one in found]
