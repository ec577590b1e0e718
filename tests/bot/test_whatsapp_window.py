"""The 24 hours after a person's last message: what goes as a template then, what waits, and who is told."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.talk import settling
from tests.bot.loud import loud_log
from tests.bot.whatsapp import Ground, ground
from tests.emulators.twilio import Person, Refused, ServerError

DAY, HOURS, MINUTES = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
KNOCK = "Ada pemberitahuan"


def since(phone: Person, begun: int) -> list[str]:
    """Return the first words of what came on a phone after so many messages."""
    return [" ".join(text.split()[:2]) for text in phone.inbox[begun:]]


async def a_day_later(house: Ground) -> None:
    """Let a day pass in which nothing is due."""
    house.clock.move(DAY)
    await house.settle()


async def test_a_page_to_a_silent_counselor_goes_as_a_template_and_is_answered_with_a_digit(tmp_path: Path) -> None:
    async with ground(tmp_path, elsewhere=("ratna", "dewi")) as house:
        sari = await house.joins("sari")
        await a_day_later(house)
        ibu = house.reporter()
        await house.hears(ibu, "darurat")
        assert sari.inbox[1:] == [f"Tugas baru MERAH {sari.inbox[1].split()[3]} 22.10: 1 Terima, 2 Tidak bisa"]
        assert [one.template is not None for one in sari.received] == [False, True]
        await house.hears(sari, "1")
        assert since(sari, 2)[0] == "Tugas #" + sari.inbox[1].split("#")[1].split()[0]
        await ibu.hears("diterima seorang petugas", within=0.1)


@pytest.mark.parametrize(("before", "template"), [(2 * MINUTES, False), (1 * MINUTES, True), (0 * MINUTES, True)])
async def test_a_window_is_taken_to_be_over_a_minute_before_it_is(
    tmp_path: Path, before: timedelta, template: bool
) -> None:
    async with ground(tmp_path, elsewhere=("ratna", "dewi")) as house:
        sari = await house.joins("sari")
        house.clock.move(DAY - before)
        await house.hears(house.reporter(), "darurat")
        assert ("·" not in sari.inbox[1]) is template
        assert len(sari.inbox) == 2


async def test_notices_to_a_silent_counselor_wait_for_one_knock_to_be_answered(tmp_path: Path) -> None:
    async with ground(tmp_path, elsewhere=("ratna", "dewi")) as house:
        sari, ibu = await house.joins("sari"), house.reporter()
        await house.hears(ibu, "darurat")
        await house.hears(sari, "1")
        house.clock.move(DAY - MINUTES)
        begun = len(sari.inbox)
        for text in ("pertama", "kedua", "ketiga"):
            await house.hears(ibu, text)
        assert since(sari, begun) == [KNOCK]
        assert [row.status for row in house.rows("relayed")] == ["held"] * 3
        await house.passes(16 * MINUTES)
        assert since(sari, begun) == [KNOCK]
        await house.hears(ibu, "keempat")
        assert since(sari, begun) == [KNOCK, KNOCK]
        await house.hears(sari, "#bantuan")
        came = [text for text in sari.inbox[begun:] if text.startswith("Pesan masuk")]
        assert [text.splitlines()[-1] for text in came] == ["pertama", "kedua", "ketiga", "keempat"]
        assert all(row.body is None for row in house.rows())


async def test_a_knock_that_is_not_needed_any_more_does_not_go(tmp_path: Path) -> None:
    async with ground(tmp_path, elsewhere=("ratna", "dewi")) as house:
        sari, ibu = await house.joins("sari"), house.reporter()
        await house.hears(ibu, "darurat")
        await house.hears(sari, "1")
        house.clock.move(DAY)
        house.twilio.script("CreateMessage", faults=[ServerError()], to=sari)
        begun = len(sari.inbox)
        await house.hears(ibu, "pertama")
        await house.hears(sari, "#bantuan")
        await house.passes(MINUTES)
        assert KNOCK not in since(sari, begun)
        assert "pertama" in "".join(sari.inbox[begun:])
        assert all(message.text != "" for message in house.twilio.received)


async def test_an_alarm_to_a_silent_coordinator_waits_for_her_knock_to_be_answered(tmp_path: Path) -> None:
    async with ground(tmp_path, elsewhere=("dewi",)) as house:
        ratna, sari = await house.joins("ratna"), await house.joins("sari")
        await a_day_later(house)
        house.twilio.script("CreateMessage", faults=[Refused(400, 63024)], to=sari)
        await house.hears(house.reporter(), "darurat")
        assert since(ratna, 1) == [KNOCK]
        await house.hears(ratna, "ada apa")
        assert "Perlu dilihat" in since(ratna, 2)


async def test_an_alarm_without_a_case_knocks_all_the_same(tmp_path: Path) -> None:
    async with ground(tmp_path, elsewhere=("sari", "dewi")) as house:
        ratna = await house.joins("ratna")
        await a_day_later(house)
        house.house.writer.do(lambda uow: settling.clock_alarm(house.house, uow, house.clock.now()))
        await house.settle()
        assert since(ratna, 1) == [KNOCK]  # an empty variable of a template is refused (21656)


async def test_a_knock_that_is_refused_for_good_is_loud_and_her_cases_look_for_somebody_else(tmp_path: Path) -> None:
    async with ground(tmp_path, elsewhere=("ratna", "dewi")) as house:
        sari, ibu = await house.joins("sari"), house.reporter()
        await house.hears(ibu, "darurat")
        await house.hears(sari, "1")
        house.clock.move(DAY)
        sari.opts_out()
        await house.hears(ibu, "masih di sini")
        assert "petugas tidak dapat dihubungi" in "".join(house.others.of("ratna"))
        await house.passes(5 * MINUTES)
        assert "Tugas baru" in "".join(house.others.of("dewi"))


async def test_without_templates_it_is_loud_and_never_without_end(tmp_path: Path) -> None:
    with loud_log() as log:
        async with ground(tmp_path, elsewhere=("dewi",), templates=False) as house:
            ratna, sari = await house.joins("ratna"), await house.joins("sari")
            await a_day_later(house)
            await house.hears(house.reporter(), "darurat")
            assert (house.creations(ratna), house.creations(sari)) == (1, 1)
            assert len(house.rows()) < 8
            assert "could not be brought to duty" in log.getvalue()
            assert "no_template" in log.getvalue()
            await house.passes(5 * MINUTES)
            assert "Tugas baru" in "".join(house.others.of("dewi"))
            for _ in range(10):
                await house.passes(MINUTES)
            assert len(house.rows()) < 20
            await house.hears(ratna, "halo")
            assert "Perlu" in "".join(ratna.inbox)


async def test_without_templates_the_coordinator_elsewhere_learns_who_cannot_be_asked(tmp_path: Path) -> None:
    async with ground(tmp_path, elsewhere=("ratna", "dewi"), templates=False) as house:
        sari, ibu = await house.joins("sari"), house.reporter()
        await house.hears(ibu, "darurat")
        await house.hears(sari, "1")
        house.clock.move(DAY)
        await house.hears(ibu, "masih di sini")
        assert "sari" in house.others.of("ratna")[-1]
        assert "petugas tidak dapat dihubungi" in house.others.of("ratna")[-1]


async def test_words_to_a_reporter_silent_for_a_day_wait_until_she_writes(tmp_path: Path) -> None:
    async with ground(tmp_path) as house:
        ibu = await house.talk()
        begun, asked = len(ibu.inbox), house.creations(ibu)
        house.clock.move(DAY)
        await house.says("sari", "bagaimana keadaanmu")
        await house.says("sari", "kami tetap di sini")
        assert [text.splitlines()[0].split(":")[1] for text in house.others.of("sari")[-2:]] == [
            " tulisan Anda ditahan."
        ] * 2
        await house.passes(HOURS)
        assert (house.creations(ibu), len(ibu.inbox)) == (asked, begun)
        await house.hears(ibu, "halo, saya aman")
        assert ibu.inbox[begun:] == ["Sebentar, ya."]
        assert "halo, saya aman" in "\n".join(house.others.of("sari")[-2:])
        await house.says("sari", "#kirim")
        assert ibu.inbox[begun + 1 :] == ["bagaimana keadaanmu", "kami tetap di sini"]


@pytest.mark.parametrize("told", ["callback", "answer"])
async def test_a_window_that_was_shorter_than_we_thought_is_found_out(tmp_path: Path, told: str) -> None:
    async with ground(tmp_path, elsewhere=("ratna", "dewi")) as house:
        sari, ibu = await house.joins("sari"), house.reporter()
        house.twilio.outside_window(told)
        del house.twilio.world.last_wrote[sari.address]
        await house.hears(ibu, "darurat")
        assert since(sari, 1) == ["Tugas baru"]
        await house.hears(sari, "1")
        begun = len(sari.inbox)
        del house.twilio.world.last_wrote[sari.address]
        await house.hears(ibu, "masih di sini")
        assert since(sari, begun) == [KNOCK]
        del house.twilio.world.last_wrote[ibu.address]
        await house.hears(sari, "saya datang")
        assert "masih di sini" in "".join(sari.inbox[begun:])
        assert "TIDAK diteruskan" in sari.inbox[-1]
        await house.hears(sari, "saya datang")
        assert "tulisan Anda ditahan" in sari.inbox[-1]
        await house.hears(ibu, "baik")
        assert "saya datang" in ibu.inbox


async def test_what_was_held_for_her_does_not_come_when_somebody_else_has_the_case_by_then(tmp_path: Path) -> None:
    async with ground(tmp_path, elsewhere=("ratna", "dewi")) as house:
        sari, ibu = await house.joins("sari"), house.reporter()
        await house.hears(ibu, "darurat")
        await house.hears(sari, "1")
        house.clock.move(DAY)
        sari.opts_out()
        await house.hears(ibu, "saya di kamar")
        await house.passes(5 * MINUTES)
        await house.says("dewi", "1")
        sari.opts_in()
        await house.hears(sari, "halo")
        assert "saya di kamar" not in "".join(sari.inbox)
        assert [row.status for row in house.rows("relayed")] == ["cancelled"]


@pytest.mark.parametrize("typed", ["1", "1 Terima", "1 TERIMA", "1. terima", " 1 "])
async def test_a_page_is_answered_by_its_digit_or_its_whole_line(tmp_path: Path, typed: str) -> None:
    async with ground(tmp_path, elsewhere=("ratna", "dewi")) as house:
        sari, ibu = await house.joins("sari"), house.reporter()
        await house.hears(ibu, "darurat")
        await house.hears(sari, typed)
        await ibu.hears("diterima seorang petugas", within=0.1)
