"""The page of numbers is for coordinators: counts and names of colleagues, and the last drill."""

from bot.duty import drilling
from tests.web.desk import Desk


def test_a_coordinator_reads_numbers_without_a_drill_in_them_and_the_last_drill(desk: Desk) -> None:
    desk.case("ibu")
    hotline = desk.hotline.wait(minutes=1)
    ratna = desk.signed_in("ratna").gets("/desk/numbers")
    assert "1 tugas" in ratna.text
    assert "sari: 1 panggilan dalam 1 giliran" in ratna.text
    assert "9 dari 10" not in ratna.text
    assert "Belum pernah ada latihan." in ratna.text

    desk.write("UPDATE cases SET status = 'closed'")
    now = hotline.house.clock.now()
    hotline.house.writer.do(lambda uow: drilling.start(hotline.house, uow, "ratna", now))
    hotline.settles()

    shown = desk.signed_in("ratna").gets("/desk/numbers?hari=30").text
    assert "Angka 30 hari terakhir" in shown
    assert "masih berjalan" in shown
    assert "sari: 1 panggilan dalam 1 giliran" in shown


def test_a_counselor_has_no_such_page_and_no_way_to_it(desk: Desk) -> None:
    sari = desk.signed_in("sari")
    assert sari.gets("/desk/numbers").status_code == 403
    assert "/desk/numbers" not in sari.gets("/desk").text
    assert "/desk/numbers" in desk.signed_in("ratna").gets("/desk").text


def test_an_unknown_span_is_the_shortest(desk: Desk) -> None:
    shown = desk.signed_in("ratna").gets("/desk/numbers?hari=<b>")
    assert "Angka 7 hari terakhir" in shown.text
