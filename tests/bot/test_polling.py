"""Without a public address Telegram is polled; everything behind the update is the same."""

from pathlib import Path

from tests.bot.whole import PUBLIC, whole_house


async def test_a_report_is_made_and_answered_by_polling(tmp_path: Path) -> None:
    async with whole_house(tmp_path, polled=True) as whole:
        ibu, sari = whole.reporter(), whole.staff["sari"]
        await ibu.says("tolong")
        await sari.hears("Tugas baru")
        await sari.presses("1 Terima")
        await sari.hears("ditulis selama menunggu")
        await sari.says("saya di sini")
        await ibu.hears("saya di sini")
        await whole.telegram.wait_for(lambda: whole.telegram.pending(PUBLIC) == 0)


async def test_a_pressed_button_is_answered_so_that_its_waiting_mark_goes(tmp_path: Path) -> None:
    async with whole_house(tmp_path, polled=True) as whole:
        ibu = whole.reporter()
        await ibu.says("halo")
        await ibu.hears("Layanan Informasi")
        await ibu.presses("Butuh bantuan")
        await ibu.hears("aman untuk menulis")
        await whole.telegram.wait_for(lambda: bool(ibu.pressed[-1].answered))


async def test_what_telegram_answers_shows_that_it_is_heard(tmp_path: Path) -> None:
    async with whole_house(tmp_path, polled=True) as whole:
        cycles, long = whole.service.cycles, 10.0**9
        assert {"hears telegram", "hears telegram-staff"} <= cycles.ages().keys()
        cycles._ended = dict.fromkeys(cycles.ages(), -long)
        await whole.reporter().says("halo")
        await whole.telegram.wait_for(lambda: cycles.ages()["hears telegram"] < long)
        assert cycles.ages()["hears telegram-staff"] > long
