"""People write to the application's webhook: what it is sent, how it is signed, repeated and answered."""

import asyncio
import json

import httpx
import pytest
from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from twilio.request_validator import RequestValidator

from .conftest import Clock
from .loopback import LoopbackServer
from .twilio import Person, TwilioEmulator
from .twilio_ground import FALLBACK, HOOK, LIST, TEMPLATE, Hook, send
from .twilio_signature import sign

CALL = {
    "CallSid": "CA1234567890ABCDE",
    "Caller": "+14158675310",
    "Digits": "1234",
    "From": "+14158675310",
    "To": "+18005551212",
}

TEXT_FIELDS = {
    *["SmsMessageSid", "NumMedia", "ProfileName", "MessageType", "SmsSid", "WaId", "SmsStatus", "Body", "To"],
    *["NumSegments", "ReferralNumMedia", "MessageSid", "AccountSid", "ChannelMetadata", "From", "ApiVersion"],
}


@pytest.mark.parametrize(
    ("url", "caller", "signature"),
    [
        ("https://example.com/myapp.php?foo=1&bar=2", "+14158675310", "L/OH5YylLD5NRKLltdqwSvS0BnU="),
        ("https://mycompany.com/myapp.php?foo=1&bar=2", "+14158675309", "RSOYDt4T1cUTdK1PDd93/VVr8B8="),
        ("https://mycompany.com/myapp.php?foo=1&bar=2", "+12349013030", "0/KCTR6DLpKmkAf8muzZqo1nDgQ="),
    ],
)
def test_the_published_examples_have_the_published_signatures(url: str, caller: str, signature: str) -> None:
    assert sign(url, CALL | {"Caller": caller, "From": caller}, "12345") == signature


def test_the_signature_is_the_one_of_the_providers_own_library() -> None:
    form = {"Body": "tolong é 🙏 & =", "b": "", "A": "x y", "a": "1", "Media Url": "+"}
    for url in ["https://a.test/x?y=1&z", "http://a.test"]:
        assert sign(url, form, "rahasia") == RequestValidator("rahasia").compute_signature(url, form)


async def test_a_text_comes_with_the_documented_fields_and_signed(
    twilio: TwilioEmulator, siti: Person, hook: Hook
) -> None:
    twilio.add_fields(Kejutan="baru & asing", Kosong="")
    assert await siti.says("tolong\nsaya é 🙏") == 200
    url, form, headers = hook.requests[-1]
    assert url == HOOK
    assert set(form) == {*TEXT_FIELDS, "Kejutan", "Kosong"}
    assert (form["Body"], form["ProfileName"], form["WaId"]) == ("tolong\nsaya é 🙏", "CANARY-NAME", "6281234567890")
    assert (form["From"], form["To"]) == ("whatsapp:+6281234567890", twilio.account.sender)
    assert (form["MessageType"], form["SmsStatus"], form["NumMedia"]) == ("text", "received", "0")
    assert headers["content-type"] == "application/x-www-form-urlencoded"
    assert RequestValidator(twilio.account.auth_token).validate(HOOK, form, headers["x-twilio-signature"])
    assert not RequestValidator("wrong").validate(HOOK, form, headers["x-twilio-signature"])


async def test_either_token_signs_as_the_test_says(twilio: TwilioEmulator, siti: Person, hook: Hook) -> None:
    first, second = twilio.account.auth_token, twilio.account.add_secondary_token()
    for which, token in [("primary", first), ("secondary", second)]:
        twilio.account.sign_with(which)
        await siti.says("halo")
        _, form, headers = hook.requests[-1]
        assert RequestValidator(token).validate(HOOK, form, headers["x-twilio-signature"])
    twilio.account.promote_secondary_token()
    await siti.says("halo")
    _, form, headers = hook.requests[-1]
    assert RequestValidator(second).validate(HOOK, form, headers["x-twilio-signature"])


async def test_voices_places_and_documents_have_their_own_fields(
    twilio: TwilioEmulator, siti: Person, hook: Hook
) -> None:
    await siti.sends_voice(b"OggS suara")
    assert (hook.forms[-1]["MessageType"], hook.forms[-1]["MediaContentType0"]) == ("audio", "audio/ogg")
    assert hook.forms[-1]["MessageSid"].startswith("MM")
    await siti.shares_location(-6.2, 106.8, label="Pasar")
    assert hook.forms[-1]["MessageType"] == "location"
    assert [hook.forms[-1].get(name) for name in ("Latitude", "Longitude", "Label", "Address", "Body")] == [
        "-6.2",
        "106.8",
        "Pasar",
        None,
        "",
    ]
    await siti.sends_document(b"%PDF", "application/pdf", "surat.pdf")
    assert hook.forms[-1]["MessageType"] == "document"


async def test_buttons_and_lists_name_what_they_answer(twilio: TwilioEmulator, siti: Person, hook: Hook) -> None:
    asked = await send(twilio, siti, content_sid=TEMPLATE, content_variables='{"1": "Pelita"}')
    await siti.hears("Pelita")
    await siti.presses("Ya")
    form = hook.forms[-1]
    assert (form["MessageType"], form["ButtonPayload"], form["ButtonText"], form["Body"]) == (
        "button",
        "ya",
        "Ya",
        "Ya",
    )
    assert form["OriginalRepliedMessageSid"] == asked.sid
    await send(twilio, siti, content_sid=LIST)
    await siti.hears("Pilih")
    await siti.presses("b")
    form = hook.forms[-1]
    assert (form["MessageType"], form["ListId"], form["ListTitle"]) == ("interactive", "b", "Dua")
    assert "ButtonPayload" not in form


async def test_somebody_without_a_number_writes_and_is_answered(twilio: TwilioEmulator, hook: Hook) -> None:
    hidden = twilio.person("ID.1502576394655843", user_id="ID.1502576394655843")
    await hidden.says("halo")
    form = hook.forms[-1]
    assert (form["From"], form["ExternalUserId"]) == ("whatsapp:ID.1502576394655843", "ID.1502576394655843")
    assert "WaId" not in form
    assert "WaId" not in json.loads(form["ChannelMetadata"])["data"]["context"]
    await send(twilio, hidden)
    assert await hidden.hears("aman")


async def test_incoming_messages_can_be_held_reordered_and_doubled(
    twilio: TwilioEmulator, siti: Person, hook: Hook
) -> None:
    twilio.hold()
    for text in ["satu", "dua"]:
        assert await siti.says(text) is None
    twilio.duplicate_next()
    await siti.says("tiga")
    assert await twilio.release([2, 0]) == [200, 200]
    assert await twilio.release() == [200]
    assert [form["Body"] for form in hook.forms] == ["halo", "tiga", "tiga", "satu", "dua"]
    assert hook.forms[1]["MessageSid"] == hook.forms[2]["MessageSid"]
    assert [one.text for one in twilio.messages] == ["halo", "satu", "dua", "tiga"]


async def test_a_refused_message_goes_once_to_the_fallback_signed_for_it(
    twilio: TwilioEmulator, siti: Person, hook: Hook
) -> None:
    hook.answers = [500]
    assert await siti.says("tanpa cadangan") == 500
    twilio.configure_webhook(HOOK, FALLBACK)
    hook.answers = [500, 503]
    assert await siti.says("tolong") == 503
    (first, form, _), (second, again, headers) = hook.requests[-2:]
    assert (first, second) == (HOOK, FALLBACK)
    assert again == form | {"ErrorCode": "11200", "ErrorUrl": HOOK}
    assert RequestValidator(twilio.account.auth_token).validate(FALLBACK, again, headers["x-twilio-signature"])
    assert [one.status for one in twilio.webhook_answers] == [200, 500, 500, 503]


async def test_overrides_repeat_what_they_name_and_stay_out_of_the_address_and_signature(
    twilio: TwilioEmulator, siti: Person, hook: Hook
) -> None:
    twilio.configure_webhook(f"{HOOK}#rc=3&rp=5xx")
    hook.answers = [500, 502, 200]
    assert await siti.says("tolong") == 200
    assert [url for url, _, _ in hook.requests[1:]] == [HOOK] * 3
    assert len({headers["i-twilio-idempotency-token"] for _, _, headers in hook.requests[1:]}) == 1
    _, form, headers = hook.requests[-1]
    assert RequestValidator(twilio.account.auth_token).validate(HOOK, form, headers["x-twilio-signature"])
    hook.answers = [403]
    assert await siti.says("tolong") == 403


async def test_a_server_that_is_down_is_tried_twice_and_a_slow_one_once(clock: Clock, hook: Hook) -> None:
    async def slow(scope: Scope, receive: Receive, send: Send) -> None:
        await asyncio.Event().wait()

    down = LoopbackServer(hook)
    await down.start()
    await down.stop()
    async with TwilioEmulator(clock, webhook_timeout=5) as twilio:
        twilio.configure_webhook(down.url)
        assert await twilio.person("+6281234567890").says("halo") is None
        assert [(one.status, one.problem) for one in twilio.webhook_answers] == [(None, "ct")] * 2
    async with TwilioEmulator(clock, webhook_timeout=0.01, webhook_transport=httpx.ASGITransport(slow)) as twilio:
        twilio.configure_webhook(HOOK)
        assert await twilio.person("+6281234567890").says("halo") is None
        assert [(one.status, one.problem) for one in twilio.webhook_answers] == [(None, "rt")]


async def test_an_application_on_a_port_of_its_own_is_reached(clock: Clock, hook: Hook) -> None:
    listening = LoopbackServer(hook)
    await listening.start()
    async with TwilioEmulator(clock) as twilio:
        twilio.configure_webhook(f"{listening.url}/masuk")
        person = twilio.person("+6281234567890")
        assert await person.says("halo & tolong") == 200
        await send(twilio, person, status_callback=f"{listening.url}/status")
        await twilio.settled()
    await listening.stop()
    assert hook.forms[0]["Body"] == "halo & tolong"
    assert hook.statuses == ["sent", "delivered"]


async def test_an_answer_in_plain_text_or_twiml_is_sent_as_a_message(
    twilio: TwilioEmulator, siti: Person, hook: Hook
) -> None:
    twiml = "<Response><Message><Body>A &amp; B</Body></Message></Response>"
    hook.answers = [
        Response("OK", media_type="text/plain"),
        Response(twiml, media_type="text/xml"),
        Response("<Response/>", media_type="text/xml"),
        Response("", media_type="text/plain"),
    ]
    for _ in range(4):
        await siti.says("halo")
    assert siti.inbox == ["OK", "A & B"]
    assert [one.direction for one in siti.received] == ["outbound-reply"] * 2


async def test_a_message_that_nobody_took_still_opens_the_window_and_can_be_listed(
    twilio: TwilioEmulator, hook: Hook
) -> None:
    person = twilio.person("+6281234567890")
    hook.answers = [500]
    await person.says("tolong")
    await send(twilio, person)
    assert await person.hears("aman")
    assert [one.text for one in twilio.messages] == ["tolong", "Ibu aman?"]
