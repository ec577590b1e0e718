"""A message that WhatsApp takes in parts only: each part reports, and one that is lost is the loss of the whole."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.talk.notices import BUBBLE, pieces
from storage import conversations, outbox
from tests.bot.whatsapp import MARK, Ground, ground
from tests.emulators.twilio import CallbacksFirst, DropConnection, FailsLater, Person, StaysAt

SECONDS, MINUTES, HOURS = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
WORDS = f"awal {'kata ' * 400}akhir"


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[Ground]:
    async with ground(tmp_path) as opened:
        yield opened


async def queue(house: Ground, ibu: Person) -> None:
    """Queue one message of two parts to a reporter, and settle."""
    with house.house.database.look() as uow:
        stored = conversations.find(uow, "whatsapp", ibu.address)
    now = house.clock.now()
    assert stored is not None
    house.house.writer.do(lambda uow: outbox.to_reporter(uow, stored, "words", {"text": WORDS}, now))
    await house.settle()


def told(house: Ground) -> list[str]:
    return [text for text in house.others.of("sari") if "tulisan terakhir tidak terkirim" in text]


async def test_what_a_counselor_writes_goes_in_messages_of_their_own_that_whatsapp_takes(house: Ground) -> None:
    ibu = await house.talk()
    words = " ".join(f"kata{number}" for number in range(500))
    before = len(ibu.inbox)
    await house.says("sari", words)
    assert len(house.rows("words")) == len(ibu.inbox) - before == 3
    assert " ".join(ibu.inbox[before:]) == words
    assert {(row.status, row.body) for row in house.rows("words")} == {("sent", None)}


@pytest.mark.parametrize("words", ["a" * 4000, "kata " * 900, "satu.\n\n" * 700, "", " ", "x" * BUBBLE])
def test_pieces_fit_and_lose_nothing(words: str) -> None:
    found = pieces(words, BUBBLE)
    assert max(map(len, found)) <= BUBBLE
    assert "".join("".join(found).split()) == "".join(words.split())


async def test_a_message_in_parts_reports_as_a_whole(house: Ground) -> None:
    ibu = await house.talk()
    house.twilio.script("CreateMessage", faults=[CallbacksFirst()] * 2, to=ibu)
    await queue(house, ibu)
    assert " ".join(ibu.inbox[-2:]).split() == WORDS.split()
    assert (house.rows("words")[0].status, house.rows("words")[0].body) == ("sent", None)


async def test_when_a_part_may_have_been_lost_all_parts_come_again_with_a_mark(house: Ground) -> None:
    ibu = await house.talk()
    house.twilio.script("CreateMessage", faults=[StaysAt("sent"), DropConnection()], to=ibu)
    await queue(house, ibu)
    assert house.rows("words")[0].status == "queued"
    await house.passes(20 * SECONDS)
    assert MARK in ibu.inbox[-1]
    assert house.rows("words")[0].status == "sent"


async def test_a_first_part_that_failed_brings_all_of_it_again_while_its_text_is_here(house: Ground) -> None:
    ibu = await house.talk()
    house.twilio.script("CreateMessage", faults=[StaysAt("sent")] * 2, to=ibu)
    first = len(house.twilio.received)
    await queue(house, ibu)
    house.twilio.callbacks.advance(house.twilio.received[first], "undelivered", 63018)
    await house.settle()
    await house.passes(10 * SECONDS)
    assert [text.startswith("awal") for text in ibu.inbox].count(True) == 1
    assert MARK in ibu.inbox[-1]
    assert told(house) == []


async def test_a_first_part_that_fails_while_the_last_is_on_its_way_is_not_overheard(house: Ground) -> None:
    ibu = await house.talk()
    house.twilio.script("CreateMessage", faults=[FailsLater(63018)], to=ibu)
    await queue(house, ibu)
    await house.passes(10 * SECONDS)
    arrived = any(text.startswith("awal") for text in ibu.inbox)
    assert arrived or told(house)


async def test_a_first_part_that_failed_after_the_last_arrived_is_told_to_whoever_wrote_it(house: Ground) -> None:
    ibu = await house.talk()
    house.twilio.script("CreateMessage", faults=[StaysAt("sent")], to=ibu)
    first = len(house.twilio.received)
    await queue(house, ibu)
    assert (house.rows("words")[0].body, told(house)) == (None, [])
    house.twilio.callbacks.advance(house.twilio.received[first], "undelivered", 63024)
    await house.settle()
    assert len(told(house)) == 1
    form = house.twilio.webhook_answers[-1]
    assert (await house.twilio.callbacks.webhooks.post(form.url, form.form)).status == 200
    await house.passes(HOURS)
    assert len(told(house)) == 1


async def test_a_part_whose_message_was_never_answered_is_blanked_too(house: Ground) -> None:
    ibu = await house.talk()
    house.twilio.script("CreateMessage", faults=[StaysAt("sent")] * 2, to=ibu)
    await queue(house, ibu)
    for _ in range(8):
        await house.passes(10 * MINUTES)
        await house.upkeep.blank_copies()
    assert [message.body for message in house.twilio.messages if message.body] == []
