"""Tests of the escalation: whom it pages, when, and that it never falls silent by itself."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.escalation import (
    LEVELS,
    SILENT,
    Climb,
    Escalation,
    Ladder,
    Page,
    Rung,
    acknowledge,
    begin,
    call_anew,
    climb,
    close,
    decline,
    hand_to,
    pass_on,
    raise_level,
    release,
)

NIGHT = datetime(2025, 6, 2, 15, 10, tzinfo=UTC)
FIVE = timedelta(minutes=5)
LADDER = Ladder(
    rungs=(
        Rung("kota", "konselor", FIVE),
        Rung("kota", "cadangan", FIVE),
        Rung("provinsi", "koordinator", 2 * FIVE),
    ),
    repeat=3 * FIVE,
)
ON_DUTY = {"konselor": ("ani", "budi"), "cadangan": ("citra",), "koordinator": ("dewi",)}
MEMBERS = ["ani", "budi", "citra", "dewi"]


def who(rung):
    return ON_DUTY[rung.role]


def on_duty(**roles):
    return lambda rung: tuple(roles.get(rung.role, ()))


def opened(level="tinggi", ladder=LADDER):
    return begin(ladder, level=level, now=NIGHT)


def after(*times, who=who, escalation=None):
    """Climb at each of these times after the start and give the last climb."""
    last = Climb(escalation or opened())
    for moment in times:
        last = climb(last.escalation, now=NIGHT + moment, who=who)
    return last


def names(climbed):
    return [page.member for page in climbed.pages]


def at_the_end():
    return after(0 * FIVE, FIVE, 2 * FIVE, 4 * FIVE)


def again_through_json(escalation):
    return Escalation.from_data(json.loads(json.dumps(escalation.to_data())))


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


# Answers


def test_the_first_to_accept_has_the_case_and_the_second_does_not():
    held, accepted = acknowledge(after(0 * FIVE).escalation, member="budi", now=NIGHT)
    assert accepted
    assert (held.status, held.holder, held.due) == ("held", "budi", None)
    assert acknowledge(held, member="ani", now=NIGHT) == (held, False)
    assert acknowledge(held, member="budi", now=NIGHT) == (held, True)
    assert climb(held, now=NIGHT + 100 * FIVE, who=who) == Climb(held)


def test_who_declined_may_still_accept():
    declined = decline(after(0 * FIVE).escalation, member="ani", now=NIGHT)
    assert acknowledge(declined, member="ani", now=NIGHT)[0].holder == "ani"


def test_an_exhausted_case_can_still_be_accepted():
    held, accepted = acknowledge(at_the_end().escalation, member="dewi", now=NIGHT)
    assert (accepted, held.status) == (True, "held")


def test_nobody_can_accept_a_closed_case():
    closed = close(acknowledge(opened(), member="ani", now=NIGHT)[0])
    assert (closed.status, closed.due, closed.holder) == ("closed", None, "ani")
    assert acknowledge(closed, member="ani", now=NIGHT) == (closed, False)
    assert climb(closed, now=NIGHT + FIVE, who=who) == Climb(closed)
    assert decline(closed, member="budi", now=NIGHT) == closed
    assert release(closed, now=NIGHT) == closed
    assert raise_level(closed, ladder=LADDER, level="kritis", now=NIGHT) == closed


def test_one_decline_of_two_does_not_hurry_the_next_rung():
    declined = decline(after(0 * FIVE).escalation, member="ani", now=NIGHT)
    assert (declined.declined, declined.due) == ({"ani"}, NIGHT + FIVE)


def test_when_everyone_paged_has_declined_the_next_rung_is_paged_at_once():
    both = after(0 * FIVE).escalation
    soon = NIGHT + timedelta(minutes=1)
    for member in ("ani", "budi"):
        both = decline(both, member=member, now=soon)
    assert both.due == soon
    assert names(climb(both, now=soon, who=who)) == ["citra"]


def test_when_everyone_paged_last_has_declined_nobody_waits_for_those_who_were_silent_before():
    second = after(0 * FIVE, FIVE).escalation
    soon = NIGHT + FIVE + timedelta(minutes=1)
    assert decline(second, member="ani", now=soon).due == NIGHT + 2 * FIVE, "she who was called last may answer"
    hurried = decline(second, member="citra", now=soon)
    assert hurried.due == soon
    assert names(climb(hurried, now=soon, who=who)) == ["dewi"]
    assert acknowledge(hurried, member="ani", now=soon)[0].holder == "ani"


def test_a_row_of_an_earlier_release_hurries_when_everyone_has_declined():
    data = after(0 * FIVE).escalation.to_data()
    del data["newest"]
    earlier = Escalation.from_data(data)
    assert decline(earlier, member="ani", now=NIGHT).due == NIGHT + FIVE
    assert decline(decline(earlier, member="ani", now=NIGHT), member="budi", now=NIGHT).due == NIGHT


def test_a_decline_by_someone_who_was_not_paged_hurries_nothing():
    first = after(0 * FIVE, who=on_duty(konselor=["ani"])).escalation
    first = decline(first, member="dewi", now=NIGHT)
    assert first.due == NIGHT + FIVE
    assert decline(opened(), member="dewi", now=NIGHT - FIVE).due == NIGHT


def test_the_same_decline_twice_hurries_only_once():
    exhausted = at_the_end().escalation
    for member in MEMBERS:
        exhausted = decline(exhausted, member=member, now=NIGHT + 4 * FIVE)
    nobody_left = climb(exhausted, now=NIGHT + 4 * FIVE, who=who).escalation
    assert nobody_left.due == NIGHT + 7 * FIVE
    assert decline(nobody_left, member="dewi", now=NIGHT + 5 * FIVE) == nobody_left


def test_a_decline_does_not_put_off_what_is_overdue():
    first = after(0 * FIVE, who=on_duty(konselor=["ani"])).escalation
    assert decline(first, member="ani", now=NIGHT + 20 * FIVE).due == NIGHT + FIVE


def test_who_declined_is_not_paged_again_in_this_generation():
    first = decline(after(0 * FIVE).escalation, member="citra", now=NIGHT)
    second = climb(first, now=NIGHT + FIVE, who=who)
    assert (names(second), second.skipped, second.alarm) == (["dewi"], (1,), "empty_rung")


def test_the_last_decline_of_the_last_rung_exhausts_at_once():
    last = after(0 * FIVE, FIVE, 2 * FIVE).escalation
    moment = NIGHT + 2 * FIVE + timedelta(minutes=1)
    for member in MEMBERS:
        last = decline(last, member=member, now=moment)
    end = climb(last, now=moment, who=who)
    assert (end.exhausted, end.alarm, end.pages) == (True, "declined", ())
    again = climb(end.escalation, now=moment + 3 * FIVE, who=who)
    assert (set(names(again)), again.alarm) == (set(MEMBERS), None), (
        "when all have said no, the last resort is to ask again"
    )


def test_a_holder_who_declines_lets_go_and_is_not_asked_again():
    held, _ = acknowledge(after(0 * FIVE).escalation, member="ani", now=NIGHT)
    free = decline(held, member="ani", now=NIGHT + FIVE)
    assert (free.status, free.holder, free.due) == ("climbing", None, NIGHT + FIVE)
    assert names(climb(free, now=NIGHT + FIVE, who=who)) == ["budi"]


def test_a_late_decline_by_another_leaves_the_case_with_its_holder():
    held, _ = acknowledge(after(0 * FIVE).escalation, member="ani", now=NIGHT)
    late = decline(held, member="budi", now=NIGHT)
    assert (late.status, late.holder, late.due) == ("held", "ani", None)


# Rising, letting go

HIGHER = Ladder((Rung("provinsi", "koordinator", FIVE), LADDER.rungs[0]), FIVE)


def test_a_rise_starts_the_higher_ladder_at_once_and_forgets_the_declines():
    declined = decline(at_the_end().escalation, member="dewi", now=NIGHT)
    risen = raise_level(declined, ladder=HIGHER, level="kritis", now=NIGHT + 5 * FIVE)
    assert (risen.level, risen.ladder, risen.status) == ("kritis", HIGHER, "climbing")
    assert (risen.rung, risen.round, risen.generation) == (0, 0, 1)
    assert (risen.declined, risen.paged, risen.started) == (frozenset(), frozenset(), NIGHT)
    assert climb(risen, now=NIGHT + 5 * FIVE, who=who).pages == (Page("dewi", 0, 0),)


def test_a_rise_leaves_a_held_case_with_its_holder():
    held, _ = acknowledge(after(0 * FIVE).escalation, member="ani", now=NIGHT)
    risen = raise_level(held, ladder=HIGHER, level="kritis", now=NIGHT)
    assert (risen.status, risen.holder, risen.due) == ("held", "ani", None)
    assert (risen.level, risen.ladder, risen.generation) == ("kritis", HIGHER, 1)
    assert names(climb(release(risen, now=NIGHT), now=NIGHT, who=who)) == ["dewi"]


@pytest.mark.parametrize("before", LEVELS)
@pytest.mark.parametrize("level", LEVELS)
def test_a_level_only_ever_rises(before, level):
    case = opened(before)
    risen = raise_level(case, ladder=HIGHER, level=level, now=NIGHT)
    if LEVELS.index(level) > LEVELS.index(before):
        assert risen.level == level
    else:
        assert risen == case


def test_a_released_case_is_paged_again_from_the_first_rung():
    held, _ = acknowledge(after(0 * FIVE, FIVE).escalation, member="citra", now=NIGHT)
    free = release(decline(held, member="budi", now=NIGHT), now=NIGHT + 4 * FIVE)
    assert (free.status, free.holder, free.rung, free.generation) == ("climbing", None, 0, 1)
    again = climb(free, now=NIGHT + 4 * FIVE, who=who)
    assert again.pages == (Page("ani", 0, 0), Page("budi", 0, 0))
    assert again.escalation.paged == {"ani", "budi"}


def test_there_is_nothing_to_release_while_nobody_holds_the_case():
    first = after(0 * FIVE).escalation
    assert release(first, now=NIGHT) == first


# She comes back in danger

PROVINCE = Ladder((Rung("provinsi", "konselor", FIVE),), FIVE)


def test_a_case_that_is_called_again_begins_at_the_first_rung_and_nobody_has_it():
    held, _ = acknowledge(after(0 * FIVE, FIVE).escalation, member="citra", now=NIGHT)
    anew = call_anew(held, ladder=PROVINCE, level=held.level, now=NIGHT + 9 * FIVE)
    assert (anew.status, anew.holder, anew.rung, anew.generation) == ("climbing", None, 0, 1)
    assert (anew.ladder, anew.due) == (held.ladder, NIGHT + 9 * FIVE)


def test_it_is_called_by_the_ladder_of_the_higher_level():
    low = begin(LADDER, level="sedang", now=NIGHT)
    anew = call_anew(low, ladder=PROVINCE, level="kritis", now=NIGHT)
    assert (anew.ladder, anew.level) == (PROVINCE, "kritis")


def test_while_people_are_being_called_that_goes_on_and_where_all_were_called_they_are_again_at_once():
    climbing, exhausted = after(0 * FIVE, FIVE).escalation, at_the_end().escalation
    assert call_anew(climbing, ladder=PROVINCE, level=climbing.level, now=NIGHT + FIVE) == climbing
    again = call_anew(exhausted, ladder=PROVINCE, level=exhausted.level, now=NIGHT + 5 * FIVE)
    assert again == replace(exhausted, due=NIGHT + 5 * FIVE)


def test_a_closed_case_is_not_called_again():
    ended = close(after(0 * FIVE).escalation)
    assert call_anew(ended, ladder=PROVINCE, level="kritis", now=NIGHT) == ended


# Others are called besides a holder


def held_by(member="ani"):
    return acknowledge(after(0 * FIVE).escalation, member=member, now=NIGHT + FIVE)[0]


def passed_on(why=SILENT):
    return pass_on(held_by(), why=why, now=NIGHT + 2 * FIVE)


def test_others_are_called_from_the_first_rung_while_the_case_stays_its_holders():
    again = climb(passed_on(), now=NIGHT + 2 * FIVE, who=who)
    assert names(again) == ["budi"]
    assert (again.escalation.status, again.escalation.holder, again.escalation.why) == ("climbing", "ani", SILENT)
    assert again.escalation.generation == held_by().generation + 1


def test_a_rung_that_is_her_own_alone_is_neither_called_nor_called_empty():
    only = on_duty(konselor=["ani"], cadangan=["citra"])
    again = climb(passed_on(), now=NIGHT + 2 * FIVE, who=only)
    assert (names(again), again.skipped, again.alarm) == (["citra"], (), None)


def test_where_nobody_else_is_left_it_is_exhausted_and_she_is_not_called_for_her_own_case():
    alone = on_duty(konselor=["ani"], cadangan=["ani"], koordinator=["ani"])
    last = climb(passed_on(), now=NIGHT + 2 * FIVE, who=alone)
    assert (last.exhausted, last.alarm, last.escalation.holder) == (True, "nobody", "ani")
    again = climb(last.escalation, now=NIGHT + 9 * FIVE, who=alone)
    assert (names(again), again.alarm) == ([], "nobody")


def test_the_first_who_accepts_takes_over_and_the_second_does_not():
    searching = climb(passed_on(), now=NIGHT + 2 * FIVE, who=who).escalation
    taken, first = acknowledge(searching, member="budi", now=NIGHT + 3 * FIVE)
    kept, second = acknowledge(taken, member="citra", now=NIGHT + 3 * FIVE)
    assert (first, second) == (True, False)
    assert (kept.status, kept.holder, kept.due, kept.why) == ("held", "budi", None, "")


def test_her_silence_does_not_outweigh_what_she_wants_herself():
    assert pass_on(passed_on("wanted"), why=SILENT, now=NIGHT + 3 * FIVE).why == "wanted"
    assert pass_on(passed_on(), why="wanted", now=NIGHT + 3 * FIVE) == replace(passed_on(), why="wanted")


@pytest.mark.parametrize("nobody", [opened(), close(held_by())])
def test_there_is_nobody_besides_whom_to_call_others(nobody):
    assert pass_on(nobody, why=SILENT, now=NIGHT + FIVE) == nobody
    assert hand_to(close(held_by()), member="budi") == close(held_by())
    assert hand_to(opened(), member="budi") == opened()


def test_an_offer_that_is_accepted_ends_the_calling():
    given = hand_to(passed_on(), member="dewi")
    assert (given.status, given.holder, given.due, given.why) == ("held", "dewi", None, "")


def test_a_rise_while_others_are_called_keeps_holder_and_reason():
    raised = raise_level(passed_on(), ladder=LADDER, level="kritis", now=NIGHT + 3 * FIVE)
    assert (raised.status, raised.holder, raised.why, raised.level) == ("climbing", "ani", SILENT, "kritis")
    assert names(climb(raised, now=NIGHT + 3 * FIVE, who=who)) == ["budi"]


def test_a_holder_who_is_lost_while_others_are_called_is_let_go():
    alone = release(passed_on(), now=NIGHT + 3 * FIVE)
    assert (alone.status, alone.holder) == ("climbing", None)
    assert names(climb(alone, now=NIGHT + 3 * FIVE, who=who)) == ["ani", "budi"]


def test_what_is_called_besides_survives_storage():
    searching = climb(passed_on(), now=NIGHT + 2 * FIVE, who=who).escalation
    assert again_through_json(searching) == searching


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


# What holds whatever happens

LADDERS = st.builds(
    Ladder,
    rungs=st.lists(
        st.builds(
            Rung,
            team=st.just("kota"),
            role=st.sampled_from(list(ON_DUTY)),
            delay=st.timedeltas(timedelta(), timedelta(hours=2)),
        ),
        min_size=1,
        max_size=4,
    ).map(tuple),
    repeat=st.timedeltas(timedelta(seconds=1), timedelta(hours=1)),
)
DUTIES = st.fixed_dictionaries({role: st.lists(st.sampled_from(MEMBERS), max_size=3).map(tuple) for role in ON_DUTY})
EVENTS = st.lists(
    st.one_of(
        st.tuples(st.just("climb"), st.sampled_from([0, 0, 1, 60, 4000]), DUTIES),
        st.tuples(st.just("acknowledge"), st.integers(0, 600), st.sampled_from(MEMBERS)),
        st.tuples(st.just("decline"), st.integers(0, 600), st.sampled_from(MEMBERS)),
        st.tuples(st.just("rise"), st.integers(0, 600), st.tuples(LADDERS, st.sampled_from(LEVELS))),
        st.tuples(st.just("release"), st.integers(0, 600), st.none()),
    ),
    max_size=30,
)


def happen(escalation, kind, now, what):
    """Let one event happen; give the escalation after it and what it paged."""
    if kind == "climb":
        climbed = climb(escalation, now=now, who=lambda rung: what[rung.role])
        return climbed.escalation, climbed
    if kind == "acknowledge":
        return acknowledge(escalation, member=what, now=now)[0], None
    if kind == "decline":
        return decline(escalation, member=what, now=now), None
    if kind == "rise":
        return raise_level(escalation, ladder=what[0], level=what[1], now=now), None
    return release(escalation, now=now), None


def check_pages(before, climbed, duty):
    paged = names(climbed)
    assert len(paged) == len(set(paged))
    for page in climbed.pages:
        assert page.member in duty[before.ladder.rungs[page.rung].role]
        if page.member in before.declined:
            assert before.status == "exhausted"
            assert all(set(duty[rung.role]) <= before.declined for rung in before.ladder.rungs)
    assert climbed.escalation.paged == before.paged | set(paged)
    for index in climbed.skipped:
        assert set(duty[before.ladder.rungs[index].role]) <= before.declined
    if before.status == "held":
        assert climbed == Climb(before)


@given(LADDERS, st.sampled_from(LEVELS), EVENTS)
def test_whatever_happens_the_promises_hold(ladder, level, events):
    case, now, told = begin(ladder, level=level, now=NIGHT), NIGHT, []
    for kind, seconds, what in events:
        if kind == "climb" and case.due:
            now = max(now, case.due)
        now += timedelta(seconds=seconds)
        before = case
        case, climbed = happen(case, kind, now, what)
        assert again_through_json(case) == case
        assert (case.status == "held") == (case.due is None) == (case.holder is not None)
        assert LEVELS.index(case.level) >= LEVELS.index(before.level)
        assert case.generation >= before.generation
        assert not (case.status == "exhausted" and case.rung != len(case.ladder.rungs))
        if climbed:
            check_pages(before, climbed, what)
            told += [case.generation] if climbed.exhausted else []
            assert climbed.exhausted == (before.status != case.status)
            assert bool(climbed.alarm) >= climbed.exhausted
    assert len(told) == len(set(told)), "a generation is exhausted only once"


@given(LADDERS, DUTIES)
def test_unanswered_it_is_exhausted_in_the_sum_of_delays_and_then_pages_every_repeat(ladder, duty):
    case, climbs = begin(ladder, level="kritis", now=NIGHT), []
    for _ in range(len(ladder.rungs) + 4):
        climbs.append(climb(case, now=case.due, who=lambda rung: duty[rung.role]))
        climbs_at, case = case.due, climbs[-1].escalation
        if climbs[-1].exhausted:
            break
    assert climbs[-1].exhausted
    assert climbs_at - NIGHT <= sum((rung.delay for rung in ladder.rungs), timedelta())
    everyone = {member for rung in ladder.rungs for member in duty[rung.role]}
    assert {member for climbed in climbs for member in names(climbed)} == everyone
    last = set(duty[ladder.rungs[-1].role]) or everyone
    for count in range(1, 4):
        assert case.due == climbs_at + count * ladder.repeat
        again = climb(case, now=case.due, who=lambda rung: duty[rung.role])
        assert set(names(again)) == (everyone if count % 2 == 0 else last)
        assert {page.round for page in again.pages} <= {count}
        assert not again.exhausted
        case = again.escalation


@given(LADDERS, DUTIES, st.integers(0, 6), st.lists(st.integers(0, 10**6), max_size=5))
def test_after_an_accept_nothing_is_ever_paged(ladder, duty, steps, later):
    case = begin(ladder, level="kritis", now=NIGHT)
    for _ in range(steps):
        case = climb(case, now=case.due, who=lambda rung: duty[rung.role]).escalation
    case, accepted = acknowledge(case, member="ani", now=NIGHT)
    assert accepted
    for seconds in later:
        now = NIGHT + timedelta(seconds=seconds)
        assert climb(case, now=now, who=lambda rung: duty[rung.role]) == Climb(case)
        assert not acknowledge(case, member="budi", now=now)[1]
        case = decline(case, member="citra", now=now)


@given(LADDERS, DUTIES, st.timedeltas(timedelta(), timedelta(days=2)))
def test_however_long_the_downtime_those_paged_get_their_time_to_answer(ladder, duty, late):
    now = NIGHT + late
    climbed = climb(begin(ladder, level="kritis", now=NIGHT), now=now, who=lambda r: duty[r.role])
    if climbed.pages:
        fired = [i for i in range(climbed.escalation.rung) if duty[ladder.rungs[i].role]]
        assert not climbed.exhausted
        assert climbed.escalation.due == now + ladder.rungs[fired[-1]].delay
        assert late >= sum((ladder.rungs[i].delay for i in fired[:-1]), timedelta())
