"""Telephone calls to people on duty through Twilio's voice API, with the provider's own client.

A page is not read out from what is handed in here: Twilio asks our address when somebody answers, so that what is heard
is true at that moment. Any other text goes with the call. https://www.twilio.com/docs/voice/api/call-resource
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import requests
from twilio.base.exceptions import TwilioException
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

from bot.channels import voice_twiml
from bot.channels.twilio_client import typed
from bot.channels.update import Outgoing, Receipt

NAME = "voice"
RINGS = 30
"""Seconds that a telephone rings: soon after that a mailbox answers, which accepts nothing."""
_LASTS = 120
"""Seconds that a call may last at the most."""
_THREADS = 16


class VoiceChannel:
    """Calls from one telephone number of a Twilio account."""

    name = NAME
    reports = False
    window: timedelta | None = None

    def __init__(
        self,
        account: str,
        token: str,
        sender: str,
        *,
        api_url: str,
        answer_url: str,
        status_url: str,
        timeout: float = 10.0,
    ) -> None:
        """Call as `sender` ("+62…"); `answer_url` says what is spoken for a page, `status_url` hears how it ended."""
        self._sender, self._answer_url, self._status_url = sender, answer_url, status_url
        self._client = Client(account, token, http_client=TwilioHttpClient(timeout=timeout))
        self._client.api.base_url = api_url.rstrip("/")
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="voice")

    async def send(self, address: str, message: Outgoing) -> Receipt:
        """Have the telephone at `address` called. Raises SendError.

        Creating a call is not idempotent: what may have been taken rings again, which is better than not at all.
        """
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, self._call, address, message)
        except (TwilioException, requests.RequestException, ValueError) as error:
            raise typed(error) from None

    async def close(self) -> None:
        """Let go of threads; what is under way ends by its timeout."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _call(self, address: str, message: Outgoing) -> Receipt:
        told: dict[str, str] = {"twiml": voice_twiml.statement(message.text)}
        if message.said == ("call",):
            mark = f"?call={message.key}"
            told = {"url": self._answer_url + mark, "status_callback": self._status_url + mark}
        made = self._client.calls.create(to=address, from_=self._sender, timeout=RINGS, time_limit=_LASTS, **told)
        if not made.sid:
            raise ValueError("the answer has no sid")
        return Receipt(str(made.sid))
