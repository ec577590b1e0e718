"""Status callbacks and scripted mistakes, met by the real Twilio client."""

import asyncio

import httpx
import pytest
import requests
from twilio.base.exceptions import TwilioRestException
from twilio.request_validator import RequestValidator

from .conftest import Clock
from .twilio import (
    CallbacksFirst,
    DropConnection,
    FailsLater,
    Fault,
    Malformed,
    Person,
    Refused,
    ServerError,
    StaysAt,
    TimeoutAfter,
    TimeoutBefore,
    TooManyRequests,
    TwilioEmulator,
    Unauthorized,
)
from .twilio_ground import STATUS, Hook, client, send


async def test_callbacks_tell_of_each_change_in_order_and_are_signed(
    twilio: TwilioEmulator, siti: Person, hook: Hook
) -> None:
    sent = await send(twilio, siti)
    await twilio.settled()
    siti.reads()
    await twilio.settled()
    assert hook.statuses == ["sent", "delivered", "read"]
    url, form, headers = hook.requests[-1]
    assert form == {
        "SmsSid": sent.sid,
        "SmsStatus": "read",
        "MessageStatus": "read",
        "ChannelToAddress": "+628123456XXXX",
        "To": siti.address,
        "ChannelPrefix": "whatsapp",
        "MessageSid": sent.sid,
        "AccountSid": twilio.account.sid,
        "From": twilio.account.sender,
        "ApiVersion": "2010-04-01",
        "ChannelInstallSid": form["ChannelInstallSid"],
        "EventType": "READ",
    }
    assert url == STATUS
    validator = RequestValidator(twilio.account.auth_token)
    assert validator.validate(STATUS, form, headers["x-twilio-signature"])
    assert [one.status for one in twilio.webhook_answers] == [200] * 4


async def test_held_callbacks_come_late_out_of_order_or_not_at_all(
    twilio: TwilioEmulator, siti: Person, hook: Hook
) -> None:
    twilio.callbacks.hold()
    await send(twilio, siti)
    assert await siti.hears("aman")
    siti.reads()
    assert [one.status for one in twilio.callbacks.held] == ["sent", "delivered", "read"]
    assert await twilio.callbacks.release([2, 0]) == [200, 200]
    assert hook.statuses == ["read", "sent"]
    hook.answers = [500]
    assert await twilio.callbacks.release() == [500]
    assert hook.statuses == ["read", "sent", "delivered"]
    with pytest.raises(AssertionError, match="0 callbacks are held"):
        await twilio.callbacks.release([0])


async def test_a_callback_waits_for_the_answer_to_the_one_before(
    twilio: TwilioEmulator, siti: Person, hook: Hook
) -> None:
    hook.gate = asyncio.Event()
    await send(twilio, siti, "satu")
    await send(twilio, siti, "dua")
    await twilio.wait_for(lambda: len(siti.inbox) == 2)
    await asyncio.to_thread(client(twilio).messages.list)
    assert hook.statuses == ["sent", "sent"]
    hook.gate.set()
    await twilio.settled()
    assert hook.statuses == ["sent", "sent", "delivered", "delivered"]


async def test_a_callback_can_come_twice(twilio: TwilioEmulator, siti: Person, hook: Hook) -> None:
    twilio.callbacks.duplicate_next()
    await send(twilio, siti)
    await twilio.settled()
    assert hook.statuses == ["sent", "sent", "delivered"]


async def test_callbacks_can_come_before_the_create_call_returns(
    twilio: TwilioEmulator, siti: Person, hook: Hook
) -> None:
    twilio.script("CreateMessage", faults=[CallbacksFirst()])
    hook.gate = asyncio.Event()
    sending = asyncio.create_task(send(twilio, siti))
    await twilio.wait_for(lambda: siti.inbox == ["Ibu aman?"])
    await asyncio.to_thread(client(twilio).messages.list)
    assert not sending.done()
    hook.gate.set()
    assert (await sending).status == "queued"
    assert hook.statuses == ["sent", "delivered"]


async def test_a_message_without_a_callback_address_is_not_told_of(
    twilio: TwilioEmulator, siti: Person, hook: Hook
) -> None:
    await send(twilio, siti, status_callback=None)
    await siti.hears("aman")
    await twilio.settled()
    assert hook.statuses == []


@pytest.mark.parametrize("code", [63018, 63024, 63032, 63049, 30007])
async def test_an_accepted_message_can_fail_by_callback(
    twilio: TwilioEmulator, siti: Person, hook: Hook, code: int
) -> None:
    twilio.script("CreateMessage", faults=[FailsLater(code, "failed", after_sent=True)])
    sent = await send(twilio, siti)
    await twilio.settled()
    assert hook.statuses == ["sent", "failed"]
    assert hook.forms[-1]["ErrorCode"] == str(code)
    assert "ChannelStatusMessage" in hook.forms[-1]
    assert "ErrorCode" not in hook.forms[-2]
    fetched = await asyncio.to_thread(client(twilio).messages(sent.sid).fetch)
    assert (fetched.status, fetched.error_code) == ("failed", code)
    assert siti.inbox == []


async def test_a_message_can_stay_behind_and_be_moved_on(twilio: TwilioEmulator, siti: Person, hook: Hook) -> None:
    twilio.script("CreateMessage", faults=[StaysAt("sent")])
    first = await send(twilio, siti, "satu")
    await send(twilio, siti, "dua")
    await twilio.settled()
    assert siti.inbox == ["dua"]
    twilio.callbacks.advance(first.sid, "delivered")
    assert siti.inbox == ["dua", "satu"]
    await twilio.settled()
    assert hook.statuses.count("delivered") == 2


@pytest.mark.parametrize(
    ("fault", "status", "code"),
    [
        (TooManyRequests(7), 429, 20429),
        (ServerError(503), 503, 20500),
        (Unauthorized(), 401, 20003),
        (Refused(400, 63018), 400, 63018),
    ],
)
async def test_a_scripted_refusal_is_used_up_by_one_call(
    twilio: TwilioEmulator, siti: Person, fault: Fault, status: int, code: int
) -> None:
    twilio.script("CreateMessage", faults=[fault], to=siti)
    with pytest.raises(TwilioRestException) as refused:
        await send(twilio, siti)
    assert (refused.value.status, refused.value.code) == (status, code)
    assert twilio.received == []
    await send(twilio, siti)
    assert len(twilio.received) == 1


async def test_too_many_requests_tell_how_long_to_wait(twilio: TwilioEmulator) -> None:
    twilio.script("ListMessage", faults=[TooManyRequests(7), TooManyRequests(None)])
    async with httpx.AsyncClient(auth=(twilio.account.sid, twilio.account.auth_token)) as http:
        address = f"{twilio.url}/2010-04-01/Accounts/{twilio.account.sid}/Messages.json"
        answers = [await http.get(address), await http.get(address)]
    assert [answer.headers.get("retry-after") for answer in answers] == ["7", None]


@pytest.mark.parametrize(
    ("fault", "problem", "exists"),
    [
        (Malformed(), requests.exceptions.JSONDecodeError, True),
        (DropConnection(), requests.ConnectionError, False),
        (DropConnection(accepted=True), requests.ConnectionError, True),
    ],
)
async def test_after_garbage_or_a_cut_connection_the_message_may_exist(
    twilio: TwilioEmulator, siti: Person, hook: Hook, fault: Fault, problem: type[Exception], exists: bool
) -> None:
    twilio.script("CreateMessage", faults=[fault])
    with pytest.raises((problem, ValueError) if isinstance(fault, Malformed) else problem):
        await send(twilio, siti)
    if exists:
        await twilio.wait_for(lambda: hook.statuses == ["sent", "delivered"])
    assert (len(twilio.received), len(siti.inbox)) == (int(exists), int(exists))
    assert len(twilio.calls("CreateMessage")) == 1


async def test_silence_lasts_until_the_test_ends_it_or_the_client_gives_up(
    twilio: TwilioEmulator, siti: Person
) -> None:
    ended = asyncio.Event()
    twilio.script("CreateMessage", faults=[TimeoutBefore(ended), TimeoutAfter()])
    sending = asyncio.create_task(send(twilio, siti, "hilang"))
    await twilio.wait_for(lambda: bool(twilio.calls("CreateMessage")))
    ended.set()
    with pytest.raises(requests.ConnectionError):
        await sending
    assert twilio.received == []
    impatient = client(twilio)
    impatient.http_client.timeout = 0.2
    given = {"to": siti.address, "from_": twilio.account.sender, "body": "ada", "status_callback": STATUS}
    with pytest.raises(requests.Timeout):
        await asyncio.to_thread(lambda: impatient.messages.create(**given))
    assert siti.inbox == ["ada"]


async def test_callbacks_come_while_the_create_call_still_waits(
    twilio: TwilioEmulator, siti: Person, hook: Hook
) -> None:
    ended = asyncio.Event()
    twilio.script("CreateMessage", faults=[TimeoutAfter(ended)])
    sending = asyncio.create_task(send(twilio, siti))
    await twilio.wait_for(lambda: hook.statuses == ["sent", "delivered"])
    assert not sending.done()
    ended.set()
    with pytest.raises(requests.ConnectionError):
        await sending
    assert len(twilio.received) == 1


async def test_a_webhook_that_raises_fails_the_test(clock: Clock) -> None:
    async def broken(*_: object) -> None:
        raise RuntimeError("a mistake of the application")

    twilio = TwilioEmulator(clock, webhook_transport=httpx.ASGITransport(broken))
    await twilio.__aenter__()
    await send(twilio, twilio.person("+6281234567890"))
    await twilio.settled()
    with pytest.raises(ExceptionGroup, match="a webhook it called"):
        await twilio.__aexit__(None, None, None)
