"""Twilio's messaging API for WhatsApp and its voice API on loopback, with people to use them and faults to script.

It is written from the provider's documents, not from any client's code, so that the real client and
our use of it are tested against what Twilio promises. Which page a rule comes from is said in the
file that has the rule: `twilio_wire` (fields), `twilio_messages` and `twilio_media` (operations),
`twilio_callbacks` (statuses), `twilio_webhooks` and `twilio_signature` (how Twilio calls us),
`twilio_people` and `twilio_inbound` (incoming messages), `twilio_calls` and `twilio_telephone` (calls),
`twilio_script` (faults), `twilio_server`
(addresses), `twilio_account` (credentials).

Covered: one account with one WhatsApp sender; creating, fetching, listing, redacting and deleting
messages; media; the account; status callbacks; incoming texts, media, places, buttons and lists;
both auth tokens; templates by ContentSid; the 24 hours; opt-out; outbound calls that speak and gather digits.

Not covered: HTTPS; API keys; other channels than WhatsApp and calls; recording, answering-machine detection;
sending media; scheduling; limits of speed
(script a fault); a template's approval, and validating its variables beyond length and blanks; Twilio's own words
(STOP, START: call `opts_out`); expiry by ValidityPeriod (script `FailsLater(30036)`); message feedback.
Timeouts are in real seconds, dates by `now`.
"""

from collections.abc import Callable, Iterable, Mapping
from types import TracebackType
from typing import Self

import httpx

from .twilio_account import Account
from .twilio_callbacks import Callback, Courier
from .twilio_inbound import Inbound
from .twilio_people import Match, Person, describe, matches
from .twilio_script import (
    CallbacksFirst,
    DropConnection,
    FailsLater,
    Fault,
    Malformed,
    Refused,
    Script,
    ServerError,
    StaysAt,
    TimeoutAfter,
    TimeoutBefore,
    TooManyRequests,
    Unauthorized,
    operation_name,
)
from .twilio_server import MessagingApi
from .twilio_telephone import Telephone
from .twilio_webhooks import Attempt, Webhooks
from .twilio_wire import Media, Message, Template
from .twilio_world import Call, Clock, World

__all__ = [
    "Attempt",
    "Call",
    "Callback",
    "CallbacksFirst",
    "DropConnection",
    "FailsLater",
    "Fault",
    "Malformed",
    "Media",
    "Message",
    "Person",
    "Refused",
    "ServerError",
    "StaysAt",
    "Telephone",
    "TimeoutAfter",
    "TimeoutBefore",
    "TooManyRequests",
    "TwilioEmulator",
    "Unauthorized",
]

ACCOUNT_SID = "AC" + "0123456789abcdef" * 2
AUTH_TOKEN = "primary-token"
NUMBER = "+628110000000"


class TwilioEmulator:
    """What a test holds in its hands; use it with `async with`.

    `account` holds the credentials and the sender, `callbacks` the statuses of what is sent. A
    `webhook_transport`, such as httpx.ASGITransport(app), brings webhooks to an app that does not
    listen on a port.
    """

    def __init__(
        self,
        now: Clock,
        *,
        account_sid: str = ACCOUNT_SID,
        auth_token: str = AUTH_TOKEN,
        number: str = NUMBER,
        webhook_transport: httpx.AsyncBaseTransport | None = None,
        webhook_timeout: float = 15,
    ) -> None:
        assert now().tzinfo is not None, "the clock must return aware moments"
        self._transport = webhook_transport or httpx.AsyncHTTPTransport()
        self.account = Account(account_sid, number, auth_token)
        self.world = World(now, self.account)
        self._webhooks = Webhooks(self.world, self._transport, webhook_timeout)
        self.callbacks = Courier(self.world, self._webhooks)
        self._inbound = Inbound(self.world, self._webhooks, lambda: self.url)
        self._script = Script()
        self._api = MessagingApi(self.world, self._script, self.callbacks)

    async def __aenter__(self) -> Self:
        await self._api.server.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._api.closing.set()
        await self._api.server.stop()
        await self.callbacks.stop()
        await self._transport.aclose()
        failures = [*self._api.failures, *self.callbacks.failures]
        if failures and problem is None:
            raise ExceptionGroup("the emulator, or a webhook it called, failed", failures)

    @property
    def url(self) -> str:
        """The base address, in the place of https://api.twilio.com."""
        assert self._api.server.url, "the emulator has not started: use it with `async with`"
        return self._api.server.url

    def configure_webhook(self, url: str, fallback_url: str = "") -> None:
        """Say where incoming messages go; the overrides `#rc=…&rp=…` work."""
        self._inbound.url, self._inbound.fallback_url = url, fallback_url

    def outside_window(self, answer: str) -> None:
        """Let free text outside the 24 hours fail by "callback" (as it really does) or in the "answer"."""
        assert answer in {"callback", "answer"}, f"by callback or answer, not {answer!r}"
        self.world.outside_window = answer

    def add_template(
        self,
        sid: str,
        text: str,
        buttons: Mapping[str, str] | None = None,
        *,
        kind: str = "quick-reply",
        opens: bool = True,
    ) -> None:
        """Make a Content Template: `{{1}}` are its variables, `buttons` maps payloads to titles.

        One that does not `opens` a talk needs the window like free text, as list pickers do.
        """
        assert sid.startswith("HX"), f"{sid} is no content's SID"
        assert len(sid) == 34, f"{sid} is no content's SID"
        assert kind in {"quick-reply", "list"}, f"quick-reply or list, not {kind!r}"
        self.world.templates[sid] = Template(sid, text, dict(buttons or {}), kind, opens)

    def person(self, number: str, profile_name: str = "SANGAT RAHASIA", user_id: str = "") -> Person:
        """Make somebody on WhatsApp, by number or business-scoped id; whoever is not made gets 63024."""
        return Person(self.world, self._inbound, self.callbacks, number, profile_name, user_id)

    def telephone(self, number: str) -> Telephone:
        """Make a telephone that can be called; a call to any other fails."""
        return Telephone(self.world, self._webhooks, number)

    def script(self, operation: str, *, faults: Iterable[Fault], to: Person | Telephone | str | None = None) -> None:
        """Let the next calls of an operation (named as in Twilio's OpenAPI) fail, one fault a call."""
        self._script.add(operation, faults, to if isinstance(to, str) or to is None else to.address)

    @property
    def unused_faults(self) -> list[Fault]:
        return self._script.unused

    def calls(self, operation: str, to: Person | Telephone | str | None = None) -> list[Call]:
        """Every call of an operation that came in, refused ones too."""
        address = to if isinstance(to, str) or to is None else to.address
        same = [call for call in self.world.calls if call.operation == operation_name(operation)]
        return [call for call in same if address in (None, call.to)]

    @property
    def messages(self) -> list[Message]:
        """All that Twilio still keeps, of both sides, oldest first."""
        return list(self.world.messages.values())

    @property
    def received(self) -> list[Message]:
        """All that was ever accepted from the business, to anybody."""
        return self.world.accepted

    @property
    def media(self) -> list[Media]:
        """All media that Twilio still keeps."""
        return list(self.world.media.values())

    @property
    def webhook_answers(self) -> list[Attempt]:
        """Every POST to the application, with its answer."""
        return self._webhooks.attempts

    def add_fields(self, **fields: str) -> None:
        """Put more fields into every webhook from now on, as Twilio does without notice."""
        self._webhooks.extra_fields |= fields

    def duplicate_next(self) -> None:
        """Deliver the next incoming message twice."""
        self._inbound.duplicate_next()

    def hold(self) -> None:
        """Keep incoming messages back until `release`."""
        self._inbound.holding = True

    async def release(self, order: list[int] | None = None) -> list[int | None]:
        """Deliver what was held, in order of place or only some; without an order hold no longer."""
        return await self._inbound.release(order)

    async def settled(self) -> None:
        """Wait until every status callback that is under way was answered."""
        await self.callbacks.settled()

    def on_accept(self, callback: Callable[[Message], None]) -> None:
        """Call back with each message from the business at the moment it is accepted."""
        self.world.on_accept.append(callback)

    async def wait_for(self, predicate: Callable[[], bool], within: float = 5) -> None:
        """Wait until something holds, looking again when the state changes; fail with the phones."""
        await self.world.wait_for(predicate, within, lambda: f"it never held:\n{self.describe()}")

    async def wait_for_message(self, match: Match, within: float = 5) -> Message:
        """Wait until a matching message was accepted, to anybody; return the last one."""

        def found() -> list[Message]:
            return [message for message in self.received if matches(match, message)]

        await self.wait_for(lambda: bool(found()), within)
        return found()[-1]

    def describe(self) -> str:
        """Draw all that was sent, for a failing test."""
        people = dict.fromkeys(message.to for message in self.received)
        drawn = {to: [describe(one) for one in self.received if one.to == to] for to in people}
        return "\n".join("\n".join([f"to {to}:", *lines]) for to, lines in drawn.items()) or "(nothing was sent)"
