"""The emulated telephone network does what the provider's documents say, seen through the provider's own client."""

import asyncio

import pytest
from starlette.responses import Response
from twilio.base.exceptions import TwilioRestException
from twilio.request_validator import RequestValidator

from .twilio_ground import client

CALLER, NUMBER = "+622150001000", "+6281234567000"
ANSWER, STATUS = "http://hotline.test/jawab?call=1", "http://hotline.test/usai?call=1"
SAY = '<Say language="id-ID" voice="Google.id-ID-Standard-A">{}</Say>'
ASKS = (
    f'<Response><Gather numDigits="1" action="/angka?call=1">{SAY.format("Tekan satu.")}</Gather><Hangup/></Response>'
)


def xml(text):
    return Response(text, media_type="text/xml")


async def call(twilio, **given):
    usual = {"to": NUMBER, "from_": CALLER, "url": ANSWER, "status_callback": STATUS}
    return await asyncio.to_thread(lambda: client(twilio).calls.create(**usual | given))


@pytest.fixture
def phone(twilio):
    twilio.world.callers.add(CALLER)
    return twilio.telephone(NUMBER)


async def test_a_call_rings_and_speaks_what_its_address_answers(twilio, hook, phone):
    made = await call(twilio)
    assert (made.status, made.sid[:2], made.to) == ("queued", "CA", NUMBER)
    assert phone.rings
    hook.answers.append(xml(ASKS))
    assert await phone.answers() == "Tekan satu."
    url, form, headers = hook.requests[0]
    assert (url, form["CallSid"], form["CallStatus"]) == (ANSWER, made.sid, "in-progress")
    assert RequestValidator(twilio.account.auth_token).validate(url, form, headers["x-twilio-signature"])


async def test_a_digit_is_posted_to_the_action_and_the_answer_is_carried_out(twilio, hook, phone):
    await call(twilio)
    hook.answers += [xml(ASKS), xml(f"<Response>{SAY.format('Terima kasih.')}<Hangup/></Response>")]
    await phone.answers()
    assert await phone.presses("1") == "Terima kasih."
    url, form, _ = hook.requests[1]
    assert (url, form["Digits"]) == ("http://hotline.test/angka?call=1", "1")
    with pytest.raises(AssertionError, match="is asked nothing"):
        await phone.presses("1")


async def test_without_a_digit_nothing_is_posted_but_how_it_ended(twilio, hook, phone):
    await call(twilio)
    hook.answers.append(xml(ASKS))
    await phone.answers()
    await phone.hangs_up()
    assert [form.get("CallStatus") for form in hook.forms] == ["in-progress", "completed"]
    assert hook.requests[1][0] == STATUS
    assert not phone.rings


@pytest.mark.parametrize("status", ["busy", "no-answer", "failed", "canceled"])
async def test_a_call_that_nobody_answers_tells_how_it_ended(twilio, hook, phone, status):
    await call(twilio)
    await phone.ends(status)
    assert [form["CallStatus"] for form in hook.forms] == [status]


async def test_a_document_that_goes_with_the_call_is_spoken_without_a_question_to_anybody(twilio, hook, phone):
    document = f"<Response>{SAY.format('Angka Anda: 1.')}</Response>"
    await asyncio.to_thread(lambda: client(twilio).calls.create(to=NUMBER, from_=CALLER, twiml=document))
    assert await phone.answers() == "Angka Anda: 1."
    await phone.hangs_up()
    assert hook.requests == []


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"from_": "+622150009999"}, 21210),
        ({"to": "0812"}, 21211),
        ({"url": "jawab"}, 21205),
        ({"twiml": "<Response/>"}, 21205),
        ({"status_callback": "usai"}, 21205),
    ],
)
async def test_what_twilio_would_refuse_is_refused(twilio, phone, given, code):
    with pytest.raises(TwilioRestException) as refused:
        await call(twilio, **given)
    assert refused.value.code == code
    assert not phone.rings


async def test_a_voice_that_speaks_no_indonesian_fails_the_test(twilio, hook, phone):
    await call(twilio)
    hook.answers.append(xml("<Response><Say>Hello</Say></Response>"))
    with pytest.raises(AssertionError, match="wrong language"):
        await phone.answers()
