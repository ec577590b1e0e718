"""One night with a telephone, in the running service: over HTTP, with the workers and the providers' real clients."""

from datetime import timedelta

from bot.commands import serving
from bot.enrolment_phone import propose_telephone
from storage import members
from tests.bot.voice import CALLER, TELEPHONES, digits
from tests.bot.whole import whole_house


async def test_a_page_that_sleeps_in_the_chat_wakes_her_by_telephone(tmp_path):
    async with whole_house(tmp_path, whatsapp=True) as whole:
        house, sari = whole.house, whole.staff["sari"]
        house.settings = house.settings.model_copy(update={"voice_from": CALLER})
        whole.twilio.world.callers.add(CALLER)
        house.channels = {**house.channels, "voice": serving.voice(house.settings, 2)}
        phone = whole.twilio.telephone(TELEPHONES["sari"])
        with house.database.look() as uow:
            row = members.by_name(uow, "sari")
        house.writer.do(lambda uow: propose_telephone(uow, row, phone.number, whole.clock.now()))
        await whole.twilio.wait_for(lambda: phone.rings)
        heard = await phone.answers()
        await phone.hangs_up()
        await sari.says(f"pelita-{digits(heard)}")
        await sari.hears("tersimpan")

        ibu = whole.on_whatsapp()
        await ibu.says("tolong, suami saya bawa parang")
        await sari.hears("Tugas baru")
        await whole.wait(timedelta(minutes=2))
        await whole.twilio.wait_for(lambda: phone.rings)
        assert "Tekan satu" in await phone.answers()
        assert "milik Anda" in await phone.presses("1")
        await sari.hears("suami saya bawa parang")
        await ibu.hears("diterima seorang petugas")
        await phone.hangs_up()
        assert [call.status for call in phone.calls] == ["completed", "completed"]
