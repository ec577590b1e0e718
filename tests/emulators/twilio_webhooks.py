"""How Twilio calls the application: one signed POST, its repetition and its fallback.

15 seconds, one repetition after a failed connection and the overrides `#rc=` and `#rp=` (numbers
and meaning): https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides. The fallback
URL, with `ErrorCode` and `ErrorUrl`: /docs/usage/webhooks/messaging-webhooks. A fallback is there for
incoming messages only, not for status callbacks.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import parse_qsl, urldefrag

import httpx

from .twilio_signature import sign
from .twilio_wire import new_sid
from .twilio_world import World

UNREACHABLE, HTTP_FAILURE = "11205", "11200"


@dataclass(frozen=True, slots=True)
class Attempt:
    """One POST to the application, with its answer: a status, or what went wrong instead."""

    url: str
    form: Mapping[str, str]
    status: int | None
    problem: str
    body: str
    content_type: str
    at: datetime

    @property
    def succeeded(self) -> bool:
        return self.status is not None and 200 <= self.status <= 299

    @property
    def repeatable_as(self) -> str:
        """The name of this failure in a retry policy: `ct`, `rt`, `4xx` or `5xx`."""
        return self.problem or f"{(self.status or 0) // 100}xx"


class Webhooks:
    """Posts forms to the application and remembers every answer."""

    def __init__(self, world: World, transport: httpx.AsyncBaseTransport, timeout: float) -> None:
        self.world, self.transport, self.timeout = world, transport, timeout
        self.attempts: list[Attempt] = []
        self.extra_fields: dict[str, str] = {}

    async def post(self, url: str, form: Mapping[str, str], fallback: str = "") -> Attempt:
        """Post a form, repeat it as the URL's overrides say, then try the fallback; return the last answer."""
        address, fragment = urldefrag(url)
        overrides = dict(parse_qsl(fragment))
        repetitions = int(overrides.get("rc", "1"))
        assert 0 <= repetitions <= 5, f"rc is from 0 to 5, not {repetitions}"
        policy = set(overrides.get("rp", "ct").split(","))
        token, sent = new_sid(""), {**form, **self.extra_fields}
        attempt = await self._once(address, sent, token)
        while repetitions and not attempt.succeeded and policy & {"all", attempt.repeatable_as}:
            repetitions -= 1
            attempt = await self._once(address, sent, token)
        if attempt.succeeded or not fallback:
            return attempt
        code = HTTP_FAILURE if attempt.status else UNREACHABLE
        return await self._once(urldefrag(fallback)[0], sent | {"ErrorCode": code, "ErrorUrl": address}, token)

    async def _once(self, url: str, form: dict[str, str], token: str) -> Attempt:
        signature = sign(url, form, self.world.account.signing_token)
        headers = {
            "X-Twilio-Signature": signature,
            "I-Twilio-Idempotency-Token": token,
            "User-Agent": "TwilioProxy/1.1",
        }
        request = httpx.Request("POST", url, data=form, headers=headers)
        status, problem, body, kind = None, "", "", ""
        try:
            async with asyncio.timeout(self.timeout):
                response = await self.transport.handle_async_request(request)
                body = (await response.aread()).decode(errors="replace")
                await response.aclose()
            status, kind = response.status_code, response.headers.get("content-type", "")
        except TimeoutError:
            problem = "rt"
        except httpx.TransportError as failure:
            problem = "ct" if isinstance(failure, httpx.ConnectError) else "rt"
        attempt = Attempt(url, form, status, problem, body, kind, self.world.now())
        self.attempts.append(attempt)
        self.world.changed()
        return attempt
