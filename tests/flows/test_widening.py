"""A rung joins a ladder that is under way: called once its turn has come, and nobody who was to be called is lost."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.escalation import acknowledge, begin, climb, close, widen
from flows.rungs import Ladder, Rung

NOW = datetime(2026, 11, 22, 15, 10, tzinfo=UTC)
FIVE = timedelta(minutes=5)
NEAR = Rung("kecamatan-x", "konselor", FIVE)
LADDER = Ladder(
    (Rung("kota", "konselor", FIVE), Rung("kota", "cadangan", FIVE), Rung("koordinasi", "ratna", FIVE)), FIVE
)


def who(rung):
    return (f"{rung.team}-{rung.role}",)


def names(told):
    return [page.member for page in told.pages]


def at(escalation, minutes):
    """Return the escalation as it stands after `minutes`, everybody silent."""
    for minute in range(minutes + 1):
        escalation = climb(escalation, now=NOW + timedelta(minutes=minute), who=who).escalation
    return escalation


@pytest.mark.parametrize(("minutes", "at_once"), [(0, False), (6, False), (11, True), (16, True), (40, True)])
def test_it_is_called_at_once_where_its_turn_is_over_and_else_in_its_turn(minutes, at_once):
    now = NOW + timedelta(minutes=minutes)
    wider = widen(at(begin(LADDER, level="kritis", now=NOW), minutes), rung=NEAR, place=2, now=now)
    told = climb(wider, now=now, who=who)
    assert (names(told) == ["kecamatan-x-konselor"]) == at_once
    assert wider.ladder.rungs[-1] == LADDER.rungs[-1]


@given(minutes=st.integers(0, 60), place=st.integers(0, 4))
def test_whenever_it_joins_it_is_called_and_so_is_the_last_rung_after_it(minutes, place):
    now = NOW + timedelta(minutes=minutes)
    wider = widen(at(begin(LADDER, level="kritis", now=NOW), minutes), rung=NEAR, place=place, now=now)
    called = []
    for minute in range(30):
        told = climb(wider, now=now + timedelta(minutes=minute), who=who)
        wider, called = told.escalation, [*called, *names(told)]
    assert "kecamatan-x-konselor" in called or "kecamatan-x-konselor" in wider.paged
    assert called[-1] == "koordinasi-ratna"
    assert wider.due is not None


def test_twice_is_once_and_what_is_held_or_closed_stays_so():
    climbing = begin(LADDER, level="kritis", now=NOW)
    once = widen(climbing, rung=NEAR, place=2, now=NOW)
    assert widen(once, rung=NEAR, place=2, now=NOW) == once
    held = acknowledge(climbing, member="sari", now=NOW)[0]
    assert (widen(held, rung=NEAR, place=2, now=NOW).status, widen(held, rung=NEAR, place=2, now=NOW).due) == (
        "held",
        None,
    )
    assert widen(close(climbing), rung=NEAR, place=2, now=NOW) == close(climbing)


def test_rungs_without_a_wait_are_called_at_the_same_time():
    first, second, last = LADDER.rungs
    parallel = Ladder((Rung(first.team, first.role, timedelta()), second, last), FIVE)
    told = climb(begin(parallel, level="kritis", now=NOW), now=NOW, who=who)
    assert names(told) == ["kota-konselor", "kota-cadangan"]
    assert told.escalation.due == NOW + FIVE
