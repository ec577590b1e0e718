"""What holds for every ladder, whatever happens on it."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from flows.escalation import LEVELS, Climb, acknowledge, begin, climb, decline, raise_level, release
from flows.rungs import Ladder, Rung
from tests.flows.ladders import MEMBERS, NIGHT, ON_DUTY, again_through_json, names

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
