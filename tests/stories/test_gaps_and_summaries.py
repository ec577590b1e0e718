"""The coordinators are told ahead of hours without anybody, and day by day how things stand."""

from datetime import timedelta

import pytest

from bot.duty import routine
from flows.roster import Leave, Override
from storage import audit, roster_changes
from tests.stories.scenes import with_someone


@pytest.fixture
def planned(hotline):
    """Return a hotline on a Sunday at 22.10 with somebody always on duty on both rungs, which tells of gaps."""
    hotline.office.routine = {"gaps": True}
    hotline.on_duty("first").on_duty("second", role="cadangan")
    hotline.settles()
    hotline.coordinator().hears_nothing()
    return hotline


def _change(hotline, change):
    now = hotline.house.clock.now()
    hotline.house.writer.do(lambda uow: roster_changes.add(uow, change, "ratna", now))
    hotline.settles()


def _away(hotline, name, after, lasts=timedelta(hours=4)):
    starts = hotline.house.clock.now() + after
    _change(hotline, Leave(member=name, starts_at=starts, ends_at=starts + lasts))


def _cover(starts, ends):
    return Override(team="kota", role="konselor", member="third", starts_at=starts, ends_at=ends)


def _told(hotline):
    return hotline.coordinator().phone.expect_any("gaps")


def test_a_gap_is_told_of_14_days_7_days_a_day_and_an_hour_ahead_and_wakes_nobody(planned):
    _away(planned, "first", timedelta(days=20))  # Sat 12-12 22.10
    planned.coordinator().hears_nothing()

    for moment, shown in (
        ("2026-11-29 07:00", "07:00"),
        ("2026-12-06 07:00", "07:00"),
        ("2026-12-12 07:00", "07:00"),
        ("2026-12-12 20:00", "20:00"),
    ):
        planned.at(moment)
        told = _told(planned)
        assert told.at == shown
        assert "konselor · kota: Sab 12-12-2026 22.10 – Min 13-12-2026 02.10" in told.text
        assert ("Segera kosong" in told.text) == (shown == "20:00")
    planned.at("2026-12-14 12:00")


def test_a_gap_that_comes_up_at_night_for_the_next_days_waits_for_the_morning_and_all_are_one_message(planned):
    _away(planned, "first", timedelta(days=2))
    _away(planned, "second", timedelta(days=3))
    planned.coordinator().hears_nothing()

    planned.at("07:00")

    told = _told(planned).text
    assert "konselor · kota" in told
    assert "cadangan · kota" in told


def test_a_gap_within_the_hour_is_told_at_any_hour_and_once(planned):
    _away(planned, "first", timedelta(minutes=30))

    assert "Segera kosong di jadwal" in _told(planned).text
    planned.restart()
    planned.wait(hours=6)


def test_a_gap_that_moved_is_told_of_anew_and_a_filled_one_no_more(planned):
    planned.at("2026-11-23 09:00")
    _away(planned, "first", timedelta(days=5))
    _told(planned)
    starts = planned.house.clock.now() + timedelta(days=5)
    later = starts + timedelta(hours=2)

    _change(planned, _cover(starts, later))

    assert "Sab 28-11-2026 11.00 – Sab 28-11-2026 13.00" in _told(planned).text
    _change(planned, _cover(later, later + timedelta(hours=2)))
    planned.at("2026-11-28 20:00")


def test_a_role_that_nobody_has_is_told_of_once_and_not_at_every_look(planned):
    _change(
        planned,
        Leave(
            member="first",
            starts_at=planned.house.clock.now() - timedelta(days=1),
            ends_at=planned.house.clock.now() + timedelta(days=60),
        ),
    )

    _told(planned)
    planned.wait(days=9)


def test_a_stop_over_several_steps_tells_the_nearest_only(planned):
    planned.at("2026-11-23 09:00")
    planned.sleeps(days=9)
    _away(planned, "first", timedelta(hours=20))

    _told(planned)
    planned.coordinator().hears_nothing()
    planned.wait(hours=18)
    assert _told(planned).at == "20:00"  # the last call, in the evening before 05.00


def test_a_year_without_a_list_of_holidays_is_told_of_as_early(hotline):
    hotline.office.routine = {"gaps": True}
    hotline.begins_at("2040-12-17 08:00").on_duty("first").on_duty("second", role="cadangan").settles()
    assert "Daftar hari libur 2040 belum ada" in _told(hotline).text

    hotline.at("2040-12-20 12:00")

    told = _told(hotline)
    assert (told.at, "Daftar hari libur 2041 belum ada" in told.text, "2040 b" in told.text) == ("07:00", True, False)


def test_the_days_summary_comes_at_its_hour_with_codes_counts_and_the_audit_trail(hotline):
    hotline.office.routine = {"summary": "07.15"}
    hotline.on_duty("first").backup("second")
    victim, first = with_someone(hotline)
    first.says("Saya di sini.")
    victim.hears_words("di sini").says("masih takut")
    first.reads("masih takut")
    hotline.house.writer.do(lambda uow: audit.note(uow, "x", actor="x", subject="x", now=hotline.house.clock.now()))
    hotline.at("2026-11-23 06:59")
    for name in ("first", "second"):
        hotline.counselor(name).skims()
    hotline.coordinator().skims()
    hotline.at("07:15")

    told = hotline.coordinator().phone.expect_any("daily")
    assert told.at == "07:15"
    code = hotline.case().code
    with hotline.house.database.look() as uow:
        number, last = audit.head(uow)
    for words in (
        "Ringkasan 23-11-2026",
        "Belum ditutup: 1 · MERAH 1",
        f"{code} MERAH 9 jam · first · menunggu balasan",
        "Menunggu balasan: 1",
        "first (konselor · kota)",
        f"Jejak audit: {number} · {last}",
    ):
        assert words in told.text, told.text
    assert "takut" not in told.text
    week = hotline.coordinator().phone.expect_any("weekly").text
    assert "MERAH: 1 tugas" in week
    assert "first: 1 panggilan, 1 malam" in week
    for name in (hotline.counselor("first"), hotline.counselor("second"), hotline.coordinator()):
        name.skims()


def test_the_weeks_numbers_come_on_mondays_only_and_a_stop_sends_one_summary_late(hotline):
    hotline.office.routine = {"summary": "07.15"}
    hotline.on_duty("first")
    hotline.at("2026-11-23 07:15")
    hotline.coordinator().is_told("daily", "weekly")
    hotline.at("2026-11-24 08:00")
    hotline.coordinator().is_told("daily").hears_nothing()

    hotline.sleeps(days=3).restart()

    hotline.coordinator().is_told("daily").hears_nothing()
    hotline.at("2026-11-28 07:00")


def test_two_who_look_at_once_do_it_once(hotline):
    hotline.office.routine = {"summary": "07.15"}
    hotline.on_duty("first").at("2026-11-24 07:00")
    hotline.coordinator().is_told("daily", "weekly")
    hotline.sleeps(minutes=15)
    house = hotline.house
    now = house.clock.now()

    for _ in range(2):
        house.writer.do(lambda uow: routine.work_off(house, uow, "summary", now))
    hotline.settles()

    hotline.coordinator().is_told("daily").hears_nothing()


@pytest.mark.parametrize(
    ("typed", "outcome"),
    [
        ("#tutup bukan darurat, salah sambung", "not_urgent"),
        ("#tutup Bukan darurat", "not_urgent"),
        ("#tutup sudah aman", ""),
        ("#tutup bukan daruratnya yang penting", ""),
    ],
)
def test_a_case_closed_as_no_emergency_is_counted_as_such(hotline, typed, outcome):
    victim, first = with_someone(hotline)
    first.says(typed).is_told("closed")
    victim.skims()
    assert hotline.case().outcome == outcome
