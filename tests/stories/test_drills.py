"""A drill goes down the real ladder to real chats, says that it is one, and gives way to a real case at once."""

import pytest

from bot.duty import asking, drilling, figures
from flows.errors import Refused
from flows.events import Gone
from tests.stories.scenes import calls_for_help, line_down, with_someone


def _starts(hotline):
    """Start a drill now; return its id."""
    now = hotline.house.clock.now()
    drill = hotline.house.writer.do(lambda uow: drilling.start(hotline.house, uow, "ratna", now))
    hotline.settles()
    return drill


def _report(hotline):
    return hotline.coordinator().phone.expect_any("drill_report").text


@pytest.fixture
def manned(hotline):
    """Return a hotline with somebody on both rungs, and the coordinator on the last."""
    return hotline.on_duty("first").backup("second")


def test_who_accepts_a_drill_ends_it_and_the_coordinator_reads_the_times(manned):
    _starts(manned)
    page = manned.counselor("first").phone.expect_any("drill_page")
    assert page.text.startswith("LATIHAN, bukan tugas")
    manned.wait(minutes=2)

    manned.counselor("first").presses(manned.counselor("first").button("1 Terima"))

    assert "Tidak ada pelapor" in manned.counselor("first").phone.expect_any("drill_noted").text
    told = _report(manned)
    for words in ("Hasil: ada yang menerima", "1. konselor · kota", "first: sampai 0 dtk, diterima 2 mnt"):
        assert words in told
    manned.wait(hours=2)


def test_a_silent_drill_climbs_like_a_case_ends_by_itself_and_alarms_nobody(manned):
    _starts(manned)
    manned.counselor("first").is_told("drill_page")
    manned.wait(minutes=5)
    assert manned.counselor("second").phone.expect_any("drill_page").at == "22:15"
    manned.wait(minutes=5)
    assert manned.coordinator().phone.expect_any("drill_page").at == "22:20"
    manned.wait(minutes=5)

    for name in ("first", "second"):
        manned.counselor(name).is_told("drill_over")
    manned.coordinator().is_told("drill_over")
    assert "TIDAK ADA yang menerima" in _report(manned)
    manned.wait(hours=2)
    assert manned.cases() == []


@pytest.mark.parametrize("said", ["2", "tidak bisa", "2 {code}"])
def test_who_declines_a_drill_lets_the_next_be_called_at_once(manned, said):
    _starts(manned)
    manned.counselor("first").is_told("drill_page")
    code = manned.rows("SELECT code FROM drills")[0]["code"]

    manned.counselor("first").says(said.format(code=code.lstrip("#"))).is_told("drill_noted")

    manned.counselor("second").is_told("drill_page").says(f"1 {code}").is_told("drill_noted")
    assert "first: sampai 0 dtk, tidak bisa 0 dtk" in _report(manned)


def test_a_real_case_stops_a_drill_and_what_was_not_sent_of_it_goes_no_more(manned):
    with line_down(manned, "second"):
        _starts(manned)
        manned.wait(minutes=5)
        manned.counselor("first").is_told("drill_page")

        victim = calls_for_help(manned)

        manned.counselor("first").is_paged(at="22:15")
        assert "dihentikan, ada tugas sungguhan" in _report(manned)
    manned.wait(minutes=2)
    manned.counselor("second").hears_nothing()
    first = manned.counselor("first").says("1").is_briefed()
    victim.hears("person.ask")
    first.presses(first.button("1 Terima", earlier=True))
    first.skims()


def test_a_real_page_does_not_wait_behind_a_drill_that_cannot_be_brought(manned):
    with line_down(manned, "first"):
        _starts(manned)
        manned.wait(seconds=40)
    calls_for_help(manned)

    manned.counselor("first").is_paged(at="22:10").hears_nothing()
    _report(manned)


def test_no_drill_begins_while_a_red_case_is_open_or_another_runs(manned):
    _, first = with_someone(manned)
    with pytest.raises(Refused, match="MERAH"):
        _starts(manned)
    first.says("#tutup sudah aman").is_told("closed")
    manned.victim().skims()

    _starts(manned)
    with pytest.raises(Refused, match="latihan"):
        _starts(manned)

    first.is_told("drill_page").says("1").is_told("drill_noted")
    _report(manned)


def test_a_drill_counts_in_no_number_and_shows_nowhere_as_a_case(manned):
    _starts(manned)
    manned.counselor("first").is_told("drill_page").says("1").is_told("drill_noted")
    _report(manned)

    now = manned.house.clock.now()
    with manned.house.database.look() as uow:
        found = figures.count(manned.house, uow, now.replace(year=2020), now.replace(year=2030))
    assert (found.pages, found.people, [one.cases for one in found.colours]) == (0, (), [0, 0, 0, 0])
    assert manned.rows("SELECT id FROM pages") == manned.rows("SELECT id FROM cases") == []


def test_who_cannot_be_reached_is_passed_in_a_drill_and_stands_in_the_report(manned):
    manned.counselor("first").does(Gone())
    manned.coordinator().is_alarmed("unreachable")

    _starts(manned)

    manned.counselor("second").is_told("drill_page").says("1").is_told("drill_noted")
    assert "1. konselor · kota: KOSONG" in _report(manned)


def test_a_restart_in_a_drill_goes_on_where_it_was_and_pages_nobody_twice(manned):
    _starts(manned)
    manned.restart()
    manned.wait(minutes=5)
    manned.restart()
    manned.counselor("first").is_told("drill_page").hears_nothing()
    manned.counselor("second").is_told("drill_page").hears_nothing()
    manned.counselor("second").says("1").is_told("drill_noted")
    manned.counselor("first").is_told("drill_over")
    _report(manned)


def test_the_monthly_drill_is_held_by_itself_and_waits_a_day_for_a_red_case(hotline):
    hotline.office.routine = {"drill": "10.00", "drill_day": 24}
    hotline.on_duty("first")
    _, first = with_someone(hotline)
    hotline.victim().skims()
    first.says("Saya di sini.")
    hotline.victim().skims()
    hotline.at("2026-11-24 10:30")
    first.hears_nothing()
    hotline.restart()
    first.says("#tutup aman").is_told("closed")
    hotline.victim().skims()

    hotline.at("2026-11-25 10:00")

    first.is_told("drill_page").says("1").is_told("drill_noted")
    _report(hotline)
    hotline.at("2026-12-23 09:00")
    first.hears_nothing()
    hotline.at("2026-12-24 10:00")
    first.is_told("drill_page").says("1").is_told("drill_noted")
    _report(hotline)


def test_a_drill_that_fell_into_a_stop_waits_for_its_hour_and_wakes_nobody(hotline):
    hotline.office.routine = {"drill": "10.00", "drill_day": 23, "summary": "07.15"}
    hotline.on_duty("first").at("2026-11-23 07:15")
    hotline.coordinator().is_told("daily", "weekly")
    hotline.sleeps(hours=19, minutes=45).restart()  # 03.00
    hotline.at("2026-11-24 07:00")

    hotline.at("2026-11-24 10:00")

    hotline.coordinator().is_told("daily").hears_nothing()
    hotline.counselor("first").is_told("drill_page").says("1").is_told("drill_noted")
    _report(hotline)


def test_a_test_page_says_that_it_is_one_and_tells_how_far_it_came(manned):
    now = manned.house.clock.now()
    manned.house.writer.do(lambda uow: asking.test(manned.house, uow, "first", now))
    manned.settles()
    assert "bukan tugas" in manned.counselor("first").phone.expect_any("test_page").text
    manned.wait(seconds=30)

    manned.counselor("first").says("1").is_told("test_noted")

    row = manned.rows("SELECT * FROM asks")[0]
    assert row["sent_at"] is not None
    assert row["answered_at"] > row["sent_at"]
    assert row["status"] == "ready"
    manned.wait(hours=1)


def test_a_test_page_to_nobody_is_refused_with_what_to_do(manned):
    now = manned.house.clock.now()
    with pytest.raises(Refused, match="Tidak ada anggota"):
        manned.house.writer.do(lambda uow: asking.test(manned.house, uow, "nina", now))
    manned.counselor("first").does(Gone())
    manned.coordinator().is_alarmed("unreachable")
    with pytest.raises(Refused, match="member link first"):
        manned.house.writer.do(lambda uow: asking.test(manned.house, uow, "first", now))
