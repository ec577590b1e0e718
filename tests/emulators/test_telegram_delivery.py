"""The real python-telegram-bot gets updates from the emulator and meets its scripted faults."""

import asyncio
from contextlib import AsyncExitStack
from datetime import timedelta

import httpx
import pytest
from telegram import Bot
from telegram.error import BadRequest, Conflict, NetworkError, RetryAfter, TimedOut
from telegram.error import Forbidden as ForbiddenError

from .conftest import REPORTERS, App, Clock, client
from .loopback import LoopbackServer
from .telegram import (
    DropConnection,
    Fault,
    Forbidden,
    Malformed,
    Person,
    ServerError,
    TelegramEmulator,
    TimeoutAfter,
    TimeoutBefore,
    TooManyRequests,
)


async def test_an_offset_confirms_all_below_it(bot: Bot, ibu: Person, clock: Clock) -> None:
    for text in ["a", "b", "c"]:
        await ibu.says(text)
    first, second = await bot.get_updates(limit=2)
    assert second.update_id == first.update_id + 1
    rest = await bot.get_updates(offset=second.update_id)
    assert [one.message.text for one in rest if one.message] == ["b", "c"]
    clock.at += timedelta(hours=24)
    assert await bot.get_updates() == ()


async def test_a_long_poll_ends_with_the_next_update(telegram: TelegramEmulator, bot: Bot, ibu: Person) -> None:
    async with asyncio.TaskGroup() as tasks:
        polling = tasks.create_task(bot.get_updates(timeout=30))
        await telegram.wait_for(lambda: bool(telegram.calls("getUpdates")))
        await ibu.says("halo")
    assert len(polling.result()) == 1


async def test_a_second_poll_or_a_webhook_ends_a_poll_with_conflict(telegram: TelegramEmulator, bot: Bot) -> None:
    async with client(telegram, REPORTERS) as twin:
        first = asyncio.create_task(bot.get_updates(timeout=30))
        await telegram.wait_for(lambda: len(telegram.calls("getUpdates")) == 1)
        second = asyncio.create_task(twin.get_updates(timeout=30))
        with pytest.raises(Conflict, match="other getUpdates"):
            await first
        await bot.set_webhook("http://localhost/hook")
        with pytest.raises(Conflict, match="setWebhook"):
            await second
    with pytest.raises(Conflict, match="webhook is active"):
        await bot.get_updates()
    await bot.delete_webhook()
    assert await bot.get_updates() == ()


async def test_the_webhook_gets_the_secret_and_only_what_it_subscribed_to(bot: Bot, app: App, ibu: Person) -> None:
    await bot.set_webhook("http://localhost/hook", secret_token="s-1", allowed_updates=["message"])
    assert await ibu.says("halo") == 200
    assert await ibu.edits("hai") is None
    assert (app.texts, app.secrets) == (["halo"], ["s-1"])
    info = await bot.get_webhook_info()
    assert (info.url, info.allowed_updates) == ("http://localhost/hook", ("message",))
    with pytest.raises(BadRequest, match="unallowed characters"):
        await bot.set_webhook("http://localhost/hook", secret_token="a b")


async def test_a_webhook_is_reached_over_http_and_missed_when_it_is_down(clock: Clock, app: App) -> None:
    hook = LoopbackServer(app)
    await hook.start()
    async with TelegramEmulator(now=clock) as telegram:
        telegram.add_bot(REPORTERS, "pelita_bot")
        async with client(telegram, REPORTERS) as bot:
            await bot.set_webhook(f"{hook.url}/hook")
            assert await telegram.person(7).says("halo") == 200
            await hook.stop()
            assert await telegram.person(7).says("halo?") is None
            assert (await bot.get_webhook_info()).last_error_message == "ConnectError"
            await bot.delete_webhook(drop_pending_updates=True)
            assert await bot.get_updates() == ()


async def test_a_refused_update_is_kept_and_holds_back_the_rest_of_its_chat(
    telegram: TelegramEmulator, bot: Bot, app: App, ibu: Person
) -> None:
    await bot.set_webhook("http://localhost/hook")
    app.statuses = [500]
    assert await ibu.says("satu") == 500
    assert await ibu.says("dua") is None
    assert await telegram.person(8, talks_to=REPORTERS).says("lain") == 200
    assert (await bot.get_webhook_info()).pending_update_count == 2
    assert await telegram.redeliver(REPORTERS) == [200, 200]
    assert app.texts == ["satu", "lain", "satu", "dua"]
    assert telegram.pending(REPORTERS) == 0


async def test_updates_can_come_twice_late_and_out_of_order(
    telegram: TelegramEmulator, bot: Bot, app: App, ibu: Person
) -> None:
    await bot.set_webhook("http://localhost/hook")
    telegram.duplicate_next()
    await ibu.says("dua kali")
    telegram.hold()
    for text in ["a", "b", "c"]:
        assert await ibu.says(text) is None
    assert await telegram.release([2]) == [200]
    await telegram.release()
    assert app.texts == ["dua kali", "dua kali", "c", "a", "b"]
    assert app.updates[0].update_id == app.updates[1].update_id
    assert await ibu.says("lagi") == 200


async def test_a_late_update_reaches_a_bot_that_polled_past_it(
    telegram: TelegramEmulator, bot: Bot, ibu: Person
) -> None:
    telegram.hold()
    await ibu.says("a")
    await ibu.says("b")
    await telegram.release([1])
    (newer,) = await bot.get_updates()
    await telegram.release()
    (older,) = await bot.get_updates(offset=newer.update_id + 1)
    assert older.update_id < newer.update_id
    assert await bot.get_updates(offset=newer.update_id + 1) == ()


async def test_faults_come_in_the_scripted_order_and_then_stop(
    telegram: TelegramEmulator, bot: Bot, ibu: Person
) -> None:
    other = telegram.person(8, known_to=[REPORTERS])
    refusals: list[Fault] = [TooManyRequests(retry_after=3), Forbidden(), ServerError(502)]
    telegram.script("sendMessage", chat_id=ibu.chat.id, faults=[*refusals, Malformed(), DropConnection()])
    await bot.send_message(other.chat.id, "not hers")
    with pytest.raises(RetryAfter, match="Retry in 0:00:03"):
        await bot.send_message(ibu.chat.id, "1")
    with pytest.raises(ForbiddenError):
        await bot.send_message(ibu.chat.id, "2")
    with pytest.raises(NetworkError, match="Bad Gateway"):
        await bot.send_message(ibu.chat.id, "3")
    with pytest.raises(Exception, match="Invalid server response"):
        await bot.send_message(ibu.chat.id, "4")
    with pytest.raises(NetworkError, match="Error"):
        await bot.send_message(ibu.chat.id, "5")
    await bot.send_message(ibu.chat.id, "6")
    assert [message.text for message in ibu.received] == ["4", "6"]
    assert len(telegram.calls("sendMessage", chat_id=ibu.chat.id)) == 6
    assert telegram.unused_faults == []


@pytest.mark.parametrize(("fault", "visible"), [(TimeoutBefore(), []), (TimeoutAfter(), ["halo"])])
async def test_a_timeout_comes_before_or_after_the_message_is_accepted(
    telegram: TelegramEmulator, bot: Bot, ibu: Person, fault: TimeoutBefore | TimeoutAfter, visible: list[str]
) -> None:
    telegram.script("sendMessage", faults=[fault])
    with pytest.raises(TimedOut):
        await bot.send_message(ibu.chat.id, "halo", read_timeout=0.05)
    assert [message.text for message in ibu.screen] == visible


async def test_a_silence_can_be_ended_by_the_test(telegram: TelegramEmulator, bot: Bot, ibu: Person) -> None:
    enough = asyncio.Event()
    telegram.script("sendMessage", faults=[TimeoutAfter(until=enough)])
    sending = asyncio.create_task(bot.send_message(ibu.chat.id, "halo"))
    await ibu.hears("halo")
    enough.set()
    with pytest.raises(NetworkError, match="Error"):
        await sending


async def test_a_stop_ends_calls_that_are_still_waiting(clock: Clock) -> None:
    async with AsyncExitStack() as stack:
        telegram = await stack.enter_async_context(TelegramEmulator(now=clock))
        telegram.add_bot(REPORTERS, "pelita_bot")
        telegram.script("getMe", faults=[TimeoutBefore()])
        async with httpx.AsyncClient(base_url=f"{telegram.url}/bot{REPORTERS}") as http:
            polling = asyncio.create_task(http.get("/getUpdates", params={"timeout": 50}, timeout=60))
            hanging = asyncio.create_task(http.get("/getMe", timeout=60))
            await telegram.wait_for(lambda: len(telegram.world.calls) == 2)
            await stack.aclose()
            assert (await polling).json() == {"ok": True, "result": []}
            with pytest.raises(httpx.TransportError):
                await hanging
