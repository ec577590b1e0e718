"""Whoever cannot be reached on WhatsApp is passed over at once or said aloud, and nothing waits for her for ever."""

from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.organisation import Organisation
from bot.talk import settling
from storage import members
from tests.bot.loud import loud_log
from tests.bot.whatsapp import OTHER, Ground, ground
from tests.emulators.twilio import FailsLater, Refused, StaysAt

SECONDS, MINUTES, HOURS, DAYS = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
UNREACHABLE = "petugas tidak dapat dihubungi"


def alarms(house: Ground) -> list[str]:
    return [text for text in house.others.of("ratna") if UNREACHABLE in text]


def new_code(house: Ground, name: str) -> str:
    with house.house.database.look() as uow:
        member = members.by_name(uow, name)
    assert member is not None
    return house.house.writer.do(partial(members.issue_code, member_id=member.id, now=house.clock.now()))


async def gets_another_phone(house: Ground, name: str) -> None:
    """Link the other channel to a member as well; WhatsApp, where she links it again later, stays the newer one."""
    house.codes[name] = new_code(house, name)
    await house.stays_elsewhere(name)


async def test_without_templates_a_silent_counselor_is_passed_over_at_once_and_loudly(tmp_path: Path) -> None:
    async with ground(tmp_path, elsewhere=("ratna", "dewi"), templates=False) as house:
        sari = await house.joins("sari")
        house.clock.move(25 * HOURS)
        await house.hears(house.reporter(), "darurat")
        assert house.creations(sari) == 1
        assert "Tugas baru" in house.others.of("dewi")[0]
        assert "anak tangga kosong" in house.others.of("ratna")[0]


async def test_without_templates_a_counselor_who_wrote_today_is_called(tmp_path: Path) -> None:
    async with ground(tmp_path, elsewhere=("ratna", "dewi"), templates=False) as house:
        sari = await house.joins("sari")
        house.clock.move(23 * HOURS)
        await house.hears(house.reporter(), "darurat")
        assert "Tugas baru" in sari.inbox[-1]


async def test_where_nobody_can_be_called_at_all_the_reporter_is_told_at_once_and_the_log_is_loud(
    tmp_path: Path,
) -> None:
    with loud_log() as log:
        async with ground(tmp_path, elsewhere=(), templates=False) as house:
            for name in ("ratna", "sari", "dewi"):
                await house.joins(name)
            house.clock.move(25 * HOURS)
            ibu = house.reporter()
            await house.hears(ibu, "darurat")
            assert "belum ada petugas yang bisa dipanggil" in ibu.inbox[-1]
            assert "nobody can be called" in log.getvalue()


async def test_a_chat_that_takes_a_notice_now_comes_before_one_where_it_would_wait(tmp_path: Path) -> None:
    async with ground(tmp_path, elsewhere=("ratna", "dewi"), templates=False) as house:
        await gets_another_phone(house, "sari")
        house.codes["sari"] = new_code(house, "sari")
        house.clock.move(MINUTES)
        sari = await house.joins("sari")  # the newer one
        house.clock.move(25 * HOURS)
        await house.hears(house.reporter(), "darurat")
        assert len(sari.inbox) == 1
        assert "Tugas baru" in house.others.of("sari")[-1]


@pytest.mark.parametrize("fault", [Refused(400, 63024), FailsLater(63024), FailsLater(63032)], ids=str)
async def test_a_page_that_is_refused_for_good_goes_to_her_other_chat(
    tmp_path: Path, fault: Refused | FailsLater
) -> None:
    async with ground(tmp_path, elsewhere=("ratna", "dewi")) as house:
        await gets_another_phone(house, "sari")
        house.codes["sari"] = new_code(house, "sari")
        house.clock.move(MINUTES)
        sari = await house.joins("sari")
        house.twilio.script("CreateMessage", faults=[fault], to=sari)
        await house.hears(house.reporter(), "darurat")
        assert "Tugas baru" in house.others.of("sari")[-1]
        assert (alarms(house), house.others.of("dewi")) == ([], [])


async def test_words_that_do_not_reach_the_holders_phone_are_said_aloud_once_for_all_that_wait(tmp_path: Path) -> None:
    async with ground(tmp_path, elsewhere=("ratna", "dewi")) as house:
        sari, ibu = await house.joins("sari"), house.reporter()
        await house.hears(ibu, "darurat")
        await house.hears(sari, "1")
        house.twilio.script("CreateMessage", faults=[StaysAt("sent")] * 4, to=sari)
        for words in ("dia datang lagi bawa parang", "tolong"):
            await house.hears(ibu, words)
            await house.passes(2 * MINUTES)
        await house.upkeep.ask()
        assert alarms(house) == []
        for _ in range(6):
            await house.passes(MINUTES)
            await house.upkeep.ask()
        await house.settle()
        assert len(alarms(house)) == 1
        await house.hears(ibu, "masih di luar")
        for _ in range(60):
            await house.passes(10 * MINUTES)
            await house.upkeep.ask()
        assert len(alarms(house)) == 2


async def test_words_that_reach_the_phone_in_time_alarm_nobody(tmp_path: Path) -> None:
    async with ground(tmp_path, elsewhere=("ratna", "dewi")) as house:
        sari, ibu = await house.joins("sari"), house.reporter()
        await house.hears(ibu, "darurat")
        await house.hears(sari, "1")
        house.twilio.script("CreateMessage", faults=[StaysAt("sent")], to=sari)
        await house.hears(ibu, "dia datang lagi")
        await house.passes(4 * MINUTES)
        late = next(one for one in reversed(house.twilio.received) if "dia datang lagi" in one.text)
        house.twilio.callbacks.advance(late, "delivered")
        await house.settle()
        for _ in range(10):
            await house.passes(MINUTES)
            await house.upkeep.ask()
        assert alarms(house) == []


async def test_a_backlog_that_never_arrived_is_not_handed_over(tmp_path: Path) -> None:
    async with ground(tmp_path, elsewhere=("ratna", "dewi")) as house:
        sari, ibu = await house.joins("sari"), house.reporter()
        await house.hears(ibu, "suami saya bawa parang")
        house.twilio.script("CreateMessage", faults=[StaysAt("sent")] * 9, to=sari)
        await house.hears(sari, "1")
        for _ in range(40):
            await house.passes(10 * MINUTES)
            await house.upkeep.ask()
        assert all(row.body is None for row in house.rows())
        with house.house.database.look() as uow:
            assert uow.read(text("select handed_over_at from conversations")).scalar() is None
        assert alarms(house) != []


async def test_many_phones_that_are_off_do_not_keep_a_later_message_from_being_asked_about(tmp_path: Path) -> None:
    async with ground(tmp_path) as house:
        ibu = await house.talk()
        house.twilio.script("CreateMessage", faults=[StaysAt("sent")] * 60, to=ibu)
        for number in range(60):
            await house.says("sari", f"pesan {number}")
        await house.passes(MINUTES)
        house.twilio.callbacks.hold()
        await house.says("sari", "yang penting")
        await house.passes(3 * MINUTES)
        for _ in range(2):
            await house.upkeep.ask()
        last = house.rows("words")[-1]
        assert (last.provider_status, last.body) == ("delivered", None)
        await house.twilio.callbacks.release()


async def test_the_same_phone_that_links_itself_anew_is_sent_what_waited_for_it(tmp_path: Path) -> None:
    async with ground(tmp_path, elsewhere=("ratna", "dewi")) as house:
        sari, ibu = await house.joins("sari"), house.reporter()
        await house.hears(ibu, "darurat")
        await house.hears(sari, "1")
        house.clock.move(25 * HOURS)
        await house.hears(ibu, "dia datang lagi")
        begun = len(sari.inbox)
        await house.hears(sari, new_code(house, "sari"))
        assert any("dia datang lagi" in words for words in sari.inbox[begun:])
        assert any("Tersambung" in words for words in sari.inbox[begun:])
        assert alarms(house) == []


async def test_a_phone_that_becomes_somebody_elses_takes_nothing_of_the_one_before(tmp_path: Path) -> None:
    async with ground(tmp_path, elsewhere=("ratna",)) as house:
        sari, ibu = await house.joins("sari"), house.reporter()
        await house.hears(ibu, "darurat")
        await house.hears(sari, "1")
        house.clock.move(25 * HOURS)
        await house.hears(ibu, "dia datang lagi")
        begun = len(sari.inbox)
        await house.hears(sari, new_code(house, "dewi"))
        assert not any("dia datang lagi" in words for words in sari.inbox)
        assert any("Tugas baru" in words for words in sari.inbox[begun:]), "the case looks for somebody again"
        assert alarms(house) != []
        await house.passes(10 * MINUTES)
        assert not any(row.status == "held" for row in house.rows("relayed"))


@pytest.mark.parametrize("words_on_whatsapp", [True, False])
@pytest.mark.parametrize("stopped", ["knock", "page"])
async def test_what_waits_for_a_chat_that_stopped_us_goes_to_her_other_one(
    tmp_path: Path, stopped: str, words_on_whatsapp: bool
) -> None:
    async with ground(tmp_path, elsewhere=("ratna", "dewi")) as house:
        house.house.organisation = _letting(house.house.organisation, words_on_whatsapp)
        await gets_another_phone(house, "sari")
        house.codes["sari"] = new_code(house, "sari")
        house.clock.move(MINUTES)
        sari, ibu = await house.joins("sari"), house.reporter()
        if stopped == "page":
            house.twilio.script("CreateMessage", faults=[FailsLater(63014)], to=sari)
            await house.hears(ibu, "darurat")
            assert "Tugas baru" in house.others.of("sari")[-1]
            assert alarms(house) == []
            return
        await house.hears(ibu, "darurat")
        await house.hears(sari, "1")
        house.clock.move(25 * HOURS)
        house.twilio.script("CreateMessage", faults=[FailsLater(63014)], to=sari)
        await house.hears(ibu, "dia datang lagi bawa parang")
        await house.passes(MINUTES)
        told = "parang" if words_on_whatsapp else "Isinya ada di meja"
        assert any(told in words for words in house.others.of("sari"))
        assert not any(row.status == "held" for row in house.rows())
        with house.house.database.look() as uow:
            assert uow.read(text("select status from cases")).scalar() == "held"


async def test_words_for_a_chat_that_stopped_us_do_not_lie_on_when_there_is_no_other(tmp_path: Path) -> None:
    async with ground(tmp_path, elsewhere=("ratna", "dewi")) as house:
        sari, ibu = await house.joins("sari"), house.reporter()
        await house.hears(ibu, "darurat")
        await house.hears(sari, "1")
        house.clock.move(25 * HOURS)
        house.twilio.script("CreateMessage", faults=[FailsLater(63014)], to=sari)
        await house.hears(ibu, "dia datang lagi bawa parang")
        await house.passes(MINUTES)
        assert [(row.status, row.body) for row in house.rows("relayed")] == [("cancelled", None)]
        assert alarms(house) != []
        assert "Tugas baru" in house.others.of("dewi")[-1]


async def test_words_on_their_way_from_telegram_do_not_come_to_a_whatsapp_that_may_not_have_them(
    tmp_path: Path,
) -> None:
    async with ground(tmp_path, elsewhere=("ratna", "dewi")) as house:
        house.house.organisation = _letting(house.house.organisation, False)
        sari, ibu = await house.joins("sari"), house.reporter()
        house.clock.move(MINUTES)
        await gets_another_phone(house, "sari")  # the newer one
        await house.hears(ibu, "darurat")
        await house.says("sari", "1")
        channels, begun = house.house.channels, len(sari.inbox)
        house.house.channels = {"whatsapp": channels["whatsapp"]}
        await house.hears(ibu, "dia datang lagi bawa parang")
        house.house.channels = channels
        with house.house.database.look() as uow:
            contact = members.contact_at(uow, OTHER, "sari")
        assert contact is not None
        assert house.house.writer.do(lambda uow: settling.block(house.house, uow, contact.id, house.clock.now()))
        await house.settle()
        assert not any("parang" in words for words in (*sari.inbox, *house.others.of("sari")))
        assert sum("Isinya ada di meja" in words for words in sari.inbox[begun:]) == 1


def _letting(organisation: Organisation, words_on_whatsapp: bool) -> Organisation:
    office = organisation.office.model_copy(update={"words_on_whatsapp": words_on_whatsapp})
    return organisation.model_copy(update={"office": office})
