"""What holds for any roster: it agrees with an oracle written differently, and its answers agree with each other."""

from datetime import timedelta
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.roster import Roster, duties, explain, gaps, handovers, on_call, overlaps, stretches
from tests.flows.roster_oracle import oracle
from tests.flows.rosters import ONE, rosters

OF = {"team": "kota", "role": "konselor"}
MINUTES = st.integers(-1440, 7 * 1440)
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
LENGTHS = st.one_of(st.integers(0, 2 * 1440), st.integers(1440, 6 * 1440))


def ask(question, case, start, end):
    roster, zone, _ = case
    return question(roster, zone=zone, start=start, end=end, **OF)


def probes(found, start, end):
    """Return instants of a range: just before and at every edge that was found, and some between."""
    edges = [edge for one in found for edge in (one.starts_at, one.ends_at)]
    near = [edge + step for edge in edges for step in (-timedelta.resolution, timedelta())]
    return [probe for probe in [*near, *(start + n * 173 * ONE for n in range(30))] if start <= probe < end]


@UNHURRIED
@given(rosters(), st.lists(MINUTES, min_size=5, max_size=20))
def test_on_call_agrees_with_an_oracle_written_differently(case, minutes):
    roster, zone, start = case
    for moment in (start + n * ONE for n in minutes):
        assert on_call(roster, zone=zone, at=moment, **OF) == oracle(roster, zone, moment, **OF)


@UNHURRIED
@given(rosters(), MINUTES, LENGTHS)
def test_stretches_fill_a_range_and_agree_with_the_oracle_at_every_edge(case, offset, length):
    roster, zone, begins = case
    start = begins + offset * ONE
    end = start + length * ONE
    found = ask(stretches, case, start, end)
    assert [one.starts_at for one in found[:1]] + [one.ends_at for one in found[-1:]] == (
        [start, end] if length else []
    )
    assert all(one.ends_at == after.starts_at and one.members != after.members for one, after in pairwise(found))
    for probe in probes(found, start, end):
        (here,) = [one for one in found if one.starts_at <= probe < one.ends_at]
        assert here.members == oracle(roster, zone, probe, **OF)


@UNHURRIED
@given(rosters(), MINUTES, LENGTHS)
def test_gaps_and_covered_time_are_the_range_and_overlaps_are_where_several_are(case, offset, length):
    start = case[2] + offset * ONE
    end = start + length * ONE
    found = ask(stretches, case, start, end)
    empty = sum((gap.ends_at - gap.starts_at for gap in ask(gaps, case, start, end)), timedelta())
    covered = sum((one.ends_at - one.starts_at for one in found if one.members), timedelta())
    assert empty + covered == end - start
    assert ask(overlaps, case, start, end) == tuple(one for one in found if len(one.members) > 1)


@UNHURRIED
@given(rosters(), MINUTES, LENGTHS, LENGTHS)
def test_handovers_tell_each_change_once_also_over_ranges_laid_end_to_end(case, offset, first, second):
    roster, zone, begins = case
    start = begins + offset * ONE
    middle, end = start + first * ONE, start + (first + second) * ONE
    whole = ask(handovers, case, start, end)
    assert whole == ask(handovers, case, start, middle) + ask(handovers, case, middle, end)
    assert all(one.at < after.at for one, after in pairwise(whole))
    for one in whole:
        assert one.before == oracle(roster, zone, one.at - timedelta.resolution, **OF)
        assert one.after == oracle(roster, zone, one.at, **OF)
        assert set(one.before) != set(one.after)
    for probe in probes(ask(stretches, case, start, end), start, end):
        told = [set(one.after) for one in whole if one.at <= probe]
        before = set(oracle(roster, zone, start - timedelta.resolution, **OF))
        assert [before, *told][-1] == set(oracle(roster, zone, probe, **OF))


@UNHURRIED
@given(rosters(), MINUTES)
def test_the_steps_of_an_explanation_lead_to_who_is_on_duty(case, minutes):
    roster, zone, start = case
    found = explain(roster, zone=zone, at=start + minutes * ONE, **OF)
    held: set[str] = set()
    for step in found.steps:
        if step.because not in ("temporary", "holiday"):
            assert set(step.goes) <= held
            held = held - set(step.goes) | set(step.comes)
    assert held == set(found.on_duty)


@UNHURRIED
@given(rosters(), MINUTES, LENGTHS)
def test_a_plan_of_each_members_duties_says_the_same_as_the_roster_it_was_made_from(case, offset, length):
    _, zone, begins = case
    start = begins + offset * ONE
    end = start + length * ONE
    plan = ask(duties, case, start, end)
    assert all(start <= one.starts_at and one.ends_at <= end for one in plan)
    followed = ask(stretches, (Roster(plan), zone, begins), start, end)
    as_made = ask(stretches, case, start, end)
    for probe in probes((*followed, *as_made), start, end):
        assert {one.member for one in plan if one.starts_at <= probe < one.ends_at} == set(
            oracle(*case[:2], probe, **OF)
        )
        assert set(on_call(Roster(plan), zone=zone, at=probe, **OF)) == set(on_call(case[0], zone=zone, at=probe, **OF))
