"""What Telegram does wrong, and what must still hold: the real client against the emulator's scripted faults."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.channels.telegram import TelegramChannel
from bot.channels.update import Outgoing, Receipt
from tests.bot.whole import PUBLIC, STAFF, Whole, whole_house
from tests.emulators.telegram import (
    DropConnection,
    Forbidden,
    Malformed,
    ServerError,
    TimeoutAfter,
    TooManyRequests,
)

MARK = "mungkin sudah terkirim"


@pytest.fixture
async def whole(tmp_path: Path) -> AsyncIterator[Whole]:
    async with whole_house(tmp_path, timeout=0.4) as house:
        yield house


async def test_an_update_that_comes_twice_is_answered_once(whole: Whole) -> None:
    ibu = whole.reporter()
    whole.telegram.duplicate_next()
    await ibu.says("halo")
    await ibu.hears("Layanan Informasi")
    await ibu.says("1")
    await ibu.hears("aman untuk menulis")
    assert len(ibu.received) == 2


async def test_a_page_that_is_throttled_goes_out_when_the_delay_is_over(whole: Whole) -> None:
    whole.telegram.script("sendMessage", bot=STAFF, chat_id=901, faults=[TooManyRequests(retry_after=3)])
    await whole.reporter().says("darurat")
    await whole.telegram.wait_for(lambda: not whole.telegram.unused_faults)
    await _settled(whole, "page")
    await whole.wait(timedelta(seconds=3))
    page = await whole.staff["sari"].hears("Tugas baru")
    assert "kirim ulang" not in page.text


async def test_a_counselor_who_blocked_us_is_passed_over_at_once_and_loudly(whole: Whole) -> None:
    whole.telegram.script("sendMessage", bot=STAFF, chat_id=901, faults=[Forbidden()])
    await whole.reporter().says("darurat")
    await whole.staff["ratna"].hears("Perlu dilihat")
    await whole.wait(timedelta(seconds=1))
    await whole.staff["dewi"].hears("Tugas baru")


async def test_a_reply_is_tried_again_after_the_providers_own_failure_and_is_not_marked(whole: Whole) -> None:
    ibu = whole.reporter()
    whole.telegram.script("sendMessage", bot=PUBLIC, faults=[ServerError(502), ServerError(500)])
    await ibu.says("halo")
    for tries, seconds in enumerate((2, 4), 1):
        await _settled(whole, "bubble", tries)
        await whole.wait(timedelta(seconds=seconds))
    await ibu.hears("Layanan Informasi")
    assert MARK not in ibu.received[-1].text
    assert len(ibu.received) == 1


@pytest.mark.parametrize("fault", [TimeoutAfter(), DropConnection(accepted=True), Malformed(accepted=True)])
async def test_what_may_have_been_taken_is_sent_again_with_a_mark(whole: Whole, fault: object) -> None:
    ibu = whole.reporter()
    whole.telegram.script("sendMessage", bot=PUBLIC, faults=[fault])
    await ibu.says("halo")
    await ibu.hears("Layanan Informasi")
    await _settled(whole, "bubble")
    await whole.wait(timedelta(seconds=2))
    again = await ibu.hears("Layanan Informasi")
    assert MARK in again.text


async def test_the_order_of_a_chat_is_kept_while_an_earlier_message_waits(whole: Whole) -> None:
    ibu = whole.reporter()
    whole.telegram.script("sendMessage", bot=PUBLIC, faults=[ServerError(500)])
    await ibu.says("halo")
    await _settled(whole, "bubble")
    await ibu.says("1")
    assert ibu.received == []
    await whole.wait(timedelta(seconds=2))
    await ibu.hears("aman untuk menulis")
    assert ["Layanan Informasi" in bubble.text for bubble in ibu.received] == [True, False]


async def test_a_reporter_who_blocks_the_bot_leaves_the_chat_and_her_counselor_learns_of_it(whole: Whole) -> None:
    ibu, sari = whole.reporter(), whole.staff["sari"]
    await ibu.says("darurat")
    await sari.hears("Tugas baru")
    await sari.presses("1 Terima")
    await ibu.hears("diterima seorang petugas")
    await ibu.blocks()
    await sari.hears("Chat diblokir")
    await sari.says("masih di sana?")
    await sari.hears("ditahan")


async def test_an_old_button_of_an_earlier_conversation_does_nothing(whole: Whole) -> None:
    ibu = whole.reporter()
    await ibu.says("halo")
    old = await ibu.hears("Layanan Informasi")
    await ibu.says("keluar")
    await ibu.hears("Terima kasih")
    await ibu.says("halo")
    await ibu.hears("Layanan Informasi")
    await ibu.presses("Informasi", on=old)
    shown = await ibu.hears(lambda message: bool(message.buttons))
    assert "Butuh bantuan" in str(shown.buttons)


async def test_a_group_is_left_without_a_word(whole: Whole) -> None:
    ibu = whole.reporter()
    group = whole.telegram.group(-100500)
    await group.adds(PUBLIC, by=ibu)
    await whole.telegram.wait_for(lambda: not group.has(PUBLIC))
    assert group.received == []


async def _settled(whole: Whole, kind: str, tries: int = 1) -> None:
    """Wait until the newest row of `kind` has come back to the queue after so many tries."""

    def is_so() -> bool:
        with whole.house.database.look() as uow:
            newest = "select status, tries from outbox where kind = :kind order by seq desc limit 1"
            found = uow.read(text(newest), {"kind": kind}).first()
        return found is not None and found.status == "queued" and found.tries == tries

    await whole.until(is_so)


async def test_a_mistake_of_ours_in_a_channel_stops_nobody_and_is_tried_again_with_a_mark(whole: Whole) -> None:
    await whole.house.channels["telegram"].close()
    broken = Broken(PUBLIC, whole.telegram.url, timeout=0.4)
    whole.house.channels = {**whole.house.channels, "telegram": broken}
    ibu = whole.reporter()
    await ibu.says("darurat")
    await whole.staff["sari"].hears("Tugas baru")
    await _settled(whole, "bubble")
    await whole.wait(timedelta(seconds=2))
    again = await ibu.hears("Pesan diterima")
    assert MARK in again.text


class Broken(TelegramChannel):
    """A channel whose first sending fails in a way that nobody foresaw."""

    failed = False

    async def send(self, address: str, message: Outgoing) -> Receipt:
        if not self.failed:
            self.failed = True
            raise KeyError("not foreseen")
        return await super().send(address, message)
