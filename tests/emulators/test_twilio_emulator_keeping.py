"""The real Twilio client lists, redacts and deletes what Twilio keeps, and downloads media."""

import asyncio
from datetime import date, timedelta

import httpx
import pytest
from twilio.base.exceptions import TwilioRestException

from .conftest import Clock
from .twilio import Person, TwilioEmulator
from .twilio_ground import Hook, client, credentials, send


async def test_the_list_filters_by_people_and_days_and_turns_pages(
    twilio: TwilioEmulator, siti: Person, clock: Clock
) -> None:
    for text in ["satu", "dua", "tiga"]:
        clock.at += timedelta(hours=12)
        await siti.says(text)
    await send(twilio, siti, "jawab")
    await twilio.settled()
    listed = client(twilio).messages.list
    inbound = await asyncio.to_thread(listed, to=twilio.account.sender, page_size=2)
    assert [one.body for one in inbound] == ["tiga", "dua", "satu", "halo"]
    assert len(twilio.calls("ListMessage")) == 2
    second = date(2026, 3, 2)
    on = await asyncio.to_thread(listed, date_sent=second, from_=siti.address)
    assert [one.body for one in on] == ["dua", "satu"]
    since = await asyncio.to_thread(listed, date_sent_after=clock.at)
    assert [one.body for one in since] == ["jawab", "tiga"]
    until = await asyncio.to_thread(listed, date_sent_before=clock.at - timedelta(hours=36))
    assert [one.body for one in until] == ["halo"]
    async with httpx.AsyncClient(base_url=twilio.url, auth=credentials(twilio)) as http:
        address = f"/2010-04-01/Accounts/{twilio.account.sid}/Messages.json"
        days = (await http.get(address, params={"DateSent<": "2026-03-02", "DateSent>": "2026-03-02"})).json()
        assert [one["body"] for one in days["messages"]] == ["dua", "satu"]
        assert (await http.get(address, params={"DateSent": "kemarin"})).status_code == 400
    assert [one.direction for one in await asyncio.to_thread(listed, limit=1)] == ["outbound-api"]


async def test_a_page_does_not_repeat_what_was_on_the_one_before_when_a_message_comes_between(
    twilio: TwilioEmulator, siti: Person
) -> None:
    for text in ["satu", "dua"]:
        await siti.says(text)
    first = await asyncio.to_thread(client(twilio).messages.page, page_size=2)
    assert [one.body for one in first] == ["dua", "satu"]
    await siti.says("tiga")
    second = await asyncio.to_thread(first.next_page)
    assert second is not None
    assert [one.body for one in second] == ["halo"]
    assert second.next_page_url is None


async def test_a_message_can_be_redacted_and_deleted_once_it_is_finished(twilio: TwilioEmulator, siti: Person) -> None:
    twilio.callbacks.reach("queued")
    sent = await send(twilio, siti)
    context = client(twilio).messages(sent.sid)
    for act in [lambda: context.update(body=""), context.delete]:
        with pytest.raises(TwilioRestException) as early:
            await asyncio.to_thread(act)
        assert (early.value.status, early.value.code) == (409, 20009)
    for status in ["sent", "delivered"]:
        twilio.callbacks.advance(sent.sid, status)
    redacted = await asyncio.to_thread(lambda: context.update(body=""))
    assert redacted.body == ""
    assert siti.inbox == ["Ibu aman?"]
    with pytest.raises(TwilioRestException, match="must be an empty string"):
        await asyncio.to_thread(lambda: context.update(body="lain"))
    assert await asyncio.to_thread(context.delete)
    with pytest.raises(TwilioRestException) as gone:
        await asyncio.to_thread(context.fetch)
    assert (gone.value.status, gone.value.code) == (404, 20404)
    assert [one.text for one in twilio.messages] == ["halo"]


async def test_media_lie_behind_a_redirect_for_four_hours_and_outlive_their_message(
    twilio: TwilioEmulator, siti: Person, hook: Hook, clock: Clock
) -> None:
    assert await siti.sends_photo(b"\xff\xd8luka", caption="ini") == 200
    form = hook.forms[-1]
    assert (form["NumMedia"], form["MediaContentType0"], form["Body"]) == ("1", "image/jpeg", "ini")
    async with httpx.AsyncClient() as http:
        assert (await http.get(form["MediaUrl0"])).status_code == 401
        redirect = await http.get(form["MediaUrl0"], auth=credentials(twilio))
        stored = redirect.headers["location"]
        assert (redirect.status_code, (await http.get(stored)).content) == (307, b"\xff\xd8luka")
        assert [call.authorized for call in twilio.calls("FetchStored")] == [False]
        clock.at += timedelta(hours=4)
        assert (await http.get(stored)).status_code == 403
    message = client(twilio).messages(form["MessageSid"])
    await asyncio.to_thread(message.delete)
    (media,) = await asyncio.to_thread(message.media.list)
    assert (media.parent_sid, media.content_type) == (form["MessageSid"], "image/jpeg")
    assert await asyncio.to_thread(message.media(media.sid).delete)
    assert await asyncio.to_thread(message.media.list) == []
    assert twilio.media == []
    with pytest.raises(TwilioRestException, match="not found"):
        await asyncio.to_thread(message.media(media.sid).fetch)
