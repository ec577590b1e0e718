"""The clock that can be put ahead."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import SetClock, ShiftedClock

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_a_shifted_clock_runs_with_the_other_and_stays_ahead() -> None:
    machine = SetClock(NOON)
    clock = ShiftedClock(machine)
    clock.move(timedelta(minutes=6))
    machine.move(timedelta(seconds=30))
    assert clock.now() == NOON + timedelta(minutes=6, seconds=30)


def test_a_shifted_clock_is_never_put_back() -> None:
    clock = ShiftedClock(SetClock(NOON), timedelta(hours=-1))
    assert clock.now() == NOON
    with pytest.raises(ValueError, match="never put back"):
        clock.move(timedelta(seconds=-1))
    assert clock.now() == NOON
