"""Twilio's status callbacks: late, doubled, out of order, before the answer, or none; and what waits for an arrival."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from storage import forgetting
from tests.bot.whatsapp import MARK, Ground, ground
from tests.emulators.twilio import (
    CallbacksFirst,
    DropConnection,
    FailsLater,
    ServerError,
    StaysAt,
    TimeoutAfter,
    TimeoutBefore,
)

SECONDS, MINUTES = timedelta(seconds=1), timedelta(minutes=1)


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[Ground]:
    async with ground(tmp_path) as opened:
        yield opened


def bodies(house: Ground) -> int:
    return sum(row.body is not None for row in house.rows())


def handed_over(house: Ground) -> bool:
    with house.house.database.look() as uow:
        return uow.read(text("select handed_over_at from conversations")).scalar() is not None


async def test_a_silent_provider_whose_report_comes_in_time_is_not_sent_the_message_again(house: Ground) -> None:
    ibu = house.reporter()
    house.twilio.callbacks.hold()
    house.twilio.script("CreateMessage", faults=[DropConnection(accepted=True)], to=ibu)
    await house.hears(ibu, "halo")
    assert house.rows()[0].status == "queued"
    await house.passes(19 * SECONDS)
    await house.twilio.callbacks.release()
    await house.passes(MINUTES)
    assert house.creations(ibu) == 1
    assert (house.rows()[0].status, bodies(house)) == ("sent", 0)


async def test_a_silent_provider_that_reports_nothing_is_sent_the_message_once_more_with_a_mark(house: Ground) -> None:
    ibu = house.reporter()
    house.twilio.callbacks.hold()
    house.twilio.script("CreateMessage", faults=[TimeoutAfter()], to=ibu)
    await house.hears(ibu, "halo")
    await house.passes(20 * SECONDS)
    assert [MARK in text for text in ibu.inbox] == [False, True]
    await house.twilio.callbacks.release()
    await house.passes(5 * MINUTES)
    assert house.creations(ibu) == 2
    assert bodies(house) == 0


@pytest.mark.parametrize("order", [[2, 1, 0], [1, 0, 2], [2, 0, 1], [0, 0, 1, 1, 2, 2]])
async def test_reports_in_any_order_and_twice_come_to_the_same(house: Ground, order: list[int]) -> None:
    ibu = house.reporter()
    house.twilio.callbacks.hold()
    await house.hears(ibu, "halo")
    ibu.reads()
    assert bodies(house) == 1
    assert await house.twilio.callbacks.release(order) == [200] * len(order)
    await house.settle()
    assert (house.rows()[0].provider_status, house.rows()[0].status, bodies(house)) == ("read", "sent", 0)
    assert len(ibu.inbox) == 1


async def test_reports_that_come_before_the_answer_are_not_forgotten(house: Ground) -> None:
    ibu = house.reporter()
    house.twilio.script("CreateMessage", faults=[CallbacksFirst()], to=ibu)
    await house.hears(ibu, "halo")
    assert (house.rows()[0].provider_status, house.rows()[0].status, bodies(house)) == ("delivered", "sent", 0)


async def test_a_refusal_that_comes_before_the_answer_is_not_forgotten(tmp_path: Path) -> None:
    async with ground(tmp_path, elsewhere=("ratna", "dewi")) as house:
        sari = await house.joins("sari")
        house.twilio.world.people.discard(sari.address)  # nobody of that number is on WhatsApp any more: 63024
        house.twilio.script("CreateMessage", faults=[CallbacksFirst()], to=sari)
        await house.hears(house.reporter(), "darurat")
        assert "Perlu dilihat" in house.others.of("ratna")[0]
        assert (house.rows("page")[0].status, house.rows("page")[0].error) == ("failed", "permanent")


async def test_a_page_refused_before_its_answer_for_the_window_goes_as_a_template(tmp_path: Path) -> None:
    async with ground(tmp_path, elsewhere=("ratna", "dewi")) as house:
        sari = await house.joins("sari")
        del house.twilio.world.last_wrote[sari.address]  # WhatsApp knows of no window, and we think there is one
        house.twilio.script("CreateMessage", faults=[CallbacksFirst()], to=sari)
        await house.hears(house.reporter(), "darurat")
        assert sari.inbox[-1].startswith("Tugas baru MERAH #")


async def test_a_failure_that_is_told_after_the_arrival_changes_nothing(house: Ground) -> None:
    ibu = await house.talk()
    await house.says("sari", "Saya di sini")
    told, row = len(house.others.sent), house.rows("words")[0]
    last = ibu.received[-1]
    form = {"MessageSid": last.sid, "MessageStatus": "failed", "ErrorCode": "63014", "To": ibu.address}
    for _ in range(2):
        assert (await house.twilio.callbacks.webhooks.post(last.callback, form)).status == 200
    await house.passes(MINUTES)
    assert len(house.others.sent) == told
    assert house.rows("words")[0] == row


async def test_a_failure_told_twice_is_not_held_against_the_next_sending(house: Ground) -> None:
    ibu = house.reporter()
    house.twilio.script("CreateMessage", faults=[FailsLater(63018), TimeoutBefore()], to=ibu)
    await house.hears(ibu, "halo")
    failed = house.twilio.webhook_answers[-1]
    sending = asyncio.create_task(house.passes(6 * SECONDS))
    await house.twilio.wait_for(lambda: house.creations(ibu) == 2)
    assert (await house.twilio.callbacks.webhooks.post(failed.url, failed.form)).status == 200
    await sending
    await house.passes(19 * SECONDS)
    assert house.creations(ibu) == 2
    await house.passes(SECONDS)
    assert MARK in ibu.inbox[0]


async def test_a_failure_of_an_erased_conversation_harms_nothing(house: Ground) -> None:
    ibu = house.reporter()
    house.twilio.script("CreateMessage", faults=[StaysAt("sent")], to=ibu)
    await house.hears(ibu, "halo")
    conversation = house.rows()[0].conversation_id
    house.house.writer.do(lambda uow: forgetting.erase(uow, conversation))
    house.twilio.callbacks.advance(house.twilio.received[-1], "undelivered", 63024)
    await house.passes(MINUTES)
    assert house.twilio.webhook_answers[-1].status == 200
    assert house.rows()[0].status == "failed"


async def test_the_text_is_handed_over_when_it_has_arrived_and_not_before(tmp_path: Path) -> None:
    async with ground(tmp_path, elsewhere=("ratna", "dewi")) as house:
        sari, ibu = await house.joins("sari"), house.reporter()
        await house.hears(ibu, "suami saya bawa parang")
        house.twilio.callbacks.reach("sent")
        await house.hears(sari, "1")
        assert not handed_over(house)
        backlog = next(one for one in house.twilio.received if "selama menunggu" in one.text)
        house.twilio.callbacks.advance(backlog, "delivered")
        await house.settle()
        assert handed_over(house)


@pytest.mark.parametrize("fault", [FailsLater(63018), FailsLater(30008), ServerError(), DropConnection()], ids=str)
async def test_a_backlog_that_did_not_arrive_is_sent_again_and_only_then_handed_over(
    tmp_path: Path, fault: FailsLater
) -> None:
    async with ground(tmp_path, elsewhere=("ratna", "dewi")) as house:
        sari, ibu = await house.joins("sari"), house.reporter()
        await house.hears(ibu, "suami saya bawa parang")
        house.twilio.callbacks.reach("delivered")
        house.twilio.script("CreateMessage", faults=[StaysAt("sent"), fault], to=sari)  # the brief, then the backlog
        await house.hears(sari, "1")
        assert not handed_over(house)
        await house.passes(20 * SECONDS)
        assert "parang" in sari.inbox[-1]
        assert handed_over(house)


async def test_the_order_of_a_chat_is_kept_while_an_earlier_message_waits(house: Ground) -> None:
    ibu = await house.talk()
    house.twilio.script("CreateMessage", faults=[ServerError(500)], to=ibu)
    for number in range(4):
        await house.says("sari", f"kalimat {number}")
    await house.passes(2 * SECONDS)
    assert ibu.inbox[-4:] == [f"kalimat {number}" for number in range(4)]
