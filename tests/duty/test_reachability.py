"""Chats that fail: who cannot be reached is passed by loudly, and whoever is back is called again."""

from flows.events import Gone
from tests.duty.scenes import danger, takes_and_closes
from tests.stories.scenes import line_down, line_refuses


def test_a_page_that_is_refused_for_good_calls_the_next_at_once_and_is_alarmed(hotline):
    hotline.on_duty("first").backup("second")
    with line_refuses(hotline, "first"):
        danger(hotline)

    hotline.coordinator().is_alarmed("unreachable", at="22:10")
    hotline.counselor("second").is_paged(at="22:10")
    hotline.counselor("first").hears_nothing()


def test_a_page_that_cannot_go_out_now_is_tried_again_and_the_ladder_does_not_wait_for_it(hotline):
    hotline.on_duty("first").backup("second")
    with line_down(hotline, "first"):
        danger(hotline)
        hotline.wait(minutes=5)
        hotline.counselor("second").is_paged(at="22:15")

    hotline.wait(minutes=2)

    hotline.counselor("first").is_paged().accepts().is_briefed()
    hotline.counselor("second").is_told("taken")
    hotline.victim().hears("person.ask")


def test_who_blocked_us_is_called_no_more_until_she_writes_again(hotline):
    hotline.on_duty("first").backup("second")
    hotline.counselor("first").does(Gone())
    hotline.coordinator().is_alarmed("unreachable")
    danger(hotline)
    hotline.coordinator().is_alarmed("empty_rung", at="22:10")
    takes_and_closes(hotline, hotline.counselor("second"))

    hotline.counselor("first").says("#bantuan").is_told("staff_help")
    danger(hotline)

    hotline.counselor("first").is_paged(at="22:10")


def test_with_every_line_down_nothing_is_lost_and_all_are_called_once_when_it_is_back(hotline):
    hotline.on_duty("first").backup("second")
    with line_down(hotline, "first"), line_down(hotline, "second"), line_down(hotline, "ratna"):
        danger(hotline)
        hotline.wait(minutes=14)
        hotline.restart()
    hotline.wait(minutes=2)

    hotline.counselor("first").is_paged().hears_nothing()
    hotline.counselor("second").is_paged().hears_nothing()
    hotline.coordinator().is_paged()
    hotline.coordinator().skims()
    hotline.victim().skims()
