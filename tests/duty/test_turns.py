"""Rotations: a turn ends to the minute, the last is followed by the first, and a rung asks when it fires."""

from datetime import date

from tests.duty.scenes import danger, takes_and_closes

DAILY = {"turn": "harian", "begins": date(2026, 11, 20), "hand_over": "23:00"}


def test_a_turn_ends_to_the_minute_and_the_last_is_followed_by_the_first(hotline):
    hotline.office.take_turns("konselor", "first", "second", "third", **DAILY)
    hotline.at("22:59")
    for before, after in (("second", "third"), ("third", "first"), ("first", "second")):
        danger(hotline)
        takes_and_closes(hotline, hotline.counselor(before))
        hotline.wait(minutes=1)
        danger(hotline)
        takes_and_closes(hotline, hotline.counselor(after))
        hotline.wait(hours=23, minutes=59)


def test_who_has_the_turn_when_her_rung_fires_is_called_and_not_who_had_it_when_the_case_began(hotline):
    hotline.office.take_turns("cadangan", "first", "second", **DAILY)
    hotline.on_duty("third").at("22:57")
    danger(hotline)
    hotline.counselor("third").is_paged(at="22:57")

    hotline.wait(minutes=5)

    hotline.counselor("second").hears_nothing()
    hotline.counselor("first").is_paged(at="23:02")
