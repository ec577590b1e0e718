"""Tests of the watch over a case that somebody has: when she is reminded, when others are called, and for how long."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.watch import LEAST_FOR_NOTE, Watch, awake_at, begin, begin_shift, hurry, look, to_note

NIGHT = datetime(2026, 11, 22, 15, 10, tzinfo=UTC)
MORNING = NIGHT + timedelta(hours=9)
FIVE = timedelta(minutes=5)


def at_once(moment):
    return moment


def by_day(moment):
    return max(moment, MORNING)


def owed(what="reply", patience=FIVE, awake=at_once):
    return begin(what, since=NIGHT, patience=patience, awake=awake)


def after(watch, *minutes, awake=at_once):
    """Look at these minutes after the start and give what was done each time."""
    done = []
    for moment in minutes:
        watch, acts = look(watch, now=NIGHT + timedelta(minutes=moment), awake=awake)
        done.append(acts)
    return watch, done


def test_before_it_is_due_nothing_is_done():
    watch, done = after(owed(), 0, 4.99)
    assert done == [(), ()]
    assert watch == owed()


def test_she_is_reminded_once_then_others_are_called_once():
    watch, done = after(owed(), 5, 6, 9.99, 10, 11, 1000)
    assert done == [("remind",), (), (), ("pass_on",), (), ()]
    assert watch.due is None


def test_after_a_stop_an_answer_owed_for_twice_its_time_is_passed_on_at_once():
    assert after(owed(), 10)[1] == [("remind", "pass_on")]


def test_a_late_reminder_does_not_let_the_reporter_wait_longer():
    watch, done = after(owed(), 9)
    assert done == [("remind",)]
    assert watch.due == NIGHT + 2 * FIVE


def test_who_is_asked_late_at_the_end_of_her_shift_has_her_time_to_say_so():
    asked = begin_shift(NIGHT, patience=6 * FIVE, awake=at_once)
    watch, done = after(asked, 300, 329, 330)
    assert done == [("remind",), (), ("pass_on",)]
    assert watch.due is None


def test_an_offer_lapses_and_nothing_is_left_to_watch():
    assert after(owed("offer"), 4, 5) == (None, [(), ("lapse",)])


def test_what_is_not_urgent_waits_for_the_day_and_has_its_whole_time_then():
    watch, done = after(owed(awake=by_day), 10, 539, 540, awake=by_day)
    assert done == [(), (), ("remind",)]
    assert watch.due == MORNING + FIVE


@pytest.mark.parametrize(("level", "waits"), [("kritis", False), ("tinggi", False), ("sedang", True), ("rendah", True)])
def test_only_red_and_orange_disturb_at_night(level, waits):
    assert (awake_at(level, by_day)(NIGHT) == MORNING) == waits


def test_a_message_brings_an_answer_forward_and_never_puts_it_off():
    late, soon = owed(patience=12 * FIVE), owed(patience=FIVE)
    assert hurry(late, soon).due == soon.due
    assert hurry(soon, late) == soon
    called = after(soon, 10)[0]
    assert hurry(called, soon) == called


def test_where_she_left_a_note_is_owed_which_takes_longer():
    note = to_note(owed(), awake=at_once)
    assert (note.what, note.since, note.due) == ("note", NIGHT, NIGHT + LEAST_FOR_NOTE)
    assert to_note(owed(patience=24 * FIVE), awake=at_once).due == NIGHT + 24 * FIVE


@pytest.mark.parametrize(("stage", "due", "patience"), [(0, None, FIVE), (2, NIGHT, FIVE), (0, NIGHT, timedelta())])
def test_a_stored_watch_that_could_sleep_or_spin_is_refused(stage, due, patience):
    with pytest.raises(ValueError, match="watch"):
        Watch("reply", NIGHT, patience, stage, due)


@given(
    patience=st.timedeltas(min_value=timedelta(seconds=1), max_value=timedelta(days=1)),
    steps=st.lists(st.timedeltas(min_value=timedelta(), max_value=timedelta(hours=6)), max_size=40),
)
def test_an_answer_is_never_owed_beyond_twice_its_time_without_others_being_called_and_nothing_is_done_twice(
    patience, steps
):
    watch, now, done = owed(patience=patience), NIGHT, []
    for step in steps:
        now += step
        watch, acts = look(watch, now=now, awake=at_once)
        done += acts
        assert now < NIGHT + patience or "remind" in done
        assert now < NIGHT + 2 * patience or "pass_on" in done
    assert done in ([], ["remind"], ["remind", "pass_on"])
