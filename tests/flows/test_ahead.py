"""Gaps are told of once for each step, the nearest first, and anew only when they moved or grew."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from flows.ahead import STEPS, Warned, due, last_call, next_look
from flows.roster import Gap

NOW = datetime(2026, 3, 2, 3, tzinfo=UTC)
POST = ("kota", "konselor")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SINCE, UNTIL = NOW - 2 * DAY, NOW + 28 * DAY


def hour_ahead(starts_at):
    return starts_at - HOUR


def gap(after, lasts=4 * HOUR):
    return Gap(NOW + after, NOW + after + lasts)


def told(*gaps, warned=(), now=NOW, disturb=True):
    pairs = [(POST, one) for one in gaps]
    return due(pairs, warned=warned, now=now, since=SINCE, until=UNTIL, last=hour_ahead, disturb=disturb)


def known(one, step):
    return Warned(POST, one.starts_at, one.ends_at, step)


@pytest.mark.parametrize(
    ("after", "step"),
    [(-HOUR, HOUR), (HOUR, HOUR), (2 * HOUR, DAY), (DAY, DAY), (5 * DAY, 7 * DAY), (14 * DAY, 14 * DAY)],
)
def test_the_nearest_step_that_is_due_is_told(after, step):
    (found,) = told(gap(after))
    assert found.step == step


def test_what_is_farther_or_over_is_not_told():
    assert told(gap(14 * DAY + HOUR), gap(-5 * HOUR)) == ()


@pytest.mark.parametrize("step", STEPS)
def test_each_step_is_told_once(step):
    one = gap(step)
    assert told(one, warned=[known(one, step)]) == ()
    assert told(one, warned=[known(one, step + HOUR)])


def test_what_was_told_late_is_not_told_again_for_a_step_before():
    one = gap(2 * HOUR)
    assert told(one, warned=[known(one, HOUR)]) == ()


def test_a_gap_that_begins_or_ends_otherwise_is_told_anew_but_not_one_that_shrank_at_its_end():
    one, later, longer, shorter = gap(3 * DAY), gap(3 * DAY + HOUR), gap(3 * DAY, 5 * HOUR), gap(3 * DAY, HOUR)
    before = [known(one, 7 * DAY)]
    assert told(later, warned=before)
    assert told(longer, warned=before)
    assert told(shorter, warned=before) == ()


def test_a_gap_that_lasts_beyond_what_is_seen_is_told_once():
    one = Gap(SINCE, UNTIL)
    before = [Warned(POST, SINCE - DAY, UNTIL - DAY, HOUR)]
    assert told(one, warned=before) == ()
    assert told(one)


def test_by_night_only_what_begins_within_the_hour_is_told():
    assert [one.step for one in told(gap(HOUR), gap(DAY), gap(7 * DAY), disturb=False)] == [HOUR]


def test_the_next_look_is_at_the_next_step_of_any_gap():
    assert next_look([(POST, gap(8 * DAY)), (POST, gap(2 * DAY))], NOW, hour_ahead) == NOW + DAY
    assert next_look([(POST, gap(HOUR))], NOW, hour_ahead) is None


@pytest.mark.parametrize(
    ("starts", "called"),
    [
        ("2026-03-02 19:00", "2026-03-02 18:00"),
        ("2026-03-02 22:00", "2026-03-02 21:00"),
        ("2026-03-02 22:10", "2026-03-02 20:00"),
        ("2026-03-03 02:00", "2026-03-02 20:00"),
        ("2026-03-03 07:00", "2026-03-02 20:00"),
        ("2026-03-03 08:00", "2026-03-03 07:00"),
    ],
)
def test_the_last_call_is_an_hour_ahead_or_in_the_evening_before_where_that_is_at_night(starts, called):
    zone = ZoneInfo("Asia/Jakarta")
    at = datetime.fromisoformat(starts).replace(tzinfo=zone)
    found = last_call(at, day=(time(7), time(21)), zone=zone)
    assert found == datetime.fromisoformat(called).replace(tzinfo=zone)
