"""The desk says who has a case and since when, who accepted it first, and when somebody else is needed for it."""

from tests.web.desk import Browser, Desk
from tests.web.html import Checked
from tests.web.working import does, handed_on, holds, opens, skims_all


def _handed_on(desk: Desk) -> tuple[Browser, str]:
    """Let sari accept a case at 22.10 and dewi take it at 22.44; return dewi's browser and the code."""
    code = handed_on(desk, at="22:44")
    dewi = opens(desk, "dewi", code, "membantu")
    does(dewi, code, "accept")
    skims_all(desk)
    return dewi, code


def _silent(desk: Desk) -> str:
    """Let sari accept a case and say nothing until dewi is called for it; return the code."""
    _, code = holds(desk)
    desk.hotline.wait(minutes=11)
    skims_all(desk)
    return code


def test_a_case_that_changed_hands_tells_since_when_each_had_it(desk: Desk) -> None:
    dewi, code = _handed_on(desk)

    dewi.gets(f"/desk/cases/{code}")
    assert "Diterima 22.10 , sari" in dewi.text
    assert "Dipegang sejak 22.44 , Anda" in dewi.text
    ratna = desk.signed_in("ratna")
    ratna.gets("/desk")
    assert "dewi, sejak 22.44" in ratna.text
    assert "pertama diterima 22.10 , sari" in ratna.text


def test_a_case_that_did_not_change_hands_tells_it_once(desk: Desk) -> None:
    sari, code = holds(desk)

    sari.gets(f"/desk/cases/{code}")
    assert "Diterima 22.10 , sari" in sari.text
    assert "Dipegang sejak" not in sari.text
    sari.gets("/desk")
    assert "Anda, sejak 22.10" in sari.text
    assert "pertama diterima" not in sari.text


def test_a_case_whose_holder_is_silent_stands_among_those_that_wait_by_its_colour(desk: Desk) -> None:
    code = _silent(desk)
    desk.hotline.victim("lain").says("halo").picks("bantu", "aman", "tidak").skims()
    desk.hotline.victim("lain").says("petugas").skims()
    other = str(desk.hotline.case_of("lain").code)
    skims_all(desk)

    ratna = desk.signed_in("ratna")
    shown = ratna.gets("/desk").text

    assert Checked(shown).title == "2 menunggu · Meja"
    assert "! perlu orang lain · dipegang sari sejak 22.10" in ratna.text
    assert "Pelapor menunggu balasan sejak 22.10" in ratna.text
    assert "sudah ada yang memegang" not in ratna.text
    assert "1 menunggu, 1 perlu orang lain, 0 dipegang." in ratna.text
    assert ratna.text.index(f"#{code}") < ratna.text.index(other) < ratna.text.index("Tidak ada tugas yang sedang")
    opens(desk, "ratna", code, "pengawasan")
    assert "Perlu orang lain" in opens(desk, "dewi", code, "membantu").text


def test_once_the_holder_answers_nobody_else_is_needed(desk: Desk) -> None:
    code = _silent(desk)
    sari = desk.signed_in("sari")

    does(sari, code, "answer", text="Saya di sini.", once="a")

    skims_all(desk)
    sari.gets("/desk")
    assert "perlu orang lain" not in sari.text
    assert "Tidak ada yang menunggu: setiap tugas tim Anda sudah ada yang memegang." in sari.text


def test_a_coordinator_is_told_that_she_sees_all_teams(desk: Desk) -> None:
    ratna, sari = desk.signed_in("ratna"), desk.signed_in("sari")

    ratna.gets("/desk")
    assert "Tugas semua tim tampil di sini" in ratna.text
    assert "tim Anda" not in ratna.text
    sari.gets("/desk")
    assert "Hanya tugas tim Anda yang tampil di sini." in sari.text
