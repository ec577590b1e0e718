"""The provider keeps nothing for long, and what it has heard or told and we have not is made up for, once."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.channels.whatsapp_form import read
from storage import inbox
from tests.bot.loud import loud_log
from tests.bot.whatsapp import Ground, ground
from tests.emulators.twilio import DropConnection, FailsLater, Malformed, ServerError, StaysAt, TimeoutAfter

SECONDS, MINUTES, HOURS = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[Ground]:
    async with ground(tmp_path) as opened:
        yield opened


def kept(house: Ground) -> list[str]:
    """Return the texts that the provider still has."""
    return [message.body for message in house.twilio.messages if message.body]


async def test_both_sides_are_blanked_as_soon_as_nothing_more_can_come_of_them(house: Ground) -> None:
    ibu = house.reporter()
    await house.hears(ibu, "suami saya bawa parang")
    assert len(kept(house)) == 2
    assert await house.upkeep.blank_copies() == 2
    assert (kept(house), house.copies()) == ([], [])
    assert await house.upkeep.blank_copies() == 0
    assert len(house.twilio.calls("UpdateMessage")) == 2
    assert "parang" not in "".join(str(call.parameters) for call in house.twilio.calls("UpdateMessage"))


async def test_what_is_under_way_is_blanked_when_it_has_arrived_or_after_an_hour(house: Ground) -> None:
    ibu = house.reporter()
    house.twilio.script("CreateMessage", faults=[StaysAt("sent")] * 2, to=ibu)
    await house.hears(ibu, "halo")
    await house.hears(ibu, "1")
    first, second = house.twilio.received
    assert await house.upkeep.blank_copies() == 2  # hers
    house.twilio.callbacks.advance(first, "delivered")
    await house.settle()
    assert await house.upkeep.blank_copies() == 1
    assert (bool(first.body), bool(second.body)) == (False, True)
    await house.passes(HOURS)
    assert await house.upkeep.blank_copies() == 1
    assert kept(house) == []


@pytest.mark.parametrize("fault", [TimeoutAfter(), DropConnection(accepted=True), Malformed()], ids=str)
async def test_a_copy_whose_creation_was_never_answered_is_blanked_too(house: Ground, fault: TimeoutAfter) -> None:
    ibu = house.reporter()
    house.twilio.script("CreateMessage", faults=[fault], to=ibu)
    house.twilio.callbacks.hold()
    await house.hears(ibu, "halo")
    await house.twilio.callbacks.release()
    await house.upkeep.blank_copies()
    assert kept(house) == []


async def test_a_copy_that_failed_and_the_one_sent_in_its_place_are_both_blanked(house: Ground) -> None:
    ibu = house.reporter()
    house.twilio.script("CreateMessage", faults=[FailsLater(63018)], to=ibu)
    await house.hears(ibu, "halo")
    await house.passes(6 * SECONDS)
    assert await house.upkeep.blank_copies() == 3
    assert kept(house) == []


async def test_the_parts_of_a_long_message_are_blanked_within_the_hour(house: Ground) -> None:
    await house.talk()
    await house.says("sari", "kata " * 700)
    await house.upkeep.blank_copies()
    await house.passes(HOURS)
    await house.upkeep.blank_copies()
    assert (kept(house), house.copies()) == ([], [])


async def test_blanking_is_tried_again_while_the_provider_is_down_and_late_copies_are_counted_in_the_log(
    house: Ground,
) -> None:
    ibu = house.reporter()
    await house.hears(ibu, "halo")
    house.twilio.script("UpdateMessage", faults=[ServerError(), DropConnection()] * 4)
    for tries in range(1, 5):
        assert await house.upkeep.blank_copies() == 0
        assert {copy.tries for copy in house.copies()} == {tries}
        assert await house.upkeep.blank_copies() == 0, "not before its time"
        house.clock.move(5 * SECONDS * 2 ** (tries - 1))
    with loud_log() as log:
        house.clock.move(2 * HOURS)
        assert await house.upkeep.blank_copies() == 2
        assert "copies at the provider are overdue" in log.getvalue()
        assert "count=2" in log.getvalue()
    assert kept(house) == []


async def test_what_the_provider_has_not_finished_or_has_deleted_itself_is_no_trouble(house: Ground) -> None:
    ibu = house.reporter()
    house.twilio.script("CreateMessage", faults=[StaysAt("queued")], to=ibu)
    await house.hears(ibu, "halo")
    await house.passes(HOURS)
    assert await house.upkeep.blank_copies() == 1  # hers; ours is refused (20009) while it is queued
    house.twilio.world.messages.pop(house.twilio.received[0].sid)
    house.clock.move(5 * SECONDS)
    assert await house.upkeep.blank_copies() == 1
    assert house.copies() == []


async def test_a_file_is_there_for_an_hour_and_is_deleted_with_its_message(house: Ground) -> None:
    ibu = house.reporter()
    await ibu.sends_photo(caption="ini lebamnya")
    await house.settle()
    await house.passes(59 * MINUTES)
    await house.upkeep.blank_copies()
    assert (len(house.twilio.media), "ini lebamnya" in kept(house)) == (1, True)
    await house.passes(MINUTES)
    await house.upkeep.blank_copies()
    assert (house.twilio.media, kept(house), house.copies()) == ([], [], [])


async def test_what_never_reached_us_is_taken_in_once_in_its_order(house: Ground) -> None:
    ibu, begun = house.reporter(), len(house.taken())
    house.twilio.hold()
    for words in ("suami saya bawa parang", "kranggan", "tolong"):
        await ibu.says(words)
        house.clock.move(5 * SECONDS)
    await house.settle()
    assert ibu.inbox == []
    assert await house.upkeep.catch_up() == 3
    await house.settle()
    assert "Tugas baru" in house.others.of("sari")[0]
    assert await house.upkeep.catch_up() == 0
    assert await house.twilio.release() == [200] * 3
    await house.settle()
    assert len(house.taken()) == begun + 3
    await house.says("sari", "1")
    backlog = house.others.of("sari")[-1]
    assert backlog.index("parang") < backlog.index("kranggan") < backlog.index("tolong")


async def test_what_was_taken_in_and_blanked_is_not_taken_in_again(house: Ground) -> None:
    ibu = house.reporter()
    await house.hears(ibu, "halo")
    await house.upkeep.blank_copies()
    before = len(house.taken())
    assert await house.upkeep.catch_up() == 0
    assert (len(house.taken()), len(ibu.inbox)) == (before, 1)


async def test_a_picture_that_never_reached_us_is_taken_in_as_one(house: Ground) -> None:
    ibu = house.reporter()
    house.twilio.hold()
    await ibu.sends_photo(caption="ini lebamnya")
    channel = house.house.channels["whatsapp"]
    (missed,) = await channel.heard_since(house.clock.now() - HOURS, lambda _sid: False)
    update = read(missed.form)
    assert update is not None
    assert (update.event.kind, update.event.text) == ("photo", "ini lebamnya")
    assert update.event.media == house.twilio._inbound.held[0][0]["MediaUrl0"]
    assert await house.upkeep.catch_up() == 1


async def test_a_message_put_aside_is_not_caught_up_with_a_second_time(house: Ground) -> None:
    ibu = house.reporter()
    house.twilio.hold()
    await ibu.says("halo")
    sid = house.twilio.messages[-1].sid
    house.house.writer.do(lambda uow: inbox.put_aside(uow, "whatsapp", sid, b"{}", house.clock.now()))
    assert await house.upkeep.catch_up() == 0


async def test_a_list_that_cannot_be_read_is_said_loudly_and_read_the_next_time(house: Ground) -> None:
    ibu = house.reporter()
    house.twilio.hold()
    await ibu.says("halo")
    house.twilio.script("ListMessage", faults=[ServerError(), Malformed(), DropConnection()])
    with loud_log() as log:
        assert [await house.upkeep.catch_up() for _ in range(4)] == [0, 0, 0, 1]
        assert log.getvalue().count("list of the provider not read") == 3


async def test_the_provider_is_asked_what_became_of_messages_whose_reports_never_came(house: Ground) -> None:
    ibu = await house.talk()
    house.twilio.callbacks.hold()
    await house.says("sari", "Saya di sini")
    house.twilio.script("CreateMessage", faults=[FailsLater(63014)], to=ibu)
    await house.says("sari", "Masih di sana?")
    assert await house.upkeep.ask() == 0
    await house.passes(2 * MINUTES + SECONDS)
    house.twilio.script("FetchMessage", faults=[ServerError()])
    assert await house.upkeep.ask() == 1
    assert await house.upkeep.ask() == 1
    await house.settle()
    assert [row.body for row in house.rows("words")] == [None, None]
    assert house.rows("words")[1].status == "failed"
    assert "menutup percakapan" in house.others.of("sari")[-1]
    told = len(house.others.sent)
    await house.twilio.callbacks.release()
    await house.passes(MINUTES)
    assert len(house.others.sent) == told


async def test_the_text_of_a_message_of_which_nothing_is_ever_heard_is_let_go_of_after_six_hours(house: Ground) -> None:
    ibu = house.reporter()
    house.twilio.script("CreateMessage", faults=[StaysAt("sent")], to=ibu)
    await house.hears(ibu, "halo")
    house.clock.move(6 * HOURS - SECONDS)
    assert await house.upkeep.ask() == 0
    assert house.rows()[0].body is not None
    house.clock.move(SECONDS)
    assert await house.upkeep.ask() == 1
    assert (house.rows()[0].body, house.rows()[0].status) == (None, "sent")
    assert await house.upkeep.ask() == 0
