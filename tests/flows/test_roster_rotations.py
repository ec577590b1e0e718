"""Turns go round by day and hour, and on holidays, whatever clocks do."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from flows.roster import EVERY_DAY, Gap, Once, Roster, Shift, gaps, handovers, on_call, stretches, windows
from tests.flows.duties import DAY_AND_NIGHT, OF, WIB, ask, local, rotation, shift, span, utc, who

WIT = ZoneInfo("Asia/Jayapura")
BERLIN = ZoneInfo("Europe/Berlin")


# Rotations


def test_a_weekly_turn_is_handed_over_on_the_weekday_of_its_beginning_at_its_hour():
    weekly = [rotation("ani", "budi")]
    assert who(weekly, "2 07:59") == ()
    assert who(weekly, "2 08:00") == ("ani",)
    assert who(weekly, "9 07:59") == ("ani",)
    assert who(weekly, "9 08:00") == ("budi",)
    assert [one.at for one in ask(handovers, weekly, "3 00:00", "24 00:00")] == [
        utc("9 08:00"),
        utc("16 08:00"),
        utc("23 08:00"),
    ]


@pytest.mark.parametrize(
    ("every", "expected"), [(1, "abcabcabca"), (2, "aabbccaabb"), (3, "aaabbbccca"), (10, "a" * 10)]
)
def test_a_turn_lasts_as_many_days_as_it_is_told(every, expected):
    turns = [rotation("a", "b", "c", every=every)]
    assert "".join(who(turns, f"{day} 09:00")[0] for day in range(2, 12)) == expected


def test_a_rotation_wraps_around_its_members_and_one_may_have_two_turns():
    turns = [rotation("ani", "budi", "ani", every=1)]
    assert [who(turns, f"{day} 09:00") for day in range(2, 6)] == [("ani",), ("budi",), ("ani",), ("ani",)]


def test_a_rotation_of_one_hands_nothing_over_and_one_of_nobody_is_a_gap():
    assert ask(handovers, [rotation("ani", every=1)], "3 00:00", "20 00:00") == ()
    assert ask(gaps, [rotation(every=1)], "3 00:00", "5 00:00") == (Gap(utc("3 00:00"), utc("5 00:00")),)


def test_nobody_has_a_turn_before_the_rotation_begins():
    late = [rotation("ani", begins=date(2026, 3, 10), hand_over="00:00")]
    assert ask(gaps, late, "2 00:00", "20 00:00") == (Gap(utc("2 00:00"), utc("10 00:00")),)


def test_a_night_of_a_rotation_belongs_whole_to_whoever_has_the_turn_when_it_begins():
    nights = [rotation("ani", "budi", hand_over="00:00", every=7, starts=time(22), ends=time(6))]
    assert who(nights, "9 05:59") == ("ani",)  # began on Sunday the 8th, in ani's week
    assert who(nights, "9 22:00") == ("budi",)


def test_a_duty_that_begins_before_the_hour_of_the_hand_over_belongs_to_the_turn_before():
    early = [rotation("ani", "budi", hand_over="08:00", every=1, starts=time(6), ends=time(10))]
    assert who(early, "2 09:00") == ()
    assert who(early, "3 06:00") == ("ani",)
    assert who(early, "4 09:00") == ("budi",)


def test_a_turn_is_an_hour_shorter_when_clocks_go_forward_and_leaves_no_gap():
    daily = [rotation("ani", "budi", every=1, hand_over="02:30")]
    found = ask(stretches, daily, "28 12:00", "31 12:00", BERLIN)
    assert [one.members for one in found] == [("ani",), ("budi",), ("ani",), ("budi",)]
    assert found[1].ends_at - found[1].starts_at == timedelta(hours=23)
    assert found[1].starts_at == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)  # 02.30 is skipped: 03.30 by the new clock


def test_a_wall_time_is_its_first_pass_whatever_its_fold_says():
    folded = Shift(**OF, member="ani", days=EVERY_DAY, starts=time(2, 30, fold=1), ends=time(8))
    start, end = datetime(2026, 10, 25, tzinfo=BERLIN), datetime(2026, 10, 25, 12, tzinfo=BERLIN)
    (found,) = windows([folded], zone=BERLIN, start=start, end=end)
    assert found.starts_at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_the_same_hand_over_is_another_instant_in_another_zone():
    daily = [rotation("ani", "budi", every=1)]
    assert on_call(daily, zone=WIT, at=utc("3 06:00"), **OF) == ("budi",)  # 08.00 in Jayapura
    assert on_call(daily, zone=WIB, at=utc("3 06:00"), **OF) == ("ani",)


def test_windows_of_rotations_and_single_duties_come_with_those_of_shifts():
    once = Once(**OF, member="citra", **span("3 10:00", "3 12:00"))
    found = windows([rotation("ani", every=1), once], zone=WIB, start=local("3 09:00"), end=local("3 23:00"))
    assert [(one.starts_at, one.ends_at) for one in found] == [
        (utc("3 08:00"), utc("4 08:00")),
        (utc("3 10:00"), utc("3 12:00")),
    ]


def test_several_roles_run_in_one_shift():
    both = [*DAY_AND_NIGHT, shift("dr-wati", role="psikolog")]
    assert who(both, "3 09:00") == ("ani",)
    assert who(both, "3 09:00", role="psikolog") == ("dr-wati",)
    assert who(both, "3 21:00", role="psikolog") == ()


# Holidays


def test_rules_hold_on_workdays_or_on_holidays_by_the_day_on_which_a_duty_begins():
    rules = (
        shift("ani", "20:00", "08:00", holds="workdays"),
        shift("budi", "20:00", "08:00", holds="holidays"),
        shift("citra", "08:00", "20:00"),
    )
    roster = Roster(rules, holidays=frozenset({date(2026, 3, 3)}))
    assert who(roster, "3 07:00") == ("ani",)
    assert who(roster, "3 09:00") == ("citra",)
    assert who(roster, "3 21:00") == who(roster, "4 07:00") == ("budi",)
    assert who(roster, "4 21:00") == ("ani",)


def test_a_turn_on_a_holiday_is_left_out_and_still_counted():
    roster = Roster(
        (rotation("ani", "budi", every=1, hand_over="00:00", holds="workdays"),), holidays=frozenset({date(2026, 3, 3)})
    )
    assert [who(roster, f"{day} 09:00") for day in (2, 3, 4)] == [("ani",), (), ("ani",)]


def test_turns_that_a_left_out_day_lets_begin_together_stand_in_the_order_of_the_days_however_asked():
    apia = ZoneInfo("Pacific/Apia")  # 30 December 2011 was left out: its turn begins with that of the 31st
    days = [
        rotation("ani", "budi", every=1, begins=date(2011, 12, 27), hand_over="00:00", starts=time(0), ends=time(2))
    ]
    at = datetime(2011, 12, 30, 10, tzinfo=UTC)
    asked = on_call(days, zone=apia, at=at, **OF)
    (here,) = stretches(days, zone=apia, start=at, end=at + timedelta(minutes=30), **OF)
    assert asked == here.members == ("budi", "ani")
