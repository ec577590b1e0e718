"""One night in the browser: a report, a page that climbs, a counselor who reads and answers at the desk."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.screens.browser import SIZES, Window, chromium, window
from tests.screens.server import ROOT, demo

PASSWORD = "kata-sandi-demo"
CRY = "suami saya bawa parang"
QUESTION = "Saya Dewi. Pintunya bisa dikunci?"
ANSWER = "bisa, sudah saya kunci"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def pictures() -> Path:
    folder = Path(os.environ.get("PICTURES", ROOT / "var" / "screens")).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.mark.parametrize("size", SIZES)
def test_a_night_can_be_played_on_three_phones_and_at_the_desk(
    size: str, browser: Browser, pictures: Path, tmp_path: Path
) -> None:
    with demo(tmp_path) as address, window(browser, size, pictures) as seen:
        phones = seen.open(address)
        seen.picture(phones, "start")
        phones.get_by_role("button", name="ke 02.00").click()
        expect(phones.locator("#time")).to_contain_text("di depan jam")
        expect(phones.locator("#time")).to_contain_text("02.0")

        _say(phones, "whatsapp", CRY)
        expect(_screen(phones, "whatsapp")).to_contain_text("Petugas sedang dipanggil")
        unsent = phones.locator("#hp-telegram").get_by_placeholder("Tulis pesan")
        unsent.fill("belum terkirim")
        _look_at(phones, "sari")
        expect(_screen(phones, "sari")).to_contain_text("Tugas baru")
        seen.picture(phones, "danger", whole=size == "hp")
        phones.get_by_role("button", name="6 menit").click()
        _look_at(phones, "dewi")
        expect(_screen(phones, "dewi")).to_contain_text("Tugas baru")
        expect(unsent).to_have_value("belum terkirim")
        unsent.fill("")
        seen.picture(phones, "climbed", whole=size == "hp")

        desk = _log_in(seen, phones, address, "dewi")
        expect(desk).to_have_title(re.compile(r"^Percobaan · 1 menunggu · Meja$"))
        seen.picture(desk, "list")
        desk.locator("#waiting + ul a, section[aria-labelledby=waiting] a").first.click()
        expect(desk.locator("legend")).to_contain_text("Untuk apa")
        seen.picture(desk, "reason")
        desk.get_by_label("Menangani").check()
        desk.get_by_role("button", name="Buka tugas").click()
        expect(desk.locator("main")).to_contain_text(CRY)
        assert CRY not in desk.title() + desk.url
        seen.picture(desk, "case", whole=True)
        desk.get_by_role("button", name="Terima").click()
        expect(desk.locator("main")).to_contain_text("sekarang Anda pegang")

        desk.get_by_label("Tulisan ini sampai ke HP pelapor").fill(QUESTION)
        desk.get_by_role("button", name="Kirim").click()
        expect(_screen(phones, "whatsapp")).to_contain_text(QUESTION)
        desk.get_by_label("Tulisan ini sampai ke HP pelapor").fill("sedang diketik")
        _say(phones, "whatsapp", ANSWER)
        expect(desk.locator("main")).to_contain_text(ANSWER)
        expect(desk.get_by_label("Tulisan ini sampai ke HP pelapor")).to_have_value("sedang diketik")
        seen.picture(desk, "answered", whole=True)
        expect(phones.locator("#screen-dewi")).to_contain_text(ANSWER)
        seen.picture(phones, "relay", whole=size == "hp")

        desk.get_by_role("link", name="Jaga").click()
        expect(desk.locator("main")).to_contain_text("dewi")
        seen.picture(desk, "duty", whole=True)
        desk.get_by_role("link", name="dewi").click()
        expect(desk).to_have_url(re.compile("logins"))
        seen.picture(desk, "logins", whole=True)
        desk.goto(f"{address}desk/cases/ZZZZ")
        seen.picture(desk, "problem")
        seen.complaints[:] = [text for text in seen.complaints if "404" not in text]
        desk.get_by_role("button", name="Keluar").click()
        expect(desk.locator("main")).to_contain_text("sudah keluar")
        seen.picture(desk, "login")


@pytest.mark.parametrize("size", SIZES)
def test_all_of_it_works_without_javascript(size: str, browser: Browser, pictures: Path, tmp_path: Path) -> None:
    with demo(tmp_path) as address, window(browser, size, pictures / "tanpa-javascript", script=False) as seen:
        seen.pictures.mkdir(exist_ok=True)
        phones = seen.open(address)
        _say(phones, "telegram", CRY)
        expect(_screen(phones, "telegram")).to_contain_text("Petugas sedang dipanggil")
        desk = _log_in(seen, phones, address, "ratna")
        desk.locator("section[aria-labelledby=waiting] a").first.click()
        desk.get_by_label("Pengawasan").check()
        desk.get_by_role("button", name="Buka tugas").click()
        desk.get_by_role("button", name="Terima").click()
        desk.get_by_label("Tulisan ini sampai ke HP pelapor").fill(QUESTION)
        desk.get_by_role("button", name="Kirim").click()
        expect(desk.locator("main")).to_contain_text("diteruskan ke pelapor")
        phones.reload()
        expect(_screen(phones, "telegram")).to_contain_text(QUESTION)
        desk.locator("summary", has_text="Tutup tugas").click()
        desk.get_by_label(re.compile("Hasilnya")).fill("aman di rumah kakak")
        desk.get_by_label(re.compile("sudah memastikan")).check()
        desk.get_by_role("button", name="Tutup tugas").click()
        expect(desk.locator("main")).to_contain_text("Tugas ditutup")
        seen.picture(desk, "closed", whole=True)


def _say(phones: Page, name: str, text: str) -> None:
    phone = phones.locator(f"#hp-{name}")
    phone.get_by_placeholder("Tulis pesan").fill(text)
    phone.get_by_role("button", name="Kirim", exact=True).click()


def _look_at(phones: Page, name: str) -> None:
    """Take up the phone of somebody on duty, once it has rung; whose phone is held at first depends on the hour."""
    people = phones.get_by_role("navigation", name="HP petugas")
    link = people.get_by_role("link", name=re.compile(name))
    if link.get_attribute("aria-current"):
        return
    expect(people).to_contain_text(re.compile(rf"{name}(\s+jaga)?\s+\d"))
    link.click()


def _screen(phones: Page, name: str) -> Locator:
    return phones.locator(f"#screen-{name}")


def _log_in(seen: Window, phones: Page, address: str, name: str) -> Page:
    row = phones.locator("#logins tr", has_text=name)
    desk = seen.open(f"{address}desk")
    desk.get_by_label("Nama").fill(name)
    desk.get_by_label("Kata sandi").fill(PASSWORD)
    desk.get_by_label("Kode 6 angka").fill(row.locator("kbd").inner_text())
    desk.get_by_role("button", name="Masuk").click()
    expect(desk.locator("main")).to_contain_text("Menunggu")
    return desk
