"""Changes of the roster: added, in place of one person, taken back, against each other, and a schedule for a while."""

from datetime import time, timedelta

import pytest

from flows.roster import Leave, Override, Shift, Temporary
from flows.roster.clashes import clashes
from storage import roster_changes
from tests.duty.scenes import danger, takes_and_closes

OF = {"team": "kota", "role": "konselor"}


@pytest.fixture
def around(hotline):
    """Return the two hours around now."""
    now, hour = hotline.house.clock.now(), timedelta(hours=1)
    return {"starts_at": now - hour, "ends_at": now + hour}


def test_somebody_on_top_is_called_with_the_other_and_the_first_to_accept_has_it(hotline, change, around):
    hotline.on_duty("first")
    change(Override(**OF, member="second", instead_of="", **around))
    danger(hotline)
    first, second = hotline.counselor("first").is_paged(), hotline.counselor("second").is_paged()

    second.accepts().is_briefed()

    first.is_told("taken").accepts().is_told("too_late")
    hotline.victim().hears("person.ask")


def test_who_stands_in_for_one_is_called_in_her_place_and_only_in_the_span(hotline, change, around):
    hotline.on_duty("first").backup("third")
    change(Override(**OF, member="second", instead_of="first", **around))
    danger(hotline)
    takes_and_closes(hotline, hotline.counselor("second"))

    hotline.wait(hours=1)
    danger(hotline)

    hotline.counselor("first").is_paged(at="23:10")


def test_a_change_that_is_taken_back_counts_no_more(hotline, change, around):
    hotline.on_duty("first")
    made = change(Leave(member="first", **around))
    now = hotline.house.clock.now()
    hotline.house.writer.do(lambda uow: roster_changes.withdraw(uow, made, "ratna", now))

    danger(hotline)

    hotline.counselor("first").is_paged(at="22:10")


def test_two_who_take_over_the_same_duty_contradict_each_other_and_if_they_are_there_the_later_holds(
    hotline, change, around
):
    hotline.on_duty("first")
    one, other = (Override(**OF, member=name, instead_of="first", **around) for name in ("second", "third"))
    assert clashes([one], other) == (one,)
    change(Override(**OF, member="second", **around))
    change(Override(**OF, member="third", **around))

    danger(hotline)

    hotline.counselor("third").is_paged(at="22:10")


def test_nobody_on_leave_is_called_whatever_else_was_written(hotline, change, around):
    hotline.on_duty("first").backup("third")
    change(Leave(member="second", **around))
    change(Override(**OF, member="second", **around))

    danger(hotline)

    hotline.coordinator().is_alarmed("empty_rung", at="22:10")
    hotline.counselor("third").is_paged(at="22:10")


def test_a_temporary_schedule_holds_for_its_span_and_nothing_of_the_file_with_it(hotline, change, around):
    hotline.on_duty("first").backup("second")
    everyday = {"days": frozenset(range(7)), "starts": time(0), "ends": time(0)}
    change(Temporary(team="kota", rules=(Shift(**OF, member="third", **everyday),), why="lebaran", **around))
    danger(hotline)
    hotline.counselor("third").is_paged(at="22:10")
    hotline.wait(minutes=5)
    hotline.coordinator().is_alarmed("empty_rung", at="22:15").is_paged(at="22:15").accepts().is_briefed()
    hotline.counselor("third").is_told("taken")
    hotline.coordinator().says("#tutup aman").is_told("closed")
    hotline.victim().skims()

    hotline.wait(hours=1)
    danger(hotline)

    hotline.counselor("first").is_paged(at="23:15")
