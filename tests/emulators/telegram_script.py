"""Faults that a test scripts in advance, each used up by one call.

429 and its `retry_after`: https://core.telegram.org/bots/api#responseparameters. The header
`Retry-After` and the wording: the provider's server, github.com/tdlib/telegram-bot-api, Query.cpp.
"""

import asyncio
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus

from .telegram_wire import Refusal


@dataclass(frozen=True, slots=True)
class TooManyRequests:
    """Refuse with 429 and tell how long to wait."""

    retry_after: int = 1

    def refusal(self) -> Refusal:
        return Refusal(429, f"Too Many Requests: retry after {self.retry_after}", self.retry_after)


@dataclass(frozen=True, slots=True)
class Forbidden:
    """Refuse with 403; by default because the person blocked the bot."""

    reason: str = "bot was blocked by the user"

    def refusal(self) -> Refusal:
        return Refusal(403, f"Forbidden: {self.reason}")


@dataclass(frozen=True, slots=True)
class BadRequest:
    """Refuse with 400."""

    reason: str

    def refusal(self) -> Refusal:
        return Refusal(400, f"Bad Request: {self.reason}")


@dataclass(frozen=True, slots=True)
class ServerError:
    """Refuse with a 5xx."""

    status: int = 500

    def refusal(self) -> Refusal:
        return Refusal(self.status, HTTPStatus(self.status).phrase)


@dataclass(frozen=True, slots=True)
class Malformed:
    """Answer 200 with a body that is no JSON; the call was carried out unless told otherwise."""

    accepted: bool = True


@dataclass(frozen=True, slots=True)
class TimeoutBefore:
    """Do nothing and keep silent until the client gives up or `until` is set."""

    until: asyncio.Event | None = None


@dataclass(frozen=True, slots=True)
class TimeoutAfter:
    """Carry the call out and keep silent until the client gives up or `until` is set."""

    until: asyncio.Event | None = None


@dataclass(frozen=True, slots=True)
class DropConnection:
    """Cut the connection without a byte of an answer; by default nothing was carried out."""

    accepted: bool = False


Refused = TooManyRequests | Forbidden | BadRequest | ServerError
Fault = Refused | Malformed | TimeoutBefore | TimeoutAfter | DropConnection


@dataclass(frozen=True, slots=True)
class Rule:
    method: str
    chat_id: int | None
    bot: str | None
    faults: deque[Fault]

    def fits(self, method: str, chat_id: str, bot: str) -> bool:
        same_chat = self.chat_id is None or str(self.chat_id) == chat_id
        return bool(self.faults) and self.method == method and same_chat and self.bot in (None, bot)


class Script:
    """The faults still to come."""

    def __init__(self) -> None:
        self._rules: list[Rule] = []

    def add(self, method: str, faults: Iterable[Fault], chat_id: int | None, bot: str | None) -> None:
        self._rules.append(Rule(method.lower(), chat_id, bot, deque(faults)))

    def next_fault(self, method: str, chat_id: str, bot: str) -> Fault | None:
        fitting = (rule for rule in self._rules if rule.fits(method.lower(), chat_id, bot))
        rule = next(fitting, None)
        return rule.faults.popleft() if rule else None

    @property
    def unused(self) -> list[Fault]:
        return [fault for rule in self._rules for fault in rule.faults]
