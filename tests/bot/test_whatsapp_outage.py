"""After an outage of ours all that was written meanwhile is heard once, in its order; nobody's phone rings late."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.channels.update import Update
from flows.events import Said, Sent, Shared
from tests.bot.loud import loud_log
from tests.bot.whatsapp import Ground, ground
from tests.emulators.twilio import Person, ServerError

SECONDS, MINUTES, HOURS, DAYS = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


async def write(house: Ground, number: str, words: str) -> Person:
    """Let somebody new write, and return her."""
    ibu = house.reporter(number)
    await ibu.says(words)
    return ibu


async def test_an_outage_of_hours_is_made_up_for_once_and_calls_people_but_answers_nobody(tmp_path: Path) -> None:
    async with ground(tmp_path) as house:
        await house.upkeep.catch_up()
        ibu, begun = house.reporter(), len(house.taken())
        house.twilio.hold()
        for words in ("suami saya bawa parang", "kranggan", "tolong"):
            await ibu.says(words)
            house.clock.move(40 * MINUTES)
        house.clock.move(3 * HOURS)
        assert await house.upkeep.catch_up() == 3
        await house.settle()
        assert len(house.taken()) == begun + 3
        assert "Tugas baru" in house.others.of("sari")[0]
        assert ibu.inbox == []
        assert await house.upkeep.catch_up() == 0
        await house.says("sari", "1")
        backlog = next(text for text in house.others.of("sari") if "selama menunggu" in text)
        assert backlog.index("parang") < backlog.index("kranggan") < backlog.index("tolong")
        assert len(ibu.inbox) == 1, "somebody took it now, and that is told"
        assert await house.twilio.release() == [200] * 3
        await house.settle()
        assert len(house.taken()) == begun + 3


async def test_what_came_in_a_moment_ago_is_answered_and_what_is_old_is_not(tmp_path: Path) -> None:
    async with ground(tmp_path) as house:
        await house.upkeep.catch_up()
        house.twilio.hold()
        old = await write(house, "+6281230005001", "halo")
        house.clock.move(2 * MINUTES + SECONDS)
        new = await write(house, "+6281230005002", "halo")
        assert await house.upkeep.catch_up() == 2
        await house.settle()
        assert (len(old.inbox), len(new.inbox)) == (0, 1)


async def test_the_next_message_is_answered_after_a_late_one_was_not(tmp_path: Path) -> None:
    async with ground(tmp_path) as house:
        await house.upkeep.catch_up()
        house.twilio.hold()
        ibu = house.reporter()
        await ibu.says("halo")
        house.clock.move(HOURS)
        await house.upkeep.catch_up()
        await house.twilio.release()
        await house.settle()
        assert ibu.inbox == []
        await house.hears(ibu, "1")
        assert len(ibu.inbox) == 1


async def test_what_was_held_for_a_reporter_does_not_go_out_to_a_late_message_of_hers(tmp_path: Path) -> None:
    async with ground(tmp_path) as house:
        ibu = await house.talk()
        await house.upkeep.catch_up()
        house.clock.move(DAYS)
        await house.says("sari", "bagaimana keadaanmu")
        begun = len(ibu.inbox)
        house.twilio.hold()
        await ibu.says("halo")
        house.clock.move(3 * HOURS)
        assert await house.upkeep.catch_up() == 1
        await house.settle()
        assert len(ibu.inbox) == begun
        assert "halo" in "\n".join(house.others.of("sari")[-2:])
        await house.twilio.release()
        await house.hears(ibu, "masih di sini")
        await house.says("sari", "#kirim")
        assert "bagaimana keadaanmu" in ibu.inbox[begun:]


async def test_a_list_that_could_not_be_read_leaves_the_gap_for_the_next_look(tmp_path: Path) -> None:
    async with ground(tmp_path) as house:
        await house.upkeep.catch_up()
        house.twilio.hold()
        await write(house, "+6281230005001", "darurat")
        house.clock.move(HOURS)
        house.twilio.script("ListMessage", faults=[ServerError()])
        with loud_log():
            assert await house.upkeep.catch_up() == 0
        house.clock.move(HOURS)
        assert await house.upkeep.catch_up() == 1


async def test_a_new_installation_does_not_play_back_what_the_account_heard_before_it(tmp_path: Path) -> None:
    async with ground(tmp_path) as house:
        house.twilio.hold()
        await write(house, "+6281230005001", "darurat")
        house.clock.move(2 * DAYS)
        await write(house, "+6281230005002", "darurat")
        assert await house.upkeep.catch_up() == 1


@pytest.mark.parametrize("event", [Said("halo"), Sent("voice", "there", "lihat"), Shared(-7.4, 112.4)], ids=str)
@pytest.mark.parametrize("late", [False, True])
def test_an_update_put_aside_is_as_late_as_it_was(event: Said | Sent | Shared, late: bool) -> None:
    update = Update("whatsapp", "SM1", "whatsapp:+62", event, late)
    assert Update.from_bytes(update.to_bytes()) == update


def test_an_update_put_aside_by_an_older_release_is_read_as_one_in_time() -> None:
    update = Update("telegram", "1", "5", Said("halo"))
    assert Update.from_bytes(update.to_bytes().replace(b', "late": false', b"")) == update


async def test_a_captured_webhook_is_no_new_message_however_long_ago_it_came(tmp_path: Path) -> None:
    async with ground(tmp_path) as house:
        ibu = house.reporter()
        await house.hears(ibu, "halo")
        form = next(one for one in reversed(house.twilio.messages) if one.direction == "inbound").given
        await house.passes(400 * DAYS)
        begun = len(house.twilio.received)
        assert await ibu.inbound.deliver(form) == 200
        await house.settle()
        assert len(house.twilio.received) == begun
