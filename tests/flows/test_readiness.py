"""Whose duty begins when, and when she is asked: half an hour before, or by day where the duty begins at night."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from flows.readiness import begins, turns, when
from flows.roster import EVERY_DAY, Shift

ZONE = ZoneInfo("Asia/Jakarta")
DAY = (time(7), time(21))
HALF = timedelta(minutes=30)
POSTS = (("kota", "konselor"), ("kota", "cadangan"))


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=ZONE).astimezone(UTC)


def shift(member, starts, ends, role="konselor"):
    return Shift(team="kota", role=role, member=member, days=EVERY_DAY, starts=time(starts), ends=time(ends))


DUTY = (shift("sari", 19, 7), shift("dewi", 7, 19), shift("dewi", 19, 7, "cadangan"), shift("sari", 7, 19, "cadangan"))


def found(duty, start, end):
    return turns(duty, zone=ZONE, posts=POSTS, start=at(start), end=at(end))


def test_each_member_is_named_once_for_an_instant_with_her_posts_and_who_was_before():
    first, second = found(DUTY, "2026-03-02 18:00", "2026-03-02 20:00")
    assert (first.member, first.posts, first.before) == ("dewi", (("kota", "cadangan"),), ("sari",))
    assert (second.member, second.posts, second.before) == ("sari", (("kota", "konselor"),), ("dewi",))
    assert first.starts_at == second.starts_at == at("2026-03-02 19:00")


def test_one_who_has_two_posts_at_once_is_asked_once():
    (one,) = found((shift("sari", 19, 7), shift("sari", 19, 7, "cadangan")), "2026-03-02 18:00", "2026-03-02 20:00")
    assert one.posts == POSTS


def test_who_goes_on_without_a_pause_does_not_begin():
    assert found((shift("sari", 0, 0),), "2026-03-02 00:00", "2026-03-05 00:00") == ()
    assert found((shift("sari", 7, 19), shift("sari", 19, 7)), "2026-03-02 00:00", "2026-03-05 00:00") == ()


@pytest.mark.parametrize(
    ("starts", "asked", "until"),
    [
        ("2026-03-02 19:00", "2026-03-02 18:30", "2026-03-02 19:00"),
        ("2026-03-02 07:00", "2026-03-02 06:30", "2026-03-02 07:00"),
        ("2026-03-02 21:00", "2026-03-02 20:30", "2026-03-02 21:00"),
        ("2026-03-02 23:00", "2026-03-02 20:30", "2026-03-02 21:00"),
        ("2026-03-03 00:00", "2026-03-02 20:30", "2026-03-02 21:00"),
        ("2026-03-03 05:00", "2026-03-02 20:30", "2026-03-02 21:00"),
    ],
)
def test_she_is_asked_before_her_duty_or_in_the_evening_before_a_duty_that_begins_at_night(starts, asked, until):
    assert when(at(starts), ahead=HALF, day=DAY, zone=ZONE) == (at(asked), at(until))


def test_whether_she_still_begins_is_asked_of_the_roster_as_it_is():
    then = at("2026-03-02 19:00")
    assert begins(DUTY, zone=ZONE, member="sari", at=then, posts=[POSTS[0]])
    assert not begins(DUTY, zone=ZONE, member="sari", at=then, posts=[POSTS[1]])
