"""Who is paged when the roster was changed: whoever has the duty at that moment, and nobody who is on leave."""

from datetime import timedelta

import pytest

from flows.roster import Leave, Override, Swap
from storage import roster_changes
from tests.stories.scenes import calls_for_help

HOUR = timedelta(hours=1)
OF = {"team": "kota", "role": "konselor"}


@pytest.fixture
def change(hotline):
    """Return a function that puts a change upon the roster of the running house."""

    def change(made):
        now = hotline.house.clock.now()
        return hotline.house.writer.do(lambda uow: roster_changes.add(uow, made, "ratna", now))

    return change


def around(hotline):
    """Return the hours around now."""
    now = hotline.house.clock.now()
    return {"starts_at": now - HOUR, "ends_at": now + HOUR}


def test_whoever_took_over_is_paged_and_not_the_one_of_the_file(hotline, change):
    hotline.on_duty("first").backup("second")
    change(Override(**OF, member="third", **around(hotline)))
    victim = calls_for_help(hotline)
    hotline.counselor("third").is_paged().accepts().is_briefed("tolong")
    victim.hears("person.ask")


def test_a_change_in_the_middle_of_a_climb_pages_who_is_on_duty_when_the_rung_fires(hotline, change):
    hotline.on_duty("first").backup("second")
    victim = calls_for_help(hotline)
    hotline.counselor("first").is_paged()
    change(Override(team="kota", role="cadangan", member="third", instead_of="second", **around(hotline)))
    hotline.wait(minutes=5)
    hotline.counselor("third").is_paged(at="22:15").accepts().is_briefed("tolong")
    victim.hears("person.ask")
    hotline.counselor("first").is_told("taken")


def test_who_is_on_leave_is_passed_over_at_once_and_the_coordinator_is_told(hotline, change):
    hotline.on_duty("first").backup("second")
    change(Leave(member="first", **around(hotline)))
    victim = calls_for_help(hotline)
    hotline.coordinator().is_alarmed("empty_rung", at="22:10")
    hotline.counselor("second").is_paged(at="22:10").accepts().is_briefed("tolong")
    victim.hears("person.ask")


def test_a_swap_pages_the_other_only_when_she_has_agreed(hotline, change):
    hotline.on_duty("first").backup("second")
    span = around(hotline)
    swap = Swap(
        **OF,
        one="first",
        one_starts_at=span["starts_at"],
        one_ends_at=span["ends_at"],
        other="third",
        other_starts_at=span["ends_at"],
        other_ends_at=span["ends_at"] + HOUR,
        proposed_by="first",
        one_agreed_at=span["starts_at"],
    )
    change_id = change(swap)
    victim = calls_for_help(hotline)
    hotline.counselor("first").is_paged().declines().is_told("declined")
    hotline.counselor("second").is_paged().accepts().is_briefed("tolong")
    victim.hears("person.ask")
    now = hotline.house.clock.now()
    hotline.house.writer.do(lambda uow: roster_changes.agree(uow, change_id, "third", now))
    victim = calls_for_help(hotline, "tetangga")
    hotline.counselor("third").is_paged().accepts().is_briefed("tolong")
    victim.hears("person.ask")
