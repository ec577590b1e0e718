"""Hours in which she may be written to, as people write them: never more than what was said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.hours import PARTS, allowed, is_exact, said


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("jam 9 sampai 12", "09.00-12.00"),
        ("jam 7-9 malam", "19.00-21.00"),
        ("7 malam sampai 9 malam", "19.00-21.00"),
        ("antara jam 1 sampai jam 3 siang ya", "13.00-15.00"),
        ("09.30-12", "10.00-12.00"),
        ("jam 8 pagi smp 4 sore", "08.00-16.00"),
        ("jam 10 to 12", "10.00-12.00"),
        ("pkl 15.00 s/d 17.30", "15.00-17.00"),
        ("jam 10 sampai jam 2 siang", "10.00-14.00"),
    ],
)
def test_a_span_of_the_clock_is_an_answer_of_full_hours(text, hours):
    assert said(text) == hours
    assert is_exact(hours)


@pytest.mark.parametrize(
    "text",
    [
        "jangan jam 7 sampai 9",
        "jam 9",
        "0812-3456-7890",
        "jam 1 sampai 3",
        "kecuali jam 8-10",
        "besok",
        "30-40",
    ],
)
def test_what_is_forbidden_or_unclear_is_no_answer(text):
    assert said(text) == ""


@pytest.mark.parametrize("part", sorted(PARTS))
def test_a_part_of_the_day_allows_its_own_hours_and_is_not_exact(part):
    assert allowed(part) == PARTS[part]
    assert not is_exact(part)


@given(st.text(max_size=80))
def test_whatever_is_written_gives_hours_that_are_allowed_or_nothing(text):
    assert said(text) == "" or allowed(said(text))


def test_what_is_no_answer_allows_no_hour():
    assert not any(map(allowed, ("", "besok", "12.00-09.00")))
    assert not is_exact("12.00-09.00")
