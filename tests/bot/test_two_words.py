"""The two words over the real channels: what her phone shows after the cover word is what a newcomer's phone shows."""

from tests.bot.whatsapp import ground
from tests.bot.whole import whole_house

IDENTITY, COVER = "Payung Merah", "kopi susu"


async def test_on_telegram_the_cover_word_shows_a_newcomers_greeting_and_the_identity_word_leads_back(tmp_path):
    async with whole_house(tmp_path) as whole:
        newcomer, ibu, sari = whole.reporter(5009), whole.reporter(5001), whole.staff["sari"]
        await newcomer.says("halo")
        greeting = await newcomer.hears("Layanan Informasi Warga")

        await ibu.says("darurat")
        await ibu.hears("kecamatan")
        await sari.hears("Tugas baru")
        await sari.says("1")
        await ibu.hears("diterima seorang petugas")
        await ibu.says("x")
        await ibu.hears("setiap hari")
        await ibu.says("tolong")
        for text, answer in (("kranggan", "chat saja"), ("1", "Sampai mana"), ("kata", "kata sandi?")):
            await ibu.says(text)
            await ibu.hears(answer)
        await ibu.says(IDENTITY)
        await ibu.hears("kata samaran?")
        await ibu.says(COVER)
        await ibu.hears("sudah berlaku")

        await ibu.says(COVER)
        hidden = await ibu.hears("Layanan Informasi Warga")

        assert hidden.text == greeting.text
        assert [[key[0] for key in row] for row in hidden.buttons] == [
            [key[0] for key in row] for row in greeting.buttons
        ]
        await ibu.says(IDENTITY.lower())
        await ibu.hears("Belum ada petugas yang menerima")


async def test_on_whatsapp_the_cover_word_shows_a_newcomers_greeting_and_the_identity_word_leads_back(tmp_path):
    async with ground(tmp_path) as house:
        newcomer, ibu = house.reporter("+6281230005009"), house.reporter()
        await house.hears(newcomer, "halo")
        greeting = (await newcomer.hears("Layanan Informasi Warga", within=0.1)).body
        for text in ("darurat", "lewati", "lewati", "kata", IDENTITY, COVER):
            await house.hears(ibu, text)
        await ibu.hears("sudah berlaku", within=0.1)

        await house.hears(ibu, "Kopi susu.")

        assert (await ibu.hears("Layanan Informasi Warga", within=0.1)).body == greeting
        await house.hears(ibu, IDENTITY)
        await ibu.hears("Pesan diterima 22.10", within=0.1)
        await house.says("sari", "1")
        told = "\n".join(house.others.of("sari"))
        assert "Kata sandi: sudah diketik dengan benar" in told
        assert IDENTITY.lower() not in told.lower()
        assert COVER not in told.lower()
