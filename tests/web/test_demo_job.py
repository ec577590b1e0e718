"""The whole job on the three phones of the demo: the same as on real ones, and the clock makes a page climb."""

import re
from pathlib import Path

import pytest
from sqlalchemy import select

from storage.tables import Inbox
from tests.web.phones import ROOT, demo


@pytest.fixture(autouse=True)
def _at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def test_a_page_climbs_with_the_clock_and_the_two_talk(tmp_path: Path) -> None:
    with demo(tmp_path) as page:
        page.say("whatsapp", "suami saya bawa parang")
        assert page.heard("whatsapp", "Pesan diterima").at == "22.10"
        paged = page.heard("sari", "Tugas baru")
        code = re.search(r"#(\w{4})", paged.text)[1]
        assert list(paged.buttons) == [f"1 Terima {code} · MERAH", f"2 Tidak bisa {code}"]
        assert not any("Tugas baru" in shown.text for shown in page.screen("dewi"))

        page.forward("6")
        assert page.heard("dewi", "Tugas baru").at == "22.15"
        assert page.time == "22.16"
        page.press("dewi", "1 Terima")
        page.heard("dewi", "suami saya bawa parang")
        page.heard("sari", "sudah ada yang memegang")
        page.heard("whatsapp", "diterima seorang petugas")

        page.say("dewi", "Saya Dewi. Pintunya bisa dikunci?")
        page.heard("whatsapp", "Pintunya bisa dikunci?")
        page.say("whatsapp", "bisa, sudah")
        page.heard("dewi", "bisa, sudah")
        page.say("dewi", "#tutup aman")
        page.heard("dewi", "ditutup")


def test_an_hour_in_one_leap_calls_everybody_at_the_right_time(tmp_path: Path) -> None:
    with demo(tmp_path) as page:
        page.say("telegram", "suami saya bawa parang")
        page.forward("60")
        first = {name: next(one.at for one in page.screen(name) if one.buttons) for name in ("sari", "dewi", "ratna")}
        assert first == {"sari": "22.10", "dewi": "22.15", "ratna": "22.20"}


def test_who_is_still_there_is_told_that_nobody_has_answered(tmp_path: Path) -> None:
    with demo(tmp_path) as page:
        page.say("telegram", "suami saya bawa parang")
        page.forward("6")
        page.forward("6")
        page.say("telegram", "masih ramai")
        for _ in range(4):
            page.forward("1")
        page.heard("telegram", "Semua petugas jaga sudah dipanggil")


def test_a_button_goes_as_telegram_sends_it_and_a_digit_as_whatsapp_does(tmp_path: Path) -> None:
    with demo(tmp_path) as page:
        page.say("telegram", "halo")
        page.say("whatsapp", "halo")
        assert list(page.heard("telegram", "Apa yang kamu perlukan").buttons) == [
            "Butuh bantuan",
            "Informasi",
            "Punya nomor",
        ]
        asked = page.heard("whatsapp", "Apa yang kamu perlukan")
        assert asked.buttons == {}
        assert "1. Butuh bantuan" in asked.text
        page.press("telegram", "Butuh bantuan")
        page.say("whatsapp", "1")
        assert page.screen("telegram")[-1].text.split()[:4] == page.screen("whatsapp")[-1].text.split()[:4]
        with page.house.database.look() as uow:
            taken = uow.read(select(Inbox.__table__.c.channel, Inbox.__table__.c.provider_id)).all()
        assert [key[:2] for channel, key in taken if channel == "whatsapp"] == ["SM", "SM"]
        assert all(key.isdecimal() for channel, key in taken if channel != "whatsapp")


def test_a_button_that_is_not_on_the_screen_cannot_be_pressed(tmp_path: Path) -> None:
    with demo(tmp_path) as page:
        page.say("telegram", "halo")
        before = page.screen("telegram")
        assert page.post("/phone/telegram/press", data="00000000:1:bantuan").status_code == 200
        assert page.screen("telegram") == before


def test_a_long_answer_arrives_on_whatsapp_in_parts_that_it_takes(tmp_path: Path) -> None:
    with demo(tmp_path) as page:
        page.say("whatsapp", "suami saya bawa parang")
        page.press("sari", "1 Terima")
        page.say("sari", " ".join(f"kata{number}" for number in range(350)))
        parts = [one.text for one in page.screen("whatsapp") if one.text.startswith("kata")]
        assert len(parts) == 2
        assert all(len(text) <= 1600 for text in parts)
        assert " ".join(parts).split() == [f"kata{number}" for number in range(350)]


@pytest.mark.parametrize("phone", ["telegram", "whatsapp"])
def test_voice_picture_and_place_reach_the_counselor_as_what_they_are(tmp_path: Path, phone: str) -> None:
    with demo(tmp_path) as page:
        page.say(phone, "suami saya bawa parang")
        page.press("sari", "1 Terima")
        before = len(page.screen("sari"))
        for kind in ("voice", "photo", "location"):
            assert page.post(f"/phone/{phone}/send", kind=kind).status_code == 200
        told = "\n".join(one.text for one in page.screen("sari")[before:]).lower()
        assert "suara" in told
        assert "gambar" in told
        assert "lokasi" in told
        assert [one.text for one in page.screen(phone) if one.mine][-3:] == [
            "Pesan suara, 4 detik",
            "Foto",
            "Lokasi: Alun-alun Kota Mojokerto",
        ]


def test_a_new_person_has_an_empty_screen_and_is_greeted_as_one(tmp_path: Path) -> None:
    with demo(tmp_path) as page:
        page.say("telegram", "suami saya bawa parang")
        page.post("/phone/telegram/new")
        assert page.screen("telegram") == []
        page.say("telegram", "halo")
        page.heard("telegram", "Apa yang kamu perlukan")
        page.forward("15")
        assert not any("Terima kasih sudah menunggu" in one.text for one in page.screen("telegram"))


def test_a_badge_says_on_whose_phone_something_new_is(tmp_path: Path) -> None:
    with demo(tmp_path) as page:
        assert "badge" not in page.client.get("/phone/dewi").text
        page.post("/phone/telegram/say", text="suami saya bawa parang", petugas="dewi")
        assert 'class="badge"' in page.client.get("/phone/dewi").text
        page.screen("sari")
        assert "badge" not in page.client.get("/phone/dewi").text


def test_the_third_phone_is_that_of_whoever_is_on_duty(tmp_path: Path) -> None:
    with demo(tmp_path) as page:
        assert 'id="screen-sari"' in page.client.get("/").text
        assert 'id="screen-dewi"' in page.client.get("/?petugas=dewi").text
        page.forward("night")
        assert page.time == "02.00"
        for _ in range(5):
            page.forward("60")
        assert 'id="screen-dewi"' in page.client.get("/").text


def test_after_a_restart_the_screens_are_empty_and_the_talk_goes_on(tmp_path: Path) -> None:
    with demo(tmp_path) as page:
        page.say("whatsapp", "suami saya bawa parang")
        page.forward("6")
    with demo(tmp_path) as page:
        assert page.time == "22.15"  # as far as anything was noted: never back behind it
        assert [one.text for one in page.screen("sari")] == []
        assert "Layar ini masih kosong" in page.client.get("/phone/whatsapp").text
        page.forward("15")
        page.heard("ratna", "Tugas baru")
