"""Nothing goes a second time once it must not: after an exit, a closing, an acceptance, or a stop in mid-send."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from bot.channels.update import Outgoing, Receipt, Update
from bot.talk import notices
from bot.talk.delivery import Delivery
from flows.events import Said
from storage import members
from storage.tables import Entry
from tests.bot.whatsapp import OTHER, Ground, ground
from tests.emulators.twilio import FailsLater, Refused, ServerError, StaysAt, TimeoutAfter

SECONDS, MINUTES, HOURS, DAYS = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[Ground]:
    async with ground(tmp_path) as opened:
        yield opened


def lines(house: Ground, author: str = "bot") -> int:
    """Return how many lines of the bot stand in transcripts."""
    entries = Entry.__table__  # type: ignore[attr-defined]
    with house.house.database.look() as uow:
        mine = select(func.count()).select_from(entries).where(entries.c.author == author)
        return int(uow.read(mine).scalar_one())


def count(texts: list[str], words: str) -> int:
    return sum(words in text for text in texts)


@pytest.mark.parametrize(("code", "later"), [(63018, 10 * SECONDS), (63038, 61 * MINUTES), (30036, 10 * SECONDS)])
async def test_what_a_provider_took_before_an_exit_does_not_go_again(
    house: Ground, code: int, later: timedelta
) -> None:
    ibu = await house.talk()
    house.twilio.script("CreateMessage", faults=[StaysAt("sent")], to=ibu)
    await house.says("sari", "Polisi di depan gang")
    last = house.twilio.received[-1]
    house.clock.move(5 * SECONDS)
    await house.hears(ibu, "keluar")
    begun = len(house.twilio.received)
    house.twilio.callbacks.advance(last, "undelivered", code)
    await house.settle()
    await house.passes(later)
    assert len(house.twilio.received) == begun
    assert house.rows("words")[0].body is None


async def test_a_page_that_was_taken_does_not_go_again_when_somebody_else_has_the_case(tmp_path: Path) -> None:
    async with ground(tmp_path, elsewhere=("ratna", "dewi")) as house:
        sari = await house.joins("sari")
        house.twilio.script("CreateMessage", faults=[StaysAt("sent")], to=sari)
        await house.hears(house.reporter(), "darurat")
        page = next(one for one in house.twilio.received if "Tugas baru" in one.text)
        await house.passes(5 * MINUTES)
        await house.says("dewi", "1")
        house.twilio.callbacks.advance(page, "undelivered", 63018)
        await house.settle()
        await house.passes(10 * SECONDS)
        assert count(sari.inbox, "Tugas baru") == 0
        assert count(house.others.of("ratna"), "Perlu dilihat") == 0


async def test_what_is_held_goes_with_the_closing_to_either_side(tmp_path: Path) -> None:
    async with ground(tmp_path, elsewhere=("ratna", "dewi")) as house:
        sari, ibu = await house.joins("sari"), house.reporter()
        await house.hears(ibu, "darurat")
        await house.hears(sari, "1")
        house.clock.move(25 * HOURS)
        await house.hears(ibu, "dia datang lagi")
        assert [row.status for row in house.rows("relayed")] == ["held"]
        await house.hears(sari, "#bantuan")
        house.clock.move(25 * HOURS)
        await house.hears(sari, "#bantuan")
        await house.hears(sari, "kami tetap di sini")
        assert [row.status for row in house.rows("words")] == ["held"]
        await house.hears(sari, "#tutup selesai")
        assert [(row.status, row.body) for row in house.rows("words")] == [("cancelled", None)]
        await house.hears(ibu, "halo")
        assert count(ibu.inbox, "kami tetap di sini") == 0


async def test_a_knock_that_is_answered_with_a_word_sends_that_word_to_nobody(tmp_path: Path) -> None:
    async with ground(tmp_path, elsewhere=("ratna", "dewi")) as house:
        sari, ibu = await house.joins("sari"), house.reporter()
        await house.hears(ibu, "darurat")
        await house.hears(sari, "1")
        house.clock.move(DAYS)
        await house.hears(ibu, "dia datang lagi")
        asked, begun = house.creations(ibu), len(sari.inbox)
        await house.hears(sari, "ok")
        assert house.creations(ibu) == asked
        assert house.rows("words") == []
        assert count(sari.inbox[begun:], "dia datang lagi") == 1
        assert count(sari.inbox[begun:], "TIDAK diteruskan") == 1
        await house.hears(sari, "saya ke sana")
        assert ibu.inbox[-1] == "saya ke sana"


async def test_a_knock_answered_with_the_code_of_a_case_is_words_for_its_reporter(tmp_path: Path) -> None:
    async with ground(tmp_path, elsewhere=("ratna", "dewi")) as house:
        sari, ibu = await house.joins("sari"), house.reporter()
        await house.hears(ibu, "darurat")
        code = next(text for text in sari.inbox if "Tugas baru" in text).split("#")[1].split()[0]
        await house.hears(sari, "1")
        house.clock.move(DAYS)
        await house.hears(ibu, "dia datang lagi")
        await house.hears(sari, f"#{code} saya ke sana")
        assert ibu.inbox[-1] == "saya ke sana"


@pytest.mark.parametrize("refusal", [Refused(400, 63024), ServerError(500)], ids=str)
async def test_a_first_try_that_arrived_counts_though_the_second_is_refused(
    house: Ground, monkeypatch: pytest.MonkeyPatch, refusal: Refused | ServerError
) -> None:
    ibu, channel = await house.talk(), house.house.channels["whatsapp"]
    send = channel.send
    house.twilio.callbacks.hold()
    house.twilio.script("CreateMessage", faults=[TimeoutAfter(), refusal], to=ibu)
    await house.says("sari", "Saya di sini")

    async def reported_meanwhile(address: str, message: Outgoing) -> Receipt:
        try:
            return await send(address, message)
        finally:
            await house.twilio.callbacks.release()

    monkeypatch.setattr(channel, "send", reported_meanwhile)
    await house.passes(20 * SECONDS)
    await house.passes(2 * MINUTES)
    assert (house.rows("words")[0].status, house.rows("words")[0].body) == ("sent", None)
    assert count(ibu.inbox, "Saya di sini") == 1
    assert count(house.others.of("sari"), "tulisan terakhir tidak terkirim") == 0


async def test_a_stop_in_mid_send_doubles_nothing_that_the_provider_has_told_of(
    house: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    ibu, channel = await house.talk(), house.house.channels["whatsapp"]
    house.twilio.callbacks.hold()
    with monkeypatch.context() as patched:
        patched.setattr(channel, "send", _cut(channel.send))
        await house.service.door.take(Update(OTHER, "x", "sari", Said("Saya di sini")))
        with contextlib.suppress(asyncio.CancelledError):  # unless it ended before anybody waited for it
            await house.delivery.drain()
    assert house.rows("words")[0].status == "sending"
    await house.twilio.callbacks.release()
    await house.passes(61 * SECONDS)
    assert (house.rows("words")[0].status, house.rows("words")[0].body) == ("sent", None)
    assert count(ibu.inbox, "Saya di sini") == 1


async def test_a_stop_lets_what_is_being_sent_end(house: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    ibu, channel = await house.talk(), house.house.channels["whatsapp"]
    under_way, go, send = asyncio.Event(), asyncio.Event(), channel.send

    async def slow(address: str, message: Outgoing) -> Receipt:
        under_way.set()
        await go.wait()
        return await send(address, message)

    monkeypatch.setattr(channel, "send", slow)
    await house.service.start()
    await house.service.door.take(Update(OTHER, "x", "sari", Said("Saya di sini")))
    await house.service.tick()
    await under_way.wait()
    stopping = asyncio.create_task(house.service.stop())
    await asyncio.sleep(0)
    go.set()
    await stopping
    assert house.rows("words")[0].status == "sent"
    assert count(ibu.inbox, "Saya di sini") == 1


async def test_a_provider_that_hangs_keeps_no_page_of_the_other_channel_waiting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with ground(tmp_path, elsewhere=("ratna", "dewi")) as house:
        await house.joins("sari")
        for_ever, pages = asyncio.Event(), Delivery(house.house, ("page",))

        async def hang(_address: str, _message: Outgoing) -> Receipt:
            await for_ever.wait()
            raise AssertionError

        monkeypatch.setattr(house.house.channels["whatsapp"], "send", hang)
        _alarm(house, "sari")
        assert await pages.begin() == 1
        _alarm(house, "dewi")
        assert await pages.begin() == 1
        await asyncio.wait(pages.under_way, return_when=asyncio.FIRST_COMPLETED)
        assert len(house.others.of("dewi")) == 1
        assert len(pages.under_way) == 1
        await pages.finish(0)
        assert pages.under_way == frozenset()


async def test_a_sending_that_hangs_is_taken_as_one_that_may_have_gone_out(
    house: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    ibu, channel = await house.talk(), house.house.channels["whatsapp"]
    monkeypatch.setattr("bot.talk.delivery._PATIENCE", 0.01)

    async def hang(_address: str, _message: Outgoing) -> Receipt:
        await asyncio.Event().wait()
        raise AssertionError

    with monkeypatch.context() as patched:
        patched.setattr(channel, "send", hang)
        await house.says("sari", "Saya di sini")
    assert (house.rows("words")[0].status, house.rows("words")[0].error) == ("queued", "unknown")
    monkeypatch.setattr("bot.talk.delivery._PATIENCE", 5)
    await house.passes(20 * SECONDS)
    assert "mungkin sudah terkirim" in ibu.inbox[-1]


async def test_the_transcript_has_a_bubble_once_whatever_became_of_its_sending(house: Ground) -> None:
    for number, faults in enumerate(([TimeoutAfter()], [FailsLater(63018)], [ServerError(500)], [])):
        ibu = await house.talk(f"+62812300051{number:02}")
        before = lines(house)
        house.twilio.script("CreateMessage", faults=faults, to=ibu)
        await house.hears(ibu, "darurat")
        await house.passes(20 * SECONDS)
        assert lines(house) == before + 1, faults
        await house.says("sari", "#tutup sudah aman")


async def test_the_transcript_has_a_bubble_whose_answer_was_lost_as_soon_as_a_report_tells_of_it(house: Ground) -> None:
    ibu = await house.talk()
    before = lines(house)
    house.twilio.callbacks.hold()
    house.twilio.script("CreateMessage", faults=[TimeoutAfter()], to=ibu)
    await house.hears(ibu, "darurat")
    assert lines(house) == before
    await house.twilio.callbacks.release()
    await house.passes(MINUTES)
    assert lines(house) == before + 1


def _alarm(house: Ground, name: str) -> None:
    with house.house.database.look() as uow:
        member = members.by_name(uow, name)
    assert member is not None
    facts = {"code": "", "colour": "", "reason": "", "at": ""}
    now, opened = house.clock.now(), house.house
    opened.writer.do(lambda uow: notices.to_member(opened, uow, member.id, "alarm", facts, now, lane="page"))


def _cut(send: Any) -> Any:
    async def cut(address: str, message: Outgoing) -> Receipt:
        await send(address, message)
        raise asyncio.CancelledError

    return cut
