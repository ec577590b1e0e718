"""A telephone that rings: it is answered, a digit is pressed, or nobody is there.

When it is answered Twilio posts to the call's Url and carries out the document it gets: it speaks what stands in Say,
also inside Gather, until a digit is pressed. The digit is posted to the action of that Gather, and the document of the
answer is carried out in place of the first; without a digit the next verb follows, and nothing is posted. Words and
parameters: https://www.twilio.com/docs/voice/twiml, /gather and /say. How a call ends is told to its StatusCallback
(only `completed` events by default, whatever the final status): /docs/voice/api/call-resource#statuscallbackevent.
"""

from urllib.parse import urljoin
from xml.etree import ElementTree

from .twilio_webhooks import Attempt, Webhooks
from .twilio_wire import VERSION, PhoneCall
from .twilio_world import World

INDONESIAN = ("Google.id-ID-", "Polly.id-ID-")


class Telephone:
    """Somebody's telephone; it stands for the newest call to its number."""

    def __init__(self, world: World, webhooks: Webhooks, number: str) -> None:
        self.world, self.webhooks, self.number, self.address = world, webhooks, number, number
        self._gathers: list[tuple[str, str]] = []
        self._answered = 0

    @property
    def calls(self) -> list[PhoneCall]:
        """All calls to it, the oldest first."""
        return [call for call in self.world.rung if call.to == self.number]

    @property
    def call(self) -> PhoneCall:
        """The call that is not over."""
        found = [call for call in self.calls if call.status in {"queued", "in-progress"}]
        assert found, f"{self.number} does not ring"
        return found[0]

    @property
    def rings(self) -> bool:
        """Whether it rings and nobody has answered."""
        return any(call.status == "queued" for call in self.calls)

    async def answers(self) -> str:
        """Pick up; return what is heard until the first question."""
        call = self.call
        call.status, given = "in-progress", call.given
        if given.get("Twiml"):
            return self._carry_out(call, given["Twiml"], "")
        return await self._ask(call, given["Url"])

    async def presses(self, digit: str) -> str:
        """Press a digit while a question is open; return what is heard then."""
        call = self.call
        assert self._gathers, f"{self.number} is asked nothing:\n{call.heard}"
        return await self._ask(call, self._gathers[0][0], Digits=digit, FinishedOnKey="")

    async def hangs_up(self) -> None:
        """End an answered call; it is what an answering machine and a person who presses nothing come to as well."""
        assert self.call.status == "in-progress", f"{self.number} was not answered"
        await self._end("completed")

    async def ends(self, status: str) -> None:
        """Let the call end without an answer: no-answer, busy, failed or canceled."""
        assert status in {"no-answer", "busy", "failed", "canceled"}, f"a call does not end as {status!r}"
        assert self.call.status == "queued", f"{self.number} was answered"
        await self._end(status)

    async def _end(self, status: str) -> None:
        call = self.call
        call.status = status
        self._gathers = []
        self.world.changed()
        if call.given.get("StatusCallback"):
            form = {"CallbackSource": "call-progress-events", "SequenceNumber": "0", "CallDuration": "12"}
            await self._post(call, call.given["StatusCallback"], **form)

    async def _ask(self, call: PhoneCall, url: str, **more: str) -> str:
        answer = await self._post(call, url, **more)
        assert answer.succeeded, f"{url} answered {answer.status}: whoever answered hears of an application error"
        assert answer.content_type.startswith(("text/xml", "application/xml")), answer.content_type
        return self._carry_out(call, answer.body, url)

    async def _post(self, call: PhoneCall, url: str, **more: str) -> Attempt:
        form = {
            "CallSid": call.sid,
            "AccountSid": call.account,
            "From": call.sender,
            "To": call.to,
            "Called": call.to,
            "Caller": call.sender,
            "CallStatus": call.status,
            "ApiVersion": VERSION,
            "Direction": "outbound-api",
            **more,
        }
        return await self.webhooks.post(url, form)

    def _carry_out(self, call: PhoneCall, document: str, base: str) -> str:
        """Speak what the document says up to its end; its questions stay open while they are asked."""
        root = ElementTree.fromstring(document)  # noqa: S314 - what our own application wrote
        assert root.tag == "Response", f"{root.tag} is no document of Twilio's"
        self._gathers, spoken = [], []
        for verb in root:
            if verb.tag == "Gather":
                assert verb.get("numDigits") == "1", "only a single digit is carried out here"
                assert verb.get("method", "POST") == "POST"
                self._gathers.append((urljoin(base, verb.get("action") or base), verb.get("timeout") or "5"))
            spoken += [self._said(one) for one in verb.iter("Say")]
            assert verb.tag in {"Gather", "Say", "Pause", "Hangup"}, f"{verb.tag} is not carried out here"
        call.heard += spoken
        self.world.changed()
        return "\n".join(spoken)

    def _said(self, verb: ElementTree.Element) -> str:
        assert verb.get("language") == "id-ID", "spoken in the wrong language"
        assert verb.get("voice", "").startswith(INDONESIAN), f"{verb.get('voice')} speaks no Indonesian"
        return "".join(verb.itertext())
