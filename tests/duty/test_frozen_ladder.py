"""A ladder keeps its shape once it has begun; who holds its roles is asked anew each time."""

import copy

import pytest

from tests.duty.scenes import danger
from tests.harness.office import Office


@pytest.fixture
def office() -> Office:
    """Return an office whose file can be changed without changing the others'."""
    return Office(plain=copy.deepcopy(dict(Office().plain)))


def test_a_file_that_is_changed_under_way_changes_no_ladder_that_has_begun(hotline, office):
    hotline.on_duty("first").backup("second")
    danger(hotline)
    hotline.counselor("first").is_paged(at="22:10")
    red = next(one for one in office.plain["ladders"] if one["level"] == "kritis")
    red["rungs"] = [{**red["rungs"][-1], "delay": "1m"}]

    hotline.restart().wait(minutes=5)
    hotline.counselor("second").is_paged(at="22:15")
    hotline.coordinator().hears_nothing()
    danger(hotline, "adik")

    hotline.coordinator().is_paged(at="22:15")


def test_who_came_into_the_file_under_way_is_called_by_the_ladder_that_has_begun(hotline):
    hotline.on_duty("first").backup("second")
    danger(hotline)
    hotline.counselor("first").is_paged(at="22:10")
    hotline.office.held["cadangan"][0]["member"] = "third"

    hotline.restart().wait(minutes=5)

    hotline.counselor("third").is_paged(at="22:15")


def test_who_comes_on_duty_after_all_were_called_in_vain_is_called_by_the_repeat(hotline):
    hotline.on_duty("first", "22:00", "22:20").office.put("koordinator", "third", "22:21", "06:00")
    danger(hotline)
    hotline.counselor("first").is_paged(at="22:10")
    hotline.wait(minutes=5)
    hotline.coordinator().is_alarmed("empty_rung").is_paged(at="22:15")
    hotline.wait(minutes=5)
    hotline.coordinator().is_alarmed("unanswered", at="22:20")

    hotline.wait(minutes=5)

    hotline.counselor("third").is_paged(at="22:25")
    hotline.coordinator().is_paged(at="22:25")
    hotline.victim().skims()
