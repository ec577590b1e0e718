"""Faults that a test scripts in advance, each used up by one call.

429 is not processed and safe to repeat: https://www.twilio.com/docs/api/errors/20429. A message may
be accepted and fail afterwards: /docs/messaging/guides/outbound-message-status-in-status-callbacks.
"""

import asyncio
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

from .twilio_wire import ERRORS, FAILURES, Refusal

MESSAGE_OPERATIONS = ["CreateMessage", "FetchMessage", "ListMessage", "UpdateMessage", "DeleteMessage"]
MEDIA_OPERATIONS = ["ListMedia", "FetchMedia", "DeleteMedia", "FetchContent", "FetchStored"]
CALL_OPERATIONS = ["CreateCall"]
OPERATIONS = {name.lower(): name for name in [*MESSAGE_OPERATIONS, *MEDIA_OPERATIONS, *CALL_OPERATIONS, "FetchAccount"]}


@dataclass(frozen=True, slots=True)
class Refused:
    """Refuse with an HTTP status and a code of Twilio's; without a message, with the documented one."""

    status: int
    code: int
    message: str = ""

    def refusal(self) -> Refusal:
        return Refusal(self.status, self.code, self.message)


@dataclass(frozen=True, slots=True)
class Unauthorized:
    """Refuse the credentials."""

    def refusal(self) -> Refusal:
        return Refusal(401, 20003)


@dataclass(frozen=True, slots=True)
class TooManyRequests:
    """Refuse with 429 and tell how long to wait; None leaves the header `Retry-After` out."""

    retry_after: int | None = 1

    def refusal(self) -> Refusal:
        return Refusal(429, 20429, retry_after=self.retry_after)


@dataclass(frozen=True, slots=True)
class ServerError:
    """Refuse with a 5xx."""

    status: int = 500

    def refusal(self) -> Refusal:
        return Refusal(self.status, 20500)


@dataclass(frozen=True, slots=True)
class Malformed:
    """Answer with success and a body that is no JSON; the call was carried out unless told otherwise."""

    accepted: bool = True


@dataclass(frozen=True, slots=True)
class TimeoutBefore:
    """Do nothing and keep silent until the client gives up or `until` is set."""

    until: asyncio.Event | None = None


@dataclass(frozen=True, slots=True)
class TimeoutAfter:
    """Carry the call out, callbacks too, and keep silent until the client gives up or `until` is set."""

    until: asyncio.Event | None = None


@dataclass(frozen=True, slots=True)
class DropConnection:
    """Cut the connection without a byte of an answer; by default nothing was carried out."""

    accepted: bool = False


@dataclass(frozen=True, slots=True)
class FailsLater:
    """Accept the message, then report by callback that it was not delivered."""

    code: int
    status: str = "undelivered"
    after_sent: bool = False

    def __post_init__(self) -> None:
        assert self.status in FAILURES, f"a message fails as one of {FAILURES}, not {self.status!r}"
        assert self.code in ERRORS or self.code >= 30000, f"{self.code} is no code of a delivery"


@dataclass(frozen=True, slots=True)
class StaysAt:
    """Accept the message and let it go no further than this status, until the test calls `advance`."""

    status: str

    def __post_init__(self) -> None:
        assert self.status in {"queued", "sent"}, f"a message stays at queued or sent, not {self.status!r}"


@dataclass(frozen=True, slots=True)
class CallbacksFirst:
    """Accept the message and answer only after every callback of it was answered."""


Answered = Refused | Unauthorized | TooManyRequests | ServerError
Later = FailsLater | StaysAt | CallbacksFirst
Fault = Answered | Malformed | TimeoutBefore | TimeoutAfter | DropConnection | Later


@dataclass(frozen=True, slots=True)
class Rule:
    operation: str
    to: str | None
    faults: deque[Fault]

    def fits(self, operation: str, to: str) -> bool:
        return bool(self.faults) and self.operation == operation and self.to in (None, to)


class Script:
    """The faults still to come."""

    def __init__(self) -> None:
        self._rules: list[Rule] = []

    def add(self, operation: str, faults: Iterable[Fault], to: str | None) -> None:
        known, queue = operation_name(operation), deque(faults)
        late = [fault for fault in queue if isinstance(fault, Later)]
        assert known == "CreateMessage" or not late, f"{known} sends nothing, so {late} cannot happen to it"
        assert to is None or known in {"CreateMessage", "CreateCall"}, f"{known} has no To"
        self._rules.append(Rule(known, to, queue))

    def next_fault(self, operation: str, to: str) -> Fault | None:
        rule = next((rule for rule in self._rules if rule.fits(operation, to)), None)
        return rule.faults.popleft() if rule else None

    @property
    def unused(self) -> list[Fault]:
        return [fault for rule in self._rules for fault in rule.faults]


def operation_name(name: str) -> str:
    """Return an operation's name as Twilio's OpenAPI spells it; any case is understood."""
    assert name.lower() in OPERATIONS, f"no operation {name!r}; there are {', '.join(OPERATIONS.values())}"
    return OPERATIONS[name.lower()]
