"""Tests of the escalation: whom it pages, when, and that it never falls silent by itself."""

from datetime import timedelta, timezone

import pytest

from flows.escalation import Climb, Page, acknowledge, begin, climb, decline, raise_level, release
from flows.rungs import Escalation, Ladder, Rung
from tests.flows.ladders import FIVE, HIGHER, LADDER, NIGHT, after, at_the_end, names, on_duty, opened, who

# The way up


def test_the_first_rung_is_paged_at_once():
    first = after(0 * FIVE)
    assert first.pages == (Page("ani", 0, 0), Page("budi", 0, 0))
    assert first.escalation.rung == 1
    assert first.escalation.due == NIGHT + FIVE
    assert first.escalation.paged == {"ani", "budi"}
    assert (first.skipped, first.exhausted, first.alarm) == ((), False, None)


def test_an_escalation_with_a_later_start_waits_for_it():
    waiting = begin(LADDER, level="sedang", now=NIGHT, start=NIGHT + 8 * FIVE)
    assert waiting.started == NIGHT
    assert climb(waiting, now=NIGHT + 7 * FIVE, who=who) == Climb(waiting)
    assert names(climb(waiting, now=NIGHT + 8 * FIVE, who=who)) == ["ani", "budi"]


def test_nothing_happens_before_the_delay_has_passed():
    first = after(0 * FIVE).escalation
    assert climb(first, now=NIGHT + FIVE - timedelta.resolution, who=who) == Climb(first)


def test_the_next_rung_is_paged_when_the_delay_has_passed():
    assert after(0 * FIVE, FIVE).pages == (Page("citra", 1, 0),)


def test_a_change_of_shift_pages_who_is_on_duty_now():
    first = after(0 * FIVE).escalation
    assert names(climb(first, now=NIGHT + FIVE, who=on_duty(cadangan=["eka"]))) == ["eka"]


def test_a_delay_of_zero_pages_the_next_rung_together_with_this_one():
    ladder = Ladder((Rung("kota", "konselor", 0 * FIVE), *LADDER.rungs[1:]), FIVE)
    assert names(after(0 * FIVE, escalation=opened(ladder=ladder))) == ["ani", "budi", "citra"]


def test_a_member_named_twice_gets_one_page_in_a_climb():
    twice = on_duty(konselor=["ani", "ani"], cadangan=["ani", "citra"], koordinator=["dewi"])
    assert after(FIVE, who=twice).pages == (Page("ani", 0, 0), Page("citra", 1, 0))


def test_an_empty_rung_is_skipped_at_once_and_said():
    first = after(0 * FIVE, who=on_duty(cadangan=["citra"]))
    assert first.pages == (Page("citra", 1, 0),)
    assert (first.skipped, first.alarm, first.exhausted) == ((0,), "empty_rung", False)
    assert first.escalation.due == NIGHT + FIVE


def test_after_downtime_every_rung_that_was_due_is_paged_in_one_climb():
    late = after(0 * FIVE, FIVE + 12 * FIVE)
    assert names(late) == ["citra", "dewi"]
    assert late.escalation.due == NIGHT + 13 * FIVE + 2 * FIVE
    assert not late.exhausted


def test_after_downtime_a_rung_that_is_not_due_yet_waits_for_its_turn():
    late = after(FIVE + FIVE / 2)
    assert names(late) == ["ani", "budi", "citra"]
    assert late.escalation.due == NIGHT + FIVE + FIVE / 2 + FIVE


def test_those_paged_late_get_their_delay_even_when_the_rungs_above_them_are_empty():
    only_first = on_duty(konselor=["ani"])
    late = after(20 * FIVE, who=only_first)
    assert (names(late), late.skipped, late.exhausted) == (["ani"], (1, 2), False)
    assert late.escalation.due == NIGHT + 21 * FIVE
    then = climb(late.escalation, now=NIGHT + 21 * FIVE, who=only_first)
    assert (then.exhausted, then.alarm, then.skipped) == (True, "unanswered", ())


# The end of the ladder


def test_the_ladder_is_exhausted_once_after_the_last_delay():
    end = at_the_end()
    assert (end.pages, end.exhausted, end.alarm) == ((), True, "unanswered")
    assert end.escalation.status == "exhausted"
    assert end.escalation.rung == len(LADDER.rungs)
    assert end.escalation.due == NIGHT + 7 * FIVE
    assert not after(7 * FIVE, escalation=end.escalation).exhausted


def test_an_empty_last_rung_exhausts_at_once_when_the_rung_before_it_had_its_time():
    end = after(0 * FIVE, FIVE, 2 * FIVE, who=on_duty(konselor=["ani"], cadangan=["citra"]))
    assert (end.exhausted, end.alarm, end.skipped) == (True, "unanswered", (2,))


def test_the_last_rung_is_paged_again_in_rounds_and_everybody_every_second_time():
    first = after(7 * FIVE, escalation=at_the_end().escalation)
    second = after(10 * FIVE, escalation=first.escalation)
    assert first.pages == (Page("dewi", 2, 1),)
    everybody = (("ani", 0), ("budi", 0), ("citra", 1), ("dewi", 2))
    assert second.pages == tuple(Page(name, rung, 2) for name, rung in everybody)
    assert second.escalation.due == NIGHT + 13 * FIVE
    assert (second.alarm, second.skipped) == (None, ())


def test_rounds_missed_in_downtime_are_paged_once():
    late = after(100 * FIVE, escalation=at_the_end().escalation)
    assert late.pages == (Page("dewi", 2, 1),)
    assert late.escalation.due == NIGHT + 103 * FIVE


def test_when_the_last_rung_is_empty_everyone_on_any_rung_is_paged_again():
    others = on_duty(konselor=["ani"], cadangan=["citra"])
    again = climb(at_the_end().escalation, now=NIGHT + 7 * FIVE, who=others)
    assert again.pages == (Page("ani", 0, 1), Page("citra", 1, 1))
    assert again.skipped == (2,)


def test_with_nobody_on_duty_it_is_exhausted_at_once_and_tries_every_rung_again():
    end = after(0 * FIVE, who=on_duty())
    assert (end.exhausted, end.alarm, end.skipped) == (True, "nobody", (0, 1, 2))
    still = climb(end.escalation, now=NIGHT + 3 * FIVE, who=on_duty())
    assert (still.pages, still.skipped, still.exhausted) == ((), (0, 1, 2), False)
    then = climb(still.escalation, now=NIGHT + 6 * FIVE, who=who)
    assert names(then) == ["ani", "budi", "citra", "dewi"]
    last = climb(then.escalation, now=NIGHT + 9 * FIVE, who=who)
    assert last.pages == (Page("dewi", 2, 3),)


# What is refused, and how it is kept


@pytest.mark.parametrize(
    "act",
    [
        lambda now: begin(LADDER, level="tinggi", now=now),
        lambda now: begin(LADDER, level="tinggi", now=now, start=NIGHT),
        lambda now: begin(LADDER, level="tinggi", now=NIGHT, start=now),
        lambda now: climb(opened(), now=now, who=who),
        lambda now: acknowledge(opened(), member="ani", now=now),
        lambda now: decline(opened(), member="ani", now=now),
        lambda now: raise_level(opened(), ladder=HIGHER, level="rendah", now=now),
        lambda now: release(opened(), now=now),
    ],
)
def test_a_moment_without_a_zone_is_refused_with_advice(act):
    with pytest.raises(ValueError, match="pass an aware datetime"):
        act(NIGHT.replace(tzinfo=None))


def test_a_level_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="level must be one of"):
        opened("merah")
    with pytest.raises(ValueError, match="level must be one of"):
        raise_level(opened(), ladder=HIGHER, level="merah", now=NIGHT)


@pytest.mark.parametrize(
    ("rungs", "repeat"),
    [((), FIVE), (LADDER.rungs, 0 * FIVE), ((Rung("kota", "konselor", -FIVE),), FIVE)],
)
def test_a_ladder_that_could_stall_or_spin_is_refused(rungs, repeat):
    with pytest.raises(ValueError, match="give a ladder rungs"):
        Ladder(rungs, repeat)


@pytest.mark.parametrize("change", [{"due": None}, {"status": "held"}, {"status": "closed"}])
def test_a_stored_escalation_that_could_sleep_for_ever_is_refused(change):
    with pytest.raises(ValueError, match="cannot be due at"):
        Escalation.from_data(opened().to_data() | change)


def test_times_are_kept_and_stored_in_utc():
    local = NIGHT.astimezone(timezone(timedelta(hours=7)))
    data = begin(LADDER, level="tinggi", now=local).to_data()
    assert data["started"] == data["due"] == "2025-06-02T15:10:00+00:00"
