"""At night only what cannot wait wakes somebody: hours count for medical care, not for a report of last year."""

import pytest

from tests.stories.scenes import reports


def test_a_report_without_danger_waits_for_the_morning(hotline):
    hotline.on_duty("first")
    reports(hotline).hears("receipt.ask").picks("simpan").hears("waiting.ask")
    hotline.counselor("first").hears_nothing()

    hotline.at("2026-11-23 06:59").counselor("first").hears_nothing()
    hotline.wait(minutes=1)

    hotline.counselor("first").is_paged(at="07:00", colour="KUNING")


def test_sexual_violence_within_three_days_wakes_somebody_at_night(hotline):
    hotline.on_duty("first")

    reports(hotline, kinds="seksual", when="tiga_hari").hears("receipt.ask")

    hotline.counselor("first").is_paged(at="22:10", colour="ORANYE")


def test_a_child_who_is_not_in_danger_now_waits_for_the_morning(hotline):
    hotline.on_duty("first")

    reports(hotline, who="anak_korban").hears("receipt.ask")

    hotline.counselor("first").hears_nothing()
    hotline.at("07:00").counselor("first").is_paged(colour="ORANYE")


@pytest.mark.parametrize(("time", "paged_at"), [("06:59", "07:00"), ("07:00", "07:00"), ("20:59", "20:59")])
def test_the_day_begins_and_ends_when_the_office_says_so(hotline, time, paged_at):
    hotline.on_duty("first").at(f"2026-11-23 {time}")

    reports(hotline).hears("receipt.ask")
    hotline.at(f"2026-11-23 {paged_at}")

    hotline.counselor("first").is_paged(at=paged_at)


def test_at_nine_in_the_evening_the_day_is_over(hotline):
    hotline.on_duty("first").at("2026-11-23 21:00")

    reports(hotline).hears("receipt.ask")

    hotline.counselor("first").hears_nothing()


def test_what_is_told_about_the_time_is_true_when_nobody_is_called_before_the_morning(hotline):
    """Rule 11: at 22.10 nobody is called, so nothing may claim that it was passed on, or promise six hours."""
    hotline.on_duty("first")

    victim = reports(hotline).hears("receipt.ask").picks("simpan").hears("waiting.ask")
    victim.reads("mulai dipanggil jam 07.00", "6 jam sesudah itu")
    victim.picks("status").hears("status.ask").reads("mulai dipanggil jam 07.00")

    assert "Diteruskan" not in victim.screen


def test_an_unfinished_report_of_sexual_violence_last_night_calls_somebody_like_a_finished_one(hotline):
    """Rule 10: she told enough to know that hours count, and then her phone fell silent."""
    hotline.on_duty("first")
    child = hotline.victim("adik").says("halo").picks("bantu", "aman", "tidak", "setuju", "anak_korban")
    child.says("aku gak suka").picks("selesai", "seksual", "selesai", "selesai", "hari_ini").skims()

    hotline.counselor("first").is_paged(colour="ORANYE").accepts().skims()
    child.skims()
