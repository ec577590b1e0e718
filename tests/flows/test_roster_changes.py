"""The roster behaviour by behaviour: rotations, changes, swaps, leave, temporary schedules and holidays."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from flows.roster import (
    EVERY_DAY,
    Gap,
    Leave,
    Once,
    Override,
    Roster,
    Rotation,
    Shift,
    Stretch,
    Swap,
    Temporary,
    clashes,
    explain,
    gaps,
    handovers,
    on_call,
    overlaps,
    stretches,
    windows,
)

WIB = ZoneInfo("Asia/Jakarta")
WIT = ZoneInfo("Asia/Jayapura")
BERLIN = ZoneInfo("Europe/Berlin")
OF = {"team": "kota", "role": "konselor"}
MONDAY = date(2026, 3, 2)


def local(text, zone=WIB):
    """Return the local time "2 08:00": the day of March 2026 and the hour."""
    day, clock = text.split()
    return datetime.combine(date(2026, 3, int(day)), time.fromisoformat(clock), zone)


def utc(text, zone=WIB):
    return local(text, zone).astimezone(UTC)


def span(starts, ends):
    return {"starts_at": local(starts), "ends_at": local(ends)}


def shift(member, starts="08:00", ends="20:00", days=EVERY_DAY, **more):
    clock = {"starts": time.fromisoformat(starts), "ends": time.fromisoformat(ends)}
    return Shift(**(OF | more), member=member, days=frozenset(days), **clock)


def rotation(*members, begins=MONDAY, hand_over="08:00", **more):
    return Rotation(**OF, members=members, begins=begins, hand_over=time.fromisoformat(hand_over), **more)


def override(member, starts, ends, **more):
    return Override(**(OF | more), member=member, **span(starts, ends))


def leave(member, starts, ends):
    return Leave(member=member, **span(starts, ends))


def swap(one, hers, other, theirs, agreed=("1 00:00", "1 12:00")):
    first, second = (None if moment is None else local(moment) for moment in agreed)
    return Swap(
        **OF,
        one=one,
        one_starts_at=local(hers[0]),
        one_ends_at=local(hers[1]),
        other=other,
        other_starts_at=local(theirs[0]),
        other_ends_at=local(theirs[1]),
        proposed_by=one,
        one_agreed_at=first,
        other_agreed_at=second,
    )


def who(roster, moment, zone=WIB, **of):
    return on_call(roster, zone=zone, at=local(moment, zone), **(OF | of))


def ask(question, roster, start, end, zone=WIB):
    return question(roster, zone=zone, start=local(start, zone), end=local(end, zone), **OF)


DAY_AND_NIGHT = (shift("ani"), shift("budi", "20:00", "08:00"))


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


# Overrides


def test_somebody_takes_over_alone_for_a_span_and_only_of_that_role():
    roster = Roster((*DAY_AND_NIGHT, shift("wati", role="psikolog")), (override("citra", "3 10:00", "3 21:00"),))
    assert [one.members for one in ask(stretches, roster, "3 08:00", "4 00:00")] == [("ani",), ("citra",), ("budi",)]
    assert who(roster, "3 11:00", role="psikolog") == ("wati",)


def test_who_takes_over_from_nobody_fills_a_gap():
    roster = Roster((), (override("citra", "3 10:00", "3 12:00"),))
    assert ask(gaps, roster, "3 08:00", "3 13:00") == (
        Gap(utc("3 08:00"), utc("3 10:00")),
        Gap(utc("3 12:00"), utc("3 13:00")),
    )


def test_who_stands_in_for_one_person_does_so_only_where_that_one_has_duty():
    roster = Roster(DAY_AND_NIGHT, (override("citra", "3 00:00", "5 00:00", instead_of="ani"),))
    assert who(roster, "3 09:00") == ("citra",)
    assert who(roster, "3 21:00") == ("budi",)


def test_somebody_comes_on_top_and_is_counted_once():
    roster = Roster((shift("ani"),), (override("citra", "3 10:00", "3 12:00", instead_of=""),))
    assert who(roster, "3 11:00") == ("ani", "citra")
    assert ask(overlaps, roster, "3 00:00", "4 00:00") == (Stretch(utc("3 10:00"), utc("3 12:00"), ("ani", "citra")),)
    same = Roster((shift("ani"),), (override("ani", "3 10:00", "3 12:00", instead_of=""),))
    assert who(same, "3 11:00") == ("ani",)
    assert explain(same, zone=WIB, at=local("3 11:00"), **OF).steps[1:] == ()


def test_the_later_of_two_changes_sees_what_the_earlier_left():
    chain = (
        override("budi", "3 08:00", "3 20:00", instead_of="ani"),
        override("citra", "3 08:00", "3 20:00", instead_of="budi"),
    )
    assert who(Roster((shift("ani"),), chain), "3 09:00") == ("citra",)
    assert who(Roster((shift("ani"),), chain[::-1]), "3 09:00") == ("budi",)


# Swaps


def test_a_swap_counts_when_both_have_agreed_and_puts_each_in_the_others_place():
    agreed = swap("ani", ("3 08:00", "3 20:00"), "budi", ("4 20:00", "5 08:00"))
    roster = Roster(DAY_AND_NIGHT, (agreed,))
    assert who(roster, "3 09:00") == ("budi",)
    assert who(roster, "4 09:00") == ("ani",)
    assert who(roster, "4 21:00") == ("ani",)
    assert who(roster, "3 21:00") == ("budi",)


@pytest.mark.parametrize("agreed", [(None, None), ("1 00:00", None), (None, "1 00:00")])
def test_a_swap_that_one_has_not_agreed_to_changes_nothing(agreed):
    proposed = swap("ani", ("3 08:00", "3 20:00"), "budi", ("4 20:00", "5 08:00"), agreed)
    assert proposed.counts_from is None
    assert who(Roster(DAY_AND_NIGHT, (proposed,)), "3 09:00") == ("ani",)


def test_a_swap_that_was_agreed_late_leaves_what_was_as_it_was():
    late = swap("ani", ("3 08:00", "3 20:00"), "budi", ("4 20:00", "5 08:00"), ("1 00:00", "3 12:00"))
    found = ask(stretches, Roster(DAY_AND_NIGHT, (late,)), "3 08:00", "3 20:00")
    assert [(one.starts_at, one.members) for one in found] == [(utc("3 08:00"), ("ani",)), (utc("3 12:00"), ("budi",))]


def test_two_who_swap_the_same_span_change_places():
    both = swap("ani", ("3 08:00", "3 20:00"), "citra", ("3 08:00", "3 20:00"))
    assert who(Roster((shift("ani"), shift("citra")), (both,)), "3 09:00") == ("citra", "ani")


# Leave


def test_leave_takes_somebody_out_of_every_team_and_role_and_leaves_a_gap():
    rules = (*DAY_AND_NIGHT, shift("ani", role="psikolog"), shift("ani", team="kecamatan"))
    roster = Roster(rules, (leave("ani", "3 10:00", "4 10:00"),))
    assert ask(gaps, roster, "3 00:00", "5 00:00") == (
        Gap(utc("3 10:00"), utc("3 20:00")),
        Gap(utc("4 08:00"), utc("4 10:00")),
    )
    assert who(roster, "3 11:00", role="psikolog") == who(roster, "3 11:00", team="kecamatan") == ()


def test_leave_holds_against_a_change_that_was_made_later():
    changes = (leave("citra", "3 08:00", "3 20:00"), override("citra", "3 08:00", "3 20:00"))
    roster = Roster(DAY_AND_NIGHT, changes)
    assert who(roster, "3 09:00") == ()
    assert [step.because for step in explain(roster, zone=WIB, at=local("3 09:00"), **OF).steps] == [
        "rule",
        "override",
        "leave",
    ]


# Temporary schedules


def test_a_temporary_schedule_replaces_every_rule_of_a_team_and_of_no_other():
    rules = (*DAY_AND_NIGHT, shift("dewi", team="kabupaten"), shift("wati", role="psikolog"))
    ramadan = Temporary(team="kota", rules=(shift("citra", "22:00", "10:00"),), **span("3 00:00", "4 00:00"))
    roster = Roster(rules, (ramadan,))
    assert [one.members for one in ask(stretches, roster, "2 20:00", "4 09:00")] == [
        ("budi",),
        ("citra",),
        (),
        ("citra",),
        ("budi",),
        ("ani",),
    ]
    assert who(roster, "3 05:00") == ("citra",)  # her night began on the 2nd, before the schedule
    assert who(roster, "3 09:00", role="psikolog") == ()
    assert who(roster, "3 09:00", team="kabupaten") == ("dewi",)


def test_of_two_temporary_schedules_the_later_holds_and_changes_hold_over_both():
    first = Temporary(team="kota", rules=(shift("citra", "00:00", "00:00"),), **span("3 00:00", "5 00:00"))
    second = Temporary(team="kota", rules=(shift("dewi", "00:00", "00:00"),), **span("4 00:00", "6 00:00"))
    roster = Roster(DAY_AND_NIGHT, (override("eka", "4 10:00", "4 11:00"), first, second))
    assert [one.members[0] for one in ask(stretches, roster, "3 00:00", "5 12:00")] == ["citra", "dewi", "eka", "dewi"]


def test_a_plan_of_single_duties_is_followed_to_the_letter():
    plan = Temporary(
        team="kota", rules=(Once(**OF, member="citra", **span("3 09:00", "3 17:00")),), **span("3 08:00", "3 20:00")
    )
    found = ask(stretches, Roster(DAY_AND_NIGHT, (plan,)), "3 07:00", "3 21:00")
    assert [one.members for one in found] == [("budi",), (), ("citra",), (), ("budi",)]


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


# Why


def test_an_explanation_names_the_rule_and_everything_that_changed_it():
    away, stands_in = leave("ani", "3 00:00", "4 00:00"), override("citra", "3 10:00", "3 12:00", instead_of="")
    holiday_only = shift("budi", holds="holidays")
    roster = Roster((shift("ani"), holiday_only), (away, stands_in))
    found = explain(roster, zone=WIB, at=local("3 11:00"), **OF)
    assert found.on_duty == ("citra",)
    assert [(step.because, step.source, step.comes, step.goes) for step in found.steps] == [
        ("rule", roster.rules[0], ("ani",), ()),
        ("holiday", holiday_only, (), ("budi",)),
        ("override", stands_in, ("citra",), ()),
        ("leave", away, (), ("ani",)),
    ]


def test_an_explanation_says_whom_a_temporary_schedule_kept_away():
    flood = Temporary(team="kota", why="banjir", **span("3 00:00", "4 00:00"))
    found = explain(Roster(DAY_AND_NIGHT, (flood,)), zone=WIB, at=local("3 11:00"), **OF)
    assert [(step.because, step.source, step.goes) for step in found.steps] == [("temporary", flood, ("ani",))]


# What contradicts each other


CLASHES = [
    ("two instead of everybody", override("ani", "3 08:00", "3 20:00"), override("budi", "3 19:00", "3 21:00"), True),
    ("one after the other", override("ani", "3 08:00", "3 20:00"), override("budi", "3 20:00", "3 21:00"), False),
    (
        "two roles",
        override("ani", "3 08:00", "3 20:00"),
        override("budi", "3 08:00", "3 20:00", role="psikolog"),
        False,
    ),
    (
        "instead of two people",
        override("citra", "3 08:00", "3 20:00", instead_of="ani"),
        override("dewi", "3 08:00", "3 20:00", instead_of="budi"),
        False,
    ),
    (
        "two on top",
        override("citra", "3 08:00", "3 20:00", instead_of=""),
        override("dewi", "3 08:00", "3 20:00"),
        False,
    ),
    (
        "a swap of what was given",
        override("citra", "3 08:00", "3 20:00", instead_of="ani"),
        swap("ani", ("3 08:00", "3 20:00"), "budi", ("4 20:00", "5 08:00")),
        True,
    ),
    ("taking over on leave", leave("citra", "3 00:00", "4 00:00"), override("citra", "3 08:00", "3 20:00"), True),
    ("leave of who took over", override("citra", "3 08:00", "3 20:00"), leave("citra", "3 00:00", "4 00:00"), True),
    ("leave of who was relieved", override("citra", "3 08:00", "3 20:00"), leave("ani", "3 00:00", "4 00:00"), False),
    (
        "swapping into leave",
        leave("budi", "3 00:00", "4 00:00"),
        swap("ani", ("3 08:00", "3 20:00"), "budi", ("4 20:00", "5 08:00")),
        True,
    ),
    ("the same leave twice", leave("ani", "3 00:00", "4 00:00"), leave("ani", "3 12:00", "5 00:00"), True),
    (
        "two schedules",
        Temporary(team="kota", **span("3 00:00", "5 00:00")),
        Temporary(team="kota", **span("4 00:00", "6 00:00")),
        True,
    ),
    (
        "schedules of two teams",
        Temporary(team="kota", **span("3 00:00", "5 00:00")),
        Temporary(team="desa", **span("4 00:00", "6 00:00")),
        False,
    ),
    (
        "a schedule and a change",
        Temporary(team="kota", **span("3 00:00", "5 00:00")),
        override("ani", "3 08:00", "3 20:00"),
        False,
    ),
    (
        "a schedule and a leave",
        Temporary(team="kota", **span("3 00:00", "5 00:00")),
        leave("ani", "3 08:00", "3 20:00"),
        False,
    ),
]


@pytest.mark.parametrize(("one", "new", "expected"), [case[1:] for case in CLASHES], ids=[case[0] for case in CLASHES])
def test_changes_that_contradict_each_other_are_found_whichever_came_first(one, new, expected):
    assert clashes([one], new) == ((one,) if expected else ())
    assert clashes([new], one) == ((new,) if expected else ())


# What is refused


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda: rotation("ani", every=0), "a day or more"),
        (lambda: rotation("ani", starts=time(8)), "both starts and ends"),
        (lambda: rotation("ani", days=frozenset({8})), "0 \\(Monday\\)"),
        (lambda: rotation("ani", hand_over="08:00+07:00"), "wall times"),
        (lambda: override("ani", "3 08:00", "3 08:00"), "not at the same instant"),
        (lambda: override("ani", "3 08:00", "3 07:00"), "swap them"),
        (lambda: override("ani", "3 08:00", "3 09:00", instead_of="ani"), "from herself"),
        (lambda: swap("ani", ("3 08:00", "3 09:00"), "ani", ("3 08:00", "3 09:00")), "with herself"),
        (lambda: Temporary(team="desa", rules=(shift("ani"),), **span("3 00:00", "4 00:00")), "of desa only"),
        (lambda: Leave(member="ani", starts_at=datetime(2026, 3, 3), ends_at=local("4 00:00")), "no time zone"),  # noqa: DTZ001
    ],
)
def test_what_means_nothing_is_refused(make, told):
    with pytest.raises(ValueError, match=told):
        make()
