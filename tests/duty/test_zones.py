"""Clocks: shifts are by the office's own wall, also in a night in which it is put forward or back."""

import pytest

from tests.duty.scenes import danger, takes_and_closes
from tests.harness.office import Office

FORWARD, BACK = "2027-03-13 23:30", "2027-11-06 23:30"


@pytest.fixture(params=["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura", "America/New_York"])
def office(request) -> Office:
    """Return an office in each zone of Indonesia, and in one whose clocks change at night."""
    return Office(zone=request.param)


def test_a_night_shift_begins_and_ends_by_the_offices_own_wall(hotline):
    hotline.on_duty("first", "19:00", "07:00").on_duty("second", "07:00", "19:00").at("2026-11-24 06:59")
    danger(hotline)
    takes_and_closes(hotline, hotline.counselor("first"))

    hotline.wait(minutes=1)
    danger(hotline)

    takes_and_closes(hotline, hotline.counselor("second"))


@pytest.mark.parametrize("office", [Office(zone="America/New_York")])
@pytest.mark.parametrize(("night", "hours"), [(FORWARD, 6.5), (BACK, 8.5)])
def test_in_a_night_in_which_clocks_change_the_shift_still_ends_at_seven_and_delays_are_real_time(
    hotline, office, night, hours
):
    office.held.clear()
    office.put("koordinator", "ratna", "00:00", "00:00")
    hotline.on_duty("first", "19:00", "07:00").on_duty("second", "07:00", "19:00").at(night)
    danger(hotline)
    takes_and_closes(hotline, hotline.counselor("first"))
    hotline.wait(hours=hours, minutes=-1)
    danger(hotline, "adik")
    takes_and_closes(hotline, hotline.counselor("first"), "adik")

    hotline.wait(minutes=1)
    danger(hotline, "tante")
    hotline.counselor("second").is_paged(at="07:00")
    hotline.wait(minutes=5)

    hotline.coordinator().is_alarmed("empty_rung", at="07:05").is_paged(at="07:05")
    hotline.victim("tante").skims()


@pytest.mark.parametrize("office", [Office(zone="America/New_York")])
@pytest.mark.parametrize("moment", ["2027-03-14 01:58", "2027-11-07 01:58"])
def test_the_delay_of_a_rung_is_five_minutes_also_over_the_hour_that_is_skipped_or_comes_twice(hotline, moment, office):
    office.held.clear()
    office.put("koordinator", "ratna", "00:00", "00:00")
    hotline.on_duty("first").backup("second").at(moment)
    danger(hotline)
    hotline.counselor("first").is_paged(at="01:58")

    hotline.wait(minutes=4, seconds=59)
    hotline.counselor("second").hears_nothing()
    hotline.wait(seconds=1)

    hotline.counselor("second").is_paged(at="03:03" if "03-14" in moment else "01:03")
