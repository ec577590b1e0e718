"""What an office may set about what is done at set times, and when that is."""

from datetime import UTC, datetime, timedelta

import pytest
from pydantic import ValidationError

from bot.organisation_routine import Routine
from tests.bot.whole import WIB

NOW = datetime(2026, 12, 15, 5, tzinfo=UTC)  # 12.00 WIB


def local(moment):
    return moment.astimezone(WIB).strftime("%m-%d %H.%M")


def test_without_the_part_people_are_asked_warned_and_told_but_not_drilled():
    usual = Routine()
    assert (usual.ready, usual.gaps, usual.drill) == (timedelta(minutes=30), True, None)
    assert local(usual.next_summary(NOW, WIB)) == "12-16 07.15"
    assert usual.next_drill(NOW, WIB) is None


def test_empty_hours_turn_it_off():
    off = Routine.model_validate({"ready": "0m", "summary": "", "drill": ""})
    assert (bool(off.ready), off.next_summary(NOW, WIB), off.next_drill(NOW, WIB)) == (False, None, None)


@pytest.mark.parametrize(("clock", "found"), [("12.01", "12-15 12.01"), ("12.00", "12-16 12.00")])
def test_the_next_summary_is_the_next_time_that_hour_comes(clock, found):
    assert local(Routine.model_validate({"summary": clock}).next_summary(NOW, WIB)) == found


@pytest.mark.parametrize(
    ("day", "found"), [(15, "01-15 10.00"), (16, "12-16 10.00"), (1, "01-01 10.00"), (28, "12-28 10.00")]
)
def test_the_next_drill_is_on_its_day_of_this_month_or_the_next(day, found):
    assert local(Routine.model_validate({"drill": "10.00", "drill_day": day}).next_drill(NOW, WIB)) == found


@pytest.mark.parametrize(
    ("clock", "found"), [("10.00", "12-16 10.00"), ("12.00", "12-16 12.00"), ("13.00", "12-15 13.00")]
)
def test_a_drill_that_is_put_off_is_held_when_its_hour_comes_again(clock, found):
    assert local(Routine.model_validate({"drill": clock}).drill_put_off(NOW, WIB)) == found
    assert Routine().drill_put_off(NOW, WIB) is None


@pytest.mark.parametrize("wrong", [{"ready": "30"}, {"ready": "13j"}, {"summary": "7"}, {"drill_day": 29}, {"siap": 1}])
def test_what_is_written_wrong_is_refused(wrong):
    with pytest.raises(ValidationError):
        Routine.model_validate(wrong)
