"""The real Twilio client writes to people through the emulator, is refused by its rules, over HTTP."""

import asyncio
import json
import re
from datetime import UTC, timedelta
from email.utils import parsedate_to_datetime

import httpx
import pytest
from twilio.base.exceptions import TwilioException, TwilioRestException

from .conftest import Clock
from .twilio import FailsLater, Person, Refused, StaysAt, TwilioEmulator
from .twilio_ground import LIST, STATUS, TEMPLATE, Hook, client, credentials, send

# The properties of Message in Twilio's OpenAPI.
MESSAGE_FIELDS = {
    *["account_sid", "api_version", "body", "date_created", "date_sent", "date_updated", "direction"],
    *["error_code", "error_message", "from", "messaging_service_sid", "num_media", "num_segments", "price"],
    *["price_unit", "sid", "status", "subresource_uris", "to", "uri"],
}


async def test_a_message_is_accepted_with_all_its_fields_and_is_seen(
    twilio: TwilioEmulator, siti: Person, clock: Clock
) -> None:
    async with httpx.AsyncClient(base_url=twilio.url, auth=credentials(twilio)) as http:
        form = {"To": siti.address, "From": twilio.account.sender, "Body": "Ibu aman?\n& baik"}
        answer = await http.post(f"/2010-04-01/Accounts/{twilio.account.sid}/Messages.json", data=form)
    assert answer.status_code == 201
    message = answer.json()
    assert re.fullmatch("SM[0-9a-f]{32}", message["sid"])
    assert (message["status"], message["direction"]) == ("queued", "outbound-api")
    assert parsedate_to_datetime(message["date_created"]) == clock.at
    assert set(message) == MESSAGE_FIELDS
    heard = await siti.hears("aman")
    assert heard.sid == message["sid"]
    assert siti.inbox == ["Ibu aman?\n& baik"]


async def test_the_client_reads_back_what_it_sent(twilio: TwilioEmulator, siti: Person, clock: Clock) -> None:
    sent = await send(twilio, siti)
    await twilio.settled()
    fetched = await asyncio.to_thread(client(twilio).messages(sent.sid).fetch)
    assert (sent.status, fetched.status, fetched.body) == ("queued", "delivered", "Ibu aman?")
    assert fetched.date_sent == clock.at


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"body": "x" * 1601}, 21617),
        ({"body": " "}, 21619),
        ({"to": "whatsapp:081234"}, 21211),
        ({"to": "+6281234567890"}, 21910),
        ({"from_": "whatsapp:+15005550006"}, 63007),
        ({"content_sid": "HX" + "9" * 32}, 21655),
        ({"content_sid": TEMPLATE, "content_variables": "[1]"}, 21656),
        ({"content_sid": TEMPLATE, "content_variables": json.dumps({"1": "x" * 1601})}, 21658),
        ({"body": "x", "content_variables": "{}"}, 21654),
        ({"body": "x", "validity_period": 36_001}, 20001),
        ({"body": "x", "status_callback": "http://under_score.test/"}, 21609),
    ],
)
async def test_what_breaks_a_rule_is_refused_with_its_code(
    twilio: TwilioEmulator, siti: Person, given: dict[str, object], code: int
) -> None:
    with pytest.raises(TwilioRestException) as refused:
        await send(twilio, siti, **given)
    assert (refused.value.status, refused.value.code) == (400, code)
    assert siti.inbox == []


async def test_1600_characters_are_not_too_many(twilio: TwilioEmulator, siti: Person) -> None:
    await send(twilio, siti, "é" * 1600)
    assert await siti.hears("é" * 1600)


async def test_free_text_after_24_hours_is_accepted_and_fails_by_callback(
    twilio: TwilioEmulator, siti: Person, hook: Hook, clock: Clock
) -> None:
    clock.at += timedelta(hours=24) - timedelta(seconds=1)
    await send(twilio, siti, "masih")
    clock.at += timedelta(seconds=1)
    late = await send(twilio, siti, "terlambat")
    await twilio.settled()
    assert siti.inbox == ["masih"]
    assert (hook.forms[-1]["MessageSid"], hook.forms[-1]["ErrorCode"]) == (late.sid, "63016")
    assert hook.statuses == ["sent", "delivered", "undelivered"]
    fetched = await asyncio.to_thread(client(twilio).messages(late.sid).fetch)
    assert (fetched.status, fetched.error_code) == ("undelivered", 63016)
    await siti.says("saya di sini")
    await send(twilio, siti, "lagi")
    assert await siti.hears("lagi")


async def test_free_text_outside_the_window_can_be_refused_by_the_answer(twilio: TwilioEmulator) -> None:
    twilio.outside_window("answer")
    stranger = twilio.person("+6280000000001")
    with pytest.raises(TwilioRestException) as refused:
        await send(twilio, stranger)
    assert (refused.value.status, refused.value.code) == (400, 63016)
    assert twilio.received == []


async def test_a_template_goes_always_but_a_list_needs_the_window(twilio: TwilioEmulator, hook: Hook) -> None:
    stranger = twilio.person("+6280000000001")
    await send(twilio, stranger, content_sid=TEMPLATE, content_variables='{"1": "Pelita"}')
    heard = await stranger.hears("Ada pesan dari Pelita.")
    assert heard.buttons == {"ya": "Ya", "nanti": "Nanti"}
    await send(twilio, stranger, content_sid=LIST)
    await twilio.settled()
    assert hook.forms[-1]["ErrorCode"] == "63016"
    assert len(stranger.inbox) == 1


async def test_whoever_is_not_on_whatsapp_or_opted_out_gets_nothing(
    twilio: TwilioEmulator, siti: Person, hook: Hook
) -> None:
    nobody = "whatsapp:+6289999999999"
    await send(twilio, siti, to=nobody)
    await twilio.settled()
    assert hook.forms[-1]["ErrorCode"] == "63024"
    siti.opts_out()
    with pytest.raises(TwilioRestException) as refused:
        await send(twilio, siti)
    assert refused.value.code == 21610
    siti.opts_in()
    await send(twilio, siti)


async def test_wrong_credentials_and_strange_addresses_are_refused(twilio: TwilioEmulator, siti: Person) -> None:
    with pytest.raises(TwilioException) as refused:  # not a TwilioRestException: so the client does for lists
        await asyncio.to_thread(client(twilio, "wrong").messages.list)
    assert refused.value.args[1].status_code == 401
    async with httpx.AsyncClient(base_url=twilio.url) as http:
        nobody = await http.get(f"/2010-04-01/Accounts/{twilio.account.sid}.json")
        assert nobody.json() == {
            "code": 20003,
            "message": "Authenticate",
            "more_info": "https://www.twilio.com/docs/errors/20003",
            "status": 401,
        }
        assert (await http.get("/2010-04-01/Nothing.json")).json()["code"] == 20404
        other = await http.get(f"/2010-04-01/Accounts/AC{'f' * 32}.json", auth=credentials(twilio))
        assert other.json()["code"] == 20003
        wrong = await http.delete(f"/2010-04-01/Accounts/{twilio.account.sid}/Messages.json")
        assert wrong.json()["code"] == 20004


async def test_both_tokens_are_good_during_a_rotation_and_one_after_it(twilio: TwilioEmulator) -> None:
    old, new = twilio.account.auth_token, twilio.account.add_secondary_token()
    for token in [old, new]:
        await asyncio.to_thread(client(twilio, token).messages.list)
    twilio.account.promote_secondary_token()
    await asyncio.to_thread(client(twilio, new).messages.list)
    with pytest.raises(TwilioException, match="20003"):
        await asyncio.to_thread(client(twilio, old).messages.list)


async def test_a_suspended_account_can_be_fetched_but_sends_nothing(twilio: TwilioEmulator, siti: Person) -> None:
    fetch = client(twilio).api.v2010.accounts(twilio.account.sid).fetch
    assert (await asyncio.to_thread(fetch)).status == "active"
    twilio.account.suspend()
    assert (await asyncio.to_thread(fetch)).status == "suspended"
    with pytest.raises(TwilioRestException) as refused:
        await send(twilio, siti)
    assert (refused.value.status, refused.value.code) == (401, 20003)
    twilio.account.resume()
    await send(twilio, siti)


async def test_a_messaging_service_starts_at_accepted_and_tells_of_queued(
    twilio: TwilioEmulator, siti: Person, hook: Hook
) -> None:
    sent = await send(twilio, siti, from_=None, messaging_service_sid=twilio.account.service)
    await twilio.settled()
    assert (sent.status, hook.statuses) == ("accepted", ["queued", "sent", "delivered"])


async def test_every_answer_carries_the_date_of_the_clock(twilio: TwilioEmulator, clock: Clock) -> None:
    clock.at += timedelta(days=400)
    async with httpx.AsyncClient(base_url=twilio.url) as http:
        answer = await http.get("/elsewhere")
    assert parsedate_to_datetime(answer.headers["date"]) == clock.at.astimezone(UTC)


async def test_whoever_does_not_hear_fails_with_what_was_sent(twilio: TwilioEmulator, siti: Person) -> None:
    twilio.script("CreateMessage", faults=[FailsLater(63032)])
    await send(twilio, siti, "Ibu aman?")
    with pytest.raises(AssertionError, match=re.escape("undelivered 63032: 'Ibu aman?'")):
        await siti.hears("aman", within=0.01)


async def test_wrong_use_fails_with_a_word_of_advice(twilio: TwilioEmulator, siti: Person, clock: Clock) -> None:
    with pytest.raises(AssertionError, match="neither"):
        twilio.person("whatsapp:+62812")
    with pytest.raises(AssertionError, match="already"):
        twilio.person(siti.number)
    with pytest.raises(AssertionError, match="no operation"):
        twilio.script("SendMessage", faults=[])
    with pytest.raises(AssertionError, match="sends nothing"):
        twilio.script("FetchMessage", faults=[FailsLater(63016)])
    with pytest.raises(AssertionError, match="no code"):
        FailsLater(404)
    with pytest.raises(AssertionError, match="stays at"):
        StaysAt("delivered")
    with pytest.raises(AssertionError, match="no secondary token"):
        twilio.account.sign_with("secondary")
    with pytest.raises(AssertionError, match="no content's SID"):
        twilio.add_template("template", "x")
    with pytest.raises(AssertionError, match="has not started"):
        _ = TwilioEmulator(clock).url
    with pytest.raises(AssertionError, match="no button"):
        await siti.presses("Ya")
    sent = await send(twilio, siti)
    await twilio.settled()
    with pytest.raises(AssertionError, match="does not go back"):
        twilio.callbacks.advance(sent.sid, "sent")
    fresh = TwilioEmulator(clock)
    with pytest.raises(AssertionError, match="no webhook is configured"):
        await fresh.person("+6281234567890").says("halo")


async def test_faults_that_nothing_used_up_can_be_seen(twilio: TwilioEmulator, siti: Person) -> None:
    fault = Refused(400, 63018)
    twilio.script("CreateMessage", faults=[fault], to="whatsapp:+6280000000009")
    await send(twilio, siti)
    assert twilio.unused_faults == [fault]
    assert [call.parameters["StatusCallback"] for call in twilio.calls("createmessage", to=siti)] == [STATUS]
