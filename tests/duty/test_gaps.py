"""Where nobody has a duty: the rung costs no time, it is said, and whoever comes next is called."""

from datetime import date, timedelta

from flows.roster import Leave
from tests.duty.scenes import danger


def test_the_hours_that_a_rotation_leaves_empty_are_a_gap(hotline):
    hotline.office.rotations.append(
        {"team": "kota", "role": "konselor", "members": ["first", "second"], "turn": "mingguan"}
        | {"begins": date(2026, 11, 2), "hand_over": "08:00", "from": "08:00", "to": "22:00"}
    )
    danger(hotline)
    hotline.coordinator().is_alarmed("empty_rung", at="22:10").is_paged(at="22:10")

    hotline.wait(minutes=5)
    hotline.coordinator().is_alarmed("unanswered", at="22:15")
    hotline.victim().hears("everywhere.exhausted")


def test_a_role_whose_last_person_goes_on_leave_is_a_gap_from_that_minute(hotline, change):
    hotline.on_duty("first").backup("second")
    now = hotline.house.clock.now()
    change(Leave(member="second", starts_at=now + timedelta(minutes=5), ends_at=now + timedelta(hours=1)))
    danger(hotline)
    hotline.counselor("first").is_paged(at="22:10")

    hotline.wait(minutes=5)

    hotline.coordinator().is_alarmed("empty_rung", at="22:15").is_paged(at="22:15")


def test_every_rung_but_the_last_may_be_empty_and_she_is_called_at_once(hotline):
    danger(hotline)

    hotline.coordinator().is_alarmed("empty_rung", at="22:10").is_paged(at="22:10", colour="MERAH")
