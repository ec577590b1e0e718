"""Overrides, swaps, leave and temporary schedules change who is on duty; an explanation tells what led there."""

import pytest

from flows.roster import Gap, Once, Roster, Stretch, Temporary, explain, gaps, overlaps, stretches
from tests.flows.duties import DAY_AND_NIGHT, OF, WIB, ask, leave, local, override, shift, span, swap, utc, who

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
