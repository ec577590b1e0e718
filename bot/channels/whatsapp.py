"""WhatsApp through Twilio's messaging API: sends with the provider's own client, blanks its copies, reads its list.

The client is a blocking one and has threads of its own here, each call under a timeout: the library's asynchronous
client has none by default. Creating a message is not idempotent, so what may have been taken is not sent again before
its report had time to come: the status callback carries our own id.
https://www.twilio.com/docs/messaging/api/message-resource
"""

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

import requests
from twilio.base.exceptions import TwilioException
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

from bot.channels import whatsapp_media
from bot.channels.twilio_client import typed
from bot.channels.update import Fetched, Outgoing, Receipt, Report, SendError
from bot.channels.whatsapp_form import NAME, Form, composed, report, variables
from bot.clock import told_by

T = TypeVar("T")
WINDOW = timedelta(hours=24)
"""Free text goes only this long after the person's last message (https://www.twilio.com/docs/api/errors/63016)."""
_SENDING, _ASKING = 64, 8
"""Threads: as many as messages are under way at most, so that no page waits behind slow replies; and for upkeep."""
LATE_AFTER = timedelta(minutes=2)
"""A message that is read from the list so long after it was written gets no reply any more."""
_MOST_LISTED = 20_000
"""Messages of one look at the list, the newest first: more of them is a flood, and a matter for people."""
_PAGE = 500


@dataclass(frozen=True, slots=True)
class Missed:
    """A message that came in while we did not hear, as the form of its webhook; `late` when it is old."""

    form: Form
    late: bool


class WhatsAppChannel:
    """Sends from one WhatsApp sender of a Twilio account."""

    name = NAME
    reports = True
    window = WINDOW

    def __init__(
        self,
        account: str,
        token: str,
        sender: str,
        *,
        api_url: str,
        report_url: str,
        templates: Mapping[str, str],
        timeout: float = 10.0,
    ) -> None:
        """Send as `sender` ("whatsapp:+62…"), with reports to `report_url`; `timeout` in seconds for each step.

        `templates` maps what we call an approved text ("page") to its ContentSid.
        """
        self._sender, self._report_url, self._templates = sender, report_url, templates
        self._api_url, self._auth, self._timeout = api_url.rstrip("/"), (account, token), timeout
        self._provider_time: datetime | None = None
        hooks = {"response": [self._note_time]}
        self._client = Client(account, token, http_client=TwilioHttpClient(timeout=timeout, request_hooks=hooks))
        self._client.api.base_url = self._api_url
        self._sending = ThreadPoolExecutor(_SENDING, thread_name_prefix="whatsapp")
        self._asking = ThreadPoolExecutor(_ASKING, thread_name_prefix="whatsapp-upkeep")

    async def send(self, address: str, message: Outgoing) -> Receipt:
        """Send one bubble to `address`. Raises SendError."""
        return await self._call(lambda: self._send(address, message), self._sending)

    async def fetch(self, provider_id: str) -> Report | None:
        """Return how far a message has come, or None when the provider does not know it. Raises SendError."""
        found = await self._call(lambda: _or_gone(lambda: self._client.messages(provider_id).fetch()))
        return report(provider_id, str(found.status), int(found.error_code or 0)) if found is not None else None

    async def blank(self, provider_id: str, *, has_media: bool) -> None:
        """Blank the provider's copy of a message and delete its files. Gone already is done. Raises SendError."""
        await self._call(lambda: self._blank(provider_id, has_media=has_media))

    async def heard_since(self, since: datetime, is_known: Callable[[str], bool]) -> list[Missed]:
        """Return the messages that came in since `since` (aware), but those whose id `is_known`, the oldest first.

        Raises SendError.
        """
        return await self._call(lambda: self._heard_since(since, is_known))

    async def fetch_file(self, source: str) -> Fetched:
        """Return the file at the provider's address `source`. Raises SendError."""
        return await self._call(lambda: whatsapp_media.fetch(source, self._api_url, self._auth, self._timeout))

    async def close(self) -> None:
        """Let go of threads; what is under way ends by its timeout."""
        for threads in (self._sending, self._asking):
            threads.shutdown(wait=False, cancel_futures=True)

    async def _call(self, work: Callable[[], T], threads: ThreadPoolExecutor | None = None) -> T:
        try:
            return await asyncio.get_running_loop().run_in_executor(threads or self._asking, work)
        except (TwilioException, requests.RequestException, ValueError) as error:
            raise typed(error) from None

    def _send(self, address: str, message: Outgoing) -> Receipt:
        sids: list[str] = []
        bubbles = self._fields(message)
        for place, fields in enumerate(bubbles, 1):
            try:
                sids.append(self._create(address, message, fields, last=place == len(bubbles)))
            except (TwilioException, requests.RequestException, ValueError) as error:
                wrong = typed(error)
                raise SendError("unknown", wrong.delay, tuple(sids)) if sids else wrong from None
        return Receipt(sids[-1], self._provider_time, tuple(sids[:-1]))

    def _create(self, address: str, message: Outgoing, fields: Mapping[str, str], *, last: bool) -> str:
        """Create one message; the last of several parts alone reports under the id of the whole."""
        name = "message" if last else "part"
        more: dict[str, Any] = {"validity_period": message.lives} if message.lives else {}
        made = self._client.messages.create(
            to=address,
            from_=self._sender,
            status_callback=f"{self._report_url}?{name}={message.key}" if message.key else None,
            **fields,
            **more,
        )
        if not made.sid:
            raise ValueError("the answer has no sid")
        return str(made.sid)

    def _fields(self, message: Outgoing) -> list[dict[str, str]]:
        if message.template is None:
            return [{"body": text} for text in composed(message)]
        content = self._templates.get(message.template.name, "")
        if not content:
            raise SendError("no_template")
        return [{"content_sid": content, "content_variables": variables(message)}]

    def _blank(self, provider_id: str, *, has_media: bool) -> None:
        mine = self._client.messages(provider_id)
        if has_media:
            for file in _or_gone(lambda: mine.media.list(limit=20)) or []:
                _or_gone(file.delete)
        _or_gone(lambda: mine.update(body=""))

    def _heard_since(self, since: datetime, is_known: Callable[[str], bool]) -> list[Missed]:
        after = since.astimezone(UTC)
        listed = self._client.messages.stream(
            to=self._sender, date_sent_after=after, limit=_MOST_LISTED, page_size=_PAGE
        )
        missed = [one for one in listed if one.direction == "inbound" and not is_known(one.sid)]
        return [Missed(self._form(one), self._is_late(one.date_created)) for one in reversed(missed)]

    def _is_late(self, written: datetime | None) -> bool:
        """Return whether a message is old by the provider's own clock, whatever ours says."""
        return bool(written and self._provider_time and self._provider_time - written > LATE_AFTER)

    def _form(self, message: Any) -> Form:
        form = {"MessageSid": message.sid, "From": message.from_, "Body": message.body or ""}
        form["NumMedia"] = str(message.num_media or "0")
        if form["NumMedia"] != "0":
            for file in message.media.list(limit=1):
                form["MediaContentType0"] = file.content_type
                form["MediaUrl0"] = f"{self._api_url}{file.uri.removesuffix('.json')}"
        return {name: (value,) for name, value in form.items()}

    def _note_time(self, response: requests.Response, *_args: Any, **_more: Any) -> None:
        self._provider_time = told_by(response.headers)


def _or_gone(work: Callable[[], T]) -> T | None:
    """Return what `work` returns, or None when the provider does not have it any more."""
    try:
        return work()
    except TwilioException as error:
        answer = error if hasattr(error, "status") else error.args[-1]  # a list that fails has its answer inside
        if getattr(answer, "status", getattr(answer, "status_code", 0)) == 404:
            return None
        raise
