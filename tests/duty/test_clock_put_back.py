"""A clock that was wrong and is put back must not let a ladder wait: at most one more delay of its own."""

from datetime import timedelta

from tests.duty.scenes import danger
from tests.stories.scenes import reports


def test_a_ladder_under_way_goes_on_after_its_own_delay_though_the_clock_went_back_an_hour(hotline):
    hotline.on_duty("first").backup("second")
    danger(hotline)
    hotline.counselor("first").is_paged(at="22:10")
    hotline.wait(minutes=2)

    hotline.house.clock.move(-timedelta(hours=1))
    hotline.settles()
    hotline.wait(minutes=4, seconds=59)
    hotline.counselor("second").hears_nothing()
    hotline.wait(seconds=1)

    hotline.counselor("second").is_paged(at="21:17")


def test_a_ladder_that_waits_for_the_day_still_waits_for_it(hotline):
    hotline.on_duty("first")
    reports(hotline).skims()

    hotline.house.clock.move(-timedelta(hours=1))
    hotline.at("2026-11-23 06:59")
    hotline.counselor("first").hears_nothing()
    hotline.wait(minutes=1)

    hotline.counselor("first").is_paged(at="07:00", colour="KUNING")
    hotline.victim().skims()
